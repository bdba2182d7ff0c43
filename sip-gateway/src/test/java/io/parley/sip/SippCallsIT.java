package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.Termination;
import io.parley.config.Transport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls from SIPp, over both transports; each scenario checks what it is answered, the test what the agent saw. */
@Timeout(90)
class SippCallsIT {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new TestGateway();
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
    @PlainTransports
    void answersACall(Transport transport) {
        gateway.call("basic", "tone", transport);
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended caller-hung-up");
        assertThat(gateway.agent.only().ticks).isPositive();
        assertThat(gateway.agent.only().info.number()).isEqualTo("tone");
        assertThat(gateway.agent.only().info.caller()).isEqualTo("ann");
        assertThat(gateway.agent.only().info.callerName()).isEqualTo("Ann");
        assertThat(gateway.agent.only().info.trunk()).isEqualTo("local");
        assertThat(gateway.count(SipCounter.CALLS_ANSWERED)).isOne();
    }

    @ParameterizedTest
    @PlainTransports
    void makesTheOfferWhenTheCallerMakesNone(Transport transport) {
        gateway.call("late-offer", "tone", transport);
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended caller-hung-up");
        assertThat(gateway.agent.only().ticks).isPositive();
    }

    @ParameterizedTest
    @PlainTransports
    void hangsUpWhenTheAnswerInTheAckIsOfNoUse(Transport transport) {
        gateway.call("late-offer-unanswered", "tone", transport);
        assertThat(gateway.agent.only().events).containsExactly("ended rejected-488");
    }

    @ParameterizedTest
    @PlainTransports
    void isCancelledWhileItRings(Transport transport) {
        gateway.call("cancel", "never", transport);
        assertThat(gateway.agent.only().ended).containsExactly(Termination.cancelled());
    }

    @ParameterizedTest
    @PlainTransports
    void isHeldAndResumed(Transport transport) {
        gateway.call("hold", "tone", transport);
        assertThat(gateway.agent.only().events)
                .containsExactly("answered", "held", "resumed", "held", "resumed", "ended caller-hung-up");
    }

    @ParameterizedTest
    @PlainTransports
    void answersAnUnchangedReInviteAsBeforeAndRefusesOneItCannotUse(Transport transport) {
        gateway.call("unchanged", "tone", transport);
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended caller-hung-up");
    }

    @ParameterizedTest
    @PlainTransports
    void tellsWhatItCanDo(Transport transport) {
        gateway.call("options", "tone", transport);
        gateway.call("options-in-dialog", "tone", transport);
        assertThat(gateway.count(SipCounter.OPTIONS_ANSWERED)).isOne();
    }

    @ParameterizedTest
    @PlainTransports
    void hearsDigitsByInfo(Transport transport) {
        gateway.call("info", "tone", transport);
        assertThat(gateway.agent.only().events)
                .containsExactly("answered", "digit 5", "digit #", "ended caller-hung-up");
    }

    @ParameterizedTest
    @CsvSource({
        "refused-404, unknown",
        "refused-486, busy",
        "refused-503, full",
        "refused-480, decline",
        "refused-488, tone",
        "refused-415, tone",
        "refused-420, tone",
        "refused-500, crash-at-admission",
        "refused-500, crash-at-ring",
    })
    void refusesACallWithTheRightCode(String scenario, String number) {
        gateway.call(scenario, number, Transport.UDP);
        gateway.call(scenario, number, Transport.TCP);
    }

    @ParameterizedTest
    @PlainTransports
    void refusesOtherMethodsAndStrayRequests(Transport transport) {
        gateway.call("method", "tone", transport);
        gateway.call("refer-to-us", "tone", transport);
        assertThat(gateway.count(SipCounter.REFUSED_METHOD)).isEqualTo(5);
        assertThat(gateway.count(SipCounter.REFUSED_NO_DIALOG)).isEqualTo(2);
    }

    @ParameterizedTest
    @PlainTransports
    void sendsTheAnswerAgainUntilItIsAcknowledged(Transport transport) {
        // SIPp hides a 200 that comes again over UDP, and insists on seeing it over TCP.
        gateway.call(transport == Transport.UDP ? "ack-late" : "ack-late-stream", "tone", transport);
        assertThat(gateway.count(SipCounter.OKS_RESENT)).isGreaterThanOrEqualTo(2);
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended caller-hung-up");
    }

    @ParameterizedTest
    @PlainTransports
    void takesAReInviteForTheAckThatItHasOvertaken(Transport transport) {
        gateway.call("reinvite-overtakes-ack", "tone", transport);
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended caller-hung-up");
    }

    @ParameterizedTest
    @PlainTransports
    void hangsUp(Transport transport) {
        gateway.call("they-hang-up-first", "goodbye", transport);
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended agent-ended");
    }

    @ParameterizedTest
    @PlainTransports
    void hangsUpOnlyAfterTheAckWhenTheAgentIsHasty(Transport transport) {
        gateway.call("they-hang-up-first", "hasty", transport);
        assertThat(gateway.agent.only().events).containsExactly("ended agent-ended");
    }

    @ParameterizedTest
    @PlainTransports
    void answersAByeThatCrossesOurOwn(Transport transport) {
        gateway.call("bye-crossing", "goodbye", transport);
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended agent-ended");
    }

    @ParameterizedTest
    @CsvSource({"crash, UDP", "crash, TCP", "crash-later, UDP", "crash-later, TCP"})
    void hangsUpInAnOrderlyWayWhenTheAgentThrows(String number, Transport transport) {
        gateway.call("they-hang-up-first", number, transport);
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended server-error");
        assertThat(gateway.count(SipCounter.CALL_FAULTS)).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "transfer, UDP, transfer 200, transferred",
        "transfer, TCP, transfer 200, transferred",
        "transfer-and-bye, UDP, transfer 202, transferred",
        "transfer-and-bye, TCP, transfer 202, transferred",
        "transfer-refused, UDP, transfer 603, caller-hung-up",
        "transfer-refused, TCP, transfer 603, caller-hung-up",
        "transfer-failed, UDP, transfer 486, caller-hung-up",
        "transfer-failed, TCP, transfer 486, caller-hung-up",
    })
    void sendsTheCallerOn(String scenario, Transport transport, String outcome, String end) {
        gateway.call(scenario, "transfer", transport);
        assertThat(gateway.agent.only().events).contains("answered", outcome, "ended " + end);
    }
}
