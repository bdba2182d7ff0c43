package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.testkit.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;

/** Changing a session: <a href="https://www.rfc-editor.org/rfc/rfc3261#section-14">RFC 3261, section 14</a>. */
@Timeout(60)
class ReInviteIT {
    private static TestGateway gateway;
    private final RawPeer peer = new RawPeer(gateway.address(Transport.UDP));
    private String tag = "";

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

    /** RFC 3264, section 8.4. */
    @Test
    void holdsTheFarEndAndTalksToItAgain() {
        answered("tone");
        hold(true);
        String invite = peer.receive("INVITE");
        assertThat(invite).startsWith("INVITE sip:raw@").contains("a=sendonly\r\n", "Allow: ", "Supported: ");
        assertThat(RawPeer.header(invite, "CSeq")).isEqualTo("1 INVITE");
        agree(invite, "recvonly");
        event("hold 200");
        int ticks = gateway.agent.only().ticks;
        hold(false);
        String again = peer.receive("INVITE");
        assertThat(again).contains("a=sendrecv\r\n");
        assertThat(RawPeer.header(again, "CSeq")).isEqualTo("2 INVITE");
        assertThat(gateway.agent.only().ticks).as("steps heard while held").isBetween(ticks, ticks + 2);
        agree(again, "sendrecv");
        event("hold 200");
        Eventually.isTrue("it is heard again", () -> gateway.agent.only().ticks > ticks + 5);
        hangUp("tone");
    }

    /** Section 14.2: an INVITE of theirs while ours is under way; 14.1: ours, to which they say the same. */
    @Test
    void answersGlareWith491AndComesBackAfterItsOwn() {
        answered("tone");
        hold(true);
        String ours = peer.receive("INVITE");
        peer.send(peer.invite("tone", 2, "glare", tag));
        String refused = peer.receive("SIP/2.0 4");
        assertThat(refused).startsWith("SIP/2.0 491");
        peer.send(peer.request("ACK", "tone", 2, "glare", tag, "Content-Length: 0"));
        peer.send(RawPeer.response(ours, 491, ""));
        assertThat(RawPeer.header(peer.receive("ACK"), "CSeq")).isEqualTo("1 ACK");
        String again = peer.receive("INVITE"); // within two seconds, because the Call-ID is the peer's
        assertThat(RawPeer.header(again, "CSeq")).isEqualTo("2 INVITE");
        assertThat(again).contains("a=sendonly\r\n");
        agree(again, "recvonly");
        event("hold 200");
        hangUp("tone");
    }

    @Test
    void goesOnAsBeforeWhenItsOfferIsRefused() {
        answered("tone");
        hold(true);
        String ours = peer.receive("INVITE");
        peer.send(RawPeer.response(ours, 488, ""));
        peer.receive("ACK");
        event("hold 488");
        int ticks = gateway.agent.only().ticks;
        Eventually.isTrue("it is heard on", () -> gateway.agent.only().ticks > ticks + 5);
        hangUp("tone");
    }

    /** Section 12.2.1.2: whoever answers 481 has no such call any more. */
    @Test
    void hangsUpWhenTheFarEndDoesNotKnowTheCall() {
        answered("tone");
        hold(true);
        peer.send(RawPeer.response(peer.receive("INVITE"), 481, ""));
        String bye = peer.receive("BYE");
        peer.send(RawPeer.response(bye, 200, ""));
        event("hold 481");
        event("ended caller-hung-up");
        gateway.isEmpty();
    }

    /** Section 14.2: an INVITE before the one before it has been answered. */
    @Test
    void answers500WithRetryAfterToAnInviteThatOverlapsAnother() {
        peer.send(peer.invite("never", "o1"));
        tag = RawPeer.toTag(peer.receive("SIP/2.0 180"));
        peer.send(peer.invite("never", 2, "o2", tag));
        String refused = peer.receive("SIP/2.0 5");
        assertThat(refused).startsWith("SIP/2.0 500");
        assertThat(Integer.parseInt(RawPeer.header(refused, "Retry-After"))).isBetween(0, 10);
        peer.send(peer.request("ACK", "never", 2, "o2", tag, "Content-Length: 0"));
        peer.send(peer.request("CANCEL", "never", 1, "o1", "", "Content-Length: 0"));
        String terminated = peer.receive("SIP/2.0 487");
        peer.send(peer.request("ACK", "never", 1, "o1", RawPeer.toTag(terminated), "Content-Length: 0"));
        gateway.isEmpty();
    }

    /** Section 14.2: our offer is out in a 200, and the ACK has yet to bring the answer. */
    @Test
    void answers491WhileAnOfferOfItsOwnIsOpen() {
        peer.send(peer.request("INVITE", "tone", 1, "l1", "", "Content-Length: 0"));
        tag = RawPeer.toTag(peer.receive("SIP/2.0 200"));
        peer.send(peer.invite("tone", 2, "l2", tag));
        assertThat(peer.receive("SIP/2.0 4")).startsWith("SIP/2.0 491");
        peer.send(peer.request("ACK", "tone", 2, "l2", tag, "Content-Length: 0"));
        String answer = Descriptions.audio(peer.host(), 40_000, "0 101", "sendrecv");
        peer.send(peer.request(
                        "ACK",
                        "tone",
                        1,
                        "l3",
                        tag,
                        "Content-Type: application/sdp",
                        "Content-Length: " + answer.length())
                + answer);
        event("answered");
        hangUp("tone");
    }

    @ParameterizedTest
    @PlainTransports
    void ourTelephoneHoldsOurGateway(Transport transport) {
        try (TestPhone phone = new TestPhone(SipTimings.standard(Duration.ofMinutes(5)))) {
            TestPhone.Line line = phone.call(TestPhone.uri("tone", gateway.address(transport), transport));
            assertThat(line.next()).isEqualTo("answered");
            line.hold(true);
            assertThat(line.next()).isEqualTo("hold 200");
            event("held");
            line.hold(false);
            assertThat(line.next()).isEqualTo("hold 200");
            event("resumed");
            line.hangUp();
            assertThat(line.next()).isEqualTo("ended agent-ended");
            phone.isEmpty();
            gateway.isEmpty();
        }
    }

    private void answered(String number) {
        peer.send(peer.invite(number, "i1"));
        tag = RawPeer.toTag(peer.receive("SIP/2.0 200"));
        peer.send(peer.request("ACK", number, 1, "i2", tag, "Content-Length: 0"));
        event("answered");
    }

    /** Waits until that has happened. */
    private void event(String what) {
        Eventually.isTrue(what, () -> gateway.agent.only().events.contains(what));
    }

    private void hold(boolean on) {
        TestAgent.Seen seen = gateway.agent.only();
        seen.events.remove("hold 200");
        seen.leg
                .executor()
                .execute(() -> ((MediaLeg) seen.leg).hold(on).onSuccess(status -> seen.event("hold " + status)));
    }

    /** Answers a re-INVITE of ours. */
    private void agree(String invite, String direction) {
        String answer = Descriptions.audio(peer.host(), 40_000, "0 101", direction);
        peer.send(RawPeer.response(
                invite,
                200,
                "",
                "Contact: <sip:raw@" + peer.host() + ":" + peer.address().getPort() + ">",
                answer));
        assertThat(RawPeer.header(peer.receive("ACK"), "CSeq"))
                .isEqualTo(RawPeer.header(invite, "CSeq").replace("INVITE", "ACK"));
    }

    private void hangUp(String number) {
        peer.send(peer.request("BYE", number, 90, "bye", tag, "Content-Length: 0"));
        assertThat(peer.receive("SIP/2.0 200")).contains("90 BYE");
        gateway.isEmpty();
    }
}
