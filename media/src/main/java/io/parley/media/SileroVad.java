package io.parley.media;

import io.parley.models.BatchedGraph;
import io.parley.models.BatchedGraph.Port;
import io.parley.models.BatchedGraph.Scalar;
import io.parley.models.Pack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Voice activity of many calls at once by Silero VAD v6 at 16 kHz (models/vad/README.md). For one thread: every lane has
 * its own, with one {@link Stream} a call.
 */
public final class SileroVad implements AutoCloseable {
    /** Samples of one window. */
    public static final int WINDOW = 512;
    /** The same in milliseconds. */
    public static final int WINDOW_MILLIS = 32;

    private static final int CONTEXT = 64;
    private static final int STATE = 2 * 128;

    private final BatchedGraph graph;
    private final List<float[]> in = new ArrayList<>();
    private final List<float[]> out = new ArrayList<>();

    /** One call's audio on its way to windows, and its recurrent state. */
    public static final class Stream {
        private final float[] in = new float[CONTEXT + WINDOW + STATE];
        private final float[] out = new float[1 + STATE];
        private int filled;

        /** Forgets the caller: for when another call takes the stream. */
        public void reset() {
            Arrays.fill(in, 0);
            filled = 0;
        }

        /**
         * Takes samples until a window is full.
         *
         * @return how many were taken
         */
        public int accept(short[] pcm, int offset, int length) {
            int n = Math.min(length, WINDOW - filled);
            for (int i = 0; i < n; i++) {
                in[CONTEXT + filled + i] = pcm[offset + i] / 32768f;
            }
            filled += n;
            return n;
        }

        /** A window waits to be run. */
        public boolean full() {
            return filled == WINDOW;
        }

        /** Probability of speech in the window that was run last, 0 to 1. */
        public float probability() {
            return out[0];
        }

        /**
         * Begins anew in the middle of a call, after a window on which the graph failed.
         *
         * @param probability what that window is taken for
         */
        public void begin(float probability) {
            reset();
            out[0] = probability;
        }

        private void advance() {
            System.arraycopy(in, WINDOW, in, 0, CONTEXT);
            System.arraycopy(out, 1, in, CONTEXT + WINDOW, STATE);
            filled = 0;
        }
    }

    /** @param pack the pack {@code models/vad}; the caller closes it after this */
    public SileroVad(Pack pack) {
        graph = new BatchedGraph(
                pack.graph("silero_vad.onnx"),
                List.of(Port.rows("input", CONTEXT + WINDOW), new Port("state", new long[] {2, 1, 128}, 1)),
                List.of(Port.rows("output", 1), new Port("stateN", new long[] {2, 1, 128}, 1)),
                List.of(new Scalar("sr", Audio.SAMPLE_RATE)));
    }

    /** Runs the full windows of these streams in one batch. */
    public void run(List<Stream> streams) {
        in.clear();
        out.clear();
        for (Stream stream : streams) {
            in.add(stream.in);
            out.add(stream.out);
        }
        graph.run(in, out);
        streams.forEach(Stream::advance);
    }

    @Override
    public void close() {
        graph.close();
    }
}
