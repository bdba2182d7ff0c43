package io.parley.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.Termination;
import io.parley.server.Json;
import io.parley.server.phone.CallerScript;
import io.parley.server.phone.CallerSpeech;
import io.parley.server.phone.Move;
import io.parley.server.phone.PhoneReport;
import io.parley.server.phone.PhoneTurn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What callers in another process tell of their calls. */
@Timeout(10)
class CallerReportTest {
    private static PhoneReport report(Termination how, double seconds, PhoneTurn... turns) {
        return new PhoneReport(how, seconds, List.of(turns), null, new short[0], new short[0]);
    }

    private static CallerReport passedOn(CallerReport told) {
        return CallerReport.read(Json.read(Json.text(told.json())));
    }

    @Test
    void aCallArrivesAsItWas() {
        RecordedTurn yes = new RecordedTurn(Path.of("bench/yes.wav"), "closed", -1, Map.of("member", "yes"));
        PhoneTurn turn = new PhoneTurn("what the telephone calls it", 1L << 60, 312.5, 40, Double.NaN);
        CallerReport told =
                CallerReport.of("load-1", report(Termination.callerHungUp(), 12.5, turn), 12_800, List.of(yes));

        CallerReport read = passedOn(told);

        assertThat(read).isEqualTo(told);
        assertThat(read.answered()).isTrue();
        assertThat(read.turns().get(0).said()).isEqualTo("yes.wav");
        assertThat(read.report().turns()).isEqualTo(told.turns());
    }

    @Test
    void aRefusalIsTold() {
        CallerReport read = passedOn(CallerReport.of("load-2", report(Termination.rejected(503), 0), 9, List.of()));

        assertThat(read.answered()).isFalse();
        assertThat(read.status()).isEqualTo(503);
        assertThat(read.millis()).isEqualTo(9);
    }

    @Test
    void whenTheMeasurementIsOverACallerSaysNothingNewAndAfterAMomentHangsUp() {
        short[] loud = new short[16_000];
        java.util.Arrays.fill(loud, (short) 9_000);
        CallerScript script = new CallerScript(List.of(new Move.Play(CallerSpeech.of("a", loud), null)));
        HoursCaller caller = new HoursCaller(script, new Hours(20_000_000_000L, 6_000_000_000L));
        Move before = null;
        for (long t = 0; t < 20_000_000_000L && before == null; t += 20_000_000) {
            before = caller.received(t < 1_000_000_000, t);
        }
        assertThat(before).isInstanceOf(Move.Play.class);

        HoursCaller late = new HoursCaller(
                new CallerScript(List.of(new Move.Play(CallerSpeech.of("a", loud), null))),
                new Hours(500_000_000L, 6_000_000_000L));
        for (long t = 0; t < 6_000_000_000L; t += 20_000_000) {
            assertThat(late.received(t < 1_000_000_000, t)).isNull();
            assertThat(late.over(t)).isFalse();
        }
        assertThat(late.over(6_500_000_000L)).isTrue();
    }
}
