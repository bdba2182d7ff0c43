package io.parley.sip;

import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;

/** Reads an answer to our REGISTER. Pure. */
final class RegistrationReader {
    private RegistrationReader() {}

    static RegistrationReply read(SIPResponse response, RegistrationAction.Send send, Path path, String user) {
        boolean fromServer = send.to().address().equals(response.getPeerPacketSourceAddress());
        return new RegistrationReply(
                send.attempt(),
                response.getStatusCode(),
                fromServer,
                Challenge.of(response),
                granted(response, path, user, send.expires()),
                seconds(response, "Min-Expires"),
                seconds(response, "Retry-After"),
                HeaderFields.values(response, "Service-Route"));
    }

    /**
     * The expiry of our own Contact among all that are bound (RFC 3261, section 10.2.4), else of the whole answer. A
     * registrar that sees a NAT between us may have written another address into it: then the only one is ours, and of
     * several with our user the one that ends first; to refresh too early harms nobody.
     *
     * @return null where the answer does not tell; never more than was asked for, since nobody promises us that
     */
    private static @Nullable Duration granted(SIPResponse response, Path path, String user, Duration asked) {
        List<Contact> bound = HeaderFields.of(response, Contact.NAME, Contact.class);
        Duration granted = bound.stream()
                .filter(contact -> isOurs(contact, path, user))
                .findFirst()
                .or(() -> bound.size() == 1 ? Optional.of(bound.get(0)) : earliest(bound, user))
                .filter(contact -> contact.getExpires() >= 0)
                .map(contact -> Duration.ofSeconds(contact.getExpires()))
                .orElseGet(() -> seconds(response, "Expires"));
        return granted == null || granted.compareTo(asked) < 0 ? granted : asked;
    }

    private static Optional<Contact> earliest(List<Contact> bound, String user) {
        return bound.stream()
                .filter(contact -> contact.getExpires() >= 0)
                .filter(contact -> uri(contact) instanceof SipURI uri && user.equals(uri.getUser()))
                .min(Comparator.comparingInt(Contact::getExpires));
    }

    private static @Nullable URI uri(Contact contact) {
        return contact.getAddress() == null ? null : contact.getAddress().getURI();
    }

    private static boolean isOurs(Contact contact, Path path, String user) {
        return uri(contact) instanceof SipURI uri
                && user.equals(uri.getUser())
                && LocalAddresses.bracketed(path.host()).equals(LocalAddresses.bracketed(uri.getHost()))
                && Hop.port(uri) == path.port();
    }

    private static @Nullable Duration seconds(SIPResponse response, String name) {
        SIPHeader header = (SIPHeader) response.getHeader(name);
        String value = header == null ? "" : header.getValue();
        String digits = value == null ? "" : value.strip().replaceFirst("[^0-9].*$", "");
        return digits.isEmpty() || digits.length() > 9 ? null : Duration.ofSeconds(Long.parseLong(digits));
    }
}
