package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.testkit.Eventually;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RFC 3261, sections 8.2, 9.2, 12, 13.3 and 17.2, message by message. */
@Timeout(60)
class UasBehaviourIT {
    private static TestGateway gateway;
    private final RawPeer peer = new RawPeer(gateway.address(Transport.UDP));

    @BeforeAll
    static void start() {
        gateway = new TestGateway();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @AfterEach
    void nothingIsLeft() {
        peer.close();
        gateway.isEmpty();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void answersARetransmittedInviteWithoutAskingAgain() {
        String invite = peer.invite("never", "a1");
        peer.send(invite);
        assertThat(peer.receive()).startsWith("SIP/2.0 100");
        String ringing = peer.receive();
        assertThat(ringing).startsWith("SIP/2.0 180");
        peer.send(invite);
        assertThat(peer.receive()).isEqualTo(ringing);
        assertThat(gateway.agent.admissions.get("never")).isOne();
        cancel("a1");
    }

    /** RFC 3261, section 8.2.2.2. */
    @Test
    void refusesTheSameInviteByAnotherPath() {
        peer.send(peer.invite("never", "b1"));
        peer.receive("SIP/2.0 180");
        peer.send(peer.invite("never", "b2"));
        assertThat(peer.receive()).startsWith("SIP/2.0 482");
        assertThat(gateway.count(SipCounter.REFUSED_MERGED)).isOne();
        cancel("b1");
    }

    /** RFC 3261, section 9.2. */
    @Test
    void aCancelAfterTheAnswerHasNoEffect() {
        peer.send(peer.invite("tone", "c1"));
        String ok = peer.receive("SIP/2.0 200");
        peer.send(peer.request("CANCEL", "tone", 1, "c1", "", "Content-Length: 0"));
        String cancelled = peer.receive("SIP/2.0 200");
        assertThat(RawPeer.header(cancelled, "CSeq")).isEqualTo("1 CANCEL");
        acknowledge("tone", ok);
        assertThat(gateway.agent.only().events).doesNotContain("ended cancelled-487");
        hangUp("tone", ok);
    }

    @Test
    void aCancelOfNothingIsToldSo() {
        peer.send(peer.request("CANCEL", "tone", 1, "d1", "", "Content-Length: 0"));
        assertThat(peer.receive()).startsWith("SIP/2.0 481");
    }

    @Test
    void dropsAnAckOfNothing() {
        peer.send(peer.request("ACK", "tone", 1, "e1", "nobody", "Content-Length: 0"));
        assertThat(peer.receive(200)).isNull();
        assertThat(gateway.count(SipCounter.DROPPED_STRAY_ACK)).isOne();
    }

    /** RFC 3261, section 15.1.2 and 12.2.2. */
    @Test
    void aByeFromSomebodyElseDoesNotEndACall() {
        peer.send(peer.invite("tone", "f1"));
        String ok = peer.receive("SIP/2.0 200");
        acknowledge("tone", ok);
        String forged = peer.request("BYE", "tone", 2, "f3", RawPeer.toTag(ok), "Content-Length: 0")
                .replace("tag=rawtag", "tag=other");
        peer.send(forged);
        assertThat(peer.receive("SIP/2.0 4")).startsWith("SIP/2.0 481");
        assertThat(gateway.agent.only().ended).isEmpty();
        hangUp("tone", ok);
    }

    /** RFC 3261, section 12.2.2. */
    @Test
    void refusesARequestThatComesOutOfOrder() {
        peer.send(peer.invite("tone", 5, "g1", ""));
        String ok = peer.receive("SIP/2.0 200");
        acknowledge("tone", ok);
        peer.send(peer.request("OPTIONS", "tone", 5, "g3", RawPeer.toTag(ok), "Content-Length: 0"));
        assertThat(peer.receive("SIP/2.0 5")).startsWith("SIP/2.0 500");
        peer.send(peer.request("OPTIONS", "tone", 7, "g4", RawPeer.toTag(ok), "Content-Length: 0"));
        assertThat(peer.receive()).startsWith("SIP/2.0 200");
        peer.send(peer.request("OPTIONS", "tone", 6, "g5", RawPeer.toTag(ok), "Content-Length: 0"));
        assertThat(peer.receive()).startsWith("SIP/2.0 500");
        peer.send(peer.request("BYE", "tone", 8, "g6", RawPeer.toTag(ok), "Content-Length: 0"));
        assertThat(peer.receive()).startsWith("SIP/2.0 200");
        gateway.isEmpty();
    }

    /** RFC 3261, section 12.1.1: our requests go by the route set, in its order. */
    @Test
    void sendsItsByeByTheRouteThatTheInviteRecorded() {
        try (RawPeer proxy = new RawPeer(null)) {
            String near = "<sip:" + proxy.host() + ":" + proxy.address().getPort() + ";lr>";
            peer.send(peer.invite("goodbye", "h1", "Record-Route: " + near, "Record-Route: <sip:far.example.net;lr>"));
            String ok = peer.receive("SIP/2.0 200");
            assertThat(RawPeer.header(ok, "Record-Route")).isEqualTo(near + ",<sip:far.example.net;lr>");
            acknowledge("goodbye", ok);
            String bye = proxy.receive("BYE");
            assertThat(bye).startsWith("BYE sip:raw@" + peer.host());
            assertThat(RawPeer.header(bye, "Route")).isEqualTo(near + ",<sip:far.example.net;lr>");
            InetSocketAddress back = gateway.address(Transport.UDP);
            proxy.send(RawPeer.response(bye, 200, ""), back);
        }
        gateway.isEmpty();
    }

    /** RFC 3261, section 12.2.1.1: a strict router stands in the Request-URI, the target at the end. */
    @Test
    void sendsItsByeThroughAStrictRouter() {
        try (RawPeer proxy = new RawPeer(null)) {
            String strict = "sip:" + proxy.host() + ":" + proxy.address().getPort();
            peer.send(peer.invite("goodbye", "i1", "Record-Route: <" + strict + ">"));
            acknowledge("goodbye", peer.receive("SIP/2.0 200"));
            String bye = proxy.receive("BYE");
            assertThat(bye).startsWith("BYE " + strict);
            assertThat(RawPeer.header(bye, "Route")).contains("sip:raw@" + peer.host());
            proxy.send(RawPeer.response(bye, 200, ""), gateway.address(Transport.UDP));
        }
        gateway.isEmpty();
    }

    /** RFC 3261, section 12.2.2: a re-INVITE may move the far end. */
    @Test
    void sendsItsByeWhereTheLastReInviteSaidTheFarEndIs() {
        try (RawPeer moved = new RawPeer(null)) {
            peer.send(peer.invite("slow-goodbye", "j1"));
            String ok = peer.receive("SIP/2.0 200");
            acknowledge("slow-goodbye", ok);
            String contact = "Contact: <sip:moved@" + moved.host() + ":"
                    + moved.address().getPort() + ">";
            String reInvite =
                    peer.invite("slow-goodbye", 2, "j3", RawPeer.toTag(ok)).replaceFirst("Contact: <[^>]*>", contact);
            peer.send(reInvite);
            peer.receive("SIP/2.0 200");
            peer.send(peer.request("ACK", "slow-goodbye", 2, "j4", RawPeer.toTag(ok), "Content-Length: 0"));
            gateway.agent
                    .only()
                    .leg
                    .executor()
                    .execute(() -> gateway.agent.only().leg.hangUp(io.parley.agent.Termination.agentEnded()));
            String bye = moved.receive("BYE");
            assertThat(bye).startsWith("BYE sip:moved@" + moved.host());
            moved.send(RawPeer.response(bye, 200, ""), gateway.address(Transport.UDP));
        }
        gateway.isEmpty();
    }

    /** An INVITE that no stack could answer nor refuse once it had a transaction. */
    @Test
    void refusesASecondViaWhoseRportIsNoNumber() {
        for (String rport : List.of("abc", "-1", "99999", "5060x", "999999999999")) {
            peer.send(peer.invite(
                    "tone", "k" + rport.length(), "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKk;rport=" + rport));
            assertThat(peer.receive()).as(rport).startsWith("SIP/2.0 400");
        }
        assertThat(gateway.agent.calls).isEmpty();
    }

    /** RFC 3581, section 4. */
    @Test
    void tellsInViaWhereTheRequestCameFrom() {
        String options = peer.request("OPTIONS", "tone", 1, "y1", "", "Content-Length: 0");
        peer.send(options.replaceFirst("Via: SIP/2.0/UDP [^;]*", "Via: SIP/2.0/UDP 192.0.2.77:4444"));
        String answer = peer.receive();
        assertThat(answer).startsWith("SIP/2.0 200");
        assertThat(RawPeer.header(answer, "Via"))
                .startsWith("SIP/2.0/UDP 192.0.2.77:4444;")
                .contains(
                        ";rport=" + peer.address().getPort(),
                        ";received=" + peer.socket.getLocalAddress().getHostAddress());
    }

    @Test
    void answersWhereARequestCameFromAndNotWhereItClaims() {
        try (RawPeer victim = new RawPeer(null)) {
            String lie = "Via: SIP/2.0/UDP " + peer.host() + ":"
                    + peer.address().getPort() + ";branch=z9hG4bKl1;received=" + victim.host();
            String options = peer.request("OPTIONS", "tone", 1, "l1", "", "Content-Length: 0")
                    .replaceFirst("Via: .*", lie);
            peer.send(options);
            assertThat(peer.receive()).startsWith("SIP/2.0 200");
            peer.send(options.replaceFirst("received=.*", "maddr=" + victim.host()));
            assertThat(peer.receive()).startsWith("SIP/2.0 400");
            assertThat(victim.receive(100)).isNull();
        }
    }

    /** RFC 2543: no branch worth the name, no tag, no Contact, no Max-Forwards. */
    @Test
    void takesACallFromAnOldTelephone() {
        String invite = peer.invite("tone", "m1")
                .replaceFirst(";branch=[^;]*", "")
                .replaceFirst(";tag=rawtag", "")
                .replaceFirst("Contact: .*\r\n", "")
                .replaceFirst("Max-Forwards: .*\r\n", "");
        peer.send(invite);
        String ok = peer.receive("SIP/2.0 200");
        peer.send(peer.request("ACK", "tone", 1, "m2", RawPeer.toTag(ok), "Content-Length: 0")
                .replaceFirst(";branch=[^;]*", "")
                .replaceFirst(";tag=rawtag", ""));
        Eventually.isTrue("answered", () -> gateway.agent.only().events.contains("answered"));
        peer.send(peer.request("BYE", "tone", 2, "m3", RawPeer.toTag(ok), "Content-Length: 0")
                .replaceFirst(";branch=[^;]*", "")
                .replaceFirst(";tag=rawtag", ""));
        assertThat(peer.receive("SIP/2.0 200")).contains("2 BYE");
        gateway.isEmpty();
    }

    /** RFC 3261, section 8.1.3.3 and 18.1.2. */
    @Test
    void dropsResponsesThatMatchNothing() {
        String options = peer.request("OPTIONS", "tone", 1, "n1", "", "Content-Length: 0");
        peer.send(RawPeer.response(options, 200, "x"));
        peer.send(RawPeer.response(options, 200, "x")
                .replace("Via:", "Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bKx\r\nVia:"));
        peer.send("SIP/2.0 999 Odd\r\n\r\n");
        Eventually.isTrue(
                "they are counted",
                () -> gateway.count(SipCounter.DROPPED_STRAY_RESPONSE) == 2
                        && gateway.count(SipCounter.DROPPED_MALFORMED) == 1);
        assertThat(peer.receive(100)).isNull();
    }

    @Test
    void carriesTheSessionPartOfAMultipartBody() {
        String sdp = Descriptions.audio(peer.host(), 40_000, "0", "sendrecv");
        String body = "--x\r\nContent-Type: text/plain\r\n\r\nhello\r\n--x\r\nContent-Type: application/sdp\r\n\r\n"
                + sdp + "\r\n--x--\r\n";
        peer.send(peer.request(
                        "INVITE",
                        "tone",
                        1,
                        "o1",
                        "",
                        "Content-Type: multipart/mixed;boundary=x",
                        "Content-Length: " + body.length())
                + body);
        String ok = peer.receive("SIP/2.0 200");
        assertThat(ok).contains("m=audio");
        acknowledge("tone", ok);
        hangUp("tone", ok);
    }

    @Test
    void anEarlyByeEndsACallThatRings() {
        peer.send(peer.invite("never", "p1"));
        String ringing = peer.receive("SIP/2.0 180");
        peer.send(peer.request("BYE", "never", 2, "p2", RawPeer.toTag(ringing), "Content-Length: 0"));
        assertThat(List.of(peer.receive().substring(0, 11), peer.receive().substring(0, 11)))
                .containsExactlyInAnyOrder("SIP/2.0 200", "SIP/2.0 487");
        peer.send(peer.request("ACK", "never", 1, "p1", RawPeer.toTag(ringing), "Content-Length: 0"));
        gateway.isEmpty();
    }

    /** Nothing that comes in one breath gets lost or counts twice, whichever is seen first. */
    @Test
    void sortsOutMessagesThatComeInOneBreath() {
        for (int i = 0; i < 20; i++) {
            try (RawPeer hasty = new RawPeer(gateway.address(Transport.UDP))) {
                hasty.send(hasty.invite("never", "q1"));
                hasty.send(hasty.request("CANCEL", "never", 1, "q1", "", "Content-Length: 0"));
                String terminated = hasty.receive("SIP/2.0 487");
                hasty.send(hasty.request("ACK", "never", 1, "q1", RawPeer.toTag(terminated), "Content-Length: 0"));
            }
            peer.send(peer.invite("tone", 1, "r" + i, "").replace("Call-ID: ", "Call-ID: " + i));
            String ok = peer.receive("SIP/2.0 200");
            for (String method : List.of("ACK", "BYE")) {
                int cseq = method.equals("ACK") ? 1 : 2;
                peer.send(peer.request(method, "tone", cseq, method + i, RawPeer.toTag(ok), "Content-Length: 0")
                        .replace("Call-ID: ", "Call-ID: " + i));
            }
            assertThat(peer.receive("SIP/2.0 200")).contains("2 BYE");
        }
        gateway.isEmpty();
        assertThat(gateway.agent.calls)
                .hasSize(40)
                .allSatisfy(call -> assertThat(call.events)
                        .isIn(List.of("ended cancelled-487"), List.of("answered", "ended caller-hung-up")));
    }

    private void cancel(String branch) {
        peer.send(peer.request("CANCEL", "never", 1, branch, "", "Content-Length: 0"));
        String terminated = peer.receive("SIP/2.0 487");
        peer.send(peer.request("ACK", "never", 1, branch, RawPeer.toTag(terminated), "Content-Length: 0"));
        gateway.isEmpty();
    }

    private void acknowledge(String number, String ok) {
        String cseq = RawPeer.header(ok, "CSeq").split(" ")[0];
        peer.send(peer.request(
                "ACK", number, Integer.parseInt(cseq), "ack" + cseq, RawPeer.toTag(ok), "Content-Length: 0"));
        Eventually.isTrue("answered", () -> gateway.agent.only().events.contains("answered"));
    }

    private void hangUp(String number, String ok) {
        peer.send(peer.request("BYE", number, 90, "bye", RawPeer.toTag(ok), "Content-Length: 0"));
        assertThat(peer.receive("SIP/2.0 200")).contains("90 BYE");
        gateway.isEmpty();
    }
}
