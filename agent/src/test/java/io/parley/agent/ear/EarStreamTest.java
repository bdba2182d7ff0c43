package io.parley.agent.ear;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.media.Audio;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EarStreamTest {
    private static final int QUIET_BLOCKS = 8;
    private static final float LOUD = 9_999;
    /** MFCC frames that end within the quiet blocks, and the first of them once more: two ticks, and some that wait. */
    private static final int QUIET_FRAMES = 2 + (QUIET_BLOCKS * Audio.FRAME_SAMPLES - Mfcc.WINDOW) / Mfcc.HOP;

    private final EarStream stream = new EarStream();
    private final Mfcc mfcc = new Mfcc();
    private final List<Float> levels = new ArrayList<>();

    private void play(int blocks, float rms) {
        for (int block = 0; block < blocks; block++) {
            stream.accept(new short[Audio.FRAME_SAMPLES], Audio.FRAME_SAMPLES, rms, mfcc);
            while (stream.ready()) {
                stream.fill();
                for (int f = 0; f < EarModel.TICK_FRAMES; f++) {
                    levels.add(stream.in[EarModel.PLAYED + f]);
                }
            }
        }
    }

    @Test
    void everyFrameHasTheLevelOfWhatTheAgentSaidInIt() {
        play(QUIET_BLOCKS, 0);
        play(QUIET_BLOCKS, LOUD);

        assertThat(levels.subList(0, QUIET_FRAMES)).containsOnly(0f);
        assertThat(levels.subList(QUIET_FRAMES, levels.size())).isNotEmpty().containsOnly(0.8f);
    }

    @Test
    void aLookAheadGoesOnFromTheFramesThatWaitAndFromTheLastLevel() {
        play(QUIET_BLOCKS, 0);
        int waiting = QUIET_FRAMES - levels.size();
        play(1, LOUD);
        float[] row = new float[EarModel.INPUT + EarModel.STATE];
        stream.fillAhead(row, 0);

        assertThat(waiting).isPositive();
        for (int f = 0; f < EarModel.TICK_FRAMES; f++) {
            assertThat(row[EarModel.PLAYED + f]).isEqualTo(f < waiting ? 0f : 0.8f);
        }
    }
}
