package io.parley.sip;

import java.net.InetAddress;
import javax.sip.address.SipURI;

/**
 * Where a request goes next.
 *
 * @param transport {@code udp} or {@code tcp}
 */
record Hop(InetAddress address, int port, String transport) {
    private static final int SIP_PORT = 5060;

    /** The port that a SIP URI means (RFC 3261, section 19.1.2). */
    static int port(SipURI uri) {
        return uri.getPort() > 0 ? uri.getPort() : SIP_PORT;
    }

    /**
     * Where a URI leads.
     *
     * @param address of its host
     * @param otherwise transport where it names none
     */
    static Hop of(SipURI uri, InetAddress address, String otherwise) {
        String transport = uri.getTransportParam();
        return new Hop(address, port(uri), transport == null ? otherwise : transport);
    }

    /** The address as it stands in a URI. */
    String host() {
        return LocalAddresses.bracketed(LocalAddresses.text(address));
    }

    @Override
    public String toString() {
        return transport + ":" + host() + ":" + port;
    }
}
