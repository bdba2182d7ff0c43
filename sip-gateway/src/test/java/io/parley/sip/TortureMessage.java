package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A message of <a href="https://www.rfc-editor.org/rfc/rfc4475">RFC 4475</a>, sent to a gateway that takes every call. A
 * class for each is named as its file is in the RFC's archive. Whatever a message does, the gateway reports no error of
 * its own and takes an ordinary call afterwards.
 */
@Timeout(30)
@ExtendWith(SharedEndpoints.class)
public abstract class TortureMessage {
    private static int messages;

    private TestGateway gateway;
    private Peer peer;

    @BeforeEach
    void reset() {
        gateway = SharedEndpoints.gateway();
        gateway.reset();
    }

    @AfterEach
    void theEndpointTakesANormalCall() throws IOException {
        if (peer != null) {
            peer.close();
        }
        gateway.isEmpty();
        gateway.agent.calls.clear();
        try (RawPeer caller = new RawPeer(gateway.address(Transport.UDP))) {
            caller.send(caller.invite("tone", "n1"));
            String tag = RawPeer.toTag(caller.receive("SIP/2.0 200"));
            caller.send(caller.request("ACK", "tone", 1, "n2", tag, "Content-Length: 0"));
            caller.send(caller.request("BYE", "tone", 2, "n3", tag, "Content-Length: 0"));
            assertThat(caller.receive("SIP/2.0 200")).contains("2 BYE");
        }
        gateway.isEmpty();
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended caller-hung-up");
        assertThat(gateway.count(SipCounter.STACK_ERRORS)).isZero();
        assertThat(gateway.count(SipCounter.CALL_FAULTS)).isZero();
    }

    /** The message as it stands in the archive. */
    protected String text() throws IOException {
        String name = getClass().getSimpleName().toLowerCase(Locale.ROOT).replaceFirst("it$", "");
        byte[] bytes = Files.readAllBytes(Outside.shared("protocol/rfc4475/" + name + ".dat"));
        // Many share one branch, which a server must take for one transaction (RFC 3261, section 17.2.3).
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replaceFirst("z9hG4bKkdjuw", "z9hG4bKkdjuw" + name + ++messages);
    }

    /** The final response to the message. */
    protected String answer(Transport transport) throws IOException {
        return answer(transport, text());
    }

    protected String answer(Transport transport, String message) throws IOException {
        peer = Peer.over(transport, gateway.address(transport));
        peer.send(message);
        return nextFinal();
    }

    /** The next final response on the same way. */
    protected String nextFinal() throws IOException {
        String answer = peer.receive();
        while (answer.startsWith("SIP/2.0 1")) {
            answer = peer.receive();
        }
        return answer;
    }

    /** The peer has closed the connection. */
    protected void isClosed() throws IOException {
        assertThat(peer.isAtEnd()).as("closed by the gateway").isTrue();
    }

    /** The message is answered with that status. */
    protected String refused(Transport transport, int status) throws IOException {
        String answer = answer(transport);
        assertThat(Wire.status(answer)).as(answer).isEqualTo(status);
        assertThat(gateway.agent.calls).isEmpty();
        return answer;
    }

    /** The message is a call: it is answered 200, and what the answer names leads to its end. */
    protected String call(Transport transport) throws IOException {
        return call(transport, text());
    }

    protected String call(Transport transport, String message) throws IOException {
        String ok = answer(transport, message);
        assertThat(Wire.status(ok)).as(ok).isEqualTo(200);
        assertThat(ok).contains("m=audio ");
        peer.send(within(ok, "ACK", 0));
        peer.send(within(ok, "BYE", 1));
        assertThat(nextFinal()).startsWith("SIP/2.0 200").contains(" BYE\r\n");
        gateway.isEmpty();
        assertThat(gateway.agent.only().events).containsExactly("answered", "ended caller-hung-up");
        return ok;
    }

    /** The number that the call was for, as the agent is told. */
    protected String number() {
        return gateway.agent.only().info.number();
    }

    /** A request in the dialog of an answer, with its From and To as they came. */
    private String within(String ok, String method, int later) {
        String contact = RawPeer.header(ok, "Contact");
        int cseq = Integer.parseInt(RawPeer.header(ok, "CSeq").split(" ")[0]) + later;
        return method + " " + contact.substring(1, contact.indexOf('>')) + " SIP/2.0\r\n"
                + "Via: SIP/2.0/" + peer.transport() + " " + peer.hostPort() + ";rport;branch=z9hG4bKw" + ++messages
                + "\r\nMax-Forwards: 70\r\nFrom: " + RawPeer.header(ok, "From") + "\r\nTo: " + RawPeer.header(ok, "To")
                + "\r\nCall-ID: " + RawPeer.header(ok, "Call-ID") + "\r\nCSeq: " + cseq + " " + method
                + "\r\nContent-Length: 0\r\n\r\n";
    }

    /** Nothing is answered and it is counted: the next thing to come is the answer to an OPTIONS sent after it. */
    protected void dropped(Transport transport, SipCounter counter) throws IOException {
        String options = "after" + ++messages;
        peer = Peer.over(transport, gateway.address(transport));
        peer.send(text());
        peer.send("OPTIONS sip:tone@gateway SIP/2.0\r\nVia: SIP/2.0/" + peer.transport() + " " + peer.hostPort()
                + ";rport;branch=z9hG4bK" + options
                + "\r\nMax-Forwards: 70\r\nFrom: <sip:x@y>;tag=1\r\nTo: <sip:tone@y>\r\n"
                + "Call-ID: " + options + "\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n");
        assertThat(peer.receive()).startsWith("SIP/2.0 200").contains("Call-ID: " + options);
        assertThat(gateway.count(counter)).isOne();
        assertThat(gateway.agent.calls).isEmpty();
    }

    /** A response that is read and that nobody asked for. */
    protected void strayResponse(Transport transport) throws IOException {
        dropped(transport, SipCounter.DROPPED_STRAY_RESPONSE);
    }

    /** A message that breaks the grammar and that deserves no answer. */
    protected void malformed(Transport transport) throws IOException {
        dropped(transport, SipCounter.DROPPED_MALFORMED);
    }

    /** A header of the message, by its long name. */
    protected static String header(String message, String name) {
        return RawPeer.header(message, name);
    }
}
