package io.parley.server.phone;

import static io.parley.server.phone.Frames.at;
import static io.parley.server.phone.Frames.hear;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EarToEarMeterTest {
    private final EarToEarMeter meter = new EarToEarMeter();

    private void says(int fromMillis, int endMillis) {
        meter.begins();
        hear(meter::received, false, fromMillis, endMillis);
        meter.ended(at(endMillis));
    }

    @Test
    void measuresFromTheLastSpeechSentToTheFirstSoundReceived() {
        says(0, 1000);
        hear(meter::received, false, 1000, 1260);
        assertThat(meter.received(true, at(1260))).isTrue();
        assertThat(meter.millis()).isEqualTo(260);
    }

    @Test
    void onlyTheFirstSoundCounts() {
        says(0, 1000);
        meter.received(true, at(1300));
        assertThat(meter.received(true, at(1320))).isFalse();
        assertThat(meter.millis()).isEqualTo(300);
    }

    @Test
    void measuresNothingWithoutAnAnswer() {
        says(0, 1000);
        hear(meter::received, false, 1000, 9000);
        assertThat(meter.millis()).isNaN();
    }

    @Test
    void soundBeforeTheCallersEndIsNoAnswer() {
        meter.begins();
        meter.received(true, at(500));
        meter.ended(at(1000));
        assertThat(meter.received(true, at(1300))).isTrue();
        assertThat(meter.millis()).isEqualTo(300);
    }

    @Test
    void anAgentThatSpeaksOnHasNotAnswered() {
        meter.begins();
        hear(meter::received, true, 0, 1000);
        meter.ended(at(1000));
        hear(meter::received, true, 1000, 2000);
        assertThat(meter.millis()).isNaN();
    }

    @Test
    void anAgentThatStopsAndSpeaksAgainHas() {
        meter.begins();
        hear(meter::received, true, 0, 1000);
        meter.ended(at(1000));
        hear(meter::received, true, 1000, 1100);
        hear(meter::received, false, 1100, 1600);
        meter.received(true, at(1600));
        assertThat(meter.millis()).isEqualTo(600);
    }

    @Test
    void forgetsTheLastTurnWhenTheCallerSpeaksAgain() {
        says(0, 1000);
        meter.received(true, at(1300));
        meter.begins();
        assertThat(meter.millis()).isNaN();
    }
}
