package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StereoLineTest {
    private final List<Short> left = new ArrayList<>();
    private final List<Short> right = new ArrayList<>();
    private final StereoLine line = new StereoLine(this::keep);
    private long sent = 1_000_000;

    @Test
    void bothSidesLieWhereTheirTimestampsSay() throws IOException {
        add(500, 1, 11);
        add(660, 2, 12);
        add(820, 3, 13);
        line.flush(true);

        assertSide(left, 1, 2, 3);
        assertSide(right, 11, 12, 13);
    }

    @Test
    void aFrameMadeUpWhileTheCursorWasHeldIsReplacedByTheRealOne() throws IOException {
        add(500, 1, 11);
        add(660, 99, 12);
        add(660, 2, 13);
        add(820, 3, 14);
        line.flush(true);

        assertSide(left, 1, 2, 3, 0);
        assertSide(right, 11, 12, 13, 14);
    }

    @Test
    void whatTheJitterBufferLeftOutIsAGap() throws IOException {
        add(500, 1, 11);
        add(660 + 160, 2, 12);
        line.flush(true);

        assertSide(left, 1, 0, 2);
    }

    @Test
    void aHoldIsSilenceOnBothSides() throws IOException {
        add(500, 1, 11);
        sent += 160 * 500;
        add(660 + 160 * 500, 2, 12);
        line.flush(true);

        assertThat(left).hasSize(502 * 320);
        assertThat(left.get(501 * 320)).isEqualTo((short) 2);
        assertThat(right.get(501 * 320)).isEqualTo((short) 12);
        assertThat(left.subList(320, 501 * 320)).containsOnly((short) 0);
    }

    @Test
    void aCallerWhoseTimestampsJumpIsLaidWhereTheAgentIs() throws IOException {
        add(500, 1, 11);
        add(900_000_000, 2, 12);
        add(900_000_160, 3, 13);
        line.flush(true);

        assertSide(left, 1, 2, 3);
    }

    @Test
    void beforeTheCallerIsHeardThereIsSilenceOnTheLeft() throws IOException {
        add(0, 7, 11);
        add(8_000, 1, 12);
        line.flush(true);

        assertSide(left, 0, 1);
    }

    @Test
    void aDigitsFixedTimestampDoesNotHoldTheLineUp() throws IOException {
        add(500, 1, 11);
        sent -= 160;
        add(660, 2, 12);
        line.flush(true);

        assertSide(right, 11, 12);
        assertSide(left, 1, 2);
    }

    @Test
    void theLastSecondStaysOpen() throws IOException {
        for (int i = 0; i < 100; i++) {
            add(500 + 160L * i, 1, 2);
        }
        line.flush(false);
        assertThat(left).hasSize(50 * 320);
        line.flush(true);
        assertThat(left).hasSize(100 * 320);
    }

    private void add(long callerTimestamp, int caller, int played) throws IOException {
        AudioTick tick = new AudioTick();
        tick.callerTimestamp = callerTimestamp;
        tick.sentTimestamp = sent;
        Arrays.fill(tick.caller, (short) caller);
        Arrays.fill(tick.played, (short) played);
        line.add(tick);
        sent += 160;
    }

    private void keep(short[] stereo, int count) {
        for (int i = 0; i < count; i++) {
            left.add(stereo[2 * i]);
            right.add(stereo[2 * i + 1]);
        }
    }

    private static void assertSide(List<Short> side, int... frames) {
        assertThat(side).hasSize(frames.length * 320);
        for (int i = 0; i < frames.length; i++) {
            assertThat(side.subList(i * 320, i * 320 + 320)).containsOnly((short) frames[i]);
        }
    }
}
