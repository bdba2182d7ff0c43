package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.RegistrarConfig;
import io.parley.config.Transport;
import io.parley.config.Trunk;
import io.parley.config.TrunkPolicy;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 3xx responses to calls of ours (RFC 3261, section 8.1.3.4): whoever follows every one of them pays for toll fraud. */
@Timeout(60)
class RedirectsIT {
    private final RawPeer server = new RawPeer(null);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void followsToTheTrunksOwnServerWithTheSameCall() {
        try (TestGateway gateway = registered(2)) {
            OurCall call = OurCall.by(gateway, "200");
            String first = server.receive("INVITE");
            send(gateway, RawPeer.response(first, 180, "x"));
            send(
                    gateway,
                    RawPeer.response(
                            first, 302, "x", "Contact: <sip:evil@192.0.2.9>;q=0.9, <" + here("201") + ">;q=0.5"));
            server.receive("ACK");
            String second = server.receive("INVITE");
            assertThat(second).startsWith("INVITE " + here("201") + " SIP/2.0");
            assertThat(RawPeer.header(second, "Call-ID")).isEqualTo(RawPeer.header(first, "Call-ID"));
            assertThat(RawPeer.header(second, "From")).isEqualTo(RawPeer.header(first, "From"));
            assertThat(RawPeer.header(second, "To")).isEqualTo(RawPeer.header(first, "To"));
            assertThat(RawPeer.header(second, "CSeq")).isEqualTo("2 INVITE");
            send(gateway, ok(second));
            assertThat(RawPeer.header(server.receive("ACK"), "CSeq")).isEqualTo("2 ACK");
            call.happens("answered");
            call.hangUp();
            String bye = server.receive("BYE");
            assertThat(RawPeer.header(bye, "CSeq")).isEqualTo("3 BYE");
            send(gateway, RawPeer.response(bye, 200, "x"));
            gateway.isEmpty();
        }
    }

    @Test
    void followsNothingUnlessTheConfigurationSaysSo() {
        try (TestGateway gateway = registered(0)) {
            refused(gateway, OurCall.by(gateway, "200"), "Contact: <" + here("201") + ">");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<sip:+1900@192.0.2.9>",
                "<sips:201@HERE>",
                "<tel:+1900>",
                "<sip:HERE>",
                "<sip:201@premium.example>",
                "*",
                "<sip:nobody@parley>"
            })
    void followsNobodyAwayFromTheTrunk(String contact) {
        try (TestGateway gateway = registered(5)) {
            String where = here("x").substring("sip:x@".length());
            refused(gateway, OurCall.by(gateway, "200"), "Contact: " + contact.replace("HERE", where));
        }
    }

    @Test
    void stopsGoingRound() {
        try (TestGateway gateway = registered(2)) {
            OurCall call = OurCall.by(gateway, "200");
            String first = server.receive("INVITE");
            String firstUri = first.substring("INVITE ".length(), first.indexOf(" SIP/2.0"));
            redirect(gateway, first, here("201"));
            refused(gateway, call, "Contact: <" + firstUri + ">, <" + here("201") + ">");
        }
    }

    @Test
    void isSentOnSoOftenOnly() {
        try (TestGateway gateway = registered(2)) {
            OurCall call = OurCall.by(gateway, "200");
            redirect(gateway, server.receive("INVITE"), here("201"));
            redirect(gateway, server.receive("INVITE"), here("202"));
            refused(gateway, call, "Contact: <" + here("203") + ">");
        }
    }

    /** The CANCEL of a call that was sent on waits for the new INVITE's first response (RFC 3261, section 9.1). */
    @Test
    void cancelsWhereItHasGone() {
        try (TestGateway gateway = registered(1)) {
            OurCall call = OurCall.by(gateway, "200");
            redirect(gateway, server.receive("INVITE"), here("201"));
            String second = server.receive("INVITE");
            call.hangUp();
            call.happens("ended cancelled-487");
            send(gateway, RawPeer.response(second, 180, "x"));
            String cancel = server.receive("CANCEL");
            assertThat(cancel).startsWith("CANCEL " + here("201"));
            send(gateway, RawPeer.response(cancel, 200, "x"));
            send(gateway, RawPeer.response(second, 487, "x"));
            server.receive("ACK");
            gateway.isEmpty();
        }
    }

    private void redirect(TestGateway gateway, String invite, String to) {
        send(gateway, RawPeer.response(invite, 302, "x", "Contact: <" + to + ">"));
        server.receive("ACK");
    }

    private void refused(TestGateway gateway, OurCall call, String contact) {
        send(gateway, RawPeer.response(server.receive("INVITE"), 302, "x", contact));
        server.receive("ACK");
        call.happens("ended rejected-302");
        gateway.isEmpty();
    }

    private String here(String user) {
        return TestPhone.uri(user, server.address(), Transport.UDP);
    }

    private static void send(TestGateway to, RawPeer by, String message) {
        by.send(message, to.address(Transport.UDP));
    }

    private void send(TestGateway to, String message) {
        send(to, server, message);
    }

    private String ok(String invite) {
        return RawPeer.response(
                invite,
                200,
                "x",
                "Contact: <" + here("201") + ">",
                Descriptions.audio(server.host(), 40_000, "0 101", "sendrecv"));
    }

    private TestGateway registered(int redirects) {
        Peers peers = RegistersIT.peers("secret", RegistersIT.uri(server.address(), Transport.UDP));
        Trunk pbx = peers.trunks().get(0).with(new TrunkPolicy(false, List.of(), redirects, false));
        TestGateway gateway = new TestGateway(
                TestGateway.Options.standard().peers(new Peers(List.of(pbx), RegistrarConfig.NONE, peers.secrets())));
        String request = server.receive("REGISTER");
        String contact = "Contact: " + RawPeer.header(request, "Contact") + ";expires=600";
        InetSocketAddress at = gateway.address(Transport.UDP);
        server.send(RawPeer.response(request, 200, "r", contact), at);
        RegistersIT.isRegistered(gateway);
        return gateway;
    }
}
