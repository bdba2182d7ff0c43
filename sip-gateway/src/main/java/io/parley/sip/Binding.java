package io.parley.sip;

import java.net.InetAddress;
import javax.sip.ListeningPoint;
import javax.sip.SipProvider;
import org.jspecify.annotations.Nullable;

/**
 * One local address with its listening points.
 *
 * @param address it is bound to
 * @param host what messages call it
 */
record Binding(InetAddress address, String host, SipProvider provider) {

    /** The listening point of that transport; null when there is none on this address. */
    @Nullable
    Path path(String transport) {
        ListeningPoint point = provider.getListeningPoint(transport);
        return point == null
                ? null
                : new Path(provider, transport.toLowerCase(java.util.Locale.ROOT), address, host, point.getPort());
    }
}
