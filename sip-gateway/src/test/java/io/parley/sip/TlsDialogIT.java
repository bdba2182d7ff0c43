package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.Termination;
import io.parley.config.RegistrarConfig;
import io.parley.config.Transport;
import io.parley.config.Trunk;
import io.parley.config.TrunkPolicy;
import io.parley.testkit.Eventually;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The signalling of a call by TLS stays there: keys are in it. And it goes on when a connection is gone. */
@Timeout(60)
class TlsDialogIT {
    private static final TestCertificates CERTIFICATES = new TestCertificates("dialogs");

    private final TestPhone phone = phone();
    private final RawPeer clear = new RawPeer(null);
    private TestGateway gateway;

    private static TestPhone phone() {
        var address = RawPeer.loopback();
        return new TestPhone(SipTimings.standard(Duration.ofMinutes(5)), address, CERTIFICATES.of(address));
    }

    @AfterEach
    void stop() {
        clear.close();
        phone.close();
        if (gateway != null) {
            gateway.close();
        }
    }

    private void startGateway(TestGateway.Options options) {
        gateway = new TestGateway(options.tls(CERTIFICATES.of(options.address())));
    }

    private TestPhone.Line call() {
        startGateway(TestGateway.Options.standard());
        TestPhone.Line line = phone.call(TestPhone.uri("tone", gateway.address(Transport.TLS), Transport.TLS));
        assertThat(line.next()).isEqualTo("answered");
        Eventually.isTrue("the ACK has come", () -> gateway.agent.only().events.contains("answered"));
        return line;
    }

    private static SipCall only(SipEndpoint endpoint) {
        return endpoint.registry().calls().iterator().next();
    }

    /** Whoever knows the tags of a call, and has no TLS, gets no key for it. */
    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "UPDATE", "BYE"})
    void refusesWhatComesInClear(String method) {
        TestPhone.Line line = call();
        SipCall ours = only(gateway.gateway.endpoint());
        String theirTag = only(phone.phone.endpoint()).key().localTag();
        try (RawPeer stranger = new RawPeer(gateway.address(Transport.UDP))) {
            String request = stranger.inviteWith(
                            Descriptions.audio(stranger.host(), 40_000, "0", "sendrecv"),
                            "tone",
                            100,
                            "inside",
                            ours.key().localTag())
                    .replaceFirst("Call-ID: .*", "Call-ID: " + ours.key().callId())
                    .replaceFirst("From: .*", "From: <sip:ann@example.org>;tag=" + theirTag)
                    .replaceFirst("Via: SIP/2.0/UDP", "Via: SIP/2.0/TLS")
                    .replace("INVITE", method);
            stranger.send(request);
            assertThat(stranger.receive()).startsWith("SIP/2.0 403");
        }
        line.hangUp();
        assertThat(line.next()).isEqualTo("ended agent-ended");
        gateway.isEmpty();
    }

    /** Proxies close connections that are silent; the far end's Contact has a certificate. */
    @Test
    void hangsUpByAnotherConnectionWhereTheirsIsGone() {
        TestPhone.Line line = call();
        dropConnection();

        hangUp();

        assertThat(line.next()).startsWith("ended caller-hung-up");
        assertThat(gateway.count(SipCounter.SEND_FAILED)).isZero();
        gateway.isEmpty();
    }

    /** What comes by a new connection of theirs is answered, and goes on, there. */
    @Test
    void goesOnByTheConnectionOfTheLastRequest() {
        TestPhone.Line line = call();
        dropConnection();
        line.hold(true);
        assertThat(line.next()).isEqualTo("hold 200");

        hangUp();

        assertThat(line.next()).startsWith("ended caller-hung-up");
        assertThat(gateway.gateway.counters().get(SipCounter.TLS_HANDSHAKES)).isEqualTo(2);
        assertThat(phone.phone.counters().get(SipCounter.TLS_HANDSHAKES)).isEqualTo(2); // both are its own
    }

    private void dropConnection() {
        InetSocketAddress at = gateway.address(Transport.TLS);
        GuardedNetwork network = gateway.gateway.endpoint().network();
        phone.phone.endpoint().network().close(new Hop(at.getAddress(), at.getPort(), "tls"));
        Eventually.isTrue("it is noticed", () -> network.openStreams() == 0);
    }

    private void hangUp() {
        MediaLeg leg = (MediaLeg) gateway.agent.only().leg;
        leg.executor().execute(() -> leg.hangUp(Termination.agentEnded()));
    }

    /** Their Contact would have our next offer, with its key, in clear. */
    @Test
    void leavesByTlsAloneWhateverTheContactSays() {
        try (TlsServer server = new TlsServer(CERTIFICATES)) {
            TestPhone.Line line = phone.call(TestPhone.uri("pbx", server.address(), Transport.TLS));
            server.send(RawPeer.response(
                    server.receive("INVITE"),
                    200,
                    "x",
                    "Contact: <" + inClear(clear.address()) + ">",
                    Descriptions.audio("127.0.0.1", 40_000, "0", "sendrecv")));
            assertThat(line.next()).isEqualTo("answered");
            server.receive("ACK");

            line.hold(true);
            server.send(RawPeer.response(
                    server.receive("INVITE"),
                    200,
                    "x",
                    "Contact: <" + inClear(clear.address()) + ">",
                    Descriptions.audio("127.0.0.1", 40_000, "0", "recvonly")));

            assertThat(line.next()).isEqualTo("hold 200");
            server.receive("ACK");
            line.hangUp();
            server.receive("BYE");
            assertThat(clear.receive(300)).isNull();
        }
    }

    private static String inClear(InetSocketAddress at) {
        return TestPhone.uri("pbx", at, Transport.UDP) + ";transport=udp";
    }

    /** A trunk that sends us elsewhere does not send our keys there in clear. */
    @Test
    void followsNoRedirectionInClear() {
        try (TlsServer server = new TlsServer(CERTIFICATES)) {
            Peers peers = RegistersIT.peers("secret", RegistersIT.uri(server.address(), Transport.TLS));
            Trunk pbx = peers.trunks().get(0).with(new TrunkPolicy(false, List.of(), 2, false));
            startGateway(TestGateway.Options.standard()
                    .peers(new Peers(List.of(pbx), RegistrarConfig.NONE, peers.secrets())));
            String register = server.receive("REGISTER");
            String contact = "Contact: " + RawPeer.header(register, "Contact") + ";expires=600";
            server.send(RawPeer.response(register, 200, "r", contact));
            RegistersIT.isRegistered(gateway);

            OurCall call = OurCall.by(gateway, "200");
            String elsewhere = inClear(new InetSocketAddress(
                    server.address().getAddress(), clear.address().getPort()));
            server.send(RawPeer.response(server.receive("INVITE"), 302, "x", "Contact: <" + elsewhere + ">"));

            call.happens("ended rejected-302");
            server.receive("ACK");
            gateway.isEmpty();
        }
    }
}
