package io.parley.agent.voice;

import io.parley.models.Binding;
import java.nio.FloatBuffer;

/** Runs the vocoder over a window of frames. One thread at a time. */
final class Mouth implements AutoCloseable {
    /** Frames to the left of a chunk that its sound depends on. */
    static final int LEFT = 34;
    /** Frames to the right. */
    static final int RIGHT = 3;
    /** Frames of a chunk: 200 ms. */
    static final int CHUNK = 16;
    /** Frames of the longest window. */
    static final int WINDOW = LEFT + CHUNK + RIGHT;

    private final Binding vocoder;
    private final FloatBuffer mel = Buffers.floats(WINDOW * ClausePlan.BANDS);
    private final FloatBuffer f0 = Buffers.floats(WINDOW);
    private final FloatBuffer source = Buffers.floats(WINDOW * VoicePack.HOP);
    private final FloatBuffer noise = Buffers.floats(WINDOW * VoicePack.HOP);
    private final FloatBuffer audio = Buffers.floats(WINDOW * VoicePack.HOP);

    Mouth(VoicePack pack) {
        vocoder = pack.vocoder().bind();
    }

    /**
     * Renders frames {@code left} to {@code right} of a clause and copies out the audio of {@code from} to {@code to}.
     *
     * @param source excitation from frame {@code left} on
     * @param noise likewise
     */
    void render(
            ClausePlan plan,
            int left,
            int right,
            int from,
            int to,
            float[] source,
            float[] noise,
            float[] destination) {
        int n = right - left;
        mel.put(0, plan.mel, left * ClausePlan.BANDS, n * ClausePlan.BANDS);
        f0.put(0, plan.f0, left, n);
        this.source.put(0, source, 0, n * VoicePack.HOP);
        this.noise.put(0, noise, 0, n * VoicePack.HOP);
        vocoder.input("mel", mel, 1, n, ClausePlan.BANDS)
                .input("f0", f0, 1, n)
                .input("src", this.source, 1, (long) n * VoicePack.HOP)
                .input("noise", this.noise, 1, (long) n * VoicePack.HOP)
                .output("y", audio, 1, (long) n * VoicePack.HOP)
                .run();
        audio.get((from - left) * VoicePack.HOP, destination, 0, (to - from) * VoicePack.HOP);
    }

    @Override
    public void close() {
        vocoder.close();
    }
}
