package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.Termination;
import io.parley.config.Transport;
import io.parley.config.Trunk;
import io.parley.testkit.Eventually;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Somebody talks to the agent and puts a third party through: <a
 * href="https://www.rfc-editor.org/rfc/rfc3891#section-3">RFC 3891, section 3</a>. Parley is the target of an attended
 * transfer (RFC 5589, section 7).
 */
@Timeout(60)
class ReplacesIT {
    private static final InetAddress ELSEWHERE = RawPeer.loopback();

    private final TestGateway gateway = new TestGateway(TestGateway.Options.standard()
            .lines(1)
            .trunks(
                    new Trunk("pbx", List.of("127.0.0.0/8"), false, 503),
                    new Trunk("other", List.of(ELSEWHERE.getHostAddress()), false, 503)));
    private final RawPeer ann = new RawPeer(gateway.address(Transport.UDP));
    private final RawPeer bob = new RawPeer(gateway.address(Transport.UDP));
    private final RtpPeer annsAudio = new RtpPeer(ann.socket.getLocalAddress(), 1);
    private final RtpPeer bobsAudio = new RtpPeer(bob.socket.getLocalAddress(), 2);

    @AfterEach
    void stop() {
        ann.close();
        bob.close();
        annsAudio.close();
        bobsAudio.close();
        gateway.close();
    }

    @Test
    void theAgentGoesOnWithWhoeverTakesTheCallersPlace() {
        String ok = annCalls("tone");
        InetSocketAddress port =
                new InetSocketAddress(gateway.address(Transport.UDP).getAddress(), RtpPeer.port(ok));
        assertThat(annsAudio.hears(2_000)).isTrue();

        // Ann holds the agent while she asks Bob, as telephones do.
        ann.send(ann.inviteWith(annsAudio.description("sendonly"), "tone", 2, "h", RawPeer.toTag(ok)));
        ann.receive("SIP/2.0 200");
        ann.send(ann.request("ACK", "tone", 2, "hack", RawPeer.toTag(ok), "Content-Length: 0"));

        String taken = takesOver(bob, ok, "Require: replaces");
        assertThat(taken).startsWith("SIP/2.0 200");
        assertThat(RtpPeer.port(taken)).as("the same port").isEqualTo(port.getPort());
        String bye = ann.receive("BYE");
        ann.send(RawPeer.response(bye, 200, "x"));
        bob.send(bob.request("ACK", "tone", 1, "rack", RawPeer.toTag(taken), "Content-Length: 0"));

        TestAgent.Seen seen = gateway.agent.only();
        Eventually.isTrue("the agent is told", () -> seen.events.contains("replaced by raw"));
        assertThat(bobsAudio.hears(2_000)).as("Bob hears the agent").isTrue();
        annsAudio.drain();
        assertThat(annsAudio.hears(300)).as("and Ann no more").isFalse();
        seen.loudest = 0;
        Eventually.isTrue("the agent hears Bob", () -> {
            bobsAudio.sendTone(port);
            return seen.loudest > 1_000;
        });
        assertThat(gateway.gateway.liveCalls()).as("one line is enough").isOne();

        // What the agent does with its leg happens to Bob's call.
        assertThat(seen.leg.info().id()).isEqualTo(seen.info.id());
        seen.leg.executor().execute(() -> seen.leg.hangUp(Termination.agentEnded()));
        String end = bob.receive("BYE");
        bob.send(RawPeer.response(end, 200, "x"));
        gateway.isEmpty();
        assertThat(seen.events).containsExactly("answered", "held", "resumed", "replaced by raw", "ended agent-ended");
        assertThat(gateway.count(SipCounter.CALL_FAULTS)).isZero();
    }

    /** Whoever took the place may be followed by another, and whoever gave it away has no say any more. */
    @Test
    void aSuccessorMayBeReplacedInTurn() {
        String ok = annCalls("tone");
        String second = takesOver(bob, ok);
        bob.send(bob.request("ACK", "tone", 1, "ack2", RawPeer.toTag(second), "Content-Length: 0"));
        ann.receive("BYE"); // left without an answer
        try (RawPeer carol = new RawPeer(gateway.address(Transport.UDP))) {
            String third = takesOver(carol, second);
            assertThat(third).startsWith("SIP/2.0 200");
            carol.send(carol.request("ACK", "tone", 1, "ack3", RawPeer.toTag(third), "Content-Length: 0"));
            bob.send(RawPeer.response(bob.receive("BYE"), 200, "x"));
            ann.send(ann.request("BYE", "tone", 5, "late", RawPeer.toTag(ok), "Content-Length: 0"));
            ann.receive("SIP/2.0 200");
            assertThat(gateway.agent.only().ended).isEmpty();
            carol.send(carol.request("BYE", "tone", 2, "bye3", RawPeer.toTag(third), "Content-Length: 0"));
            carol.receive("SIP/2.0 200");
        }
        gateway.isEmpty();
        assertThat(gateway.agent.only().events)
                .containsExactly("answered", "replaced by raw", "replaced by raw", "ended caller-hung-up");
    }

    /** Section 3: what cannot be accepted leaves the call as it was. */
    @Test
    void aReplacementWithoutACommonCodecChangesNothing() {
        String ok = annCalls("tone");
        bob.send(bob.inviteWith(Descriptions.FOREIGN, "tone", 1, "r", "", replaces(ok)));
        assertThat(bob.receive("SIP/2.0 4")).startsWith("SIP/2.0 488");
        goesOn(ok);
    }

    @Test
    void refusesWhatIsNotToBeReplaced() {
        String ok = annCalls("tone");
        String own = replaces(ok);
        assertThat(refusal(bob, own.replace("to-tag=", "to-tag=x"))).startsWith("SIP/2.0 481");
        assertThat(refusal(bob, own.replace("from-tag=", "from-tag=x"))).startsWith("SIP/2.0 481");
        assertThat(refusal(bob, own.replace("Replaces: ", "Replaces: x"))).startsWith("SIP/2.0 481");
        assertThat(refusal(bob, own + ";early-only")).startsWith("SIP/2.0 486");
        assertThat(refusal(bob, own + "\r\n" + own)).startsWith("SIP/2.0 400");
        assertThat(refusal(bob, own.replaceAll(";to-tag=[^;]*", ""))).startsWith("SIP/2.0 400");
        assertThat(refusal(bob, "Replaces: ;;")).startsWith("SIP/2.0 400");
        bob.send(bob.request("OPTIONS", "tone", 9, "o", "", own, "Content-Length: 0"));
        assertThat(bob.receive()).startsWith("SIP/2.0 400");
        try (RawPeer stranger = new RawPeer(gateway.address(Transport.UDP), ELSEWHERE)) {
            assertThat(refusal(stranger, own)).startsWith("SIP/2.0 403");
        }
        goesOn(ok);
    }

    /** Section 3: a call that has not been answered and was not made by us is no match. */
    @Test
    void refusesToReplaceACallThatRings() {
        ann.send(ann.invite("never", "a"));
        String ringing = ann.receive("SIP/2.0 180");
        assertThat(refusal(bob, replaces(ringing))).startsWith("SIP/2.0 481");
        ann.send(ann.request("CANCEL", "never", 1, "a", "", "Content-Length: 0"));
        ann.receive("SIP/2.0 487");
    }

    /** Section 3: 603 for a dialog that has ended. */
    @Test
    void declinesToReplaceACallThatIsOver() {
        String ok = annCalls("goodbye");
        ann.receive("BYE"); // its answer is still to come
        assertThat(refusal(bob, replaces(ok))).startsWith("SIP/2.0 603");
    }

    /** Nobody acknowledges the new call: it ends, and the conversation with it. */
    @Test
    void aSuccessorThatHangsUpBeforeItsAckEndsTheConversation() {
        String ok = annCalls("tone");
        String taken = takesOver(bob, ok);
        ann.send(RawPeer.response(ann.receive("BYE"), 200, "x"));
        bob.send(bob.request("BYE", "tone", 2, "b", RawPeer.toTag(taken), "Content-Length: 0"));
        bob.receive("SIP/2.0 200");
        gateway.isEmpty();
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended caller-hung-up");
    }

    private String annCalls(String number) {
        ann.send(ann.inviteWith(annsAudio.description("sendrecv"), number, 1, "a", ""));
        String ok = ann.receive("SIP/2.0 200");
        ann.send(ann.request("ACK", number, 1, "ack", RawPeer.toTag(ok), "Content-Length: 0"));
        TestAgent.Seen seen = gateway.agent.only();
        Eventually.isTrue("it is up", () -> seen.events.contains("answered"));
        return ok;
    }

    private void goesOn(String ok) {
        assertThat(annsAudio.hears(2_000)).isTrue();
        assertThat(gateway.agent.only().events).containsExactly("answered");
        ann.send(ann.request("BYE", "tone", 8, "bye", RawPeer.toTag(ok), "Content-Length: 0"));
        ann.receive("SIP/2.0 200");
        gateway.isEmpty();
    }

    private String takesOver(RawPeer who, String ok, String... more) {
        String[] all = java.util.Arrays.copyOf(more, more.length + 1);
        all[more.length] = replaces(ok);
        who.send(who.inviteWith(bobsAudio.description("sendrecv"), "tone", 1, "r", "", all));
        return who.receive("SIP/2.0 200");
    }

    private int refusals;

    private String refusal(RawPeer who, String replaces) {
        refusals++;
        who.send(who.invite("tone", refusals, "f" + refusals, "", replaces));
        String answer = who.receive();
        while (!answer.contains("CSeq: " + refusals + " INVITE") || answer.startsWith("SIP/2.0 1")) {
            answer = who.receive();
        }
        return answer;
    }

    /** As the one who transfers names his dialog: our tag is its to-tag. */
    private static String replaces(String ok) {
        return "Replaces: " + RawPeer.header(ok, "Call-ID") + ";to-tag=" + RawPeer.toTag(ok) + ";from-tag=rawtag";
    }
}
