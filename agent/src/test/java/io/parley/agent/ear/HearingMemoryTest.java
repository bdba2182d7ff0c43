package io.parley.agent.ear;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.AgentRuntime;
import io.parley.agent.Studio;
import io.parley.media.Audio;
import io.parley.media.AudioFiles;
import io.parley.testkit.Outside;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a call keeps in order to be heard, apart from what belongs to its lane, its agent and the model. */
@Timeout(120)
class HearingMemoryTest {
    private static final int MOST = 200_000;
    private static final int BACKLOG = 64;

    private static Studio studio;
    private static AgentRuntime agent;

    private final short[] frame = new short[Audio.FRAME_SAMPLES];
    private final List<Long> during = new ArrayList<>();

    @BeforeAll
    static void open() {
        studio = new Studio();
        agent = studio.agent("coffee-shop");
    }

    @AfterAll
    static void close() {
        studio.close();
    }

    private static EarSlot call() {
        return Ears.call(studio.ear(), agent, heard -> {});
    }

    private static long bytes(EarSlot slot) {
        return Footprint.ofCall(slot, studio.ear(), agent.grammar());
    }

    @Test
    void aSilentCallKeepsLittle() {
        EarSlot slot = call();
        for (int i = 0; i < 500; i++) {
            slot.hear(frame, 0);
        }

        assertThat(bytes(slot)).isBetween(50_000L, 110_000L);
        slot.close();
    }

    @Test
    void anOrderInNoiseIsHeardWithinTheLimitSaveForItsWidestFramesAndTheRoomIsGivenBack() {
        EarSlot slot = call();
        long before = play(slot);
        slot.settle();
        Collections.sort(during);

        assertThat(during.get(during.size() * 9 / 10)).isLessThan(MOST);
        assertThat(during.get(during.size() - 1)).isLessThan(2 * MOST);
        assertThat(bytes(slot)).isLessThan(before + 5_000);
        slot.close();
    }

    /** Loud noise keeps more paths alive than a voice does. */
    private long play(EarSlot slot) {
        short[] order = AudioFiles.read(Outside.home().resolve("examples/coffee-shop/calls/americano.wav"));
        Random noise = new Random(3);
        for (int i = 0; i < BACKLOG; i++) {
            slot.hear(frame, 0);
        }
        long idle = bytes(slot);
        for (int at = 0; at + frame.length <= order.length; at += frame.length) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (short) (order[at + i] + noise.nextGaussian() * 300);
            }
            slot.hear(frame, 0);
            during.add(bytes(slot));
        }
        return idle;
    }
}
