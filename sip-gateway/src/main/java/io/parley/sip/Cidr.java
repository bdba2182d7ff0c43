package io.parley.sip;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A block of addresses, {@code 192.0.2.0/24}, or a single one. */
record Cidr(byte[] network, int bits) {

    /** @throws SipFault when the text is not a literal address or block */
    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        byte[] network = literal(host, text);
        int bits = slash < 0 ? network.length * 8 : number(text.substring(slash + 1), text);
        if (bits < 0 || bits > network.length * 8) {
            throw notABlock(text);
        }
        return new Cidr(network, bits);
    }

    boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += 8) {
            int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit)) & 0xff;
            if (((other[bit / 8] ^ network[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] literal(String host, String text) {
        // InetAddress would ask the DNS for anything that is not a literal.
        if (host.isEmpty() || !host.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':')) {
            throw notABlock(text);
        }
        try {
            return InetAddress.getByName(host).getAddress();
        } catch (UnknownHostException e) {
            throw notABlock(text);
        }
    }

    private static int number(String digits, String text) {
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw notABlock(text);
        }
        return Integer.parseInt(digits);
    }

    private static SipFault notABlock(String text) {
        return new SipFault("'" + text + "' is neither an address nor a block such as 192.0.2.0/24");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cidr that && bits == that.bits && java.util.Arrays.equals(network, that.network);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(network) * 31 + bits;
    }
}
