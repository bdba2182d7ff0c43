package io.parley.sip;

import java.net.InetAddress;

/**
 * Where a request goes next.
 *
 * @param transport {@code udp} or {@code tcp}
 */
record Hop(InetAddress address, int port, String transport) {

    /** As a URI. */
    String uri() {
        String host = LocalAddresses.bracketed(LocalAddresses.text(address)) + ":" + port;
        return "sip:" + host + (transport.equals("tcp") ? ";transport=tcp" : "");
    }

    @Override
    public String toString() {
        return transport + ":" + LocalAddresses.bracketed(LocalAddresses.text(address)) + ":" + port;
    }
}
