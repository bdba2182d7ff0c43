package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PlayoutTest {
    private static final int FADE = 80;

    private final Playout playout = new Playout();
    private final AudioTick tick = new AudioTick();

    @Test
    void holdsSixtyMillisecondsAndNoMore() {
        assertThat(playout.room()).isEqualTo(3);
        assertThat(offer(1, 1000)).isTrue();
        assertThat(offer(1, 1000)).isTrue();
        assertThat(playout.room()).isEqualTo(1);
        assertThat(offer(1, 1000)).isTrue();
        assertThat(offer(1, 1000)).isFalse();
        assertThat(playout.room()).isZero();
        take();
        assertThat(playout.room()).isEqualTo(1);
    }

    @Test
    void givesFramesInOrderWithTheirUtteranceAndUnit() {
        playout.offer(frame(100), 0, 7, 3);
        playout.offer(frame(200), 0, 7, 4);

        take();
        assertThat(tick.played).containsOnly(100);
        assertThat(tick.utterance).isEqualTo(7);
        assertThat(tick.unit).isEqualTo(3);
        take();
        assertThat(tick.played).containsOnly(200);
        assertThat(tick.unit).isEqualTo(4);
    }

    @Test
    void copiesFromTheOffsetOn() {
        short[] pcm = new short[1_000];
        Arrays.fill(pcm, 500, 820, (short) 9);
        playout.offer(pcm, 500, 1, 0);
        Arrays.fill(pcm, (short) 0);

        take();
        assertThat(tick.played).containsOnly(9);
    }

    @Test
    void anEmptyRingGivesSilenceOfNobody() {
        tick.utterance = 9;
        tick.played[0] = 5;

        take();
        assertThat(tick.played).containsOnly(0);
        assertThat(tick.utterance).isZero();
    }

    @Test
    void flushDropsWhatIsQueuedAndFadesWithinFiveMilliseconds() {
        offer(1, 1000);
        offer(1, 1000);
        offer(1, 1000);
        take();
        playout.flush();
        assertThat(playout.room()).isEqualTo(3);

        take();
        assertThat(tick.utterance).isEqualTo(1);
        assertThat(tick.played[0]).isBetween((short) 950, (short) 1000);
        for (int i = 1; i < FADE; i++) {
            assertThat(tick.played[i]).isLessThan(tick.played[i - 1]);
        }
        assertThat(tick.played[FADE - 1]).isZero();
        assertThat(Arrays.copyOfRange(tick.played, FADE, 320)).containsOnly(0);
        take();
        assertThat(tick.played).containsOnly(0);
        assertThat(tick.utterance).isZero();
    }

    @Test
    void flushOfAnEmptyRingFadesFromTheLastSample() {
        offer(1, 800);
        take();
        playout.flush();

        take();
        assertThat(tick.played[0]).isBetween((short) 750, (short) 800);
        assertThat(tick.played[FADE]).isZero();
    }

    @Test
    void whatIsOfferedAfterAFlushIsSentAtOnceUnderTheFade() {
        offer(1, 1000);
        offer(1, 1000);
        take();
        playout.flush();
        offer(2, 300);

        take();
        assertThat(tick.utterance).isEqualTo(2);
        assertThat(tick.played[0]).isBetween((short) 1250, (short) 1300);
        assertThat(tick.played[FADE]).isEqualTo((short) 300);
    }

    @Test
    void flushingAgainAndAgainNeverMixesUpFrames() {
        for (int round = 1; round <= 50; round++) {
            while (offer(round, round)) {
                // Until the ring is full.
            }
            playout.flush();
            if (round % 3 == 0) {
                take();
                assertThat(tick.played[FADE]).isZero();
            }
        }
        take();
        offer(99, 42);
        take();
        assertThat(tick.utterance).isEqualTo(99);
        assertThat(tick.played).containsOnly(42);
    }

    @Test
    void gainIsReachedByARampOverOneFrame() {
        offer(1, 10_000);
        offer(1, 10_000);
        playout.gain(0.1f);

        take();
        assertThat(tick.played[0]).isBetween((short) 9_950, (short) 10_000);
        assertThat(tick.played[160]).isBetween((short) 5_400, (short) 5_600);
        assertThat(tick.played[319]).isEqualTo((short) 1_000);
        take();
        assertThat(tick.played).containsOnly(1_000);
    }

    @Test
    void gainSaturatesInsteadOfWrapping() {
        offer(1, 30_000);
        offer(1, 30_000);
        playout.gain(4);
        take();
        take();

        assertThat(tick.played).containsOnly(Short.MAX_VALUE);
    }

    @Test
    void stepsBetweenTwoFramesOfAnUtteranceAreUnderruns() {
        offer(1, 10);
        assertThat(take()).isZero();
        assertThat(take()).isZero();
        assertThat(take()).isZero();
        offer(1, 10);
        assertThat(take()).isEqualTo(2);
        offer(1, 10);
        assertThat(take()).isZero();
    }

    @Test
    void silenceBetweenUtterancesIsNoUnderrun() {
        offer(1, 10);
        take();
        take();
        offer(2, 10);
        assertThat(take()).isZero();
    }

    @Test
    void whatFollowsAFlushIsNoUnderrun() {
        offer(1, 10);
        take();
        playout.flush();
        take();
        take();
        offer(1, 10);
        assertThat(take()).isZero();
    }

    @Test
    void refusesWhatNoUtteranceAndNoGainCanBe() {
        assertThatThrownBy(() -> playout.offer(frame(1), 0, 0, 0)).hasMessageContaining("utterance 0");
        assertThatThrownBy(() -> playout.gain(-1)).hasMessageContaining("gain -1");
        assertThatThrownBy(() -> playout.gain(Float.NaN)).hasMessageContaining("gain NaN");
    }

    private boolean offer(long utterance, int value) {
        return playout.offer(frame(value), 0, utterance, 0);
    }

    private int take() {
        return playout.take(tick);
    }

    private static short[] frame(int value) {
        short[] frame = new short[320];
        Arrays.fill(frame, (short) value);
        return frame;
    }
}
