package io.parley.sip;

import static io.parley.testkit.FuzzTarget.expect;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.Pipeline;
import gov.nist.javax.sip.parser.PipelinedMsgParser;
import io.parley.config.RegistrarConfig;
import io.parley.config.SessionTimerConfig;
import io.parley.config.TlsConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.sip.PeerUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * What bytes meet on their way from a socket to a call, on one thread and without sockets: gate, raw checks, the stack's
 * parser, what the stack's channels do to a request, the valve, and then {@link FuzzedCall}.
 */
final class FuzzedSip implements SanityValve.Policy {
    static final InetAddress PEER = address(192, 168, 0, 7);
    private static final InetAddress HERE = address(192, 0, 2, 4);
    private static final GateLimits LIMITS = new GateLimits(5_000, 1_000, 16, 16, 16, Duration.ofMinutes(3), 1_000);

    private final SipCounters counters = new SipCounters();
    private final Messages messages = new Messages(new Identifiers(new Random(1), () -> 0), "Parley/1.0");
    private final FuzzedCall call = new FuzzedCall(messages);
    private final Registrar registrar;
    private final Gate gate;
    private final SanityValve valve;
    private final GuardedParser.Factory parsers;
    private final ParleyStack stack;
    private long now;

    FuzzedSip() {
        gate = new Gate(address -> io.parley.config.Trunks.LOCAL, LIMITS, counters, () -> now += 1_000_000);
        Peers peers = RegistrarIT.peers(RegistrarConfig.Calls.REGISTERED, RegistrarConfig.Digest.MD5);
        Doorkeeper door = Doorkeeper.of(peers, counters, new Random(2), () -> now);
        registrar = new Registrar(peers.registrar(), door, List.of(HERE), null, at -> false, () -> now);
        GuardedNetwork network =
                new GuardedNetwork(gate, LIMITS, counters, new Tls(TlsFiles.read(TlsConfig.NONE), counters));
        valve = new SanityValve(gate, network, counters, messages, this);
        parsers = new GuardedParser.Factory(gate, counters);
        try {
            stack = new ParleyStack("fuzz", network, parsers, valve);
        } catch (PeerUnavailableException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One datagram. */
    void datagram(byte[] bytes) {
        if (!gate.admits(PEER, bytes, bytes.length) || !gate.waits()) {
            return;
        }
        FuzzedChannel channel = new FuzzedChannel("UDP", PEER);
        MessageParser parser = parsers.createMessageParser(stack);
        try {
            SIPMessage message = parser.parseSIPMessage(bytes, true, false, channel);
            if (message != null) {
                expectTheSameReading(bytes, message);
                take(message, channel);
            }
        } catch (ParseException e) {
            throw new AssertionError("the stack would answer this by itself, with all that it echoes", e);
        }
        expect(gate.waiting() == 0, () -> "a datagram still waits: " + gate.waiting());
    }

    /** Everything that one connection brings until it is closed, cut into messages by the stack. */
    void stream(byte[] bytes) {
        FuzzedChannel channel = new FuzzedChannel("TCP", PEER);
        Input input = new Input(bytes);
        try {
            new PipelinedMsgParser(stack, channel, input, 16_384).run();
        } catch (ArrayIndexOutOfBoundsException e) {
            // Two CRs at the beginning of a line end the thread of the connection; it must not stay open.
            if (!e.getStackTrace()[0].getMethodName().equals("readLine")) {
                throw e;
            }
        }
        expect(input.isClosed(), () -> "a connection that nobody reads stays open");
        channel.received.forEach(message -> take(message, channel));
    }

    /** A connection that ends behind its bytes. */
    private static final class Input extends Pipeline {
        private final InputStream bytes;

        Input(byte[] bytes) {
            super(InputStream.nullInputStream(), -1, null);
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }
    }

    private void take(SIPMessage message, FuzzedChannel channel) {
        message.setRemoteAddress(PEER);
        message.setRemotePort(FuzzedChannel.PEER_PORT);
        message.setLocalAddress(HERE);
        message.setLocalPort(5_060);
        message.setPeerPacketSourceAddress(PEER);
        message.setPeerPacketSourcePort(FuzzedChannel.PEER_PORT);
        if (message instanceof SIPRequest request) {
            request(request, channel);
        } else {
            response((SIPResponse) message, channel);
        }
        channel.sent.forEach(answer -> call.expectAnswer(answer, message));
        channel.sent.clear();
    }

    private void request(SIPRequest request, FuzzedChannel channel) {
        boolean refused = request.getApplicationData() instanceof Refusal;
        marked(request.getTopmostVia());
        request.getTransactionId();
        if (valve.processRequest(request, channel)) {
            call.accepted(request);
        }
        if (refused && request.getApplicationData() instanceof Refusal refusal) {
            call.expectAnswer(messages.text(refusal).getBytes(StandardCharsets.ISO_8859_1), request);
        }
    }

    /** As the stack's channels note where a request came from (RFC 3261, section 18.2.1; RFC 3581). */
    private static void marked(Via top) {
        try {
            if (top.hasParameter(Via.RPORT) || !top.getHop().getHost().equals(PEER.getHostAddress())) {
                top.setParameter(Via.RECEIVED, PEER.getHostAddress());
            }
            if (top.hasParameter(Via.RPORT)) {
                top.setParameter(Via.RPORT, Integer.toString(FuzzedChannel.PEER_PORT));
            }
        } catch (ParseException e) {
            throw new AssertionError("the stack ends here", e);
        }
    }

    private void response(SIPResponse response, FuzzedChannel channel) {
        try {
            response.checkHeaders();
        } catch (ParseException e) {
            return; // the channel drops it
        }
        response.getTransactionId();
        if (valve.processResponse(response, channel)) {
            call.answered(response);
        }
    }

    /** What was checked is what the parser read: two readings of one message are how filters are passed. */
    private static void expectTheSameReading(byte[] bytes, SIPMessage message) {
        RawMessage raw = RawMessage.scan(bytes);
        if (message.getApplicationData() instanceof Refusal || raw.first("call-id") == null) {
            return;
        }
        String callId = message.getCallId().getCallId();
        expect(
                latin(callId).equals(raw.first("call-id")),
                () -> "Call-ID '" + callId + "', checked was '" + raw.first("call-id") + "'");
        String branch = String.valueOf(message.getTopmostVia().getBranch());
        expect(
                branch.equals("null") || raw.first("via").contains(latin(branch)),
                () -> "branch '" + branch + "', checked was '" + raw.first("via") + "'");
        int length = message.getRawContent() == null ? 0 : message.getRawContent().length;
        expect(
                raw.contentLength() < 0 || length == raw.contentLength(),
                () -> "a body of " + length + " bytes, Content-Length " + raw.contentLength());
    }

    /** The parser reads UTF-8, the checks keep bytes. */
    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Override
    public @Nullable Flaw refuse(SIPRequest request, InetAddress source) {
        boolean asks =
                request.getMethod().equals("REGISTER") || request.getMethod().equals("INVITE");
        if (asks && request.getToTag() == null) {
            registrar.refuse(request); // whatever it says: the rest is to be read as well
            if (request.getMethod().equals("REGISTER") && registrar.malformed(request) == null) {
                registrar.bind(request, "ann", HeaderFields.values(request, "Path"), "udp", now);
            }
        }
        return null;
    }

    @Override
    public Set<String> extensions() {
        return Answers.extensions(SessionTimer.of(SessionTimerConfig.DEFAULT));
    }

    @Override
    public boolean isRegistrar() {
        return true;
    }

    @Override
    public boolean expects(SIPResponse response) {
        return true;
    }

    private static InetAddress address(int a, int b, int c, int d) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
