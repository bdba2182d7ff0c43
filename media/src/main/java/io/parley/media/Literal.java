package io.parley.media;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** IP addresses as written in session descriptions: literals only, because a look-up would block the call. */
final class Literal {
    private static final int[] NO_BLOCK = {};
    /** Network, bits: private (RFC 1918), shared (RFC 6598) and link-local (RFC 3927). */
    private static final int[][] PRIVATE_BLOCKS = {
        {10 << 24, 8},
        {172 << 24 | 16 << 16, 12},
        {192 << 24 | 168 << 16, 16},
        {100 << 24 | 64 << 16, 10},
        {169 << 24 | 254 << 16, 16}
    };

    private Literal() {}

    /** The address, or null when {@code text} is no literal. */
    static @Nullable InetAddress parse(String text) {
        boolean v4 = text.matches("\\d{1,3}(\\.\\d{1,3}){3}");
        boolean v6 = text.indexOf(':') >= 0 && text.matches("[0-9a-fA-F:.]{2,45}");
        if (!v4 && !v6) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /**
     * Whether {@code far} lies in a private network that {@code near} is not part of, so that packets can reach it only
     * through a translator whose address must be learned. Or whether {@code near} is loopback and {@code far} is not: what
     * reaches loopback comes from this machine, and a telephone there that names another of the machine's addresses still
     * sends from loopback.
     */
    static boolean isBehindNat(InetAddress far, InetAddress near) {
        if (near.isLoopbackAddress()) {
            return !far.isLoopbackAddress() && !far.isAnyLocalAddress();
        }
        if (far.getAddress().length == 16) {
            boolean local = far.isSiteLocalAddress() || (far.getAddress()[0] & 0xfe) == 0xfc;
            boolean nearLocal = near.getAddress().length == 16 && (near.getAddress()[0] & 0xfe) == 0xfc;
            return local && !nearLocal;
        }
        int[] block = block(far);
        return block != NO_BLOCK && block != block(near);
    }

    private static int[] block(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != 4) {
            return NO_BLOCK;
        }
        int value = (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        for (int[] block : PRIVATE_BLOCKS) {
            if ((value ^ block[0]) >>> (32 - block[1]) == 0) {
                return block;
            }
        }
        return NO_BLOCK;
    }
}
