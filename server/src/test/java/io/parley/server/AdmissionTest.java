package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.Admission.Load;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class AdmissionTest {
    private static final Load IDLE = new Load(0, 0, 0.2);

    private final Admission admission = new Admission();

    @Test
    void anIdleMachineTakesCalls() {
        admission.measured(IDLE);
        assertThat(admission.refuses()).isFalse();
    }

    @ParameterizedTest(name = "queue {0} ms, late {1}, heap {2}")
    @CsvSource({"101, 0, 0.2", "0, 0.11, 0.2", "0, 0, 0.93"})
    void eachMeasureAloneIsEnoughToRefuseWhenItLasts(double queue, double late, double heap) {
        admission.measured(new Load(queue, late, heap));
        assertThat(admission.refuses()).as("one second of it").isFalse();
        admission.measured(new Load(queue, late, heap));
        assertThat(admission.refuses()).isTrue();
    }

    @ParameterizedTest(name = "queue {0} ms, late {1}, heap {2}")
    @CsvSource({"99, 0, 0.2", "0, 0.09, 0.2", "0, 0, 0.91"})
    void belowTheUpperThresholdNothingChanges(double queue, double late, double heap) {
        Load load = new Load(queue, late, heap);
        admission.measured(load);
        admission.measured(load);
        assertThat(admission.refuses()).isFalse();
        refuse();
        admission.measured(load);
        assertThat(admission.refuses()).isTrue();
    }

    @Test
    void callsAreTakenAgainBelowTheLowerThresholds() {
        refuse();
        admission.measured(new Load(50, 0.02, 0.85));
        assertThat(admission.refuses()).isFalse();
    }

    @Test
    void aSingleBadSecondNowAndThenRefusesNobody() {
        for (int i = 0; i < 20; i++) {
            admission.measured(new Load(2_000, 1, 0.2));
            assertThat(admission.refuses()).isFalse();
            admission.measured(IDLE);
        }
    }

    private void refuse() {
        admission.measured(new Load(500, 0, 0.2));
        admission.measured(new Load(500, 0, 0.2));
        assertThat(admission.refuses()).isTrue();
    }
}
