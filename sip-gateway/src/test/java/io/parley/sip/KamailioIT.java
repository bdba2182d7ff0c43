package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.testkit.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls through a Kamailio that records the route, from SIPp and from our own telephone. */
@Timeout(90)
class KamailioIT {
    private static TestGateway gateway;
    private static Kamailio kamailio;
    private static TestPhone phone;

    @BeforeAll
    static void start() {
        gateway = new TestGateway();
        kamailio = new Kamailio(gateway.address(Transport.UDP));
        phone = new TestPhone(SipTimings.standard(Duration.ofMinutes(5)));
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @AfterAll
    static void stop() {
        if (kamailio != null) {
            kamailio.close();
        }
        if (phone != null) {
            phone.close();
        }
        gateway.close();
    }

    /** "cross" comes by one transport and goes on by the other, so that each side has a Record-Route of its own. */
    @ParameterizedTest
    @CsvSource({"tone, UDP", "tone, TCP", "cross, UDP", "cross, TCP"})
    void carriesACallAndItsAudio(String number, Transport transport) {
        call("speaks", number, transport);
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended caller-hung-up");
        assertThat(gateway.agent.only().loudest).as("what SIPp plays").isGreaterThan(4_000);
    }

    @ParameterizedTest
    @PlainTransports
    void hangsUpThroughIt(Transport transport) {
        call("they-hang-up-first", "goodbye", transport);
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended agent-ended");
    }

    @ParameterizedTest
    @PlainTransports
    void isCancelledThroughIt(Transport transport) {
        call("cancel", "never", transport);
        assertThat(gateway.agent.only().events).containsExactly("ended cancelled-487");
    }

    @ParameterizedTest
    @PlainTransports
    void isHeldThroughIt(Transport transport) {
        call("hold", "tone", transport);
        assertThat(gateway.agent.only().events)
                .containsExactly("answered", "held", "resumed", "held", "resumed", "ended caller-hung-up");
    }

    @ParameterizedTest
    @CsvSource({
        "transfer, UDP, transfer 200, transferred",
        "transfer, TCP, transfer 200, transferred",
        "transfer-and-bye, UDP, transfer 202, transferred",
        "transfer-failed, TCP, transfer 486, caller-hung-up",
    })
    void sendsTheCallerOnThroughIt(String scenario, Transport transport, String outcome, String end) {
        call(scenario, "transfer", transport);
        assertThat(gateway.agent.only().events).contains("answered", outcome, "ended " + end);
    }

    /** The proxy loses the first two ACKs; the 200 goes out until one has come through. */
    @Test
    void outlivesTheLossOfTheAck() {
        call("long", "lossy", Transport.UDP);
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended caller-hung-up");
        assertThat(gateway.count(SipCounter.OKS_RESENT)).isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @PlainTransports
    void isTheOutboundProxyOfOurTelephone(Transport transport) {
        TestPhone.Line line = phone.call(
                TestPhone.uri("tone", gateway.address(transport), transport),
                TestPhone.uri("", kamailio.address(), transport).replace("sip:@", "sip:"));
        assertThat(line.next()).isEqualTo("answered");
        Eventually.isTrue("the tone is heard", () -> line.loudest > 4_000);
        line.hold(true);
        assertThat(line.next()).isEqualTo("hold 200");
        line.hold(false);
        assertThat(line.next()).isEqualTo("hold 200");
        line.hangUp();
        assertThat(line.next()).isEqualTo("ended agent-ended");
        phone.isEmpty();
        gateway.isEmpty();
        assertThat(gateway.agent.only().events).containsExactly("answered", "held", "resumed", "ended caller-hung-up");
    }

    @Test
    void bringsOurTelephoneTheGatewaysBye() {
        TestPhone.Line line = phone.call(
                TestPhone.uri("goodbye", gateway.address(Transport.UDP), Transport.UDP),
                TestPhone.uri("", kamailio.address(), Transport.UDP).replace("sip:@", "sip:"));
        assertThat(line.next()).isEqualTo("answered");
        assertThat(line.next()).isEqualTo("ended caller-hung-up");
        phone.isEmpty();
        gateway.isEmpty();
    }

    private static void call(String scenario, String number, Transport transport) {
        Sipp.run(Sipp.Call.once(scenario, number, transport), kamailio.address());
        gateway.isEmpty();
    }
}
