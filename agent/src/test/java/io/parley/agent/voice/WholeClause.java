package io.parley.agent.voice;

import io.parley.models.Binding;
import io.parley.models.Pack;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** The second planner graph over a whole clause at once, as the pack's README has it. */
final class WholeClause {
    private WholeClause() {}

    static ClausePlan plan(Pack pack, ClausePlan timed) {
        int frames = timed.frames();
        FloatBuffer hidden = Buffers.floats(timed.hidden.length).put(0, timed.hidden);
        LongBuffer index = Buffers.longs(frames);
        FloatBuffer position = Buffers.floats(6 * frames);
        for (int t = 0; t < frames; t++) {
            int token = timed.tokenOf[t];
            double k = t - timed.starts[token];
            double n = timed.framesOf(token);
            double r = n - 1 - k;
            index.put(t, token);
            double[] row = {
                (k + 0.5) / n, Math.min(k, 12) / 6, Math.min(r, 12) / 6, Math.log(n) / 2, k == 0 ? 1 : 0, r == 0 ? 1 : 0
            };
            for (int i = 0; i < row.length; i++) {
                position.put(6 * t + i, (float) row[i]);
            }
        }
        FloatBuffer mel = Buffers.floats(ClausePlan.BANDS * frames);
        FloatBuffer f0 = Buffers.floats(frames);
        try (Binding graph = pack.graph("planner_frames.onnx").bind()) {
            graph.input("hidden", hidden, 1, timed.tokens(), ClausePlan.HIDDEN)
                    .input("token", index, 1, frames)
                    .input("position", position, 1, frames, 6)
                    .input("voice", Buffers.longs(1).put(0, timed.voice), 1)
                    .input("style", floats(timed.prosody.style()), 1, frames, Prosody.COLUMNS)
                    .input("melody", floats(timed.prosody.melody()), 1, frames)
                    .output("mel", mel, 1, frames, ClausePlan.BANDS)
                    .output("f0", f0, 1, frames)
                    .run();
        }
        ClausePlan whole = new ClausePlan(timed.voice, timed.hidden, timed.starts, timed.prosody);
        mel.get(0, whole.mel);
        f0.get(0, whole.f0);
        return whole;
    }

    private static FloatBuffer floats(float[] values) {
        return Buffers.floats(values.length).put(0, values);
    }
}
