package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.testkit.Eventually;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RFC 3261, sections 8.1, 9.1, 12.1.2 and 13.2, message by message. */
@Timeout(60)
class UacBehaviourIT {
    private final TestPhone phone = new TestPhone(TestGateway.quick());
    private final RawPeer callee = new RawPeer(null);

    @AfterEach
    void stop() {
        callee.close();
        phone.close();
    }

    /** RFC 3261, section 13.2.2.4: every 2xx gets an ACK, also one that comes again. */
    @Test
    void acknowledgesEveryCopyOfTheAnswer() {
        TestPhone.Line line = call();
        String invite = callee.receive("INVITE");
        String ok = ok(invite, "b");
        answer(ok);
        String ack = callee.receive("ACK");
        answer(ok);
        assertThat(callee.receive()).startsWith("ACK").contains(RawPeer.header(ack, "CSeq"));
        assertThat(line.next()).isEqualTo("answered");
        line.hangUp();
        String bye = callee.receive("BYE");
        answer(ok);
        assertThat(callee.receive("ACK")).contains("tag=b");
        answer(RawPeer.response(bye, 200, "b"));
        assertThat(line.next()).isEqualTo("ended agent-ended");
        phone.isEmpty();
    }

    /** The same section: the first to answer is talked to, the others are acknowledged and hung up. */
    @Test
    void talksToTheFirstBranchOfAForkAndHangsUpTheOther() {
        TestPhone.Line line = call();
        String invite = callee.receive("INVITE");
        answer(RawPeer.response(invite, 180, "b1"));
        answer(RawPeer.response(invite, 180, "b2"));
        answer(ok(invite, "b2"));
        assertThat(callee.receive("ACK")).contains("tag=b2");
        answer(ok(invite, "b1"));
        assertThat(callee.receive("ACK")).contains("tag=b1");
        String bye = callee.receive("BYE");
        assertThat(bye).contains("tag=b1");
        answer(RawPeer.response(bye, 200, "b1"));
        assertThat(line.next()).isEqualTo("answered");
        line.hangUp();
        String second = callee.receive("BYE");
        assertThat(second).contains("tag=b2");
        answer(RawPeer.response(second, 200, "b2"));
        phone.isEmpty();
    }

    /** RFC 3261, section 12.1.2: the route set is the Record-Route of the answer, backwards. */
    @Test
    void sendsItsRequestsByTheRouteThatTheAnswerRecorded() {
        try (RawPeer proxy = new RawPeer(null)) {
            TestPhone.Line line = call();
            String invite = callee.receive("INVITE");
            String near = "<sip:" + proxy.host() + ":" + proxy.address().getPort() + ";lr>";
            answer(ok(invite, "b", "Record-Route: <sip:far.example.net;lr>, " + near));
            String ack = proxy.receive("ACK");
            assertThat(RawPeer.header(ack, "Route")).isEqualTo(near + ",<sip:far.example.net;lr>");
            assertThat(line.next()).isEqualTo("answered");
            line.hangUp();
            proxy.send(RawPeer.response(proxy.receive("BYE"), 200, ""), phoneAddress());
        }
        phone.isEmpty();
    }

    /** RFC 3261, section 12.2.1.1: a strict router stands in the Request-URI, the target at the end of the route. */
    @Test
    void sendsItsRequestsThroughAStrictRouter() {
        try (RawPeer proxy = new RawPeer(null)) {
            TestPhone.Line line = call();
            String invite = callee.receive("INVITE");
            String strict = "sip:" + proxy.host() + ":" + proxy.address().getPort();
            answer(ok(invite, "b", "Record-Route: <sip:far.example.net;lr>, <" + strict + ">"));
            String target = "<sip:bob@" + callee.host() + ":" + callee.address().getPort() + ">";
            String ack = proxy.receive("ACK");
            assertThat(ack).startsWith("ACK " + strict + " SIP/2.0");
            assertThat(RawPeer.header(ack, "Route")).isEqualTo("<sip:far.example.net;lr>," + target);
            assertThat(line.next()).isEqualTo("answered");
            line.hangUp();
            String bye = proxy.receive("BYE");
            assertThat(bye).startsWith("BYE " + strict + " SIP/2.0");
            assertThat(RawPeer.header(bye, "Route")).isEqualTo("<sip:far.example.net;lr>," + target);
            proxy.send(RawPeer.response(bye, 200, ""), phoneAddress());
        }
        phone.isEmpty();
    }

    /** RFC 3261, section 8.1.3.1: silence is a 408. */
    @Test
    void givesUpACallThatNobodyAnswers() {
        TestPhone.Line line = call();
        String invite = callee.receive("INVITE");
        answer(RawPeer.response(invite, 180, "b"));
        String cancel = callee.receive("CANCEL");
        assertThat(RawPeer.header(cancel, "CSeq")).isEqualTo("1 CANCEL");
        assertThat(line.next()).isEqualTo("ended no-answer-408");
        answer(RawPeer.response(cancel, 200, "b"));
        answer(RawPeer.response(invite, 487, "b"));
        assertThat(callee.receive("ACK")).contains("1 ACK");
        phone.isEmpty();
    }

    @Test
    void forgetsACancelledCallThatNeverEnds() {
        TestPhone.Line line = call();
        answer(RawPeer.response(callee.receive("INVITE"), 180, "b"));
        line.hangUp();
        callee.receive("CANCEL");
        assertThat(line.next()).isEqualTo("ended cancelled-487");
        Eventually.isTrue(
                "forgotten after 64*T1",
                Duration.ofSeconds(10),
                () -> phone.phone.endpoint().registry().isEmpty());
        Eventually.isTrue(
                "by the stack too, which would wait for the end of the INVITE for good; the CANCEL has its 64*T1",
                () -> phone.phone.endpoint().stack().getClientTransactionTableSize() < 2);
    }

    /** RFC 3261, section 8.1.3.1: what cannot be sent is a 503. */
    @Test
    void isToldWhenNobodyListensOverTcp() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, callee.socket.getLocalAddress())) {
            free = socket.getLocalPort();
        }
        TestPhone.Line line =
                phone.call(TestPhone.uri("bob", new InetSocketAddress(callee.host(), free), Transport.TCP));
        assertThat(line.next()).isEqualTo("ended rejected-503");
        phone.isEmpty();
    }

    /** The ACK of a refusal meets a connection that the peer has closed already. */
    @Test
    void learnsOfARefusalFromAPeerThatClosesItsConnectionAtOnce() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (ServerSocket server = new ServerSocket(0, 1, callee.socket.getLocalAddress())) {
                InetSocketAddress at = new InetSocketAddress(callee.host(), server.getLocalPort());
                TestPhone.Line line = phone.call(TestPhone.uri("bob", at, Transport.TCP));
                try (Socket stream = server.accept()) {
                    String invite = Wire.receive(stream, 5_000);
                    String refusal = RawPeer.response(invite, 486, "b");
                    stream.getOutputStream().write(refusal.getBytes(StandardCharsets.ISO_8859_1));
                }
                assertThat(line.next()).isEqualTo("ended rejected-486");
            }
        }
        phone.isEmpty();
    }

    @Test
    void refusesToBeCalled() {
        RawPeer caller = new RawPeer(phoneAddress());
        caller.send(caller.invite("ann", "x1"));
        assertThat(caller.receive()).startsWith("SIP/2.0 480");
        caller.close();
    }

    private TestPhone.Line call() {
        return phone.call(TestPhone.uri("bob", callee.address(), Transport.UDP));
    }

    private InetSocketAddress phoneAddress() {
        return phone.phone.addresses(Transport.UDP).get(0);
    }

    private void answer(String response) {
        callee.send(response, phoneAddress());
    }

    private String ok(String invite, String tag, String... more) {
        String[] all = java.util.Arrays.copyOf(more, more.length + 2);
        all[more.length] =
                "Contact: <sip:bob@" + callee.host() + ":" + callee.address().getPort() + ">";
        all[more.length + 1] = Descriptions.audio(callee.host(), 40_000, "0 101", "sendrecv");
        return RawPeer.response(invite, 200, tag, all);
    }
}
