package io.parley.agent.voice;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** E-mail addresses and web addresses, read so that a caller can write them down. */
final class AddressRules {
    private static final Map<String, String> SIGNS =
            Map.of(".", "dot", "-", "dash", "_", "underscore", "+", "plus", "/", "slash", "@", "at");

    private static final Pattern PART = Pattern.compile("[A-Za-z]+|\\d+|[._+/@-]");
    private static final String LABEL = "[A-Za-z0-9-]++";
    private static final String HOST = LABEL + "(?:\\." + LABEL + ")++";
    private static final String PATH = "(?:/[^\\s,;\"]*[A-Za-z0-9])?";
    private static final Set<String> TOP = Set.of(
            "com", "org", "net", "edu", "gov", "io", "info", "biz", "app", "dev", "co", "us", "uk", "ca", "de", "eu",
            "ai", "example");

    private final Pronouncer pronouncer;

    AddressRules(Pronouncer pronouncer) {
        this.pronouncer = pronouncer;
    }

    List<Rule> rules() {
        return List.of(
                Rule.of(
                        "[A-Za-z0-9](?:[A-Za-z0-9_+]|[.-](?=[A-Za-z0-9_+]))*+@" + HOST,
                        (m, out) -> read(m.group(), out)),
                Rule.of("https?://(" + HOST + PATH + ")", (m, out) -> read(m.group(1), out)),
                Rule.when("(" + HOST + ")(?!@)" + PATH, this::host));
    }

    /** Only under a known ending: otherwise it is two sentences without a blank, or a number. */
    private boolean host(MatchResult m, Spoken out) {
        String host = m.group(1).toLowerCase(Locale.ROOT);
        if (!host.startsWith("www.") && !TOP.contains(host.substring(host.lastIndexOf('.') + 1))) {
            return false;
        }
        read(m.group(), out);
        return true;
    }

    private void read(String address, Spoken out) {
        Matcher part = PART.matcher(address);
        while (part.find()) {
            String sign = SIGNS.get(part.group());
            if (sign != null) {
                if (sign.equals("at")) {
                    out.rest();
                }
                out.words(sign);
            } else if (Character.isDigit(part.group().charAt(0))) {
                out.words(Numbers.digits(part.group()));
            } else {
                name(part.group(), out);
            }
        }
    }

    /** A word where the lexicon knows it, else letters if it is short, else as it looks. */
    private void name(String name, Spoken out) {
        boolean word = name.length() > 2 && !name.equalsIgnoreCase("www") && pronouncer.known(name) != null;
        if (word || name.length() > 4) {
            out.words(name);
        } else {
            name.chars().forEach(c -> out.letter((char) c));
        }
    }
}
