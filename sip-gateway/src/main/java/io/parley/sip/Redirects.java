package io.parley.sip;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.message.SIPResponse;
import java.text.ParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;

/** Where 3xx responses lead (RFC 3261, sections 8.1.3.4 and 21.3). Pure. */
final class Redirects {
    /** 305 would name a proxy, 380 another service. */
    private static final Set<Integer> FOLLOWED = Set.of(300, 301, 302);
    /** Contacts of a response that are looked at. */
    static final int MOST = 10;

    private Redirects() {}

    /** Where the INVITE goes next. */
    record Place(SipURI target, Hop hop) {}

    static boolean isOne(SIPResponse response) {
        return FOLLOWED.contains(response.getStatusCode())
                && response.getCSeq().getMethod().equals("INVITE");
    }

    /** Its SIP URIs, the preferred first. */
    static List<SipURI> contacts(SIPResponse response) {
        return HeaderFields.of(response, Contact.NAME, Contact.class).stream()
                .limit(MOST)
                .filter(contact -> !contact.isWildCard() && contact.getAddress().getURI() instanceof SipURI)
                .sorted(Comparator.comparingDouble((Contact contact) -> -q(contact)))
                .map(contact -> (SipURI) contact.getAddress().getURI())
                .toList();
    }

    private static double q(Contact contact) {
        return contact.getParameter("q") == null ? 1 : contact.getQValue();
    }

    /** User, host, port and transport: whatever else it says would be the word of whoever sends us away. */
    static @Nullable SipURI plain(SipURI contact) {
        String user = contact.getUser();
        if (contact.isSecure() || user == null || user.isEmpty() || user.length() > HeaderText.MAX_USER) {
            return null;
        }
        String transport = contact.getTransportParam();
        SipUri plain = new SipUri();
        try {
            plain.setUser(user);
            plain.setHost(contact.getHost());
            if (contact.getPort() > 0) {
                plain.setPort(contact.getPort());
            }
            if (transport != null) {
                plain.setTransportParam(transport.toLowerCase(Locale.ROOT));
            }
            return plain;
        } catch (ParseException e) {
            return null;
        }
    }

    /** A literal address is gone to as the URI says; a name is that of the server in use. */
    static Hop hop(SipURI target, Hop server) {
        String host = LocalAddresses.unbracketed(target.getHost());
        if (!LocalAddresses.isLiteral(host)) {
            return server;
        }
        return Hop.of(target, LocalAddresses.literal(host), server.transport());
    }
}
