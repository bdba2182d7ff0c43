package io.parley.server.phone;

import static io.parley.server.phone.Frames.hear;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class CutInMeterTest {
    private final CutInMeter meter = new CutInMeter();

    @ParameterizedTest(name = "{0} ms of reply before the caller''s end")
    @CsvSource({"0, false", "80, false", "100, false", "120, true", "1000, true"})
    void moreThan100MillisecondsAreACutIn(int millis, boolean cutIn) {
        meter.begins();
        hear(meter::received, false, 0, 1000);
        hear(meter::received, true, 1000, 1000 + millis);
        hear(meter::received, false, 1000 + millis, 2500);
        meter.ended();
        assertThat(meter.soundMillis()).isEqualTo(millis);
        assertThat(meter.cutIn()).isEqualTo(cutIn);
    }

    @Test
    void aReplyAfterTheCallersEndIsNone() {
        meter.begins();
        hear(meter::received, false, 0, 1000);
        meter.ended();
        hear(meter::received, true, 1000, 3000);
        assertThat(meter.cutIn()).isFalse();
    }

    @Test
    void speechThatTheCallerInterruptsIsNoReply() {
        hear(meter::received, true, 0, 1000);
        meter.begins();
        hear(meter::received, true, 1000, 1400);
        meter.ended();
        assertThat(meter.cutIn()).isFalse();
    }

    @Test
    void butWhatFollowsItsSilenceIs() {
        hear(meter::received, true, 0, 1000);
        meter.begins();
        hear(meter::received, true, 1000, 1400);
        hear(meter::received, false, 1400, 1700);
        hear(meter::received, true, 1700, 1900);
        meter.ended();
        assertThat(meter.soundMillis()).isEqualTo(200);
    }

    @Test
    void everyTurnBeginsAtNothing() {
        meter.begins();
        hear(meter::received, false, 0, 1000);
        hear(meter::received, true, 1000, 1300);
        hear(meter::received, false, 1300, 2000);
        meter.begins();
        assertThat(meter.soundMillis()).isZero();
    }
}
