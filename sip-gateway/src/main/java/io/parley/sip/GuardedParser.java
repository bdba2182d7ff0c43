package io.parley.sip;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.MessageParserFactory;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Set;
import javax.sip.InvalidArgumentException;
import javax.sip.header.SubscriptionStateHeader;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of the stack's parser: checks the raw message, and turns whatever cannot be parsed into a stand-in
 * request that the {@link SanityValve} answers. Nothing is thrown, so the stack never sends its own 400, which would
 * echo the whole message to whatever source it claims. Called on the stack's receiving threads.
 */
final class GuardedParser implements MessageParser {
    private static final String PLAIN = "SIP/2.0 200 OK\r\n\t\"<;=?@";

    private static final Set<String> CORE = Set.of("from", "to", "cseq", "via", "call-id", "content-length");

    /** Goes into the response as it came (RFC 3261, section 8.2.6.1). */
    private static final String COPIED = "timestamp";

    /** Makes a parser for each channel of the stack. */
    record Factory(Gate gate, SipCounters counters) implements MessageParserFactory {
        @Override
        public MessageParser createMessageParser(SIPTransactionStack stack) {
            return new GuardedParser(gate, counters);
        }
    }

    private final StringMsgParser parser = new StringMsgParser();
    private final Gate gate;
    private final SipCounters counters;

    private GuardedParser(Gate gate, SipCounters counters) {
        this.gate = gate;
        this.counters = counters;
    }

    /**
     * @param readBody true for a datagram; false for a stream, whose body the stack reads afterwards
     * @param channel the channel it came by; null when the stack reads a message of its own again
     * @return null when the message is to be dropped
     */
    @Override
    public @Nullable SIPMessage parseSIPMessage(
            byte[] bytes, boolean readBody, boolean strict, @Nullable ParseExceptionListener channel)
            throws ParseException {
        if (channel == null) {
            return parser.parseSIPMessage(bytes, readBody, strict, null);
        }
        if (readBody) {
            gate.parsed();
        }
        RawMessage raw = RawMessage.scan(bytes);
        if (raw.startLine().isEmpty() || !readBody && (hasBeenBanned(channel) || overRate(channel))) {
            return null;
        }
        if (!raw.isResponse() && isScanner(raw, readBody, channel)) {
            return null;
        }
        int available = readBody ? bytes.length - Math.max(raw.headerEnd(), 0) : -1;
        if (raw.isResponse()) {
            return RawChecks.response(raw, available) == null ? parsed(bytes, raw, channel, readBody) : dropped();
        }
        Flaw flaw = RawChecks.request(raw, available);
        return flaw == null ? parsed(bytes, raw, channel, readBody) : refused(raw, flaw, channel, readBody);
    }

    private @Nullable SIPMessage parsed(
            byte[] bytes, RawMessage raw, ParseExceptionListener channel, boolean datagram) {
        SIPMessage message = null;
        try {
            message = parser.parseSIPMessage(exact(bytes, raw, datagram), datagram, false, GuardedParser::forgive);
        } catch (ParseException | RuntimeException | StackOverflowError e) {
            // Whatever the stack's parser trips over is malformed for us.
        }
        if (message != null && isComplete(message)) {
            message.setApplicationData(OtherFields.of(raw));
            return message instanceof SIPRequest request
                    ? byTransport(request, datagram ? "UDP" : streamTransport(channel))
                    : message;
        }
        return raw.isResponse() ? dropped() : refused(raw, Flaw.malformed("Malformed Header Value"), channel, datagram);
    }

    /** The stack answers by the transport that Via names, to whatever host Via names: only the real one may stand there. */
    private static SIPMessage byTransport(SIPMessage request, String transport) {
        try {
            request.getTopmostVia().setTransport(transport);
            return request;
        } catch (ParseException e) {
            throw new SipFault("'" + transport + "' is a transport", e);
        }
    }

    private static String streamTransport(ParseExceptionListener channel) {
        return channel instanceof MessageChannel stream ? stream.getTransport() : "TCP";
    }

    private @Nullable SIPMessage refused(RawMessage raw, Flaw flaw, ParseExceptionListener channel, boolean datagram) {
        if (raw.method().equals("ACK") || raw.first("via") == null) {
            return dropped(); // An ACK is never answered; without a Via there is nowhere to answer.
        }
        if (datagram || !(channel instanceof MessageChannel stream)) {
            return standIn(new Refusal(raw, flaw, false), "UDP", "127.0.0.1", 0);
        }
        gate.bans().strike(stream.getPeerPacketSourceAddress(), Bans.Reason.MALFORMED);
        int body = raw.contentLength();
        boolean framingLost = body == -2 || flaw.status() == 513 || flaw.status() == 413 || raw.headerEnd() < 0;
        String host = LocalAddresses.bracketed(LocalAddresses.text(stream.getPeerPacketSourceAddress()));
        return standIn(
                new Refusal(raw, flaw, framingLost), stream.getTransport(), host, framingLost ? 0 : Math.max(0, body));
    }

    /** By a connection that it had before. */
    private boolean hasBeenBanned(ParseExceptionListener channel) {
        if (channel instanceof MessageChannel stream && gate.isBanned(stream.getPeerPacketSourceAddress())) {
            stream.close();
            return true;
        }
        return false;
    }

    /** A scanner hears nothing; of a datagram it is not known who has sent it, so nobody is banned for one. */
    private boolean isScanner(RawMessage raw, boolean datagram, ParseExceptionListener channel) {
        if (!Bans.isScanner(raw.first("user-agent")) || !(channel instanceof MessageChannel by)) {
            return false;
        }
        InetAddress source = by.getPeerPacketSourceAddress();
        if (source != null && gate.isPeer(source)) {
            return false; // it passes on what its own customers say
        }
        counters.count(SipCounter.DROPPED_SCANNER);
        if (!datagram && source != null) {
            gate.bans().ban(source, Bans.Reason.SCANNER);
            by.close();
        }
        return true;
    }

    private @Nullable SIPMessage dropped() {
        counters.count(SipCounter.DROPPED_MALFORMED);
        return null;
    }

    /** On a stream the {@link Gate} sees only the connection; messages are counted here. */
    private boolean overRate(ParseExceptionListener channel) {
        if (channel instanceof MessageChannel stream && !gate.admitsMessage(stream.getPeerPacketSourceAddress())) {
            stream.close();
            return true;
        }
        return false;
    }

    /**
     * The message as it was checked, for the parser, which would join folded lines without the blank (RFC 3261, section
     * 7.3.1) and take a line of blanks for the end of the headers; without headers that nobody here reads. What follows
     * the body is cut off: another request in one datagram is not ours to read (section 18.3). A body without a length ends
     * where its datagram does, which the parser must be told.
     */
    private static byte[] exact(byte[] bytes, RawMessage raw, boolean datagram) {
        StringBuilder head = new StringBuilder(raw.headerEnd() - raw.headerStart() + 2);
        head.append(raw.startLine()).append("\r\n");
        for (RawMessage.Field field : raw.fields()) {
            if (CORE.contains(field.name())
                    || Sanity.ACTED_ON.contains(field.name())
                    || field.name().equals(COPIED)
                    || AlsoRead.passes(raw, field)
                    || ExtensionForms.passes(raw, field)) {
                head.append(field.line()).append("\r\n");
            }
        }
        int length = raw.contentLength();
        if (datagram && length < 0 && bytes.length > raw.headerEnd()) {
            head.append("Content-Length: ")
                    .append(bytes.length - raw.headerEnd())
                    .append("\r\n");
        }
        byte[] plain = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        int end = length < 0 ? bytes.length : Math.min(bytes.length, raw.headerEnd() + length);
        byte[] whole = Arrays.copyOf(plain, plain.length + end - raw.headerEnd());
        System.arraycopy(bytes, raw.headerEnd(), whole, plain.length, end - raw.headerEnd());
        return whole;
    }

    private static boolean isComplete(SIPMessage message) {
        return message.getFrom() != null
                && message.getTo() != null
                && message.getCallId() != null
                && message.getCSeq() != null
                && message.getTopmostVia() != null
                && hasPlainCharset(message.getContentTypeHeader())
                && canBeReadAgain(message);
    }

    /** The parser takes a reason without its value, writes it as an empty one, and falls over that when it reads it again. */
    private static boolean canBeReadAgain(SIPMessage message) {
        return !(message.getHeader(SubscriptionStateHeader.NAME) instanceof SubscriptionStateHeader state
                && "".equals(state.getReasonCode()));
    }

    /**
     * The stack writes a message in the charset that its body claims, also when it cleans up behind a transaction: with one
     * that this JVM has not it throws there and keeps the transaction, and in one that is no superset of ASCII nobody,
     * itself included, could read it again.
     */
    private static boolean hasPlainCharset(@Nullable ContentType type) {
        String name = type == null ? null : type.getCharset();
        if (name == null) {
            return true;
        }
        try {
            Charset charset = Charset.forName(name);
            return charset.canEncode()
                    && Arrays.equals(PLAIN.getBytes(charset), PLAIN.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * A header that routes or matches the message must parse; {@link Sanity} judges the others by name.
     *
     * @param header what the stack makes of it; of a compact name it knows nothing
     */
    private static void forgive(
            ParseException e, SIPMessage message, @Nullable Class<?> header, String text, @Nullable String whole)
            throws ParseException {
        boolean startLine = header == RequestLine.class || header == StatusLine.class;
        if (startLine || CORE.contains(RawMessage.name(text))) {
            throw e;
        }
        message.addUnparsed(text);
    }

    /**
     * A request that carries the refusal through the stack's channel, which alone knows where it came from.
     *
     * @param host where the stack would connect to if the stream broke before the answer: whence it came
     */
    private SIPMessage standIn(Refusal refusal, String transport, String host, int contentLength) {
        String text = "REFUSED sip:refused SIP/2.0\r\nVia: SIP/2.0/" + transport + " " + host
                + ";branch=z9hG4bKrefused\r\nFrom: <sip:refused>;tag=0\r\nTo: <sip:refused>\r\n"
                + "Call-ID: refused\r\nCSeq: 1 REFUSED\r\nMax-Forwards: 0\r\nContent-Length: 0\r\n\r\n";
        try {
            SIPMessage message = parser.parseSIPMessage(text.getBytes(StandardCharsets.US_ASCII), false, false, null);
            ((SIPRequest) message).setApplicationData(refusal);
            message.getContentLength().setContentLength(contentLength);
            return message;
        } catch (ParseException | InvalidArgumentException e) {
            throw new SipFault("the stand-in request does not parse", e);
        }
    }
}
