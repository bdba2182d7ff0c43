package io.parley.models;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs one graph for many callers at once. A row is one caller's part of every tensor, flat, in the order of the ports:
 * with the recurrent state kept in the rows, a slot is reset by zeroing its row and copied by copying it.
 *
 * <p>Tensors are pinned for batches of 1, 2, 4, 8, 16 and 32; a batch between two sizes is filled up with zero rows, a
 * larger one runs in pieces. Each row's numbers do not depend on the others (static weights, no dynamic quantisation).
 * For one thread: every lane has its own.
 */
public final class BatchedGraph implements AutoCloseable {
    private static final int[] SIZES = {1, 2, 4, 8, 16, 32};

    /**
     * One tensor of the graph.
     *
     * @param name as the graph names it
     * @param shape with 1 in the place of the batch
     * @param batchDimension which dimension is the batch: 0 or 1
     */
    public record Port(String name, long[] shape, int batchDimension) {
        public Port {
            if (batchDimension < 0 || batchDimension > 1 || shape[batchDimension] != 1) {
                throw new IllegalArgumentException(
                        "port " + name + " " + Arrays.toString(shape) + ", expected 1 in the batch dimension 0 or 1");
            }
        }

        /** Port whose first dimension is the batch; {@code dimensions} are the others. */
        public static Port rows(String name, long... dimensions) {
            long[] shape = new long[dimensions.length + 1];
            shape[0] = 1;
            System.arraycopy(dimensions, 0, shape, 1, dimensions.length);
            return new Port(name, shape, 0);
        }

        int floats() {
            return (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        }

        /** Contiguous pieces of a row in the tensor: those before the batch dimension. */
        int pieces() {
            return batchDimension == 0 ? 1 : (int) shape[0];
        }

        long[] shape(int batch) {
            long[] full = shape.clone();
            full[batchDimension] = batch;
            return full;
        }
    }

    /** A constant scalar input, such as a sample rate. */
    public record Scalar(String name, long value) {}

    private final List<Port> inputs;
    private final List<Port> outputs;
    private final List<Pinned> pinned = new ArrayList<>();

    public BatchedGraph(Graph graph, List<Port> inputs, List<Port> outputs, List<Scalar> scalars) {
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        for (int size : SIZES) {
            pinned.add(new Pinned(graph, size, scalars));
        }
    }

    /** Floats of one input row. */
    public int inputFloats() {
        return inputs.stream().mapToInt(Port::floats).sum();
    }

    /** Floats of one output row. */
    public int outputFloats() {
        return outputs.stream().mapToInt(Port::floats).sum();
    }

    /**
     * Runs the rows of {@code in} and fills the rows of {@code out}, which may be the same arrays in another layout only
     * if they do not overlap.
     */
    public void run(List<float[]> in, List<float[]> out) {
        int most = SIZES[SIZES.length - 1];
        for (int from = 0; from < in.size(); from += most) {
            int to = Math.min(in.size(), from + most);
            pinnedFor(to - from).run(in.subList(from, to), out.subList(from, to));
        }
    }

    private Pinned pinnedFor(int rows) {
        int i = 0;
        while (SIZES[i] < rows) {
            i++;
        }
        return pinned.get(i);
    }

    @Override
    public void close() {
        pinned.forEach(p -> p.binding.close());
    }

    private static FloatBuffer floats(int n) {
        return ByteBuffer.allocateDirect(n * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Tensors of one batch size. */
    private final class Pinned {
        private final int size;
        private final Binding binding;
        private final List<FloatBuffer> in = new ArrayList<>();
        private final List<FloatBuffer> out = new ArrayList<>();

        Pinned(Graph graph, int size, List<Scalar> scalars) {
            this.size = size;
            binding = graph.bind();
            for (Port port : inputs) {
                FloatBuffer buffer = floats(size * port.floats());
                in.add(buffer);
                binding.input(port.name, buffer, port.shape(size));
            }
            for (Port port : outputs) {
                FloatBuffer buffer = floats(size * port.floats());
                out.add(buffer);
                binding.output(port.name, buffer, port.shape(size));
            }
            for (Scalar scalar : scalars) {
                LongBuffer value = ByteBuffer.allocateDirect(Long.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .asLongBuffer();
                binding.input(scalar.name, value.put(0, scalar.value));
            }
        }

        void run(List<float[]> rowsIn, List<float[]> rowsOut) {
            for (int row = 0; row < size; row++) {
                int at = 0;
                for (int p = 0; p < inputs.size(); p++) {
                    at = row < rowsIn.size()
                            ? put(inputs.get(p), in.get(p), row, rowsIn.get(row), at)
                            : clear(inputs.get(p), in.get(p), row, at);
                }
            }
            binding.run();
            for (int row = 0; row < rowsOut.size(); row++) {
                int at = 0;
                for (int p = 0; p < outputs.size(); p++) {
                    at = get(outputs.get(p), out.get(p), row, rowsOut.get(row), at);
                }
            }
        }

        private int put(Port port, FloatBuffer buffer, int row, float[] from, int at) {
            int length = port.floats() / port.pieces();
            for (int piece = 0; piece < port.pieces(); piece++) {
                buffer.put((piece * size + row) * length, from, at + piece * length, length);
            }
            return at + port.floats();
        }

        private int get(Port port, FloatBuffer buffer, int row, float[] to, int at) {
            int length = port.floats() / port.pieces();
            for (int piece = 0; piece < port.pieces(); piece++) {
                buffer.get((piece * size + row) * length, to, at + piece * length, length);
            }
            return at + port.floats();
        }

        /** What an earlier, fuller batch left behind must not slow this one down with denormal numbers. */
        private int clear(Port port, FloatBuffer buffer, int row, int at) {
            int length = port.floats() / port.pieces();
            for (int piece = 0; piece < port.pieces(); piece++) {
                for (int i = 0; i < length; i++) {
                    buffer.put((piece * size + row) * length + i, 0f);
                }
            }
            return at + port.floats();
        }
    }
}
