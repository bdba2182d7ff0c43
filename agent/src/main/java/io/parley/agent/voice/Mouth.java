package io.parley.agent.voice;

import io.parley.models.Binding;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * Runs the mouth over the next frames of a clause. What it must remember of the frames before is a state that belongs to
 * the clause and is handed in and out, so any bench can go on with any clause. One thread at a time.
 */
final class Mouth implements AutoCloseable {
    /** Frames by which the audio lags behind the frames that go in: what the mouth looks ahead. */
    static final int DELAY = 3;
    /** Frames of a chunk: 800 ms, some 6 ms of work; a frame of a shorter one costs more. */
    static final int CHUNK = 64;
    /** Frames of the longest run: a chunk, and what starts or ends a clause. */
    static final int MOST = CHUNK + DELAY;

    private final Binding graph;
    private final int stateSize;
    private final FloatBuffer mel = Buffers.floats(MOST * ClausePlan.BANDS);
    private final FloatBuffer f0 = Buffers.floats(MOST);
    private final FloatBuffer whisper = Buffers.floats(MOST);
    private final FloatBuffer source = Buffers.floats(MOST * VoicePack.HOP);
    private final FloatBuffer noise = Buffers.floats(MOST * VoicePack.HOP);
    private final FloatBuffer audio = Buffers.floats(MOST * VoicePack.HOP);
    private final LongBuffer voice = Buffers.longs(1);
    private final FloatBuffer state;
    private final FloatBuffer next;

    Mouth(VoicePack pack) {
        graph = pack.mouth().bind();
        stateSize = pack.mouthState();
        state = Buffers.floats(stateSize);
        next = Buffers.floats(stateSize);
    }

    /** What a clause begins with. */
    float[] silence() {
        return new float[stateSize];
    }

    /**
     * Feeds frames {@code from} to {@code to} of a clause, those beyond its end as silence, and copies out the audio of the
     * frames that lie {@link #DELAY} before them.
     *
     * @param source excitation of these frames
     * @param noise likewise
     * @param memory the clause's state, which this moves on
     */
    void run(ClausePlan plan, int from, int to, float[] source, float[] noise, float[] memory, float[] destination) {
        int n = to - from;
        int last = plan.frames() - 1;
        for (int t = from; t < to; t++) {
            int frame = Math.min(t, last);
            mel.put((t - from) * ClausePlan.BANDS, plan.mel, frame * ClausePlan.BANDS, ClausePlan.BANDS);
            f0.put(t - from, t > last ? ClausePlan.UNVOICED : plan.f0[t]);
            whisper.put(t - from, plan.prosody.whisper()[frame]);
        }
        this.source.put(0, source, 0, n * VoicePack.HOP);
        this.noise.put(0, noise, 0, n * VoicePack.HOP);
        voice.put(0, plan.voice);
        state.put(0, memory);
        graph.input("mel", mel, 1, n, ClausePlan.BANDS)
                .input("f0", f0, 1, n)
                .input("source", this.source, 1, (long) n * VoicePack.HOP)
                .input("noise", this.noise, 1, (long) n * VoicePack.HOP)
                .input("whisper", whisper, 1, n)
                .input("voice", voice, 1)
                .input("state", state, 1, stateSize)
                .output("audio", audio, 1, (long) n * VoicePack.HOP)
                .output("next", next, 1, stateSize)
                .run();
        audio.get(0, destination, 0, n * VoicePack.HOP);
        next.get(0, memory);
    }

    @Override
    public void close() {
        graph.close();
    }
}
