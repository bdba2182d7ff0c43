package io.parley.config;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of IPv4 or IPv6 addresses (RFC 4632, RFC 4291 section 2.3), or a single address.
 *
 * @param network the first address of the block
 * @param prefixLength leading bits that count: 0 to 32, or 0 to 128
 */
public record Cidr(InetAddress network, int prefixLength) {
    private static final int SUBSCRIBER_BYTES = 8;
    private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f:.]{2,45})(?:/([0-9]{1,3}))?");
    private static final String EXPECTED = "an address or a block such as 192.0.2.10, 192.0.2.0/24 or 2001:db8::/32";

    /**
     * Who is taken for one stranger: an IPv4 address, or 64 bits of IPv6, which every subscriber has to himself.
     *
     * @return text that no other has
     */
    public static String subscriber(InetAddress source) {
        return source instanceof Inet4Address
                ? source.getHostAddress()
                : HexFormat.ofDelimiter(":").formatHex(Arrays.copyOf(source.getAddress(), SUBSCRIBER_BYTES)) + "::/64";
    }

    public Cidr {
        int bits = network.getAddress().length * Byte.SIZE;
        new Rules()
                .require(
                        prefixLength >= 0 && prefixLength <= bits,
                        "",
                        network.getHostAddress() + "/" + prefixLength,
                        "a prefix length from 0 to " + bits)
                .check();
        InetAddress first = masked(network, prefixLength);
        new Rules()
                .require(
                        first.equals(network),
                        "",
                        network.getHostAddress() + "/" + prefixLength,
                        "the first address of the block, " + first.getHostAddress() + "/" + prefixLength)
                .check();
    }

    /**
     * Reads a block or a single address.
     *
     * @param text {@code 192.0.2.10}, {@code 192.0.2.0/24}, {@code 2001:db8::/32}
     * @throws IllegalArgumentException if it is none of these
     */
    public static Cidr parse(String text) {
        Matcher form = FORM.matcher(text);
        Optional<InetAddress> network = form.matches() ? IpLiteral.parse(form.group(1)) : Optional.empty();
        new Rules().require(network.isPresent(), "", text, EXPECTED).check();
        InetAddress address = network.orElseThrow();
        int bits = address.getAddress().length * Byte.SIZE;
        return new Cidr(address, form.group(2) == null ? bits : Integer.parseInt(form.group(2)));
    }

    /** Whether the address lies in this block; one of the other family never does. */
    public boolean contains(InetAddress address) {
        return address.getAddress().length == network.getAddress().length
                && masked(address, prefixLength).equals(network);
    }

    /**
     * Who may call where nothing says otherwise: this machine, the private networks (RFC 1918, RFC 4193) and the local
     * link (RFC 3927, RFC 4291 section 2.5.6).
     */
    public static boolean isLoopbackOrPrivate(InetAddress address) {
        if (address.isLoopbackAddress() || address.isLinkLocalAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? address.isSiteLocalAddress() : isUniqueLocal(bytes);
    }

    /** fc00::/7. {@link Inet6Address#isSiteLocalAddress} means the block fec0::/10, given up by RFC 3879. */
    private static boolean isUniqueLocal(byte[] bytes) {
        return (bytes[0] & 0xfe) == 0xfc;
    }

    private static InetAddress masked(InetAddress address, int prefixLength) {
        byte[] bytes = address.getAddress();
        int whole = prefixLength / Byte.SIZE;
        if (whole < bytes.length) {
            bytes[whole] &= (byte) (0xff00 >> prefixLength % Byte.SIZE);
            Arrays.fill(bytes, whole + 1, bytes.length, (byte) 0);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("an address has 4 or 16 bytes", e);
        }
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefixLength;
    }
}
