package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.testkit.Eventually;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls by a trunk: challenges of its server are answered, nobody else's. RFC 3261, section 22. */
@Timeout(90)
class AuthenticatesIT {

    private static TestGateway registered(InetAddress at, InetSocketAddress server, Transport transport) {
        TestGateway gateway = new TestGateway(TestGateway.Options.standard()
                .address(at)
                .peers(RegistersIT.peers("secret", RegistersIT.uri(server, transport))));
        RegistersIT.isRegistered(gateway);
        return gateway;
    }

    /** The INVITE gets a 407, the re-INVITE none, the BYE another 407: CSeq goes on all the same. */
    @ParameterizedTest
    @CsvSource({"UDP, MD5", "TCP, MD5", "UDP, SHA-256"})
    void callsByAPbxThatAsksForThePassword(Transport transport, String algorithm) throws IOException {
        InetAddress at = Wire.loopback();
        try (TestGateway other = new TestGateway();
                Kamailio pbx = RegistersIT.registrar(
                        algorithm, at.getHostAddress(), Kamailio.text(other.address(Transport.UDP)));
                TestGateway gateway = registered(at, pbx.address(), transport)) {
            OurCall call = OurCall.by(gateway, "tone");
            call.happens("answered");
            call.hangUp();
            call.happens("ended agent-ended");
            other.isEmpty();
            gateway.isEmpty();
            assertThat(other.agent.only().events).containsExactly("answered", "ended caller-hung-up");
        }
    }

    /** A registrar that asks nothing, and what it is sent. */
    private static String registers(RawPeer server, String... more) {
        String request = server.receive("REGISTER");
        String contact = "Contact: " + RawPeer.header(request, "Contact") + ";expires=600";
        String[] all = new String[more.length + 1];
        System.arraycopy(more, 0, all, 1, more.length);
        all[0] = contact;
        server.send(RawPeer.response(request, 200, "r", all), contactOf(request));
        return request;
    }

    /** A registrar that asks for the password. */
    private static void registersByPassword(RawPeer server) {
        String request = server.receive("REGISTER");
        server.send(RawPeer.response(request, 401, "r", "WWW-Authenticate: " + CHALLENGE), contactOf(request));
        assertThat(registers(server)).contains("Authorization: Digest username=\"200\"");
    }

    private static InetSocketAddress contactOf(String request) {
        String via = RawPeer.header(request, "Via");
        String sentBy = via.substring(via.indexOf(' ') + 1, via.indexOf(';'));
        int colon = sentBy.lastIndexOf(':');
        return new InetSocketAddress(sentBy.substring(0, colon), Integer.parseInt(sentBy.substring(colon + 1)));
    }

    private static final String CHALLENGE = "Digest realm=\"pbx\", nonce=\"n\", qop=\"auth\"";

    private static TestGateway towards(RawPeer server) {
        return new TestGateway(TestGateway.Options.standard()
                .peers(RegistersIT.peers("secret", RegistersIT.uri(server.address(), Transport.UDP))));
    }

    /** Somebody who can read and forge gets the transaction's answer in first: our password is not for him. */
    @Test
    void answersNoChallengeToAnInviteFromElsewhere() {
        try (RawPeer server = new RawPeer(null);
                RawPeer stranger = new RawPeer(null);
                TestGateway gateway = towards(server)) {
            registers(server);
            RegistersIT.isRegistered(gateway);
            OurCall call = OurCall.by(gateway, "tone");
            String invite = server.receive("INVITE");
            stranger.send(RawPeer.response(invite, 407, "x", "Proxy-Authenticate: " + CHALLENGE), contactOf(invite));
            call.happens("ended rejected-407");
            assertThat(gateway.count(SipCounter.CHALLENGES_FOREIGN)).isEqualTo(1);
            assertThat(server.receive("ACK")).doesNotContain("uthorization");
        }
    }

    @Test
    void answersNoChallengeToARegisterFromElsewhere() {
        try (RawPeer server = new RawPeer(null);
                RawPeer stranger = new RawPeer(null);
                TestGateway gateway = towards(server)) {
            String request = server.receive("REGISTER");
            stranger.send(RawPeer.response(request, 401, "x", "WWW-Authenticate: " + CHALLENGE), contactOf(request));
            Eventually.isTrue("it is refused", () -> gateway.count(SipCounter.CHALLENGES_FOREIGN) == 1);
            assertThat(server.receive("REGISTER")).doesNotContain("Authorization");
        }
    }

    /** FreeSWITCH's CVE-2021-41158: a caller sends a 407 with the trunk's realm to our BYE. */
    @Test
    void answersNoChallengeOfACallerOfAnotherTrunk() {
        try (RawPeer server = new RawPeer(null);
                TestGateway gateway = towards(server);
                RawPeer caller = new RawPeer(gateway.address(Transport.UDP), RawPeer.loopback())) {
            registers(server);
            RegistersIT.isRegistered(gateway);
            // The server itself may call, and what answers from elsewhere gets nothing, in a call of its own too.
            server.send(
                    caller.invite("goodbye", "a")
                            .replace(
                                    caller.host() + ":" + caller.socket.getLocalPort() + ";branch",
                                    server.host() + ":" + server.socket.getLocalPort() + ";branch"),
                    gateway.address(Transport.UDP));
            String ok = server.receive("SIP/2.0 200");
            server.send(
                    caller.request("ACK", "goodbye", 1, "b", RawPeer.toTag(ok), "Content-Length: 0"),
                    gateway.address(Transport.UDP));
            String bye = caller.receive("BYE");
            assertThat(bye).doesNotContain("uthorization");
            caller.send(RawPeer.response(bye, 407, "raw", "Proxy-Authenticate: " + CHALLENGE));
            Eventually.isTrue("it is left", () -> gateway.count(SipCounter.CHALLENGES_FOREIGN) == 1);
            assertThat(caller.receive(300)).isNull();
        }
    }

    @Test
    void goesByTheServiceRouteAndAnswersTheServerOnce() {
        try (RawPeer server = new RawPeer(null);
                TestGateway gateway = towards(server)) {
            String route = "<sip:edge@192.0.2.9;lr>";
            String request = registers(server, "Service-Route: " + route, "Path: <sip:p@192.0.2.8;lr>");
            assertThat(RawPeer.header(request, "Supported")).isEqualTo("path");
            RegistersIT.isRegistered(gateway);
            OurCall call = OurCall.by(gateway, "tone");
            String invite = server.receive("INVITE");
            assertThat(RawPeer.header(invite, "Route")).isEqualTo(route);
            assertThat(RawPeer.header(invite, "From")).startsWith("<sip:200@");
            server.send(RawPeer.response(invite, 407, "x", "Proxy-Authenticate: " + CHALLENGE), contactOf(invite));
            String again = server.receive("INVITE");
            assertThat(RawPeer.header(again, "CSeq")).isEqualTo("2 INVITE");
            AuthParams credentials = AuthParams.parse(RawPeer.header(again, "Proxy-Authorization"));
            String uri = again.substring("INVITE ".length(), again.indexOf(" SIP/2.0"));
            String ha1 = Digest.MD5.ha1("200", "pbx", "secret");
            assertThat(credentials.get("response"))
                    .isEqualTo(Digest.MD5.response(ha1, "n", "00000001", credentials.get("cnonce"), "INVITE", uri));
            // A second challenge means that the password is wrong: no more of it.
            server.send(RawPeer.response(again, 407, "x", "Proxy-Authenticate: " + CHALLENGE), contactOf(again));
            call.happens("ended rejected-407");
        }
    }

    /** RFC 3261, section 13.2.2.4: the ACK of the 200 has the INVITE's CSeq and credentials. */
    @Test
    void acknowledgesWithTheCredentialsOfTheInvite() {
        try (RawPeer server = new RawPeer(null);
                TestGateway gateway = towards(server)) {
            registersByPassword(server);
            RegistersIT.isRegistered(gateway);
            OurCall call = OurCall.by(gateway, "tone");
            String invite = server.receive("INVITE");
            server.send(RawPeer.response(invite, 401, "x", "WWW-Authenticate: " + CHALLENGE), contactOf(invite));
            String again = server.receive("INVITE");
            String host = server.host() + ":" + server.socket.getLocalPort();
            String sdp = Descriptions.audio(server.socket.getLocalAddress().getHostAddress(), 40_000, "0", "sendrecv");
            server.send(RawPeer.response(again, 200, "y", "Contact: <sip:b@" + host + ">", sdp), contactOf(again));
            call.happens("answered");
            String ack = server.receive("ACK sip:b@");
            assertThat(RawPeer.header(ack, "CSeq")).isEqualTo("2 ACK");
            assertThat(RawPeer.header(ack, "Authorization")).isEqualTo(RawPeer.header(again, "Authorization"));
            call.hangUp();
            String bye = server.receive("BYE");
            assertThat(RawPeer.header(bye, "CSeq")).isEqualTo("3 BYE");
            server.send(RawPeer.response(bye, 407, "y", "Proxy-Authenticate: " + CHALLENGE), contactOf(bye));
            String byeAgain = server.receive("BYE");
            assertThat(RawPeer.header(byeAgain, "CSeq")).isEqualTo("4 BYE");
            assertThat(byeAgain).contains("Proxy-Authorization: Digest username=\"200\"");
            server.send(RawPeer.response(byeAgain, 200, "y"), contactOf(byeAgain));
            call.happens("ended agent-ended");
            gateway.isEmpty();
        }
    }

    /** A call by the trunk that is answered, with the far end at that address. */
    private static OurCall answered(TestGateway gateway, RawPeer server, RawPeer farEnd) {
        OurCall call = OurCall.by(gateway, "tone");
        String invite = server.receive("INVITE");
        server.send(RawPeer.response(invite, 407, "x", "Proxy-Authenticate: " + CHALLENGE), contactOf(invite));
        String again = server.receive("INVITE");
        String host = farEnd.host() + ":" + farEnd.socket.getLocalPort();
        String sdp = Descriptions.audio(farEnd.socket.getLocalAddress().getHostAddress(), 40_000, "0", "sendrecv");
        server.send(RawPeer.response(again, 200, "y", "Contact: <sip:b@" + host + ">", sdp), contactOf(again));
        call.happens("answered");
        return call;
    }

    /** Credentials are for who asked for them. */
    @Test
    void acknowledgesToAFarEndElsewhereWithoutCredentials() {
        try (RawPeer server = new RawPeer(null);
                RawPeer farEnd = new RawPeer(null);
                TestGateway gateway = towards(server)) {
            registersByPassword(server);
            RegistersIT.isRegistered(gateway);
            OurCall call = answered(gateway, server, farEnd);
            assertThat(farEnd.receive("ACK")).doesNotContain("uthorization");
            call.hangUp();
            String bye = farEnd.receive("BYE");
            assertThat(bye).doesNotContain("uthorization");
            farEnd.send(RawPeer.response(bye, 200, "y"), contactOf(bye));
            call.happens("ended agent-ended");
        }
    }

    /** The server takes the next INVITE without a password: its ACK has none of the one before. */
    @Test
    void acknowledgesAReInviteWithItsOwnCredentialsAlone() {
        try (RawPeer server = new RawPeer(null);
                TestGateway gateway = towards(server)) {
            registersByPassword(server);
            RegistersIT.isRegistered(gateway);
            OurCall call = answered(gateway, server, server);
            assertThat(server.receive("ACK")).contains("Proxy-Authorization");
            call.leg.executor().execute(() -> ((SipCall) call.leg).hold(true));
            String invite = server.receive("INVITE");
            String sdp = Descriptions.audio(server.socket.getLocalAddress().getHostAddress(), 40_000, "0", "recvonly");
            String contact = "Contact: <sip:b@" + server.host() + ":" + server.socket.getLocalPort() + ">";
            server.send(RawPeer.response(invite, 200, "y", contact, sdp), contactOf(invite));
            assertThat(server.receive("ACK")).doesNotContain("uthorization");
            call.hangUp();
            String bye = server.receive("BYE");
            server.send(RawPeer.response(bye, 200, "y"), contactOf(bye));
            call.happens("ended agent-ended");
        }
    }

    /** A call outlives the registration: new ones are to go elsewhere at once. */
    @Test
    void leavesTheServerBeforeItsCallsHaveEnded() {
        try (RawPeer server = new RawPeer(null);
                TestGateway gateway = towards(server)) {
            registersByPassword(server);
            RegistersIT.isRegistered(gateway);
            OurCall call = answered(gateway, server, server);
            Future<Void> stopped = gateway.gateway.stop(Duration.ofSeconds(60));
            String leaving = server.receive("REGISTER");
            assertThat(RawPeer.header(leaving, "Expires")).isEqualTo("0");
            server.send(RawPeer.response(leaving, 200, "r"), contactOf(leaving));
            assertThat(call.events).containsExactly("answered");
            call.hangUp();
            String bye = server.receive("BYE");
            server.send(RawPeer.response(bye, 200, "y"), contactOf(bye));
            stopped.await();
        }
    }

    /** Two numbers of ours at one provider are two trunks. */
    @Test
    void knowsTheTrunkByTheNumberThatIsDialled() {
        try (RawPeer server = new RawPeer(null)) {
            String uri = RegistersIT.uri(server.address(), Transport.UDP);
            Peers peers = RegistersIT.peers(
                    "secret",
                    List.of(RegistersIT.trunk("one", "tone", uri), RegistersIT.trunk("other", "goodbye", uri)));
            try (TestGateway gateway =
                            new TestGateway(TestGateway.Options.standard().peers(peers));
                    RawPeer caller = new RawPeer(gateway.address(Transport.UDP), server.socket.getLocalAddress())) {
                registers(server);
                registers(server);
                Eventually.isTrue(
                        "both are registered",
                        () -> gateway.gateway.registrations().stream()
                                .allMatch(each -> each.state() == RegistrationStatus.State.REGISTERED));
                caller.send(caller.invite("goodbye", "a"));
                caller.receive("SIP/2.0 200");
                assertThat(gateway.agent.only().info.trunk()).isEqualTo("other");
            }
        }
    }

    private static final String FOREIGN =
            "Proxy-Authenticate: Digest realm=\"mallory\", nonce=\"chosen\", qop=\"auth\"";

    /** The trunk's own proxy passes on what its callee asks for. */
    @Test
    void answersNoChallengeThatTheServerPassesOnInACall() {
        try (RawPeer server = new RawPeer(null);
                TestGateway gateway = towards(server)) {
            registersByPassword(server);
            RegistersIT.isRegistered(gateway);
            OurCall call = answered(gateway, server, server);
            call.hangUp();
            String bye = server.receive("BYE");
            server.send(RawPeer.response(bye, 407, "y", FOREIGN), contactOf(bye));
            call.happens("ended agent-ended");
            Eventually.isTrue("it is left", () -> gateway.count(SipCounter.CHALLENGES_FOREIGN) == 1);
            gateway.isEmpty();
            assertThat(server.receive(300)).isNull();
        }
    }

    @Test
    void answersNoChallengeInACallOfTheirs() {
        try (RawPeer server = new RawPeer(null);
                TestGateway gateway = towards(server)) {
            registersByPassword(server);
            RegistersIT.isRegistered(gateway);
            try (RawPeer caller =
                    new RawPeer(gateway.address(Transport.UDP), server.socket.getLocalAddress())) { // the server's too
                caller.send(caller.invite("goodbye", "a"));
                String ok = caller.receive("SIP/2.0 200");
                caller.send(caller.request("ACK", "goodbye", 1, "b", RawPeer.toTag(ok), "Content-Length: 0"));
                String bye = caller.receive("BYE");
                caller.send(RawPeer.response(bye, 407, "raw", "Proxy-Authenticate: " + CHALLENGE));
                Eventually.isTrue("it is left", () -> gateway.count(SipCounter.CHALLENGES_FOREIGN) == 1);
                assertThat(caller.receive(300)).isNull();
            }
        }
    }

    @Test
    void callsByNoTrunkThatIsNotRegistered() {
        try (RawPeer server = new RawPeer(null);
                TestGateway gateway = towards(server)) {
            assertThat(gateway.gateway.call("pbx", "1", leg -> {}).failed()).isTrue();
            assertThat(gateway.gateway.call("nobody", "1", leg -> {}).failed()).isTrue();
        }
    }
}
