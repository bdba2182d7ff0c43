package io.parley.media;

import static io.parley.media.StreamTracker.Verdict.IN_LINE;
import static io.parley.media.StreamTracker.Verdict.SPLICED;
import static io.parley.media.StreamTracker.Verdict.STRAY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sequence numbers, <a href="https://www.rfc-editor.org/rfc/rfc3550#appendix-A.1">RFC 3550, appendix A.1</a>. */
@Timeout(10)
class StreamTrackerTest {
    private static final long FRAME = 20_000_000;

    private final StreamTracker tracker = new StreamTracker(8_000);
    private long now = 5_000_000_000L;

    @Test
    void sequenceAndTimestampRunOnThroughTheirWraps() {
        place(65_534, 0xffff_ff00L);
        place(65_535, 0xffff_ffa0L);
        assertThat(place(0, 0x40)).isEqualTo(IN_LINE);

        assertThat(tracker.position()).isEqualTo(2);
        assertThat(tracker.mediaTime()).isEqualTo(320);
        assertThat(tracker.mediaTime() - tracker.offset()).isEqualTo(0x1_0000_0040L);
    }

    @Test
    void aReorderedPacketGetsThePlaceItWasMissedAt() {
        place(10, 1_600);
        place(12, 1_920);
        assertThat(place(11, 1_760)).isEqualTo(IN_LINE);

        assertThat(tracker.position()).isEqualTo(1);
        assertThat(tracker.mediaTime()).isEqualTo(160);
    }

    @Test
    void silenceIsAGapInTimeWithoutOneInSequence() {
        place(1, 0);
        now += 100 * FRAME;
        assertThat(place(2, 101 * 160)).isEqualTo(IN_LINE);

        assertThat(tracker.position()).isEqualTo(1);
        assertThat(tracker.mediaTime()).isEqualTo(101 * 160);
    }

    @Test
    void aStallIsNoJumpHoweverLate() {
        place(1, 0);
        now += 250 * FRAME;

        assertThat(place(2, 160)).isEqualTo(IN_LINE);
        assertThat(tracker.mediaTime()).isEqualTo(160);
    }

    @Test
    void aTimestampThatJumpsIsSplicedOnWhereTheLineIs() {
        place(1, 0);
        place(2, 160);
        assertThat(place(3, 987_654_321)).isEqualTo(SPLICED);
        assertThat(tracker.mediaTime()).isEqualTo(320);
        assertThat(place(4, 987_654_321 + 160)).isEqualTo(IN_LINE);

        assertThat(tracker.mediaTime()).isEqualTo(480);
        assertThat(tracker.mediaTime() - tracker.offset()).isEqualTo(987_654_321 + 160);
    }

    @Test
    void aTimestampThatGoesBackIsSplicedOnToo() {
        place(1, 80_000);
        place(2, 80_160);
        assertThat(place(3, 79_000)).isEqualTo(SPLICED);

        assertThat(tracker.mediaTime()).isEqualTo(320);
    }

    @Test
    void aStrayPacketChangesNothing() {
        place(1, 0);
        assertThat(place(20_000, 55_555)).isEqualTo(STRAY);
        assertThat(place(2, 320)).isEqualTo(IN_LINE);

        assertThat(tracker.position()).isEqualTo(1);
    }

    @Test
    void aRestartedSequenceIsTakenUpWithItsSecondPacket() {
        place(1_000, 0);
        place(1_001, 160);
        assertThat(place(40_000, 5_000_000)).isEqualTo(STRAY);
        assertThat(place(40_001, 5_000_160)).isEqualTo(SPLICED);
        assertThat(place(40_002, 5_000_320)).isEqualTo(IN_LINE);

        assertThat(tracker.position()).isEqualTo(3);
        assertThat(tracker.mediaTime()).isEqualTo(160 + 2 * 160 + 160);
    }

    @Test
    void aStepOfTheLargestDropoutIsNoRestartAndOneMoreIs() {
        place(0, 0);
        now += (StreamTracker.MAX_DROPOUT - 1) * FRAME;
        assertThat(place(StreamTracker.MAX_DROPOUT, StreamTracker.MAX_DROPOUT * 160L))
                .isEqualTo(IN_LINE);
        assertThat(place(2 * StreamTracker.MAX_DROPOUT + 1, 0)).isEqualTo(STRAY);
    }

    @Test
    void anotherStreamGoesOnAtTheTimeThatHasPassed() {
        place(1, 0);
        tracker.restart();
        now += 9 * FRAME;
        assertThat(place(777, 123)).isEqualTo(SPLICED);

        assertThat(tracker.position()).isEqualTo(1);
        assertThat(tracker.mediaTime()).isEqualTo(10 * 160);
        assertThat(tracker.mediaTime() - tracker.offset()).isEqualTo(123);
    }

    @Test
    void eventsTakeTheirPlaceButTellNoTime() {
        place(1, 0);
        for (int i = 0; i < 200; i++) {
            now += FRAME;
            assertThat(tracker.place(2 + i, 160, 0, now, false)).isEqualTo(IN_LINE);
        }
        assertThat(place(202, 201 * 160)).isEqualTo(IN_LINE);

        assertThat(tracker.position()).isEqualTo(201);
        assertThat(tracker.mediaTime()).isEqualTo(201 * 160);
    }

    private StreamTracker.Verdict place(int sequence, long timestamp) {
        now += FRAME;
        return tracker.place(sequence & 0xffff, timestamp, 160, now, true);
    }
}
