package io.parley.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.text.ParseException;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.ObjectInUseException;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stack's events, on the stack's threads, each passed to the call it belongs to. What reaches this has gone through
 * {@link SanityValve}, so every request here belongs to a call, is an INVITE that makes one, or asks for our options.
 */
final class StackEvents implements SipListener {
    private static final Logger log = LoggerFactory.getLogger(StackEvents.class);

    private final SipEndpoint endpoint;

    StackEvents(SipEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    static CallRegistry.InviteKey inviteKey(SIPRequest request) {
        return new CallRegistry.InviteKey(
                request.getCallId().getCallId(),
                String.valueOf(request.getFromTag()),
                request.getCSeq().getSeqNumber());
    }

    @Override
    public void processRequest(RequestEvent event) {
        SIPRequest request = (SIPRequest) event.getRequest();
        try {
            switch (request.getMethod()) {
                case "ACK" -> ack(request);
                case "CANCEL" -> cancel(event, request);
                default -> {
                    if (request.getToTag() != null) {
                        inside(event, request);
                    } else if (request.getMethod().equals("REGISTER")) {
                        endpoint.register(incoming(event, request, event.getServerTransaction()));
                    } else if (request.getMethod().equals("OPTIONS")) {
                        endpoint.answerOptions(request, (SipProvider) event.getSource());
                    } else {
                        outside(event, request);
                    }
                }
            }
        } catch (TransactionAlreadyExistsException e) {
            log.debug("A retransmission came while its request was being looked at");
        } catch (SipException | InvalidArgumentException | ParseException | RuntimeException | Error e) {
            // Also an Error: beyond here it would end the one thread that reads datagrams.
            endpoint.counters().count(SipCounter.STACK_ERRORS);
            log.debug("A request could not be passed on", e);
            abandon(request);
        }
    }

    /** The sender must hear something, and an INVITE that nobody answers would keep its transaction for good. */
    private static void abandon(SIPRequest request) {
        if (!(request.getTransaction() instanceof ServerTransaction transaction)) {
            return;
        }
        try {
            transaction.sendResponse(request.createResponse(500));
        } catch (SipException | InvalidArgumentException | RuntimeException e) {
            try {
                transaction.terminate();
            } catch (ObjectInUseException again) {
                log.debug("A transaction could not be ended", again);
            }
        }
    }

    private void ack(SIPRequest request) {
        SipCall call = endpoint.registry().byDialog(request.getCallId().getCallId(), request.getToTag());
        if (call == null) {
            endpoint.counters().count(SipCounter.DROPPED_STRAY_ACK);
        } else {
            call.deliver(EventReader.ack(request));
        }
    }

    /** A CANCEL has its INVITE's Call-ID, From and CSeq number (RFC 3261, section 9.1). */
    private void cancel(RequestEvent event, SIPRequest request) throws SipException, InvalidArgumentException {
        ServerTransaction transaction = event.getServerTransaction();
        Incoming incoming = incoming(event, request, transaction);
        SipCall call = endpoint.registry().byInvite(inviteKey(request));
        if (call != null) {
            call.deliver(new CallEvent.Cancel(incoming));
        } else {
            // Of a re-INVITE, or of a call that is over: answered at once, so always too late.
            boolean known =
                    transaction instanceof SIPServerTransaction server && server.getCanceledInviteTransaction() != null;
            incoming.transaction().sendResponse(request.createResponse(known ? 200 : 481));
        }
    }

    private void inside(RequestEvent event, SIPRequest request) throws SipException, InvalidArgumentException {
        SipCall call = endpoint.registry().byDialog(request.getCallId().getCallId(), request.getToTag());
        Incoming incoming = incoming(event, request, event.getServerTransaction());
        if (call == null) { // it ended between the valve and here
            endpoint.counters().count(SipCounter.REFUSED_NO_DIALOG);
            incoming.transaction().sendResponse(request.createResponse(481));
            return;
        }
        call.heard(Hop.from(request, incoming.path().transport()));
        if (request.getMethod().equals("INVITE")) {
            incoming.transaction().sendResponse(request.createResponse(100));
        }
        CallEvent happened = EventReader.inDialog(incoming);
        if (happened == null) { // the valve lets none through; its transaction would stay for good
            int status = Sanity.KNOWN_METHODS.contains(request.getMethod()) ? 405 : 501;
            endpoint.counters().count(SipCounter.REFUSED_METHOD);
            incoming.transaction().sendResponse(request.createResponse(status));
            return;
        }
        call.deliver(happened);
    }

    private void outside(RequestEvent event, SIPRequest request) throws SipException, InvalidArgumentException {
        Incoming incoming = incoming(event, request, event.getServerTransaction());
        incoming.transaction().sendResponse(request.createResponse(100));
        Binding binding = endpoint.binding((SipProvider) event.getSource());
        endpoint.outside(incoming, binding);
    }

    /** The transaction must exist before this thread lets go, or a retransmission would make another. */
    private Incoming incoming(RequestEvent event, SIPRequest request, @Nullable ServerTransaction existing)
            throws SipException {
        SipProvider provider = (SipProvider) event.getSource();
        ServerTransaction transaction = existing == null ? provider.getNewServerTransaction(request) : existing;
        Path path = endpoint.binding(provider).path(request.getTopmostVia().getTransport());
        if (path == null) {
            throw new SipException(
                    "no listening point for " + request.getTopmostVia().getTransport());
        }
        return new Incoming(request, transaction, path);
    }

    @Override
    public void processResponse(ResponseEvent event) {
        try {
            response(event);
        } catch (RuntimeException | Error e) {
            endpoint.counters().count(SipCounter.STACK_ERRORS);
            log.debug("A response could not be passed on", e);
        }
    }

    private void response(ResponseEvent event) {
        SIPResponse response = (SIPResponse) event.getResponse();
        ClientTransaction transaction = event.getClientTransaction();
        if (transaction != null && transaction.getApplicationData() instanceof CallWire.Sent sent) {
            int status = response.getStatusCode();
            if (status == 401 || status == 407) {
                sent.call().challenged((SIPRequest) transaction.getRequest(), response, () -> answered(sent, response));
            } else if (Redirects.isOne(response)) {
                sent.call().redirected((SIPRequest) transaction.getRequest(), response, () -> answered(sent, response));
            } else {
                answered(sent, response);
            }
            if (status >= 200) {
                transaction.setApplicationData(null);
            }
            return;
        }
        if (transaction != null && transaction.getApplicationData() instanceof Asker asker) {
            if (response.getStatusCode() >= 200) {
                transaction.setApplicationData(null);
                asker.answered(response);
            }
            return;
        }
        // A 2xx that comes again, or from another branch of a fork: its transaction has ended with the first.
        SipCall call = endpoint.registry().byDialog(response.getCallId().getCallId(), response.getFromTag());
        if (call != null && response.getCSeq().getMethod().equals("INVITE")) {
            answered(new CallWire.Sent(call, "INVITE"), response);
        }
    }

    private void answered(CallWire.Sent sent, SIPResponse response) {
        int status = response.getStatusCode();
        if (sent.method().equals("INVITE")) {
            CallEvent event = EventReader.invite(
                    response, sent.call().known(response.getCSeq().getSeqNumber()));
            if (event instanceof CallEvent.Success success) {
                sent.call().established(success.remoteTag());
            }
            sent.call().deliver(event);
        } else if (sent.method().equals("UPDATE") && status >= 200) {
            sent.call().deliver(new CallEvent.UpdateAnswered(status, Terms.of(response)));
        } else if (status >= 200) {
            sent.call().unheard(sent.method(), status);
        }
    }

    /** Nothing came for 64*T1, or the transport failed: as if 408 had come (RFC 3261, section 8.1.3.1). */
    @Override
    public void processTimeout(TimeoutEvent event) {
        ClientTransaction transaction = event.getClientTransaction();
        if (transaction != null && transaction.getApplicationData() instanceof CallWire.Sent sent) {
            sent.call().unheard(sent.method(), 408);
            transaction.setApplicationData(null);
        } else if (transaction != null && transaction.getApplicationData() instanceof Asker asker) {
            transaction.setApplicationData(null);
            asker.unanswered();
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        endpoint.counters().count(SipCounter.STACK_ERRORS);
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}
}
