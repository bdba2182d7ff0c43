package io.parley.sip;

import java.net.InetAddress;
import javax.sip.SipProvider;

/**
 * One of our listening points, as messages to a peer name it.
 *
 * @param provider the stack's handle of the local address
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 * @param local address it is bound to
 * @param host address for Via, Contact and {@code c=}: the local one, or the public one by configuration; IPv6 without
 *     brackets
 * @param port port it is bound to
 */
record Path(SipProvider provider, String transport, InetAddress local, String host, int port) {

    /** {@link #host} where a port may follow. */
    String uriHost() {
        return LocalAddresses.bracketed(host);
    }

    boolean isSecure() {
        return transport.equals(Hop.TLS);
    }

    boolean isStream() {
        return !transport.equals("udp");
    }
}
