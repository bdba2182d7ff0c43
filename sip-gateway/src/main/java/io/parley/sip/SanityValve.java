package io.parley.sip;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPMessageValve;
import gov.nist.javax.sip.stack.TCPMessageChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Set;
import javax.sip.InvalidArgumentException;
import javax.sip.SipStack;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last look before the stack allocates anything for a message: refuses statelessly (RFC 3261, section 8.2.7) what is
 * wrong, drops what deserves no answer, and counts both. Called on the stack's receiving threads.
 */
final class SanityValve implements SIPMessageValve {
    private static final Logger log = LoggerFactory.getLogger(SanityValve.class);
    private static final int DEFAULT_PORT = 5060;

    /** What only the endpoint knows about a message that is sound in itself. */
    interface Policy {
        /** Why this request cannot be taken now, or null. */
        @Nullable
        Flaw refuse(SIPRequest request, InetAddress source);

        /** Option tags that a request may require. */
        Set<String> extensions();

        /** Is REGISTER taken? */
        boolean isRegistrar();

        /** Does this response belong to a request of ours? */
        boolean expects(SIPResponse response);
    }

    private final Gate gate;
    private final GuardedNetwork network;
    private final SipCounters counters;
    private final Messages messages;
    private final Policy policy;

    SanityValve(Gate gate, GuardedNetwork network, SipCounters counters, Messages messages, Policy policy) {
        this.gate = gate;
        this.network = network;
        this.counters = counters;
        this.messages = messages;
        this.policy = policy;
    }

    @Override
    public boolean processRequest(SIPRequest request, MessageChannel channel) {
        try {
            if (request.getApplicationData() instanceof Refusal refusal) {
                answer(refusal, request, channel);
                return false;
            }
            amend(request);
            Flaw flaw = Sanity.request(request, policy.isRegistrar(), policy.extensions());
            if (flaw == null) {
                flaw = policy.refuse(request, request.getPeerPacketSourceAddress());
            }
            if (flaw == null) {
                return true;
            }
            answer(flaw, request, channel);
        } catch (IOException e) {
            counters.count(SipCounter.SEND_FAILED);
        } catch (ParseException | InvalidArgumentException | RuntimeException | Error e) {
            counters.count(SipCounter.DROPPED_MALFORMED);
            log.debug("A request was dropped", e);
        }
        return false;
    }

    @Override
    public boolean processResponse(Response response, MessageChannel channel) {
        try {
            if (response instanceof SIPResponse sip && Sanity.response(sip) && policy.expects(sip)) {
                return true;
            }
        } catch (RuntimeException | Error e) {
            log.debug("A response was dropped", e);
        }
        counters.count(SipCounter.DROPPED_STRAY_RESPONSE);
        return false;
    }

    /** Mends what old telephones leave out and what a sender must not decide. */
    private void amend(SIPRequest request) throws ParseException, InvalidArgumentException {
        if (request.getMaxForwards() == null) {
            request.setMaxForwards(messages.maxForwards()); // optional in RFC 2543
        }
        if (request.getMethod().equals("INVITE") && request.getContactHeaders() == null) {
            request.setHeader(messages.contactOf(request.getFrom().getAddress())); // optional in RFC 2543
        }
        Via top = request.getTopmostVia();
        if (top.getReceived() != null) {
            // The stack trusts a received parameter that it did not need to write itself.
            top.setReceived(LocalAddresses.text(request.getPeerPacketSourceAddress()));
        }
    }

    private void answer(Flaw flaw, SIPRequest request, MessageChannel channel) throws IOException, ParseException {
        InetAddress source = request.getPeerPacketSourceAddress();
        if (request.getMethod().equals("ACK")) {
            counters.count(flaw.isMalformed() ? SipCounter.DROPPED_MALFORMED : SipCounter.DROPPED_STRAY_ACK);
            return;
        }
        if (flaw.isMalformed() && !gate.mayAnswerFlaw(source)) {
            counters.count(SipCounter.DROPPED_MALFORMED);
            return;
        }
        counters.count(flaw.counter());
        SIPResponse response = messages.stateless(request, flaw);
        channel.sendMessage(response, source, answerPort(request, channel));
    }

    /** RFC 3261, section 18.2.2 and RFC 3581: back down the connection; to the port of rport, else of sent-by. */
    private static int answerPort(SIPRequest request, MessageChannel channel) {
        Via top = request.getTopmostVia();
        if (channel.isReliable() || top.hasParameter("rport")) {
            return request.getPeerPacketSourcePort();
        }
        return top.getPort() > 0 ? top.getPort() : DEFAULT_PORT;
    }

    private void answer(Refusal refusal, SIPRequest standIn, MessageChannel channel) throws IOException {
        InetAddress source = standIn.getPeerPacketSourceAddress();
        int port = standIn.getPeerPacketSourcePort();
        if (gate.mayAnswerFlaw(source)) {
            counters.count(refusal.flaw().counter());
            byte[] bytes = messages.text(refusal).getBytes(StandardCharsets.ISO_8859_1);
            if (channel instanceof TCPMessageChannel stream) {
                stream.sendMessage(bytes, source, port, false);
            } else {
                InetSocketAddress local = new InetSocketAddress(standIn.getLocalAddress(), standIn.getLocalPort());
                network.send(local, bytes, new InetSocketAddress(source, port));
            }
        } else {
            counters.count(SipCounter.DROPPED_MALFORMED);
        }
        if (refusal.framingLost()) {
            channel.close();
        }
    }

    @Override
    public void init(SipStack stack) {}

    @Override
    public void destroy() {}
}
