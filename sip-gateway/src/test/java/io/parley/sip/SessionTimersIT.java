package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Session timers with SIPp: <a href="https://www.rfc-editor.org/rfc/rfc4028">RFC 4028</a>, and UPDATE:
 * <a href="https://www.rfc-editor.org/rfc/rfc3311">RFC 3311</a>. A second of Session-Expires takes 30 ms here.
 */
@Timeout(60)
class SessionTimersIT {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new TestGateway(TestGateway.Options.standard().timings(TestGateway.quickSessions()));
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "timer-refreshed, UDP, caller-hung-up",
        "timer-refreshed, TCP, caller-hung-up",
        "timer-expires, UDP, session-expired",
        "timer-update, UDP, caller-hung-up",
        "timer-update, TCP, caller-hung-up",
        "timer-reinvite, UDP, caller-hung-up",
        "timer-falls-back, UDP, caller-hung-up",
        "timer-too-small, UDP, caller-hung-up",
        "timer-too-small, TCP, caller-hung-up",
        "timer-glare, UDP, caller-hung-up",
        "timer-gone, UDP, caller-hung-up",
        "timer-unanswered, UDP, session-expired",
        "timer-longer, UDP, caller-hung-up",
    })
    void keepsACallThatIsRefreshedAndEndsOneThatIsNot(String scenario, Transport transport, String end) {
        gateway.call(scenario, "tone", transport);
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended " + end);
    }

    @Test
    void asksForASessionTimerInItsOwnCalls() {
        try (Sipp sipp = Sipp.answering("called-timer", Transport.UDP, 1);
                TestPhone phone = new TestPhone(TestGateway.quickSessions())) {
            sipp.listensWith(Transport.UDP);
            TestPhone.Line line = phone.call(TestPhone.uri("bob", sipp.address(), Transport.UDP));
            assertThat(line.next()).isEqualTo("answered");
            assertThat(line.next()).isEqualTo("ended session-expired");
            sipp.succeeds();
            phone.isEmpty();
        }
    }

    /** Every 422 wants more than the one before it. */
    @Test
    void givesUpACallOfWhichEveryIntervalIsTooSmall() {
        try (Sipp sipp = Sipp.answering("called-422", Transport.UDP, 1);
                TestPhone phone = new TestPhone(TestGateway.quickSessions())) {
            sipp.listensWith(Transport.UDP);
            TestPhone.Line line = phone.call(TestPhone.uri("bob", sipp.address(), Transport.UDP));
            assertThat(line.next()).isEqualTo("ended rejected-422");
            sipp.succeeds();
            phone.isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"UDP", "TCP"})
    void isHeldAndResumedByUpdate(Transport transport) {
        gateway.call("update-offer", "tone", transport);
        assertThat(gateway.agent.only().events).containsExactly("answered", "held", "resumed", "ended caller-hung-up");
    }

    @Test
    void takesAnUpdateWhileItRingsButNoOfferBeforeTheFirstIsAnswered() {
        gateway.call("update-early", "slow", Transport.UDP);
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended caller-hung-up");
    }
}
