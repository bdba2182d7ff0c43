package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.provider.EnumSource;

/** Our telephone, calling our own gateway and calling SIPp. */
@Timeout(90)
class SipPhoneIT {
    private static TestPhone phone;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        TestCertificates certificates = new TestCertificates("parley");
        phone = new TestPhone(SipTimings.standard(Duration.ofMinutes(5)), RawPeer.loopback(), certificates.trust());
        TestGateway.Options options = TestGateway.Options.standard();
        gateway = new TestGateway(options.tls(certificates.of(options.address())));
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @AfterAll
    static void stop() {
        phone.close();
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void hearsOurOwnGatewayAndIsHeard(Transport transport) {
        TestPhone.Line line = call("tone", transport);
        assertThat(line.next()).isEqualTo("answered");
        Eventually.isTrue("the tone is heard", () -> line.loudest > 4_000);
        line.dial("42#");
        Eventually.isTrue("three digits came", () -> gateway.agent.only().events.contains("digit #"));
        line.hangUp();
        assertThat(line.next()).isEqualTo("ended agent-ended");
        phone.isEmpty();
        gateway.isEmpty();
        assertThat(gateway.agent.only().events)
                .containsExactly("answered", "digit 4", "digit 2", "digit #", "ended caller-hung-up");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void isHungUpByTheGateway(Transport transport) {
        TestPhone.Line line = call("goodbye", transport);
        assertThat(line.next()).isEqualTo("answered");
        assertThat(line.next()).isEqualTo("ended caller-hung-up");
        phone.isEmpty();
        gateway.isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"unknown, 404", "busy, 486", "full, 503", "decline, 480", "crash-at-admission, 500"})
    void learnsWhyItIsRefused(String number, int status) {
        assertThat(call(number, Transport.UDP).next()).isEqualTo("ended rejected-" + status);
        assertThat(call(number, Transport.TCP).next()).isEqualTo("ended rejected-" + status);
        assertThat(call(number, Transport.TLS).next()).isEqualTo("ended rejected-" + status);
        phone.isEmpty();
        gateway.isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void cancelsItsCallToTheGateway(Transport transport) {
        TestPhone.Line line = call("never", transport);
        Eventually.isTrue("it rings", () -> gateway.agent.calls.size() == 1);
        line.hangUp();
        assertThat(line.next()).isEqualTo("ended cancelled-487");
        phone.isEmpty();
        gateway.isEmpty();
        assertThat(gateway.agent.only().events).containsExactly("ended cancelled-487");
    }

    /** A telephone takes no transfers; the agent is told, and the call goes on. */
    @Test
    void isNotTransferred() {
        TestPhone.Line line = call("transfer", Transport.UDP);
        assertThat(line.next()).isEqualTo("answered");
        Eventually.isTrue("the agent knows", () -> gateway.agent.only().events.contains("transfer 405"));
        line.hangUp();
        assertThat(line.next()).isEqualTo("ended agent-ended");
        phone.isEmpty();
        gateway.isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "called, UDP",
        "called, TCP",
        "called-early, UDP",
        "called-early, TCP",
    })
    void callsSippAndHangsUp(String scenario, Transport transport) {
        try (Sipp sipp = Sipp.answering(scenario, transport, 1)) {
            TestPhone.Line line = whenUp(sipp, transport);
            assertThat(line.next()).isEqualTo("answered");
            line.hangUp();
            assertThat(line.next()).isEqualTo("ended agent-ended");
            sipp.succeeds();
        }
        phone.isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "called-486, UDP, rejected-486",
        "called-486, TCP, rejected-486",
        "called-404, UDP, rejected-404",
        "called-302, UDP, rejected-302",
        "called-603, TCP, rejected-603",
        "called-foreign, UDP, rejected-488",
        "called-foreign, TCP, rejected-488",
    })
    void isRefusedBySipp(String scenario, Transport transport, String end) {
        try (Sipp sipp = Sipp.answering(scenario, transport, 1)) {
            assertThat(whenUp(sipp, transport).next()).isEqualTo("ended " + end);
            sipp.succeeds();
        }
        phone.isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "called-cancelled, UDP",
        "called-cancelled, TCP",
        "called-crossing, UDP",
        "called-crossing, TCP",
        "called-trying-only, UDP",
        "called-trying-only, TCP",
    })
    void cancelsItsCallToSipp(String scenario, Transport transport) {
        try (Sipp sipp = Sipp.answering(scenario, transport, 1)) {
            TestPhone.Line line = whenUp(sipp, transport);
            line.hangUp();
            assertThat(line.next()).isEqualTo("ended cancelled-487");
            sipp.succeeds();
        }
        phone.isEmpty();
    }

    @ParameterizedTest
    @PlainTransports
    void isHungUpBySipp(Transport transport) {
        try (Sipp sipp = Sipp.answering("called-and-hangs-up", transport, 1)) {
            TestPhone.Line line = whenUp(sipp, transport);
            assertThat(line.next()).isEqualTo("answered");
            assertThat(line.next()).isEqualTo("ended caller-hung-up");
            sipp.succeeds();
        }
        phone.isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAnAddress() {
        assertThatThrownBy(() -> phone.call("coffee@127.0.0.1"))
                .isInstanceOf(SipFault.class)
                .hasMessageContaining("coffee@127.0.0.1");
        assertThatThrownBy(() -> phone.call("sip:coffee@no-such-host.invalid"))
                .isInstanceOf(SipFault.class)
                .hasMessageContaining("no-such-host.invalid");
        assertThatThrownBy(() -> phone.call("sip:coffee@127.0.0.1;transport=sctp"))
                .hasMessageContaining("sctp");
        phone.isEmpty();
    }

    private static TestPhone.Line call(String number, Transport transport) {
        return phone.call(TestPhone.uri(number, gateway.address(transport), transport));
    }

    /** SIPp takes a moment to listen; over UDP the INVITE comes again by itself. */
    private static TestPhone.Line whenUp(Sipp sipp, Transport transport) {
        if (transport == Transport.TCP) {
            sipp.listens();
        }
        return phone.call(TestPhone.uri("bob", sipp.address(), transport));
    }
}
