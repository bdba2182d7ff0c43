package io.parley.sip;

import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;

/** Reads an answer to our REGISTER. Pure. */
final class RegistrationReader {
    private static final int SIP_PORT = 5060;

    private RegistrationReader() {}

    static RegistrationReply read(SIPResponse response, RegistrationAction.Send send, Path path, String user) {
        boolean fromServer = send.to().address().equals(response.getPeerPacketSourceAddress());
        return new RegistrationReply(
                send.attempt(),
                response.getStatusCode(),
                fromServer,
                Challenge.of(response),
                granted(response, path, user),
                seconds(response, "Min-Expires"),
                seconds(response, "Retry-After"),
                serviceRoutes(response));
    }

    /** The expiry of our own Contact among all that are bound (RFC 3261, section 10.2.4), else of the whole answer. */
    private static @Nullable Duration granted(SIPResponse response, Path path, String user) {
        if (response.getContactHeaders() != null) {
            for (Object each : response.getContactHeaders()) {
                if (each instanceof Contact contact && isOurs(contact, path, user) && contact.getExpires() >= 0) {
                    return Duration.ofSeconds(contact.getExpires());
                }
            }
        }
        return seconds(response, "Expires");
    }

    private static boolean isOurs(Contact contact, Path path, String user) {
        return contact.getAddress() != null
                && contact.getAddress().getURI() instanceof SipURI uri
                && user.equals(uri.getUser())
                && LocalAddresses.bracketed(path.host()).equals(LocalAddresses.bracketed(uri.getHost()))
                && (uri.getPort() > 0 ? uri.getPort() : SIP_PORT) == path.port();
    }

    private static @Nullable Duration seconds(SIPResponse response, String name) {
        SIPHeader header = (SIPHeader) response.getHeader(name);
        String value = header == null ? "" : header.getValue();
        String digits = value == null ? "" : value.strip().replaceFirst("[^0-9].*$", "");
        return digits.isEmpty() || digits.length() > 9 ? null : Duration.ofSeconds(Long.parseLong(digits));
    }

    private static List<String> serviceRoutes(SIPResponse response) {
        List<String> routes = new ArrayList<>();
        ListIterator<SIPHeader> headers = response.getHeaders("Service-Route");
        while (headers.hasNext()) {
            routes.add(headers.next().getValue());
        }
        return routes;
    }
}
