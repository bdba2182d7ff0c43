package io.parley.agent.ear;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.AgentRuntime;
import io.parley.agent.Studio;
import io.parley.media.Audio;
import io.parley.media.AudioFiles;
import io.parley.testkit.Outside;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What somebody who never stops talking can make grow. */
@Timeout(120)
class EarLimitsTest {
    private static final int SECONDS = 40;
    private static final int MOST_FRAMES = 30_000 / EarModel.ROW_MILLIS;

    @Test
    void anUtteranceIsSearchedForHalfAMinuteAtMost() {
        short[] four = AudioFiles.read(Outside.home().resolve("examples/digits/calls/four.wav"));
        try (Studio studio = new Studio()) {
            AgentRuntime agent = studio.agent("digits");
            EarSlot slot = Ears.call(studio.ear(), agent, heard -> {});
            short[] frame = new short[Audio.FRAME_SAMPLES];
            for (int at = 0; at < SECONDS * Audio.SAMPLE_RATE; at += frame.length) {
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = four[(at + i) % four.length];
                }
                slot.hear(frame, 0);
            }

            assertThat(slot.search.frames()).isEqualTo(MOST_FRAMES);
            assertThat(slot.search.liveStates()).isLessThanOrEqualTo(Search.MAX_LIVE);
            slot.close();
        }
    }
}
