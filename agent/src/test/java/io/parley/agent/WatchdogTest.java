package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.Watchdog.Alarm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No line is left dead: what the watchdog asks for, at which millisecond of audio. */
@Timeout(10)
class WatchdogTest {
    private final Watchdog watchdog = new Watchdog();
    private final List<String> alarms = new ArrayList<>();
    private int now;

    @Test
    void silenceOnTheLineIsNoticedAfterSevenSecondsEachTime() {
        silent(22_000);

        assertThat(alarms).containsExactly("7000 NO_INPUT", "14000 NO_INPUT", "21000 NO_INPUT");
    }

    @Test
    void silenceCountsFromTheLastSoundOfEitherSide() {
        silent(6_000);
        tick(1_000, true, false, false, false);
        silent(6_000);
        tick(1_000, false, true, false, false);
        silent(7_000);

        assertThat(alarms).containsExactly("21000 NO_INPUT");
    }

    @Test
    void aReplyThatDoesNotComeIsCoveredWithinASecond() {
        watchdog.heard();
        silent(2_000);

        assertThat(alarms).containsExactly("1000 FILLER");
    }

    @Test
    void aReplyThatComesInTimeIsNotCovered() {
        watchdog.heard();
        silent(300);
        tick(1_000, true, false, false, false);
        silent(3_000);

        assertThat(alarms).isEmpty();
    }

    @Test
    void anActionIsCoveredAfter700MillisecondsAndThenEverySevenSeconds() {
        tick(16_000, false, false, true, false);

        assertThat(alarms).containsExactly("700 FILLER", "7700 FILLER", "14700 FILLER");
    }

    @Test
    void theCoverItselfDoesNotBringTheNextOne() {
        tick(700, false, false, true, false);
        tick(2_000, true, false, true, false);
        tick(7_000, false, false, true, false);
        tick(2_000, true, false, false, false);
        tick(700, false, false, true, false);

        assertThat(alarms).containsExactly("700 FILLER", "9700 FILLER", "12400 FILLER");
    }

    @Test
    void theCoverOfAnActionCountsFromTheEndOfWhatIsSaid() {
        tick(2_000, true, false, true, false);
        tick(1_000, false, false, true, false);

        assertThat(alarms).containsExactly("2700 FILLER");
    }

    @Test
    void aTransferUnderWayIsLeftAlone() {
        tick(20_000, false, false, false, true);

        assertThat(alarms).isEmpty();
    }

    private void silent(int millis) {
        tick(millis, false, false, false, false);
    }

    private void tick(int millis, boolean speaking, boolean callerActive, boolean acting, boolean transferring) {
        for (int end = now + millis; now < end; ) {
            now += 20;
            Alarm alarm = watchdog.tick(speaking, callerActive, acting, transferring);
            if (alarm != Alarm.NONE) {
                alarms.add(now + " " + alarm);
            }
        }
    }
}
