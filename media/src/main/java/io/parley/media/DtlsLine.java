package io.parley.media;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an m-line says of DTLS-SRTP (RFC 5763), ICE (RFC 8839), rtcp-mux (RFC 5761) and BUNDLE (RFC 9143); where it says
 * nothing, what the session says.
 *
 * @param fingerprint of their certificate
 * @param setup what they would be: {@code active}, {@code actpass}, {@code passive} or {@code holdconn}
 * @param tlsId of their association; empty for none
 * @param ufrag of their side of ICE; null without ICE
 * @param profile as written
 */
record DtlsLine(
        Fingerprint fingerprint,
        String setup,
        String tlsId,
        @Nullable String ufrag,
        boolean mux,
        String mid,
        boolean bundled,
        String profile) {
    private static final String PREFIX = "UDP/TLS/";
    private static final int LONGEST_TOKEN = 256;

    /** Whether the m-line is one of DTLS: by its profile, or by a fingerprint where others have keys. */
    static boolean isThere(Sdp sdp, Sdp.Media media) {
        String profile = plain(media.protocol());
        return isDtls(media.protocol())
                || (profile.equalsIgnoreCase(Crypto.SECURE) || profile.equalsIgnoreCase(Crypto.SECURE + "F"))
                        && sdp.either(media, "fingerprint") != null
                        && CryptoLine.count(media) == 0;
    }

    private static boolean isDtls(String protocol) {
        return protocol.toUpperCase(Locale.ROOT).startsWith(PREFIX + Crypto.SECURE);
    }

    private static String plain(String protocol) {
        return isDtls(protocol) ? protocol.substring(PREFIX.length()) : protocol;
    }

    /** Empty where there is no fingerprint that we can check, they would not begin, or ICE were to have two ports. */
    static Optional<DtlsLine> read(Sdp sdp, Sdp.Media media) {
        String setup = sdp.either(media, "setup");
        String role = setup == null ? "actpass" : setup.toLowerCase(Locale.ROOT);
        boolean begins = role.equals("actpass") || role.equals("active");
        if (!begins || !isThere(sdp, media)) {
            return Optional.empty();
        }
        String ufrag = token(sdp.either(media, "ice-ufrag"));
        String password = token(sdp.either(media, "ice-pwd"));
        String mid = mid(media);
        String tlsId = token(media.attribute("tls-id"));
        boolean ports = ufrag == null || media.attribute("rtcp-mux") != null;
        return sdp.each(media, "fingerprint").stream()
                .flatMap(print -> Fingerprint.read(print).stream())
                .findFirst()
                .filter(read -> ports)
                .map(read -> new DtlsLine(
                        read,
                        role,
                        tlsId == null ? "" : tlsId,
                        password == null ? null : ufrag,
                        media.attribute("rtcp-mux") != null,
                        mid,
                        !mid.isEmpty() && sdp.bundles(mid),
                        media.protocol()));
    }

    /** The m-line's name; empty for none, and for one that no answer should repeat. */
    static String mid(Sdp.Media media) {
        String mid = token(media.attribute("mid"));
        return mid == null ? "" : mid;
    }

    /** What an answer repeats must not be what a stranger likes. */
    private static @Nullable String token(@Nullable String value) {
        return value != null && !value.isEmpty() && value.length() <= LONGEST_TOKEN && value.matches("[\\x21-\\x7e]+")
                ? value
                : null;
    }

    boolean isIce() {
        return ufrag != null;
    }

    DtlsTarget target() {
        return new DtlsTarget(fingerprint, tlsId, ufrag, mux, mid, profile);
    }

    /** What stands before the m-lines of our description. */
    static String session(DtlsTarget target, boolean bundled) {
        return (target.ice() ? "a=ice-lite\r\n" : "") + (bundled ? "a=group:BUNDLE " + target.mid() + "\r\n" : "");
    }

    /** Our side, for the m-line. */
    static String ours(DtlsTarget target, DtlsLocal ours, OfferAnswer.Local local, String setup) {
        StringBuilder lines = new StringBuilder();
        lines.append(target.mid().isEmpty() ? "" : "a=mid:" + target.mid() + "\r\n");
        lines.append(target.mux() ? "a=rtcp-mux\r\n" : "");
        lines.append("a=setup:").append(setup).append("\r\na=fingerprint:").append(ours.fingerprint());
        lines.append("\r\n");
        if (target.ice()) {
            lines.append("a=ice-ufrag:").append(ours.ice().ufrag());
            lines.append("\r\na=ice-pwd:").append(ours.ice().password()).append("\r\n");
            candidate(lines, local.address(), local.port());
            lines.append("a=end-of-candidates\r\n");
        }
        return lines.toString();
    }

    /** RFC 8445, section 5.1.2.1: a host candidate of the only address there is. */
    private static void candidate(StringBuilder lines, String address, int port) {
        long priority = (126L << 24) + (65_535L << 8) + 255;
        lines.append("a=candidate:1 1 udp ").append(priority);
        lines.append(' ').append(address).append(' ').append(port).append(" typ host\r\n");
    }
}
