package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.testkit.Eventually;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes before a call of ours is answered: reliable provisional responses (RFC 3262) and early media. */
@Timeout(60)
class ProgressIT {
    private final TestPhone phone = new TestPhone(TestGateway.quick());
    private final RawPeer callee = new RawPeer(null);

    @AfterEach
    void stop() {
        callee.close();
        phone.close();
    }

    /** RFC 3262, section 4. */
    @Test
    void acknowledgesReliableResponsesInOrderAndEachOnce() {
        TestPhone.Line line = call();
        String invite = callee.receive("INVITE");
        assertThat(RawPeer.header(invite, "Supported")).contains("100rel");
        answer(reliable(invite, "b", 41));
        String first = callee.receive("PRACK");
        assertThat(RawPeer.header(first, "RAck")).isEqualTo("41 1 INVITE");
        assertThat(RawPeer.header(first, "CSeq")).isEqualTo("2 PRACK");
        assertThat(first).startsWith("PRACK sip:bob@" + callee.host()).contains("tag=b");
        answer(RawPeer.response(first, 200, "b"));
        assertThat(line.next()).isEqualTo("progress 183");

        answer(reliable(invite, "b", 41)); // sent again
        answer(reliable(invite, "b", 43)); // 42 was lost
        answer(reliable(invite, "b", 42));
        String second = callee.receive("PRACK");
        assertThat(RawPeer.header(second, "RAck")).isEqualTo("42 1 INVITE");
        answer(RawPeer.response(second, 200, "b"));
        assertThat(line.next()).isEqualTo("progress 183");

        answer(ok(invite, "b"));
        callee.receive("ACK");
        assertThat(line.next()).isEqualTo("answered");
        line.hangUp();
        String bye = callee.receive("BYE");
        assertThat(RawPeer.header(bye, "CSeq")).isEqualTo("4 BYE");
        answer(RawPeer.response(bye, 200, "b"));
        phone.isEmpty();
    }

    /** Each branch of a fork counts its own responses, and the one that does not answer is hung up. */
    @Test
    void acknowledgesTheResponsesOfEveryBranch() {
        TestPhone.Line line = call();
        String invite = callee.receive("INVITE");
        answer(reliable(invite, "b1", 7));
        String one = callee.receive("PRACK");
        answer(reliable(invite, "b2", 900));
        String two = callee.receive("PRACK");
        assertThat(one).contains("tag=b1").contains("RAck: 7 1 INVITE");
        assertThat(two).contains("tag=b2").contains("RAck: 900 1 INVITE");
        answer(RawPeer.response(one, 200, "b1"));
        answer(RawPeer.response(two, 200, "b2"));
        answer(ok(invite, "b2"));
        assertThat(callee.receive("ACK")).contains("tag=b2");
        answer(ok(invite, "b1"));
        assertThat(callee.receive("ACK")).contains("tag=b1");
        String bye = callee.receive("BYE");
        assertThat(bye).contains("tag=b1");
        assertThat(sequence(bye)).isGreaterThan(sequence(one));
        answer(RawPeer.response(bye, 200, "b1"));
        line.hangUp();
        String last = callee.receive("BYE");
        assertThat(last).contains("tag=b2");
        assertThat(sequence(last)).isGreaterThan(sequence(two));
        answer(RawPeer.response(last, 200, "b2"));
        phone.isEmpty();
    }

    @Test
    void acknowledgesSoManyBranchesOnly() {
        TestPhone.Line line = call();
        String invite = callee.receive("INVITE");
        for (int i = 0; i < Early.MOST; i++) {
            answer(reliable(invite, "b" + i, 1));
            answer(RawPeer.response(callee.receive("PRACK"), 200, "b" + i));
        }
        answer(reliable(invite, "one-too-many", 1));
        answer(ok(invite, "one-too-many"));
        assertThat(callee.receive()).startsWith("ACK").contains("one-too-many");
        line.hangUp();
        answer(RawPeer.response(callee.receive("BYE"), 200, "one-too-many"));
        phone.isEmpty();
    }

    /** An announcement before the answer is heard, and then the next branch instead. */
    @Test
    void hearsWhatIsSaidBeforeTheAnswer() {
        try (RtpPeer first = new RtpPeer(callee.socket.getLocalAddress(), 1);
                RtpPeer second = new RtpPeer(callee.socket.getLocalAddress(), 2)) {
            TestPhone.Line line = call();
            String invite = callee.receive("INVITE");
            InetSocketAddress theirs = new InetSocketAddress(phoneAddress().getAddress(), RtpPeer.port(invite));
            answer(RawPeer.response(invite, 180, "b1"));
            assertThat(line.next()).isEqualTo("progress 180");
            answer(RawPeer.response(invite, 183, "b1", first.description("sendrecv")));
            assertThat(line.next()).isEqualTo("progress 183 audible");
            hears(line, first, theirs);
            answer(RawPeer.response(invite, 183, "b2", second.description("sendrecv")));
            assertThat(line.next()).isEqualTo("progress 183 audible");
            hears(line, second, theirs);

            answer(RawPeer.response(invite, 200, "b1", contact(), first.description("sendrecv")));
            callee.receive("ACK");
            assertThat(line.next()).isEqualTo("answered");
            hears(line, first, theirs);
            line.hangUp();
            answer(RawPeer.response(callee.receive("BYE"), 200, "b1"));
            assertThat(line.next()).isEqualTo("ended agent-ended");
        }
        phone.isEmpty();
    }

    private static void hears(TestPhone.Line line, RtpPeer who, InetSocketAddress to) {
        line.loudest = 0;
        Eventually.isTrue("the tone is heard", () -> {
            who.sendTone(to);
            return line.loudest > 1_000;
        });
    }

    private static int sequence(String request) {
        return Integer.parseInt(RawPeer.header(request, "CSeq").split(" ")[0]);
    }

    private TestPhone.Line call() {
        TestPhone.Line line = phone.call(TestPhone.uri("bob", callee.address(), Transport.UDP));
        line.progress = true;
        return line;
    }

    private InetSocketAddress phoneAddress() {
        return phone.phone.addresses(Transport.UDP).get(0);
    }

    private void answer(String response) {
        callee.send(response, phoneAddress());
    }

    private String contact() {
        return "Contact: <sip:bob@" + callee.host() + ":" + callee.address().getPort() + ">";
    }

    private String reliable(String invite, String tag, long rseq) {
        return RawPeer.response(invite, 183, tag, contact(), "Require: 100rel", "RSeq: " + rseq);
    }

    private String ok(String invite, String tag) {
        return RawPeer.response(
                invite, 200, tag, contact(), Descriptions.audio(callee.host(), 40_000, "0 101", "sendrecv"));
    }
}
