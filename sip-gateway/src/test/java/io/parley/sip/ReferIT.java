package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.config.Trunk;
import io.parley.config.TrunkPolicy;
import io.parley.testkit.Eventually;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trunk sends a call of the agent's elsewhere: RFC 3515, and RFC 5589 with Parley as the transferee. */
@Timeout(60)
class ReferIT {
    private static final InetAddress ELSEWHERE = RawPeer.loopback();

    private final TestGateway gateway = gateway(true);
    private final RawPeer ann = new RawPeer(gateway.address(Transport.UDP));
    private final RawPeer bob = new RawPeer(gateway.address(Transport.UDP));
    private final RtpPeer annsAudio = new RtpPeer(ann.socket.getLocalAddress(), 1);
    private final RtpPeer bobsAudio = new RtpPeer(bob.socket.getLocalAddress(), 2);

    private static TestGateway gateway(boolean accepts) {
        return new TestGateway(TestGateway.Options.standard()
                .lines(1)
                .trunks(
                        new Trunk("pbx", List.of("127.0.0.0/8"), false, 503)
                                .with(new TrunkPolicy(false, List.of(), 0, accepts)),
                        new Trunk("other", List.of(ELSEWHERE.getHostAddress()), false, 503)));
    }

    @AfterEach
    void stop() {
        ann.close();
        bob.close();
        annsAudio.close();
        bobsAudio.close();
        gateway.close();
    }

    @Test
    void goesOnWhereItIsSent() {
        String ok = annCalls(ann, gateway);
        String replaces = "1%40b%3Bto-tag%3Dx%3Bfrom-tag%3Dy";
        ann.send(refer(ok, "<" + at("bob") + "?Replaces=" + replaces + ">", "Referred-By: <sip:ann@192.0.2.1>"));
        assertThat(ann.receive("SIP/2.0 202")).contains("2 REFER");
        String trying = ann.receive("NOTIFY");
        assertThat(trying).endsWith("SIP/2.0 100 Trying\r\n").contains("Subscription-State: active");
        ann.send(RawPeer.response(trying, 200, "x"));

        String invite = bob.receive("INVITE");
        assertThat(invite).startsWith("INVITE " + at("bob") + " SIP/2.0");
        assertThat(RawPeer.header(invite, "Replaces")).isEqualTo("1@b;to-tag=x;from-tag=y");
        assertThat(RawPeer.header(invite, "Referred-By")).isEqualTo("<sip:ann@192.0.2.1>");
        assertThat(RtpPeer.port(invite)).isEqualTo(RtpPeer.port(ok));
        bob.send(RawPeer.response(invite, 183, "b", contact(), bobsAudio.description("sendrecv")));
        assertThat(bobsAudio.hears(300)).as("nobody has answered").isFalse();
        annsAudio.drain();
        assertThat(annsAudio.hears(2_000))
                .as("until somebody answers Ann is there")
                .isTrue();
        bob.send(RawPeer.response(invite, 200, "b", contact(), bobsAudio.description("sendrecv")));
        bob.receive("ACK");

        String done = ann.receive("NOTIFY");
        assertThat(done).endsWith("SIP/2.0 200 OK\r\n").contains("Subscription-State: terminated");
        ann.send(RawPeer.response(done, 200, "x"));
        ann.send(RawPeer.response(ann.receive("BYE"), 200, "x"));
        TestAgent.Seen seen = gateway.agent.only();
        Eventually.isTrue("the agent is told", () -> seen.events.size() == 2);
        assertThat(seen.events.get(1)).startsWith("replaced by").doesNotContain("another id");
        assertThat(bobsAudio.hears(2_000)).isTrue();
        seen.loudest = 0;
        InetSocketAddress port =
                new InetSocketAddress(gateway.address(Transport.UDP).getAddress(), RtpPeer.port(ok));
        Eventually.isTrue("the agent hears Bob", () -> {
            bobsAudio.sendTone(port);
            return seen.loudest > 1_000;
        });
        bob.send(inDialog(invite, "BYE"));
        bob.receive("SIP/2.0 200");
        gateway.isEmpty();
        assertThat(gateway.count(SipCounter.CALL_FAULTS)).isZero();
    }

    @Test
    void staysWhereNobodyTakesTheCall() {
        String ok = annCalls(ann, gateway);
        ann.send(refer(ok, "<" + at("bob") + ">"));
        String trying = ann.receive("NOTIFY");
        ann.send(RawPeer.response(trying, 200, "x"));
        String invite = bob.receive("INVITE");

        ann.send(ann.request(
                "REFER", "tone", 3, "again", RawPeer.toTag(ok), "Refer-To: <" + at("c") + ">", "Content-Length: 0"));
        assertThat(ann.receive("SIP/2.0 4")).as("one at a time").startsWith("SIP/2.0 491");

        bob.send(RawPeer.response(invite, 486, "b"));
        bob.receive("ACK");
        String failed = ann.receive("NOTIFY");
        assertThat(failed).contains("\r\n\r\nSIP/2.0 486 ").contains("Subscription-State: terminated");
        ann.send(RawPeer.response(failed, 200, "x"));
        assertThat(annsAudio.hears(2_000)).isTrue();
        ann.send(ann.request("BYE", "tone", 9, "bye", RawPeer.toTag(ok), "Content-Length: 0"));
        ann.receive("SIP/2.0 200");
        gateway.isEmpty();
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended caller-hung-up");
    }

    /** Nobody is left to go on there. */
    @Test
    void givesUpTheNewCallWithTheOldOne() {
        String ok = annCalls(ann, gateway);
        ann.send(refer(ok, "<" + at("bob") + ">"));
        ann.send(RawPeer.response(ann.receive("NOTIFY"), 200, "x"));
        String invite = bob.receive("INVITE");
        bob.send(RawPeer.response(invite, 180, "b"));
        ann.send(ann.request("BYE", "tone", 9, "bye", RawPeer.toTag(ok), "Content-Length: 0"));
        String cancel = bob.receive("CANCEL");
        bob.send(RawPeer.response(cancel, 200, "b"));
        bob.send(RawPeer.response(invite, 487, "b"));
        bob.receive("ACK");
        gateway.isEmpty();
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended caller-hung-up");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "403 <sip:+1900@192.0.2.9>",
                "403 <sip:+1900@premium.example>",
                "403 <sip:127.0.0.1>",
                "403 <sip:x@ELSEWHERE>",
                "400 <sips:x@127.0.0.1>",
                "400 <tel:+1900>",
                "400 <sip:x@127.0.0.1;method=SUBSCRIBE>",
                "400 <sip:x@127.0.0.1>, <sip:y@127.0.0.1>",
                "400 <sip:x@127.0.0.1?Replaces=%0a>",
                "400 nowhere"
            })
    void isSentNowhereElse(String line) {
        String ok = annCalls(ann, gateway);
        String target = line.substring(4).replace("ELSEWHERE", ELSEWHERE.getHostAddress());
        ann.send(refer(ok, target));
        assertThat(ann.receive("SIP/2.0 4")).startsWith("SIP/2.0 " + line.substring(0, 3));
        ann.send(ann.request("BYE", "tone", 9, "bye", RawPeer.toTag(ok), "Content-Length: 0"));
        ann.receive("SIP/2.0 200");
        gateway.isEmpty();
    }

    @Test
    void isSentNowhereUnlessTheConfigurationSaysSo() {
        try (TestGateway strict = gateway(false);
                RawPeer caller = new RawPeer(strict.address(Transport.UDP))) {
            String ok = annCalls(caller, strict);
            caller.send(caller.request(
                    "REFER",
                    "tone",
                    2,
                    "refer",
                    RawPeer.toTag(ok),
                    "Refer-To: <" + at("bob") + ">",
                    "Content-Length: 0"));
            assertThat(caller.receive("SIP/2.0 4")).startsWith("SIP/2.0 405").contains("Allow: ");
            caller.send(caller.request("BYE", "tone", 9, "bye", RawPeer.toTag(ok), "Content-Length: 0"));
            caller.receive("SIP/2.0 200");
            strict.isEmpty();
        }
    }

    private String annCalls(RawPeer who, TestGateway at) {
        who.send(who.inviteWith(annsAudio.description("sendrecv"), "tone", 1, "a", ""));
        String ok = who.receive("SIP/2.0 200");
        who.send(who.request("ACK", "tone", 1, "ack", RawPeer.toTag(ok), "Content-Length: 0"));
        TestAgent.Seen seen = at.agent.only();
        Eventually.isTrue("it is up", () -> seen.events.contains("answered"));
        return ok;
    }

    private String refer(String ok, String target, String... more) {
        String[] all = java.util.Arrays.copyOf(more, more.length + 2);
        all[more.length] = "Refer-To: " + target;
        all[more.length + 1] = "Content-Length: 0";
        return ann.request("REFER", "tone", 2, "refer", RawPeer.toTag(ok), all);
    }

    private String at(String user) {
        return TestPhone.uri(user, bob.address(), Transport.UDP);
    }

    private String contact() {
        return "Contact: <" + at("bob") + ">";
    }

    /** A request of the callee in the dialog that he has answered as {@code b}. */
    private String inDialog(String invite, String method) {
        String target = RawPeer.header(invite, "Contact").replaceAll("[<>]", "");
        return method + " " + target + " SIP/2.0\r\nVia: SIP/2.0/UDP " + bob.host() + ":"
                + bob.address().getPort() + ";branch=z9hG4bK" + method + "\r\nFrom: " + RawPeer.header(invite, "To")
                + ";tag=b\r\nTo: " + RawPeer.header(invite, "From") + "\r\nCall-ID: "
                + RawPeer.header(invite, "Call-ID") + "\r\nCSeq: 1 " + method
                + "\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
    }
}
