package io.parley.sip;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ExtensionHeaderImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.Server;
import gov.nist.javax.sip.header.UserAgent;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;

/** Builds every message we send. Any thread. */
final class Messages {
    private static final int MAX_FORWARDS = 70;

    private final HeaderFactoryImpl headers = new HeaderFactoryImpl();
    private final AddressFactoryImpl addresses = new AddressFactoryImpl();
    private final Identifiers identifiers;
    private final String product;
    private final long secret;

    /** @param product User-Agent and Server, {@code Parley/1.0} */
    Messages(Identifiers identifiers, String product) {
        this.identifiers = identifiers;
        this.product = product;
        this.secret = identifiers.sessionId();
    }

    /** A response to a request of a call. */
    SIPResponse response(
            SIPRequest request,
            int status,
            String toTag,
            @Nullable Address contact,
            List<Header> extra,
            @Nullable String sdp)
            throws ParseException {
        SIPResponse response = request.createResponse(status);
        if (status > 100 && response.getToTag() == null) {
            response.setToTag(toTag);
        }
        response.setHeader(server());
        if (contact != null) {
            response.setHeader(headers.createContactHeader(contact));
        }
        add(response, extra);
        if (sdp != null) {
            response.setContent(
                    sdp.getBytes(StandardCharsets.UTF_8), headers.createContentTypeHeader("application", "sdp"));
        }
        return response;
    }

    /** A refusal that no transaction keeps: the same request gets the same To tag (RFC 3261, section 8.2.7). */
    SIPResponse stateless(SIPRequest request, Flaw flaw) throws ParseException {
        String identity = request.getCallId().getCallId()
                + request.getFromTag()
                + request.getCSeq().getSeqNumber();
        SIPResponse response = response(request, flaw.status(), tag(identity), null, flaw.headers(), null);
        response.setReasonPhrase(flaw.phrase());
        return response;
    }

    /** The same for what could not be parsed. */
    String text(Refusal refusal) {
        return refusal.text(tag(String.valueOf(refusal.raw().first("call-id"))), product);
    }

    private String tag(String identity) {
        return Long.toString(identity.hashCode() * 0x9E3779B97F4A7C15L ^ secret, 36)
                .replace("-", "");
    }

    /** A request within a dialog, or the INVITE that is to make one (RFC 3261, section 12.2.1.1 and 8.1.1). */
    SIPRequest request(String method, Dialog dialog, Path path, List<Header> extra)
            throws ParseException, InvalidArgumentException {
        return request(method, dialog, dialog.localSeq(), path, extra);
    }

    /** The ACK of a 2xx carries the CSeq of its INVITE, and its credentials (section 13.2.2.4). */
    SIPRequest ack(Dialog dialog, long cseq, Path path, List<Header> credentials)
            throws ParseException, InvalidArgumentException {
        return request("ACK", dialog, cseq, path, credentials);
    }

    private SIPRequest request(String method, Dialog dialog, long cseq, Path path, List<Header> extra)
            throws ParseException, InvalidArgumentException {
        SIPRequest request = new SIPRequest();
        request.setMethod(method);
        request.setRequestURI(addresses.createURI(dialog.target()));
        request.setHeader(headers.createViaHeader(path.uriHost(), path.port(), path.transport(), identifiers.branch()));
        ((Via) request.getTopmostVia()).setRPort(); // RFC 3581
        request.setHeader(maxForwards());
        request.setFrom(headers.createFromHeader(addresses.createAddress(dialog.local()), dialog.localTag()));
        String remoteTag = dialog.remoteTag().isEmpty() ? null : dialog.remoteTag();
        request.setTo(headers.createToHeader(addresses.createAddress(dialog.remote()), remoteTag));
        request.setCallId(dialog.callId());
        request.setCSeq(headers.createCSeqHeader(cseq, method));
        for (String route : dialog.routes()) {
            request.addHeader(headers.createRouteHeader(addresses.createAddress(route)));
        }
        request.setHeader(userAgent());
        add(request, extra);
        return request;
    }

    void describe(SIPMessage message, String sdp) throws ParseException {
        message.setContent(sdp.getBytes(StandardCharsets.UTF_8), headers.createContentTypeHeader("application", "sdp"));
    }

    /** How a call stands, as the body of a NOTIFY (RFC 3515, section 2.4.5). */
    void fragment(SIPMessage message, int status) throws ParseException {
        String line = "SIP/2.0 " + status + " " + SIPResponse.getReasonPhrase(status) + "\r\n";
        message.setContent(
                line.getBytes(StandardCharsets.UTF_8), headers.createContentTypeHeader("message", "sipfrag"));
    }

    /** Typed, because the stack looks at it when it sends. */
    void expires(SIPMessage message, int seconds) throws InvalidArgumentException {
        message.setHeader(headers.createExpiresHeader(seconds));
    }

    void contact(SIPMessage message, Address address) {
        message.setHeader(headers.createContactHeader(address));
    }

    /** A request once more, with credentials, as a transaction of its own (RFC 3261, section 22.2). */
    SIPRequest again(SIPRequest refused, Path path, Header credentials)
            throws ParseException, InvalidArgumentException {
        SIPRequest request = (SIPRequest) refused.clone();
        renewed(request, refused, path);
        add(request, List.of(credentials));
        return request;
    }

    /** A request once more, to somewhere else, as a transaction of its own (RFC 3261, section 8.1.3.4). */
    SIPRequest elsewhere(SIPRequest redirected, SipURI target, Path path)
            throws ParseException, InvalidArgumentException {
        SIPRequest request = (SIPRequest) redirected.clone();
        request.removeHeader("Authorization"); // they were for the URI before
        request.removeHeader("Proxy-Authorization");
        request.setRequestURI(target);
        renewed(request, redirected, path);
        return request;
    }

    private void renewed(SIPRequest request, SIPRequest before, Path path)
            throws ParseException, InvalidArgumentException {
        request.removeHeader(Via.NAME);
        request.setHeader(headers.createViaHeader(path.uriHost(), path.port(), path.transport(), identifiers.branch()));
        ((Via) request.getTopmostVia()).setRPort();
        request.setCSeq(headers.createCSeqHeader(before.getCSeq().getSeqNumber() + 1, before.getMethod()));
    }

    /** Our address on that path. */
    Address contact(@Nullable String user, Path path) throws ParseException {
        SipURI uri = addresses.createSipURI(user, path.uriHost());
        uri.setPort(path.port());
        if (path.isStream()) {
            uri.setTransportParam(path.transport());
        }
        return addresses.createAddress(uri);
    }

    Contact contactOf(Address address) {
        return (Contact) headers.createContactHeader(addresses.createAddress(address.getURI()));
    }

    MaxForwards maxForwards() throws InvalidArgumentException {
        return (MaxForwards) headers.createMaxForwardsHeader(MAX_FORWARDS);
    }

    /** Where a request of this dialog goes first (RFC 3261, section 8.1.2). */
    SipURI nextHop(Dialog dialog) throws ParseException {
        boolean routed = !dialog.routes().isEmpty();
        URI uri = routed
                ? addresses.createAddress(dialog.routes().get(0)).getURI()
                : addresses.createURI(dialog.target());
        if (uri instanceof SipURI sip) {
            return sip;
        }
        throw new ParseException("not a SIP URI: " + uri.getScheme(), 0);
    }

    /** Parses a SIP URI that a person or a file gave. */
    SipURI uri(String text) {
        return read(text);
    }

    /** @throws SipFault when the text is no SIP URI */
    static SipURI read(String text) {
        try {
            if (new AddressFactoryImpl().createURI(text) instanceof SipURI uri && uri.getHost() != null) {
                return uri;
            }
        } catch (ParseException | RuntimeException e) {
            throw new SipFault("'" + text + "' is not a SIP URI such as sip:coffee@192.0.2.4:5060", e);
        }
        throw new SipFault("'" + text + "' is not a SIP URI such as sip:coffee@192.0.2.4:5060");
    }

    /**
     * The Refer-To of whoever is to take our place in a dialog (RFC 3891, section 6.1). It has user, host, port and
     * transport of the far end's Contact, whatever else that says: the caller's side goes there, and pays.
     *
     * @param peer where the call goes
     * @return null where the Contact names another place than that
     */
    @Nullable
    String replaced(Dialog dialog, InetAddress peer) {
        SipURI far = uri(dialog.target());
        if (!peer.equals(LocalAddresses.full(far.getHost()))) {
            return null;
        }
        String user = far.getUser() == null ? "" : far.getUser() + "@";
        String port = far.getPort() > 0 ? ":" + far.getPort() : "";
        String named = far.getTransportParam();
        boolean stream = "tcp".equalsIgnoreCase(named) || "tls".equalsIgnoreCase(named);
        String transport = stream ? ";transport=" + named.toLowerCase(Locale.ROOT) : "";
        String escaped = URLEncoder.encode(dialog.replaces(), StandardCharsets.US_ASCII);
        // A form writes blanks as +; in a header of a URI + stands for itself.
        return "sip:" + user + far.getHost() + port + transport + "?Replaces=" + escaped.replace("+", "%20");
    }

    private void add(SIPMessage message, List<Header> extra) throws ParseException {
        for (Header header : extra) {
            // As text: the stack's own types take one value of a list, or none that is empty.
            if (header.name().endsWith("-Authenticate")) { // a list whose values have commas of their own
                message.addHeader(headers.createHeader(header.name(), header.value()));
                continue;
            }
            ExtensionHeaderImpl line = new ExtensionHeaderImpl(header.name());
            line.setValue(header.value());
            message.setHeader(line);
        }
    }

    private Server server() throws ParseException {
        Server server = new Server();
        server.setProduct(List.of(product));
        return server;
    }

    private UserAgent userAgent() throws ParseException {
        UserAgent agent = new UserAgent();
        agent.setProduct(List.of(product));
        return agent;
    }
}
