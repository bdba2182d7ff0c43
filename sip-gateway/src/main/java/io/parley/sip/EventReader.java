package io.parley.sip;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.header.RAck;
import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.List;
import java.util.regex.Pattern;
import javax.sip.header.EventHeader;
import javax.sip.header.RAckHeader;
import javax.sip.header.RequireHeader;
import javax.sip.header.SubscriptionStateHeader;
import org.jspecify.annotations.Nullable;

/** Reads the stack's messages into events. Pure; called on the stack's threads. */
final class EventReader {
    private static final Pattern RSEQ = Pattern.compile("[0-9]{1,10}");

    private EventReader() {}

    /** A request inside a dialog; null for a method that has no event, which {@link Sanity} has let nobody send. */
    static @Nullable CallEvent inDialog(Incoming incoming) {
        SIPRequest request = incoming.request();
        long cseq = request.getCSeq().getSeqNumber();
        return switch (request.getMethod()) {
            case "INVITE" ->
                new CallEvent.ReInvite(incoming, cseq, Bodies.sdp(request), contact(request), Terms.of(request));
            case "UPDATE" ->
                new CallEvent.Update(incoming, cseq, Bodies.sdp(request), contact(request), Terms.of(request));
            case "PRACK" -> prack(incoming, cseq);
            case "BYE" -> new CallEvent.Bye(incoming, cseq);
            case "OPTIONS" -> new CallEvent.Options(incoming, cseq);
            case "INFO" -> new CallEvent.Info(incoming, cseq, digits(request));
            case "REFER" -> refer(incoming, cseq);
            case "NOTIFY" -> notify(incoming, cseq);
            default -> null;
        };
    }

    private static CallEvent.@Nullable Prack prack(Incoming incoming, long cseq) {
        SIPRequest request = incoming.request();
        return request.getHeader(RAckHeader.NAME) instanceof RAck rack
                ? new CallEvent.Prack(
                        incoming,
                        cseq,
                        rack.getRSequenceNumber(),
                        rack.getCSequenceNumber(),
                        rack.getMethod(),
                        Bodies.sdp(request))
                : null;
    }

    private static CallEvent.@Nullable Refer refer(Incoming incoming, long cseq) {
        Referral to = Referral.read(OtherFields.of(incoming.request()));
        return to == null ? null : new CallEvent.Refer(incoming, cseq, to);
    }

    static CallEvent.Ack ack(SIPRequest request) {
        return new CallEvent.Ack(request.getCSeq().getSeqNumber(), Bodies.sdp(request));
    }

    /**
     * A response to our INVITE.
     *
     * @param cseq its CSeq, as the call's states count
     */
    static CallEvent invite(SIPResponse response, long cseq) {
        int status = response.getStatusCode();
        if (status < 200) {
            return new CallEvent.Provisional(status, Bodies.sdp(response), reliable(response, cseq));
        }
        if (status >= 300) {
            return new CallEvent.Failure(
                    status, status == 422 ? Terms.of(response).minSe() : 0);
        }
        return new CallEvent.Success(
                cseq,
                response.getToTag() == null ? "" : response.getToTag(),
                target(response),
                recordRoutes(response),
                Bodies.sdp(response),
                Terms.of(response));
    }

    /** RFC 3262, section 4: Require with 100rel, and RSeq. Without a tag there is no dialog to acknowledge it in. */
    private static CallEvent.@Nullable Reliable reliable(SIPResponse response, long cseq) {
        List<String> rseq = OtherFields.of(response).values("rseq");
        boolean required = HeaderFields.of(response, RequireHeader.NAME, RequireHeader.class).stream()
                .anyMatch(require -> "100rel".equalsIgnoreCase(require.getOptionTag()));
        String tag = response.getToTag();
        if (!required || tag == null || response.getStatusCode() == 100 || rseq.size() != 1) {
            return null;
        }
        return RSEQ.matcher(rseq.get(0)).matches()
                ? new CallEvent.Reliable(
                        Long.parseLong(rseq.get(0)), cseq, tag, target(response), recordRoutes(response))
                : null;
    }

    private static String target(SIPResponse response) {
        String contact = contact(response);
        return contact == null ? response.getTo().getAddress().getURI().toString() : contact;
    }

    /**
     * The remote target that a message names: a SIP URI (RFC 3261, section 12.1), without headers, since in a dialog's
     * Contact none may stand (section 19.1.1, table 1) and our requests would carry them in their Request-URI.
     *
     * @return null where it names none that we can reach
     */
    static @Nullable String contact(SIPMessage message) {
        if (message.getContactHeader() == null
                || message.getContactHeader().getAddress() == null
                || message.getContactHeader().isWildCard()
                || !(message.getContactHeader().getAddress().getURI() instanceof SipUri named)) {
            return null;
        }
        SipUri target = (SipUri) named.clone();
        target.removeHeaders();
        return target.toString();
    }

    static List<String> recordRoutes(SIPMessage message) {
        return HeaderFields.of(message, RecordRoute.NAME, RecordRoute.class).stream()
                .map(route -> route.getAddress().toString())
                .toList();
    }

    private static @Nullable String digits(SIPRequest request) {
        ContentType type = request.getContentTypeHeader();
        if (!Bodies.hasBody(request) || type == null) {
            return Bodies.hasBody(request) ? null : "";
        }
        return type.getContentType().equalsIgnoreCase("application")
                ? DtmfBody.digits(type.getContentSubType(), Bodies.text(request))
                : null;
    }

    private static CallEvent.Notify notify(Incoming incoming, long cseq) {
        SIPRequest request = incoming.request();
        boolean refer = request.getHeader("Event") instanceof EventHeader event
                && event.getEventType().equalsIgnoreCase("refer");
        boolean last = request.getHeader("Subscription-State") instanceof SubscriptionStateHeader state
                && state.getState().equalsIgnoreCase("terminated");
        int status = refer && Bodies.hasBody(request) ? SipFrag.status(Bodies.text(request)) : 0;
        return new CallEvent.Notify(incoming, cseq, status, refer && last);
    }
}
