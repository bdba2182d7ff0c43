package io.parley.media;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code a=crypto} line that we can use (RFC 4568, section 4): {@code 1 AES_CM_128_HMAC_SHA1_80 inline:KEY|2^20}.
 *
 * @param tag by which an answer names it
 */
record CryptoLine(int tag, SrtpKey key) {
    /** Lines of one m-line that are read; the rest is left out. */
    static final int MOST = 16;

    private static final Pattern FORM = Pattern.compile(
            "([0-9]{1,9})\\s+([A-Za-z0-9_]{1,40})\\s+(inline:[^\\s]{1,200})((?:\\s+[^\\s]{1,100}){0,8})");
    /** A lifetime may follow; a master key identifier changes the packets, and we have none. */
    private static final Pattern KEY =
            Pattern.compile("inline:([A-Za-z0-9+/]+={0,2})(\\|(?:2\\^)?[0-9]{1,20})?", Pattern.CASE_INSENSITIVE);

    private static final String NAME = "crypto:";

    /** How many there are, usable or not. */
    static long count(Sdp.Media media) {
        return media.attributes().stream()
                .filter(attribute -> attribute.startsWith(NAME))
                .count();
    }

    /** Those that can be used, in their order. */
    static List<CryptoLine> all(Sdp.Media media) {
        List<CryptoLine> lines = new ArrayList<>();
        int seen = 0;
        for (String attribute : media.attributes()) {
            if (attribute.startsWith(NAME) && seen++ < MOST) {
                read(attribute.substring(NAME.length()).trim()).ifPresent(lines::add);
            }
        }
        return lines;
    }

    /** Empty for what cannot be read, a suite that we have not, or a parameter that we do not keep to (section 6.3). */
    static Optional<CryptoLine> read(String value) {
        Matcher form = FORM.matcher(value);
        if (!form.matches()
                || !form.group(4).isBlank() && !areHarmless(form.group(4).trim())) {
            return Optional.empty();
        }
        return SrtpSuite.named(form.group(2))
                .flatMap(suite -> key(suite, form.group(3)))
                .map(key -> new CryptoLine(Integer.parseInt(form.group(1)), key));
    }

    private static Optional<SrtpKey> key(SrtpSuite suite, String inline) {
        Matcher form = KEY.matcher(inline);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            byte[] material = Base64.getDecoder().decode(form.group(1));
            return material.length == suite.materialBytes()
                    ? Optional.of(new SrtpKey(suite, material))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The window of replays is ours to choose; everything else would change what packets look like. */
    private static boolean areHarmless(String parameters) {
        for (String parameter : parameters.split("\\s+")) {
            String name = parameter.toUpperCase(Locale.ROOT);
            if (!name.startsWith("WSH=") && !name.startsWith("-")) {
                return false;
            }
        }
        return true;
    }

    /** With its line end. */
    String text() {
        return "a=crypto:" + tag + " " + key.suite() + " inline:" + key.base64() + "\r\n";
    }

    /** Without the key. */
    @Override
    public String toString() {
        return tag + " " + key;
    }
}
