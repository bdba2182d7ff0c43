package io.parley.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Answers from which trunk a call comes, and so whether it may come at all. Immutable: any thread may ask.
 */
public final class Trunks {
    /** The trunk of callers on loopback and private addresses where the configuration lists no trunk. */
    public static final Trunk LOCAL = new Trunk(Trunk.LOCAL_NAME, List.of("127.0.0.0/8", "::1"), false, 503);

    private final List<Entry> entries;
    private final boolean open;

    private record Entry(Cidr block, Trunk trunk) {}

    private Trunks(List<Entry> entries, boolean open) {
        this.entries = entries;
        this.open = open;
    }

    /** The trunk of telephones that register with us. */
    public static Trunk users(boolean nat) {
        return new Trunk(Trunk.USERS_NAME, List.of(), nat, 503);
    }

    /**
     * The trunks of a server.
     *
     * @param trunks the configured ones; none means loopback and private addresses only
     */
    public static Trunks of(List<Trunk> trunks) {
        List<Entry> entries = new ArrayList<>();
        for (Trunk trunk : trunks) {
            trunk.blocks().forEach(block -> entries.add(new Entry(block, trunk)));
        }
        entries.sort(Comparator.comparingInt((Entry entry) -> entry.block().prefixLength())
                .reversed());
        return new Trunks(List.copyOf(entries), trunks.isEmpty());
    }

    /** The trunk with the smallest block that holds the address; empty means: refuse the call (RFC 3261, 403). */
    public Optional<Trunk> of(InetAddress source) {
        if (open) {
            return Cidr.isLoopbackOrPrivate(source) ? Optional.of(LOCAL) : Optional.empty();
        }
        return entries.stream()
                .filter(entry -> entry.block().contains(source))
                .map(Entry::trunk)
                .findFirst();
    }
}
