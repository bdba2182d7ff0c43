package io.parley.sip;

import io.parley.config.Trunk;
import io.parley.config.Trunks;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may call. Immutable: any thread may ask. */
interface Sources {

    /** The trunk that the address belongs to; null when it may not call. */
    @Nullable
    Trunk trunkOf(InetAddress address);

    /**
     * With trunks only they may call; without any, this machine and private addresses may, so that a fresh installation
     * can be phoned from the same desk and from nowhere else.
     *
     * @param own addresses of this machine: no packet from outside can bear them
     */
    static Sources of(List<Trunk> trunks, List<InetAddress> own) {
        Trunks table = Trunks.of(trunks);
        Set<InetAddress> self = trunks.isEmpty() ? Set.copyOf(own) : Set.of();
        return address ->
                self.contains(address) ? Trunks.LOCAL : table.of(address).orElse(null);
    }

    /** These, and where they know nobody, the others. */
    default Sources or(Sources others) {
        return address -> {
            Trunk trunk = trunkOf(address);
            return trunk == null ? others.trunkOf(address) : trunk;
        };
    }

    /** For a telephone, which takes no calls and must hear from whomever it calls. */
    static Sources anyone() {
        return address -> Trunks.LOCAL;
    }
}
