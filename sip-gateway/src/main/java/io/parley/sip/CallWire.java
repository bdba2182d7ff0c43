package io.parley.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.ObjectInUseException;
import javax.sip.SipException;
import javax.sip.TransactionState;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what one call has to say. Called on the call's context; what may wait (a stream, or a name to look up) is sent in
 * order on a worker thread, because the stack connects and writes with blocking calls.
 */
final class CallWire {
    private static final Logger log = LoggerFactory.getLogger(CallWire.class);

    /** Rides on a client transaction of ours, so that its response finds the call. */
    record Sent(SipCall call, String method) {}

    private final SipCall call;
    private final WorkerExecutor sender;
    private final Messages messages;
    private final SipCounters counters;
    private final Binding binding;
    private final Path path;
    private final CallPath way;
    private final CallServices.Secure secure;
    private final Outbound outbound;
    private final @Nullable String user;
    private final String localTag;
    private final Consumer<CallEvent> back;

    private @Nullable SIPResponse lastOk;
    private @Nullable Resending lastProvisional;
    /** What answers to challenges have added to the CSeq of the call's requests, which its states know nothing of. */
    private volatile long extraSeq;

    /** From where the far end's last request of the dialog has come by TLS; null before the first. */
    private volatile @Nullable Hop connection;
    /** Where our INVITE went by TLS, whoever then answered it. */
    private volatile @Nullable Hop invited;

    /** Request-URIs that have sent us elsewhere. */
    private final Set<String> tried = new HashSet<>();

    private volatile List<Header> inviteCredentials = List.of();
    private volatile @Nullable ClientTransaction invite; // set where it is sent, perhaps on a worker

    /**
     * @param user user part of our Contact
     * @param back hears of requests that could not be sent
     */
    CallWire(
            SipCall call,
            CallServices services,
            CallPath path,
            @Nullable String user,
            String localTag,
            Consumer<CallEvent> back) {
        this.call = call;
        this.sender = services.sender();
        this.messages = services.messages();
        this.counters = services.counters();
        this.binding = path.binding();
        this.path = path.path();
        this.way = path;
        this.secure = services.secure();
        this.outbound = services.outbound();
        this.user = user;
        this.localTag = localTag;
        this.back = back;
    }

    void respond(Incoming to, int status, List<Header> extra, @Nullable String sdp) {
        boolean dialog = to.request().getMethod().equals("INVITE") && status > 100 && status < 300;
        boolean target = dialog || to.request().getMethod().equals("UPDATE") && status / 100 == 2;
        try {
            Address contact = target ? messages.contact(user, to.path()) : null;
            SIPResponse response = messages.response(to.request(), status, localTag, contact, extra, sdp);
            if (dialog && status >= 200) {
                lastOk = response;
            } else if (dialog) {
                lastProvisional = () -> to.transaction().sendResponse(response);
            }
            send(to.path().isStream(), () -> {}, () -> {
                to.transaction().sendResponse(response);
                return null;
            });
        } catch (ParseException e) {
            failed(e, () -> {});
        }
    }

    /** Within its transaction, which is open until the final response. */
    void resendProvisional() {
        Resending again = lastProvisional;
        if (again != null) {
            send(path.isStream(), () -> {}, () -> {
                again.send();
                return null;
            });
        }
    }

    private interface Resending {
        void send() throws SipException, InvalidArgumentException;
    }

    /** The transaction has ended with the 200, so it goes past it (RFC 3261, section 13.3.1.4). */
    void resendOk() {
        SIPResponse response = lastOk;
        if (response != null) {
            counters.count(SipCounter.OKS_RESENT);
            send(path.isStream(), () -> {}, () -> {
                path.provider().sendResponse(response);
                return null;
            });
        }
    }

    void invite(Dialog dialog, String sdp) {
        Runnable failed = () -> back.accept(new CallEvent.Failure(503));
        inviteCredentials = List.of();
        sending(dialog, failed, (by, to) -> {
            List<Header> extra = sessional(dialog);
            extra.addAll(dialog.remoteTag().isEmpty() ? way.inviting() : List.of());
            SIPRequest request = request("INVITE", dialog, by, to, extra);
            messages.contact(request, messages.contact(user, by));
            messages.describe(request, sdp);
            invite = transaction(by, request);
            invite.sendRequest();
        });
    }

    void update(Dialog dialog) {
        Runnable failed = () -> call.unheard("UPDATE", 503);
        sending(dialog, failed, (by, to) -> {
            SIPRequest request = request("UPDATE", dialog, by, to, sessional(dialog));
            messages.contact(request, messages.contact(user, by));
            transaction(by, request).sendRequest();
        });
    }

    private static List<Header> sessional(Dialog dialog) {
        List<Header> headers = new ArrayList<>(List.of(Answers.ALLOW));
        headers.addAll(dialog.timer().request(dialog.remoteTag().isEmpty()));
        return headers;
    }

    /** Of its INVITE (RFC 3261, section 22.1), but only for who asked for them: the far end may be anybody. */
    private List<Header> ackCredentials(Dialog dialog, @Nullable Hop hop) throws ParseException {
        Authority authority = way.authority();
        String host = hop == null ? messages.nextHop(dialog).getHost() : hop.host();
        return authority != null && authority.isServer(host) ? inviteCredentials : List.of();
    }

    void ack(Dialog dialog, long cseq) {
        sending(dialog, () -> {}, (by, to) -> {
            SIPRequest ack = messages.ack(dialog, cseq + extraSeq, by, ackCredentials(dialog, to));
            ack.setApplicationData(to);
            by.provider().sendRequest(ack);
        });
    }

    /** It needs no more care: without its answer the far end asks again. */
    void prack(Dialog dialog, long rseq, long cseq) {
        sending(dialog, () -> {}, (by, to) -> {
            Header which = new Header("RAck", rseq + " " + (cseq + extraSeq) + " INVITE");
            transaction(by, request("PRACK", dialog, by, to, List.of(which))).sendRequest();
        });
    }

    void cancel() {
        send(true, () -> {}, () -> {
            ClientTransaction cancelled = invite;
            if (cancelled != null) {
                SIPRequest cancel = (SIPRequest) cancelled.createCancel();
                cancel.setApplicationData(((SIPRequest) cancelled.getRequest()).getApplicationData());
                transaction(path, cancel).sendRequest();
            }
            return null;
        });
    }

    /** An INVITE that heard nothing final, not even after its CANCEL, would keep its transaction for good. */
    void forget() {
        ClientTransaction unfinished = invite;
        if (unfinished != null && isOpen(unfinished)) {
            try {
                unfinished.terminate();
            } catch (ObjectInUseException e) {
                log.debug("A transaction could not be ended", e);
            }
        }
    }

    private static boolean isOpen(ClientTransaction transaction) {
        TransactionState state = transaction.getState();
        return state == TransactionState.CALLING || state == TransactionState.PROCEEDING;
    }

    void bye(Dialog dialog, @Nullable Header reason) {
        List<Header> extra = reason == null ? List.of() : List.of(reason);
        sending(
                dialog,
                () -> back.accept(new CallEvent.ByeAnswered()),
                (by, to) ->
                        transaction(by, request("BYE", dialog, by, to, extra)).sendRequest());
    }

    void refer(Dialog dialog, String target) {
        Runnable failed = () -> back.accept(new CallEvent.ReferAnswered(503));
        sending(dialog, failed, (by, to) -> {
            List<Header> extra =
                    List.of(new Header("Refer-To", "<" + target + ">"), new Header("Referred-By", dialog.local()));
            SIPRequest request = request("REFER", dialog, by, to, extra);
            messages.contact(request, messages.contact(user, by));
            transaction(by, request).sendRequest();
        });
    }

    /** Without its answer nothing is lost: the far end sees what the call does. */
    void notify(Dialog dialog, int status) {
        String state = status < 200 ? "active;expires=60" : "terminated;reason=noresource";
        List<Header> extra = List.of(new Header("Event", "refer"), new Header("Subscription-State", state));
        sending(dialog, () -> {}, (by, to) -> {
            SIPRequest request = request("NOTIFY", dialog, by, to, extra);
            messages.contact(request, messages.contact(user, by));
            messages.fragment(request, status);
            transaction(by, request).sendRequest();
        });
    }

    private SIPRequest request(String method, Dialog dialog, Path by, @Nullable Hop to, List<Header> extra)
            throws ParseException, InvalidArgumentException {
        SIPRequest request = messages.request(method, dialog.plus(extraSeq), by, extra);
        request.setApplicationData(to);
        return request;
    }

    /** The CSeq that the call's states know, of a response as it came. Any thread. */
    long known(long cseq) {
        return cseq - extraSeq;
    }

    /** Whether somebody answers challenges here. Any thread. */
    boolean hasAuthority() {
        return way.authority() != null;
    }

    /**
     * Sends a request again with credentials (RFC 3261, section 22.2).
     *
     * @param refused the request that got the challenge
     * @return false where it was answered once already, or is not ours to answer
     */
    boolean answer(SIPRequest refused, SIPResponse challenge) {
        Authority authority = way.authority();
        boolean answered =
                refused.getHeader("Authorization") != null || refused.getHeader("Proxy-Authorization") != null;
        String method = refused.getMethod();
        boolean first = method.equals("INVITE") && refused.getToTag() == null;
        Header credentials = authority == null || answered
                ? null
                : authority.answer(challenge, method, refused.getRequestURI().toString(), first);
        Path by = credentials == null
                ? null
                : binding.path(refused.getTopmostVia().getTransport());
        if (credentials == null || by == null) {
            return false;
        }
        extraSeq++;
        if (method.equals("INVITE")) {
            inviteCredentials = List.of(credentials);
        }
        Runnable failed = () -> call.unheard(method, 503);
        send(by.isStream(), failed, () -> {
            SIPRequest again = messages.again(refused, by, credentials);
            again.setApplicationData(refused.getApplicationData());
            ClientTransaction transaction = transaction(by, again);
            if (method.equals("INVITE")) {
                invite = transaction;
            }
            transaction.sendRequest();
            return null;
        });
        return true;
    }

    /**
     * Follows a 3xx response (RFC 3261, section 8.1.3.4) where the trunk's configuration lets us: so often at most, to its
     * own servers or users of ours alone, and nowhere twice.
     *
     * @param refused the INVITE that got it
     * @return false where it leads nowhere that we may go
     */
    boolean redirect(SIPRequest refused, SIPResponse response) {
        Authority authority = way.authority();
        if (authority == null || tried.size() >= authority.redirects()) {
            return false;
        }
        tried.add(refused.getRequestURI().toString());
        for (SipURI contact : Redirects.contacts(response)) {
            Redirects.Place place = authority.redirected(contact);
            Path by = place == null ? null : binding.path(place.hop().transport());
            if (place != null && !mayDial(contact, place.target())) {
                continue;
            }
            boolean open = by != null && path.isSecure() && !by.isSecure(); // the INVITE may have keys
            if (place != null
                    && by != null
                    && !open
                    && !tried.contains(place.target().toString())) {
                extraSeq++;
                inviteCredentials = List.of();
                send(by.isStream(), () -> call.unheard("INVITE", 503), () -> {
                    SIPRequest again = messages.elsewhere(refused, place.target(), by);
                    again.setApplicationData(place.hop());
                    ClientTransaction transaction = transaction(by, again);
                    invite = transaction;
                    transaction.sendRequest();
                    return null;
                });
                return true;
            }
        }
        return false;
    }

    /** Who sends us elsewhere chooses a number, and we would pay for it. */
    private boolean mayDial(SipURI contact, SipURI target) {
        Outbound.Wish wish = outbound.wish(call.info(), contact, call.info().trunk());
        return outbound.refusal(wish).isEmpty() && !outbound.leadsAstray(call.info(), contact, target);
    }

    private ClientTransaction transaction(Path by, Request request) throws SipException {
        ClientTransaction transaction = by.provider().getNewClientTransaction(request);
        transaction.setApplicationData(new Sent(call, request.getMethod()));
        return transaction;
    }

    private interface Sending {
        /** @param to where it goes, whatever its URIs say; null for where they say */
        void by(Path path, @Nullable Hop to) throws SipException, ParseException, InvalidArgumentException;
    }

    /** A request of the far end has come by TLS from there: so do ours from now on (RFC 5923). Any thread. */
    void heard(Hop from) {
        connection = from;
    }

    /**
     * Where a request goes whose call has its signalling by TLS: by the connection that the far end has made and holds
     * open, or where the URIs say. Looks names up.
     */
    private Hop secured(Dialog dialog) throws ParseException, SipException, UnknownHostException {
        return dialog.remoteTag().isEmpty() ? inviting(dialog) : within(dialog);
    }

    private Hop inviting(Dialog dialog) throws ParseException, SipException, UnknownHostException {
        Hop known = way.hop(dialog);
        Hop hop = known == null ? told(messages.nextHop(dialog)) : known;
        invited = hop;
        return hop;
    }

    private Hop within(Dialog dialog) throws ParseException, SipException, UnknownHostException {
        Hop latest = connection;
        Hop known = way.sticky() && latest != null ? latest : way.hop(dialog);
        if (known != null && secure.isOpen(known)) {
            return known;
        }
        SipURI uri = messages.nextHop(dialog);
        Hop asked = invited;
        // Whoever took the INVITE knows the rest, whatever the Contact of who is behind it says.
        return !Hop.isSecure(uri) && asked != null && secure.isOpen(asked) ? asked : told(uri);
    }

    private Hop told(SipURI uri) throws SipException, UnknownHostException {
        if (!Hop.isSecure(uri) && uri.getTransportParam() != null) {
            throw new SipException("the call is by TLS, and " + uri + " is not");
        }
        Hop hop = new Hop(InetAddress.getByName(uri.getHost()), Hop.securePort(uri), path.transport());
        secure.expect(hop, uri.getHost());
        return hop;
    }

    /** Sends a request along the dialog's route, by the transport that its first hop asks for. */
    private void sending(Dialog dialog, Runnable failed, Sending sending) {
        if (path.isSecure()) { // a key may go along, or come back
            send(true, failed, () -> {
                sending.by(path, secured(dialog));
                return null;
            });
            return;
        }
        try {
            SipURI hop = messages.nextHop(dialog);
            Hop known = way.hop(dialog);
            boolean ours = known != null || hop.getTransportParam() == null;
            String transport = ours ? path.transport() : hop.getTransportParam();
            Path by = binding.path(transport);
            if (by == null) {
                throw new SipException("no listening point for transport " + transport);
            }
            boolean isThere = known != null || LocalAddresses.isLiteral(hop.getHost());
            send(by.isStream() || !isThere, failed, () -> {
                sending.by(by, known);
                return null;
            });
        } catch (ParseException | SipException e) {
            failed(e, failed);
        }
    }

    private void send(boolean mayWait, Runnable failed, Callable<@Nullable Void> attempt) {
        if (mayWait) {
            sender.executeBlocking(attempt, true).onFailure(e -> failed(e, failed));
            return;
        }
        try {
            attempt.call();
        } catch (Exception e) {
            failed(e, failed);
        }
    }

    private void failed(Throwable e, Runnable failed) {
        counters.count(SipCounter.SEND_FAILED);
        log.debug("A message could not be sent", e);
        failed.run();
    }
}
