package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.media.Direction;
import io.parley.media.OfferAnswer;
import io.parley.sip.StuckCalls.Standing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** With the times that a server has: 64 s more than whatever a call may wait for. */
class StuckCallsTest {
    private static final SipTimings TIMINGS = SipTimings.standard(Duration.ofMinutes(60));
    private static final Dialog DIALOG =
            new Dialog("1@192.0.2.4", "<sip:a@b>", "ours", "<sip:c@d>", "theirs", "sip:c@d", List.of(), 1, 1);
    private static final CallState RINGS = new Cancelling(DIALOG, false, TIMINGS);
    private static final Up TALKS = new Up(
            DIALOG,
            new Session(new OfferAnswer.Local("192.0.2.4", 4_000, 1, 1, Direction.SENDRECV), false, null, null),
            null,
            TIMINGS);

    @Test
    void whatIsOverIsGoneAfter64Seconds() {
        for (CallState over : List.of(new Leaving(DIALOG), new Gone())) {
            Standing call = Standing.begin(TALKS, at(0)).next(over, at(1_000));
            assertThat(isStuck(call, 1_064)).isFalse();
            assertThat(isStuck(call, 1_065)).isTrue();
        }
    }

    @Test
    void whatRingsMayDoSoForAMinute() {
        Standing call = Standing.begin(RINGS, at(0));
        assertThat(isStuck(call, 60 + 64)).isFalse();
        assertThat(isStuck(call, 60 + 65)).isTrue();
    }

    @Test
    void whoTalksMayDoSoForTheLongestCall() {
        Standing call = Standing.begin(RINGS, at(0)).next(TALKS, at(60));
        assertThat(isStuck(call, 60 + 3_600 + 64)).isFalse();
        assertThat(isStuck(call, 60 + 3_600 + 65)).isTrue();
    }

    /** Another session is no other call. */
    @Test
    void whatComesBackToTalkingHasBegunWhenItBegan() {
        Standing call = Standing.begin(TALKS, at(0))
                .next(new Reinviting(TALKS, null, null), at(3_600))
                .next(TALKS, at(3_601));
        assertThat(isStuck(call, 3_600 + 60 + 65)).isTrue();
    }

    @Test
    void whatHasBeenFoundHasItsTimeAgain() {
        Standing call = Standing.begin(TALKS, at(0)).again(at(4_000));
        assertThat(isStuck(call, 4_000)).isFalse();
    }

    private static boolean isStuck(Standing call, int seconds) {
        return StuckCalls.isStuck(call, at(seconds), TIMINGS);
    }

    private static long at(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
