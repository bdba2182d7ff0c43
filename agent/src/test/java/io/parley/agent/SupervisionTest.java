package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.Supervision.Verdict;
import io.parley.media.Audio;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SupervisionTest {
    private final Supervision supervision = new Supervision();
    private final List<Integer> covered = new ArrayList<>();
    private int millis;
    private int leftAt = -1;

    /** Lets time pass and notes when the caller was told something. */
    private void pass(int duration, boolean silent, boolean reporting) {
        for (int end = millis + duration; millis < end; ) {
            millis += Audio.FRAME_MILLIS;
            if (reporting) {
                supervision.report();
            }
            Verdict verdict = supervision.tick(silent);
            if (verdict == Verdict.COVER) {
                covered.add(millis);
            } else if (verdict == Verdict.LEAVE && leftAt < 0) {
                leftAt = millis;
            }
        }
    }

    @Test
    void aSilentLineIsNothingWhileTheModelsReport() {
        pass(60_000, true, true);
        assertThat(covered).isEmpty();
        assertThat(leftAt).isNegative();
    }

    @Test
    void modelsThatSayNothingAreCoveredWithinASecondAndAgainLater() {
        pass(1_000, true, true);
        pass(6_000, true, false);
        assertThat(covered).containsExactly(1_800 - Audio.FRAME_MILLIS, 5_800 - Audio.FRAME_MILLIS);
    }

    @Test
    void nobodyIsToldToWaitWhileTheAgentSpeaks() {
        pass(3_000, false, false);
        assertThat(covered).isEmpty();
        pass(Audio.FRAME_MILLIS, true, false);
        assertThat(covered).hasSize(1);
    }

    @Test
    void whoHasBeenStuckAndStuckAgainIsCoveredBothTimes() {
        pass(1_000, true, false);
        pass(100, true, true);
        pass(1_000, true, false);
        assertThat(covered).hasSize(2);
    }

    @Test
    void modelsThatStayAwayForTenSecondsDoNotComeBack() {
        pass(9_980, true, false);
        assertThat(leftAt).isNegative();
        pass(Audio.FRAME_MILLIS, true, false);
        assertThat(leftAt).isEqualTo(10_000);
    }

    @Test
    void twoFaultsAreSurvivedAndTheThirdIsNot() {
        assertThat(supervision.fault(false)).isEqualTo(Verdict.GO_ON);
        assertThat(supervision.fault(false)).isEqualTo(Verdict.GO_ON);
        assertThat(supervision.fault(false)).isEqualTo(Verdict.LEAVE);
    }

    @Test
    void faultsFarApartAreSurvivedForever() {
        for (int i = 0; i < 20; i++) {
            assertThat(supervision.fault(false)).isEqualTo(Verdict.GO_ON);
            pass(Supervision.CALM_MILLIS, false, true);
        }
    }

    @Test
    void anEngineThatSaysItCannotGoOnIsBelieved() {
        assertThat(supervision.fault(true)).isEqualTo(Verdict.LEAVE);
    }

    @Test
    void whoMayHaveLostAReplyByAFaultIsToldToWaitOnce() {
        pass(1_000, false, true);
        supervision.fault(false);
        pass(8_000, true, true);
        assertThat(covered).containsExactly(1_800);
    }

    @Test
    void aFaultThatTookNoReplyIsNotHeard() {
        supervision.fault(false);
        pass(1_000, false, true);
        pass(8_000, true, true);
        assertThat(covered).isEmpty();
    }
}
