package io.parley.models;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Direct buffers bound to the inputs and outputs of a {@link Graph}. ONNX Runtime reads and writes the buffers in place:
 * bind once, then fill, {@link #run} and read as often as wanted. Where a shape changes, bind that name again; binding
 * the same buffer with the same shape costs nothing. Shapes must agree with each other as the graph's contract says,
 * outputs included. For one thread at a time.
 *
 * <p>A buffer is used from its position on; the number of elements is the product of the shape, 1 for a scalar.
 */
public final class Binding implements AutoCloseable {
    private record Bound(OnnxTensor tensor, Buffer buffer, int position, long[] shape) {
        boolean is(Buffer otherBuffer, long[] otherShape) {
            return buffer == otherBuffer && position == otherBuffer.position() && Arrays.equals(shape, otherShape);
        }
    }

    private final Graph graph;
    private final Map<String, Bound> bound = new HashMap<>();
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private final Map<String, OnnxTensor> outputs = new HashMap<>();

    Binding(Graph graph) {
        this.graph = graph;
    }

    public Binding input(String name, FloatBuffer buffer, long... shape) {
        return bind(graph.contract().inputs(), inputs, name, buffer, shape);
    }

    public Binding input(String name, LongBuffer buffer, long... shape) {
        return bind(graph.contract().inputs(), inputs, name, buffer, shape);
    }

    public Binding output(String name, FloatBuffer buffer, long... shape) {
        return bind(graph.contract().outputs(), outputs, name, buffer, shape);
    }

    public Binding output(String name, LongBuffer buffer, long... shape) {
        return bind(graph.contract().outputs(), outputs, name, buffer, shape);
    }

    /**
     * Runs the graph on the calling thread.
     *
     * @throws IllegalStateException if an input or output is not bound, or the graph is closed
     * @throws ModelException if ONNX Runtime refuses, for one where the shapes do not fit together
     */
    public void run() {
        if (inputs.size() < graph.contract().inputs().size()
                || outputs.size() < graph.contract().outputs().size()) {
            throw new IllegalStateException(graph.file() + ": bound are inputs " + inputs.keySet() + " and outputs "
                    + outputs.keySet() + ", expected " + graph.contract());
        }
        graph.run(inputs, outputs);
    }

    private Binding bind(
            Map<String, TensorSpec> declared, Map<String, OnnxTensor> side, String name, Buffer buffer, long[] shape) {
        String key = (side == inputs ? "<" : ">") + name;
        Bound old = bound.get(key);
        if (old != null && old.is(buffer, shape)) {
            return this;
        }
        check(declared, name, buffer, shape);
        OnnxTensor tensor = tensor(name, buffer, shape);
        side.put(name, tensor);
        bound.put(key, new Bound(tensor, buffer, buffer.position(), shape.clone()));
        if (old != null) {
            old.tensor.close();
        }
        return this;
    }

    private void check(Map<String, TensorSpec> declared, String name, Buffer buffer, long[] shape) {
        if (!declared.containsKey(name)) {
            throw new IllegalArgumentException(
                    graph.file() + " has no '" + name + "', expected one of " + declared.keySet());
        }
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException(graph.file() + ": '" + name + "' needs a direct buffer");
        }
        if (buffer.remaining() < elements(shape)) {
            throw new IllegalArgumentException(graph.file() + ": '" + name + "' needs " + elements(shape)
                    + " elements, the buffer holds " + buffer.remaining());
        }
    }

    private OnnxTensor tensor(String name, Buffer buffer, long[] shape) {
        int elements = Math.toIntExact(elements(shape));
        try {
            return buffer instanceof FloatBuffer floats
                    ? OnnxTensor.createTensor(OnnxEnvironment.get(), floats.slice(floats.position(), elements), shape)
                    : OnnxTensor.createTensor(
                            OnnxEnvironment.get(), longs(buffer).slice(buffer.position(), elements), shape);
        } catch (OrtException e) {
            throw new ModelException(graph.file() + ": '" + name + "' cannot be bound: " + e.getMessage(), e);
        }
    }

    private static LongBuffer longs(Buffer buffer) {
        return (LongBuffer) buffer;
    }

    private static long elements(long[] shape) {
        long product = 1;
        for (long size : shape) {
            product *= size;
        }
        return product;
    }

    /** Frees the tensors; the buffers and the graph stay. */
    @Override
    public void close() {
        bound.values().forEach(b -> b.tensor.close());
        bound.clear();
        inputs.clear();
        outputs.clear();
    }
}
