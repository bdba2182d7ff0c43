package io.parley.sip;

import io.parley.config.Trunk;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may call. With trunks only they may; without any, loopback and private addresses may, so that a fresh installation
 * can be phoned from the same desk and from nowhere else.
 */
final class Sources {
    private static final Trunk LOCAL = new Trunk("local", List.of(), false, 503);
    private static final List<Cidr> PRIVATE = List.of(
            Cidr.parse("127.0.0.0/8"), // loopback
            Cidr.parse("10.0.0.0/8"), // RFC 1918
            Cidr.parse("172.16.0.0/12"),
            Cidr.parse("192.168.0.0/16"),
            Cidr.parse("169.254.0.0/16"), // link-local, RFC 3927
            Cidr.parse("::1/128"),
            Cidr.parse("fc00::/7"), // unique local, RFC 4193
            Cidr.parse("fe80::/10"));

    private record Entry(Cidr block, Trunk trunk) {}

    private final List<Entry> entries;

    private Sources(List<Entry> entries) {
        this.entries = entries;
    }

    /** @throws SipFault when a trunk's address is not a literal address or block */
    static Sources of(List<Trunk> trunks) {
        if (trunks.isEmpty()) {
            return new Sources(
                    PRIVATE.stream().map(block -> new Entry(block, LOCAL)).toList());
        }
        return new Sources(trunks.stream()
                .flatMap(trunk -> trunk.addresses().stream().map(a -> new Entry(Cidr.parse(a), trunk)))
                .toList());
    }

    /** For a telephone, which takes no calls and must hear from whomever it calls. */
    static Sources anyone() {
        return new Sources(List.of(new Entry(Cidr.parse("0.0.0.0/0"), LOCAL), new Entry(Cidr.parse("::/0"), LOCAL)));
    }

    /** The trunk that the address belongs to, the first in the file's order; null when it may not call. */
    @Nullable
    Trunk trunkOf(InetAddress address) {
        for (Entry entry : entries) {
            if (entry.block.contains(address)) {
                return entry.trunk;
            }
        }
        return null;
    }
}
