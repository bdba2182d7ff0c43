package io.parley.media;

import static io.parley.media.DelayControl.Action.CUT;
import static io.parley.media.DelayControl.Action.CUT_ANYHOW;
import static io.parley.media.DelayControl.Action.DROP;
import static io.parley.media.DelayControl.Action.KEEP;
import static io.parley.media.DelayControl.Action.LEAVE_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class DelayControlTest {
    private static final long MILLI = 1_000_000;

    private final DelayControl control = new DelayControl();

    @ParameterizedTest(name = "{0} ms above the target, quiet {1}, for {2} steps: {3}")
    @CsvSource({
        "  5, true,   1, KEEP",
        " 19, true, 200, KEEP",
        " 20, true,   1, LEAVE_OUT",
        "100, true,   1, LEAVE_OUT",
        " 15, false, 200, KEEP",
        " 30, false,  24, KEEP",
        " 30, false,  27, CUT",
        " 61, false,  24, KEEP",
        " 61, false,  25, CUT",
        " 61, false, 101, CUT_ANYHOW",
        "401, false,   1, DROP",
        "-30, false,  99, KEEP"
    })
    void takesBackDelay(long millis, boolean quiet, int steps, DelayControl.Action expected) {
        DelayControl.Action last = KEEP;
        for (int i = 0; i < steps; i++) {
            last = control.decide(millis * MILLI, quiet);
        }
        assertThat(last).isEqualTo(expected);
    }

    @Test
    void cutsGentlyUpToThreeFramesAndBrisklyBeyond() {
        assertThat(actions(30, 40).stream().filter(CUT::equals).count()).isEqualTo(5);
        control.restart();
        assertThat(actions(70, 40).stream().filter(CUT::equals).count()).isEqualTo(16);
    }

    @Test
    void patienceBeginsAnewWhenTheDelayWasDown() {
        actions(30, 24);
        control.decide(0, false);

        assertThat(actions(30, 24)).containsOnly(KEEP);
    }

    @Test
    void stepsMoveAMillisecondTowardsTheTarget() {
        control.decide(5 * MILLI, false);
        assertThat(control.phase()).isEqualTo(-1);
        control.decide(-5 * MILLI, false);
        assertThat(control.phase()).isEqualTo(1);
        control.decide(MILLI / 2, false);
        assertThat(control.phase()).isZero();
    }

    @Test
    void stepsMoveQuicklyAfterAStartAndGentlyLater() {
        assertThat(shifts(60)).isEqualTo(60);
        assertThat(shifts(60)).isEqualTo(15);
        control.restart();
        assertThat(shifts(10)).isEqualTo(10);
    }

    @Test
    void nothingMovesWhileNothingIsPlayed() {
        control.decide(5 * MILLI, false);
        control.idle();

        assertThat(control.phase()).isZero();
    }

    @Test
    void everyActionOccurs() {
        assertThat(DelayControl.Action.values()).containsExactlyInAnyOrder(KEEP, LEAVE_OUT, CUT, CUT_ANYHOW, DROP);
    }

    private List<DelayControl.Action> actions(long millis, int steps) {
        List<DelayControl.Action> actions = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            actions.add(control.decide(millis * MILLI, false));
        }
        return actions;
    }

    private int shifts(int steps) {
        int shifts = 0;
        for (int i = 0; i < steps; i++) {
            control.decide(5 * MILLI, false);
            shifts -= control.phase();
        }
        return shifts;
    }
}
