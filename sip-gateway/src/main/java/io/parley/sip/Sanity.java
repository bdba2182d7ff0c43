package io.parley.sip;

import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Set;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.AcceptHeader;
import javax.sip.header.RAckHeader;
import javax.sip.header.RequireHeader;
import org.jspecify.annotations.Nullable;

/**
 * What must hold for a request that the parser accepted, in the order of RFC 3261, section 8.2: method, addressing,
 * extensions, body. Pure; called by the {@link SanityValve} before anything is allocated for the request.
 */
final class Sanity {
    static final int MAX_IDENTIFIER = 512;

    /**
     * Headers we act on. They, and what every message needs, are all that reaches the parser: of the others it writes some
     * so that it cannot read them again. One of these that does not parse is refused.
     */
    static final Set<String> ACTED_ON = Set.of(
            "contact",
            "m",
            "route",
            "record-route",
            "require",
            "content-type",
            "c",
            "content-encoding",
            "e",
            "content-disposition",
            "max-forwards",
            "event",
            "o",
            "subscription-state",
            "accept");

    /** Methods that have an RFC and that we do not offer. */
    static final Set<String> KNOWN_METHODS = Set.of("REGISTER", "SUBSCRIBE", "PUBLISH", "MESSAGE", "REFER");

    /** Their bodies are session descriptions. */
    private static final Set<String> DESCRIBING = Set.of("INVITE", "UPDATE", "PRACK");

    private Sanity() {}

    /**
     * @param registrar REGISTER is taken
     * @param extensions option tags that it may require
     * @return what is wrong, or null
     */
    static @Nullable Flaw request(SIPRequest request, boolean registrar, Set<String> extensions) {
        Flaw flaw = via(request);
        if (flaw == null) {
            flaw = headers(request);
        }
        if (flaw == null) {
            boolean registers = registrar && request.getMethod().equals("REGISTER");
            boolean refers = request.getMethod().equals("REFER") && request.getToTag() != null; // its call decides
            flaw = registers || refers ? null : method(request.getMethod());
        }
        if (flaw == null) {
            flaw = uri(request.getRequestURI());
        }
        if (flaw == null) {
            flaw = contact(request);
        }
        if (flaw == null && request.getMethod().equals("PRACK") && request.getHeader(RAckHeader.NAME) == null) {
            flaw = Flaw.malformed("PRACK Needs RAck");
        }
        if (flaw == null && !canBeRouted(request)) {
            flaw = Flaw.malformed("Record-Route Is Not SIP");
        }
        if (flaw == null) {
            flaw = extensions(request, extensions);
        }
        if (flaw == null && isMisplaced(request)) {
            flaw = Flaw.malformed("Replaces Is For INVITE");
        }
        return flaw == null ? body(request) : flaw;
    }

    /** A response to a user agent has exactly one Via, its own (RFC 3261, section 8.1.3.3), and a route we can go. */
    static boolean response(SIPResponse response) {
        return response.getViaHeaders() != null && response.getViaHeaders().size() == 1 && canBeRouted(response);
    }

    /** Record-Route becomes our Route: SIP or SIPS URIs (RFC 3261, section 16.6, step 4); others the stack writes wrongly. */
    private static boolean canBeRouted(SIPMessage message) {
        return HeaderFields.of(message, RecordRoute.NAME, RecordRoute.class).stream()
                .allMatch(route -> route.getAddress().getURI() instanceof SipURI);
    }

    /** Answers go where the request came from: maddr would send them to whomever the sender names. */
    private static @Nullable Flaw via(SIPRequest request) {
        boolean elsewhere = request.getTopmostVia().getMAddr() != null;
        return elsewhere ? Flaw.malformed("maddr In Via Is Not Honoured") : null;
    }

    private static @Nullable Flaw headers(SIPRequest request) {
        ListIterator<String> unparsed = request.getUnrecognizedHeaders();
        while (unparsed.hasNext()) {
            String line = unparsed.next();
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(colon, 0)).trim().toLowerCase(Locale.ROOT);
            if (ACTED_ON.contains(name)) {
                return Flaw.malformed("Malformed " + name);
            }
        }
        boolean tooLong = request.getCallId().getCallId().length() > MAX_IDENTIFIER
                || tooLong(request.getFromTag())
                || tooLong(request.getToTag());
        return tooLong ? Flaw.tooLarge(513, "Identifier Too Long") : null;
    }

    private static boolean tooLong(@Nullable String tag) {
        return tag != null && tag.length() > MAX_IDENTIFIER;
    }

    /** RFC 3261, section 8.2.1: 405 for a method we know and do not offer, 501 for one nobody told us of. */
    static @Nullable Flaw method(String method) {
        if (Answers.ALLOWED.contains(method)) {
            return null;
        }
        return KNOWN_METHODS.contains(method)
                ? new Flaw(405, "Method Not Allowed", SipCounter.REFUSED_METHOD, List.of(Answers.ALLOW))
                : new Flaw(501, "Not Implemented", SipCounter.REFUSED_METHOD, List.of(Answers.ALLOW));
    }

    private static @Nullable Flaw uri(URI uri) {
        if (uri instanceof SipURI sip && !sip.isSecure()) {
            Iterator<?> headers = sip.getHeaderNames();
            // RFC 3261, table 1: no headers in a Request-URI; a Route among them would be smuggled.
            return headers != null && headers.hasNext() ? Flaw.malformed("Headers In Request-URI") : null;
        }
        return uri.getScheme().equalsIgnoreCase("tel")
                ? null
                : new Flaw(416, "Unsupported URI Scheme", SipCounter.REFUSED_SCHEME, List.of());
    }

    private static @Nullable Flaw contact(SIPRequest request) {
        if (!request.getMethod().equals("INVITE")) {
            return null;
        }
        boolean one = request.getContactHeaders() != null
                && request.getContactHeaders().size() == 1
                && EventReader.contact(request) != null;
        return one ? null : Flaw.malformed("INVITE Needs One SIP Contact");
    }

    /** RFC 3261, section 8.2.2.3. */
    private static @Nullable Flaw extensions(SIPRequest request, Set<String> supported) {
        if (request.getMethod().equals("ACK") || request.getMethod().equals("CANCEL")) {
            return null;
        }
        List<String> tags = HeaderFields.of(request, RequireHeader.NAME, RequireHeader.class).stream()
                .map(RequireHeader::getOptionTag)
                .filter(tag -> !supported.contains(String.valueOf(tag).toLowerCase(Locale.ROOT)))
                .toList();
        return tags.isEmpty()
                ? null
                : new Flaw(
                        420,
                        "Bad Extension",
                        SipCounter.REFUSED_EXTENSION,
                        List.of(new Header("Unsupported", String.join(", ", tags))));
    }

    /** RFC 3891, section 3. */
    private static boolean isMisplaced(SIPRequest request) {
        return !request.getMethod().equals("INVITE") && Replaces.isThere(OtherFields.of(request));
    }

    private static @Nullable Flaw body(SIPRequest request) {
        if (!DESCRIBING.contains(request.getMethod())) {
            return null;
        }
        if (!acceptsSdp(request)) {
            return new Flaw(406, "Not Acceptable", SipCounter.REFUSED_BODY, List.of());
        }
        if (!Bodies.hasBody(request) || Bodies.sdp(request) != null || Bodies.isOptional(request)) {
            return null;
        }
        return Bodies.isEncoded(request)
                ? unsupportedBody(new Header("Accept-Encoding", "identity"))
                : unsupportedBody(new Header("Accept", "application/sdp, multipart/mixed"));
    }

    private static Flaw unsupportedBody(Header accepted) {
        return new Flaw(415, "Unsupported Media Type", SipCounter.REFUSED_BODY, List.of(accepted));
    }

    /** Our answer is SDP: a caller that says it reads only other things cannot be answered (RFC 4475, 3.3.15). */
    private static boolean acceptsSdp(SIPRequest request) {
        List<AcceptHeader> accepts = HeaderFields.of(request, AcceptHeader.NAME, AcceptHeader.class);
        return accepts.isEmpty() || accepts.stream().anyMatch(Sanity::isSdp);
    }

    private static boolean isSdp(AcceptHeader accept) {
        String subtype = accept.getContentSubType();
        return "*".equals(accept.getContentType())
                || "application".equalsIgnoreCase(accept.getContentType())
                        && ("*".equals(subtype) || "sdp".equalsIgnoreCase(subtype));
    }
}
