package io.parley.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.net.InetAddress;
import java.util.Locale;
import javax.sip.address.SipURI;

/**
 * Where a request goes next.
 *
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 */
record Hop(InetAddress address, int port, String transport) {
    private static final int SIP_PORT = 5060;
    private static final int SIPS_PORT = 5061;
    /** The transport parameter, and the transport itself (RFC 3261, section 26.3.2.1). */
    static final String TLS = "tls";

    /** The port that a SIP URI means (RFC 3261, section 19.1.2). */
    static int port(SipURI uri) {
        return uri.getPort() > 0 ? uri.getPort() : isSecure(uri) ? SIPS_PORT : SIP_PORT;
    }

    /** The port that it means where TLS is spoken, whatever it says of it. */
    static int securePort(SipURI uri) {
        return uri.getPort() > 0 ? uri.getPort() : SIPS_PORT;
    }

    /** Whether the URI wants TLS. */
    static boolean isSecure(SipURI uri) {
        return uri.isSecure() || TLS.equalsIgnoreCase(uri.getTransportParam());
    }

    /**
     * Where a URI leads.
     *
     * @param address of its host
     * @param otherwise transport where it names none
     */
    static Hop of(SipURI uri, InetAddress address, String otherwise) {
        String transport = uri.isSecure() ? TLS : uri.getTransportParam();
        return new Hop(address, port(uri), transport == null ? otherwise : transport.toLowerCase(Locale.ROOT));
    }

    /** Where a request has come from. */
    static Hop from(SIPRequest request, String transport) {
        return new Hop(request.getPeerPacketSourceAddress(), request.getPeerPacketSourcePort(), transport);
    }

    boolean isSecure() {
        return transport.equals(TLS);
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
