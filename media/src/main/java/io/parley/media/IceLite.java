package io.parley.media;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Our side of ICE (RFC 8445, section 2.5): a lite agent, which answers the checks of the far end and makes none. Of all who
 * send, it remembers one address: that of the pair nominated last. Whoever does not know the password is not answered and
 * changes nothing. Media thread only.
 */
final class IceLite {
    /** Checks with the right name that are looked at in a second: a browser sends some twenty in its first one. */
    static final int CHECKS_A_SECOND = 200;

    private final String ours;
    private final byte[] password;
    private final PerSecond checks = new PerSecond();
    private @Nullable String far;
    private @Nullable String username;
    private @Nullable InetSocketAddress nominated;

    /** @param credentials ours, which the far end's checks carry */
    IceLite(IceCredentials credentials) {
        this.ours = credentials.ufrag();
        this.password = credentials.password().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Whose checks count from now on. Another fragment is another agent, or one that begins again: what was nominated
     * before counts no more (RFC 8445, section 9).
     *
     * @param ufrag the far end's; null where nobody's checks count
     */
    void agree(@Nullable String ufrag) {
        if (Objects.equals(ufrag, far)) {
            return;
        }
        far = ufrag;
        username = ufrag == null ? null : ours + ":" + ufrag;
        nominated = null;
    }

    /**
     * Takes a datagram that looks like STUN.
     *
     * @return what to answer the sender; null for nothing
     */
    byte @Nullable [] receive(byte[] bytes, int length, InetSocketAddress from, long now) {
        StunMessage message = StunMessage.read(bytes, length);
        if (message == null || message.type() != StunMessage.BINDING_REQUEST) {
            return null;
        }
        // Strangers, who know no names, leave the far end's share alone; what is dear comes behind it.
        String user = message.username();
        if (user == null
                || !user.equals(username)
                || !checks.take(CHECKS_A_SECOND, now)
                || !message.isAuthentic(password)) {
            return null;
        }
        if (message.unknown() != 0) {
            return message.error(420, "Unknown Attribute", password);
        }
        if (message.has(StunMessage.ICE_CONTROLLED)) { // we never are the one in control: section 7.3.1.1
            return message.error(487, "Role Conflict", password);
        }
        if (message.has(StunMessage.USE_CANDIDATE)) {
            nominated = from;
        }
        return message.success(from, password);
    }

    /** Where the far end is; null before it has nominated a pair. */
    @Nullable
    InetSocketAddress nominated() {
        return nominated;
    }
}
