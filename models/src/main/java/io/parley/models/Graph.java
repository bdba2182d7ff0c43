package io.parley.models;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * One ONNX graph, loaded. It runs on the thread that asks and on no other: parallelism is the number of lanes, never
 * threads inside a run. Any number of threads may share a graph, each with its own {@link Binding}.
 */
public final class Graph implements AutoCloseable {
    private final Path file;
    private final OrtSession session;
    private final GraphContract contract;
    /** Runs hold the read lock, so that a close waits for them instead of freeing memory under them. */
    private final ReentrantReadWriteLock life = new ReentrantReadWriteLock();

    private boolean closed;

    private Graph(Path file, OrtSession session) throws OrtException {
        this.file = file;
        this.session = session;
        this.contract = new GraphContract(specs(session.getInputInfo()), specs(session.getOutputInfo()));
    }

    /**
     * Loads a graph that no manifest describes; those of a pack come from {@link Pack#graph}.
     *
     * @throws ModelException if the file is not there or is no graph that can be run
     */
    public static Graph open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelException(file + ": no such file, expected an ONNX graph");
        }
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
            OrtSession session = OnnxEnvironment.get().createSession(file.toString(), options);
            try {
                return new Graph(file, session);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new ModelException(file + ": cannot be loaded as an ONNX graph: " + e.getMessage(), e);
        }
    }

    private static Map<String, TensorSpec> specs(Map<String, NodeInfo> infos) {
        Map<String, TensorSpec> specs = new LinkedHashMap<>();
        infos.forEach((name, info) -> {
            if (!(info.getInfo() instanceof TensorInfo tensor)) {
                throw new ModelException("'" + name + "' is " + info.getInfo() + ", expected a tensor");
            }
            specs.put(name, TensorSpec.of(tensor));
        });
        return specs;
    }

    /** The file it was loaded from. */
    public Path file() {
        return file;
    }

    GraphContract contract() {
        return contract;
    }

    /** Tensors for runs of this graph. */
    public Binding bind() {
        return new Binding(this);
    }

    void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
        life.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException(file + " is closed");
            }
            // Every output is pinned, so the result owns nothing but its own small arrays.
            session.run(inputs, Set.of(), outputs).close();
        } catch (OrtException e) {
            throw new ModelException(file + ": run failed: " + e.getMessage(), e);
        } finally {
            life.readLock().unlock();
        }
    }

    /** Waits for runs under way; later runs throw {@link IllegalStateException}. */
    @Override
    public void close() {
        life.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new ModelException(file + ": cannot be closed: " + e.getMessage(), e);
        } finally {
            life.writeLock().unlock();
        }
    }

    @Override
    public String toString() {
        return "Graph[" + file + "]";
    }
}
