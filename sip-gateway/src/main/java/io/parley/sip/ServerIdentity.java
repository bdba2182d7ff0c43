package io.parley.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Whose a certificate is (RFC 5922, section 7): whom its subjectAltName names, as a SIP URI, a DNS name or an address. The
 * common name says nothing, and a wildcard is no name. Pure.
 */
final class ServerIdentity {
    private static final String SIP = "sip:";
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;
    /** Names of a certificate that a message lists. */
    private static final int SHOWN = 5;

    private ServerIdentity() {}

    /**
     * @param hosts who must be there, all of them; none for {@code address} itself
     * @throws SSLException where the certificate is not that of one of them
     */
    static void require(SSLSession session, Set<String> hosts, InetAddress address) throws IOException {
        List<Name> found = names(session);
        for (String host : hosts.isEmpty() ? Set.of(LocalAddresses.text(address)) : hosts) {
            if (found.stream().noneMatch(name -> name.is(host))) {
                throw new SSLPeerUnverifiedException("expected a certificate whose subjectAltName is " + host
                        + ", found " + found.stream().limit(SHOWN).toList());
            }
        }
    }

    private record Name(boolean isAddress, String text) {
        boolean is(String host) {
            return isAddress
                    ? LocalAddresses.isLiteral(host)
                            && LocalAddresses.literal(text).equals(LocalAddresses.literal(host))
                    : text.equalsIgnoreCase(host);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static List<Name> names(SSLSession session) throws IOException {
        Certificate[] chain = session.getPeerCertificates();
        try {
            Collection<List<?>> all = ((X509Certificate) chain[0]).getSubjectAlternativeNames();
            List<Name> names = new ArrayList<>();
            for (List<?> each : all == null ? List.<List<?>>of() : all) {
                int kind = (Integer) each.get(0);
                if (kind == IP || kind == DNS) {
                    names.add(new Name(kind == IP, (String) each.get(1)));
                } else if (kind == URI && isDomain((String) each.get(1))) {
                    names.add(new Name(false, ((String) each.get(1)).substring(SIP.length())));
                }
            }
            return names;
        } catch (CertificateParsingException e) {
            throw new SSLException("a certificate whose subjectAltName cannot be read", e);
        }
    }

    /** A SIP URI without a user. */
    private static boolean isDomain(String uri) {
        return uri.toLowerCase(Locale.ROOT).startsWith(SIP) && uri.indexOf('@') < 0;
    }
}
