package io.parley.agent.phrases;

import io.parley.models.Binding;
import io.parley.models.Graph;
import io.parley.models.Pack;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;

/**
 * The pack {@code phrases-en}, opened: sentences as vectors, near each other where they mean the same
 * (models/phrases-en/README.md). A sentence of ten words takes some 10 ms. Any number of threads may share it.
 */
public final class PhraseModel implements AutoCloseable {
    private static final String GRAPH = "bge-small-en-v1.5-q.onnx";
    private static final String TOKENS = "bge-small-en-v1.5-q-tokenizer.json";
    private static final int WIDTH = 384;
    /** Some 100 words; what callers ask for is said by then. */
    private static final int MOST_TOKENS = 128;

    private final Pack pack;
    private final Graph graph;
    private final WordPiece tokenizer;

    private PhraseModel(Pack pack) {
        this.pack = pack;
        graph = pack.graph(GRAPH);
        tokenizer = WordPiece.load(pack.file(TOKENS));
    }

    /**
     * Opens and verifies the pack.
     *
     * @throws io.parley.models.ModelException naming the file that differs from the manifest
     */
    public static PhraseModel open(Path folder) {
        Pack pack = Pack.open(folder);
        try {
            return new PhraseModel(pack);
        } catch (RuntimeException e) {
            pack.close();
            throw e;
        }
    }

    /** A sentence's direction, of length 1: the scalar product of two is their likeness. */
    float[] vector(String text) {
        long[] tokens = tokenizer.tokens(text, MOST_TOKENS);
        FloatBuffer hidden = bytes(tokens.length * WIDTH * Float.BYTES).asFloatBuffer();
        try (Binding binding = graph.bind()) {
            long[] shape = {1, tokens.length};
            binding.input("input_ids", longs(tokens), shape);
            binding.input("attention_mask", longs(filled(tokens.length, 1)), shape);
            binding.input("token_type_ids", longs(filled(tokens.length, 0)), shape);
            binding.output("last_hidden_state", hidden, 1, tokens.length, WIDTH);
            binding.run();
        }
        float[] first = new float[WIDTH];
        hidden.get(0, first);
        return unit(first);
    }

    private static long[] filled(int length, long value) {
        long[] all = new long[length];
        java.util.Arrays.fill(all, value);
        return all;
    }

    private static LongBuffer longs(long[] values) {
        return bytes(values.length * Long.BYTES).asLongBuffer().put(0, values);
    }

    private static ByteBuffer bytes(int length) {
        return ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
    }

    private static float[] unit(float[] vector) {
        double sum = 0;
        for (float x : vector) {
            sum += x * x;
        }
        float scale = (float) (1 / Math.sqrt(Math.max(sum, Float.MIN_NORMAL)));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }

    @Override
    public void close() {
        pack.close();
    }
}
