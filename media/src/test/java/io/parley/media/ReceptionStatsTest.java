package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Loss and jitter, <a href="https://www.rfc-editor.org/rfc/rfc3550#section-6.4.1">RFC 3550, sections 6.4.1</a>, A.3 and A.8.
 */
@Timeout(10)
class ReceptionStatsTest {
    private static final long MILLI = 1_000_000;

    private final ReceptionStats stats = new ReceptionStats(8_000);

    @Test
    void countsWhatIsMissingBetweenFirstAndHighest() {
        receive(65_534, 65_535, 1, 2);

        assertThat(stats.lost()).isEqualTo(1);
        assertThat(stats.lossShare()).isEqualTo(0.2);
        assertThat(stats.reportHighest()).isEqualTo(0x1_0002);
        assertThat(stats.reportLost()).isEqualTo(1);
    }

    @Test
    void theFractionIsThatOfThePacketsSinceTheLastReport() {
        receive(1, 2, 3, 4);
        assertThat(stats.takeFractionLost()).isZero();
        receive(6, 8);
        assertThat(stats.takeFractionLost()).isEqualTo(128);
        assertThat(stats.takeFractionLost()).isZero();
    }

    @Test
    void duplicatesMakeTheReportedLossNegativeButNeverTheTotal() {
        receive(1, 2, 2, 2);

        assertThat(stats.reportLost()).isEqualTo(0xfffffe);
        assertThat(stats.lost()).isZero();
        assertThat(stats.takeFractionLost()).isZero();
    }

    @Test
    void reorderingIsNoLoss() {
        receive(1, 3, 2, 4);

        assertThat(stats.lost()).isZero();
    }

    @Test
    void totalsGoOnThroughAnotherStreamAndReportsStartOver() {
        receive(1, 2, 4);
        stats.restart();
        assertThat(stats.any()).isFalse();
        receive(5_000, 5_002);

        assertThat(stats.lost()).isEqualTo(2);
        assertThat(stats.reportLost()).isEqualTo(1);
        assertThat(stats.reportHighest()).isEqualTo(5_002);
    }

    @Test
    void jitterIsTheSmoothedDifferenceOfTransits() {
        stats.received(1, 0, 0, true);
        stats.received(2, 160, 20 * MILLI + 16 * MILLI, true);
        // One difference of 16 ms, weighed with a sixteenth.
        assertThat(stats.jitterMillis()).isCloseTo(1.0, within(0.01));
        stats.received(3, 320, 40 * MILLI + 16 * MILLI, true);
        assertThat(stats.jitterMillis()).isCloseTo(1.0 - 1.0 / 16, within(0.01));
        assertThat(stats.reportJitter()).isEqualTo(7);
    }

    @Test
    void aTimestampThatWrapsIsNoJitter() {
        stats.received(1, 0xffff_ff60L, 0, true);
        stats.received(2, 0, 20 * MILLI, true);

        assertThat(stats.jitterMillis()).isZero();
    }

    @Test
    void eventsSayNothingAboutJitter() {
        stats.received(1, 0, 0, true);
        stats.received(2, 160, 500 * MILLI, false);
        stats.received(3, 320, 40 * MILLI, true);

        assertThat(stats.jitterMillis()).isZero();
    }

    private void receive(int... sequences) {
        for (int sequence : sequences) {
            stats.received(sequence, sequence * 160L, sequence * 20L * MILLI, true);
        }
    }
}
