package io.parley.server.phone;

import static io.parley.server.phone.Frames.at;
import static io.parley.server.phone.Frames.hear;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BargeInMeterTest {
    private final BargeInMeter meter = new BargeInMeter();

    @Test
    void measuresFromTheCallersOnsetToTheAgentsSilence() {
        hear(meter::received, true, 0, 1000);
        meter.begins(at(1000)); // the frame just sent began 20 ms before
        hear(meter::received, true, 1000, 1240);
        hear(meter::received, false, 1240, 1420);
        assertThat(meter.millis()).as("a short gap is no silence").isNaN();
        hear(meter::received, false, 1420, 1600);
        assertThat(meter.millis()).isEqualTo(260);
    }

    @Test
    void tellsOnceWhenTheAgentHasStopped() {
        hear(meter::received, true, 0, 1000);
        meter.begins(at(1000));
        assertThat(meter.received(false, at(1100))).isFalse();
        assertThat(meter.received(false, at(1200))).isTrue();
        assertThat(meter.received(false, at(1220))).isFalse();
    }

    @Test
    void anAgentThatSpeaksOnIsNotMeasured() {
        hear(meter::received, true, 0, 1000);
        meter.begins(at(1000));
        hear(meter::received, true, 1000, 5000);
        assertThat(meter.millis()).isNaN();
    }

    @Test
    void aSilentAgentCannotBeInterrupted() {
        hear(meter::received, true, 0, 1000);
        hear(meter::received, false, 1000, 2000);
        meter.begins(at(2000));
        hear(meter::received, false, 2000, 3000);
        assertThat(meter.millis()).isNaN();
    }

    @Test
    void neitherCanOneThatHasNeverSpoken() {
        meter.begins(at(0));
        hear(meter::received, false, 0, 1000);
        assertThat(meter.millis()).isNaN();
    }
}
