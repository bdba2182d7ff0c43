package io.parley.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How numbers are dialled here. Reads every spelling of a number as one: visual separators (RFC 3966, section 5.1.1),
 * percent-escapes and parameters of the user part (RFC 3261, section 19.1.6), the prefixes for calls abroad and within the
 * country. What it cannot read is not guessed at. Immutable: any thread.
 *
 * @param country code of the country, such as 44; null reads no number as one of a country that does not say so
 * @param international what is dialled before a country code, such as 00
 * @param national what is dialled before a number of another area, such as 0; empty for nothing
 */
public record DialPlan(@Nullable String country, List<String> international, String national) {
    /** Of E.164, section 6.2.1. */
    private static final int MOST_DIGITS = 15;

    private static final int LEAST_INTERNATIONAL = 7;
    private static final int LEAST_NATIONAL = 7;
    private static final int MOST_CHARACTERS = 128;
    /** A name with more of them may be a number in disguise. */
    private static final int MOST_DIGITS_IN_NAME = 4;

    /** Prefixes that exchanges of the world take for calls abroad. */
    private static final List<String> ABROAD = List.of("00", "011", "0011", "0014", "0015", "010", "009", "001", "810");
    /** What an exchange of a company may want dialled first for a line to the outside. */
    private static final List<String> OUTSIDE = List.of("0", "9", "8");

    private static final Pattern COUNTRY = Pattern.compile("[1-9][0-9]{0,2}");
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,5}");
    private static final Pattern SEPARATORS = Pattern.compile("[ ().-]");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]+");
    private static final Pattern CODE = Pattern.compile("[0-9]*[*#][0-9*#]*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final Pattern HARMLESS = Pattern.compile("(?i)(ext|isub|user)=[A-Za-z0-9.-]*");
    private static final Pattern CONTEXT = Pattern.compile("(?i)phone-context=(.*)");

    /** No country, and 00 for calls abroad. */
    public static final DialPlan DEFAULT = new DialPlan(null, List.of("00"), "0");

    public DialPlan {
        international = List.copyOf(international);
        Rules rules = new Rules()
                .require(
                        country == null || COUNTRY.matcher(country).matches(),
                        "country",
                        country,
                        "a country code such as 44, or none")
                .require(
                        national.isEmpty() || PREFIX.matcher(national).matches(),
                        "national",
                        national,
                        "digits such as 0, or nothing");
        for (int i = 0; i < international.size(); i++) {
            rules.require(
                    PREFIX.matcher(international.get(i)).matches(),
                    "international[" + i + "]",
                    international.get(i),
                    "digits such as 00");
        }
        rules.check();
    }

    /**
     * Reads what is called.
     *
     * @param address a user part as a SIP URI has it, or a whole {@code tel:}, {@code sip:} or {@code sips:} URI
     */
    public Dialled read(String address) {
        String user = user(address);
        if (user.length() > MOST_CHARACTERS) {
            return unreadable(user);
        }
        String[] parts = user.split(";", -1);
        String base = unescaped(parts[0]);
        String context = "";
        for (int i = 1; i < parts.length; i++) {
            Matcher global = CONTEXT.matcher(String.valueOf(unescaped(parts[i])));
            if (global.matches() && context.isEmpty()) {
                context = global.group(1);
            } else if (!HARMLESS.matcher(parts[i]).matches()) {
                return unreadable(user);
            }
        }
        return base == null ? unreadable(user) : read(base, context, user);
    }

    private Dialled read(String base, String context, String user) {
        if (user.isEmpty()) {
            return Dialled.of(Dialled.Kind.NAME, ""); // a host alone
        }
        String bare = SEPARATORS.matcher(base).replaceAll("");
        boolean within = context.startsWith("+");
        String all = within ? SEPARATORS.matcher(context).replaceAll("") + bare : bare;
        if (NUMBER.matcher(bare).matches() && (!within || NUMBER.matcher(all).matches())) {
            return number(all, user);
        }
        if (within) {
            return unreadable(user);
        }
        if (CODE.matcher(bare).matches()) {
            return Dialled.of(Dialled.Kind.CODE, bare);
        }
        String digits = base.replaceAll("[^0-9]", ""); // an exchange may look at nothing else
        return NAME.matcher(base).matches() && digits.length() <= MOST_DIGITS_IN_NAME
                ? new Dialled(Dialled.Kind.NAME, base, Set.of(), Set.of(digits))
                : unreadable(user);
    }

    private Dialled number(String text, String user) {
        String digits = text.startsWith("+") ? text.substring(1) : text;
        String abroad = text.startsWith("+") ? digits : withoutPrefix(digits);
        if (abroad == null && country != null && isNational(digits)) {
            abroad = country + digits.substring(national.length());
        }
        if (abroad == null) {
            return digits.length() > MOST_DIGITS
                    ? unreadable(user)
                    : new Dialled(Dialled.Kind.LOCAL, digits, mayBeAbroad(digits), mayBeLocal(digits));
        }
        if (abroad.startsWith("0") || abroad.length() > MOST_DIGITS || abroad.length() < LEAST_INTERNATIONAL) {
            return unreadable(user); // of no country; an exchange would guess
        }
        Set<String> local = country != null && abroad.startsWith(country)
                ? mayBeLocal(abroad.substring(country.length()))
                : Set.of();
        return new Dialled(Dialled.Kind.INTERNATIONAL, "+" + abroad, Set.of(abroad), local);
    }

    private boolean isNational(String digits) {
        return !national.isEmpty() && digits.startsWith(national) && digits.length() >= LEAST_NATIONAL;
    }

    /** A number of the telephone network whose country neither it nor the plan says. */
    boolean isOfNoCountry(Dialled dialled) {
        return country == null && dialled.kind() == Dialled.Kind.LOCAL && !dialled.isInternal();
    }

    private @Nullable String withoutPrefix(String digits) {
        return international.stream()
                .filter(digits::startsWith)
                .max(Comparator.comparing(String::length))
                .map(prefix -> digits.substring(prefix.length()))
                .orElse(null);
    }

    private Set<String> mayBeAbroad(String digits) {
        Set<String> readings = new HashSet<>();
        for (String inner : mayBeLocal(digits)) {
            readings.add(inner);
            if (country != null && inner.length() > Dialled.MOST_INTERNAL) {
                readings.add(country + inner);
            }
            List<String> prefixes = new ArrayList<>(ABROAD);
            prefixes.addAll(international);
            prefixes.stream()
                    .filter(prefix -> inner.startsWith(prefix) && inner.length() > prefix.length())
                    .forEach(prefix -> readings.add(inner.substring(prefix.length())));
        }
        // An internal number is nobody's abroad: too few digits for any country.
        readings.removeIf(reading -> reading.length() < LEAST_INTERNATIONAL);
        return readings;
    }

    private Set<String> mayBeLocal(String digits) {
        Set<String> readings = new HashSet<>(Set.of(digits));
        List<String> prefixes = new ArrayList<>(OUTSIDE);
        if (!national.isEmpty()) {
            prefixes.add(national);
        }
        prefixes.stream()
                .filter(prefix -> digits.startsWith(prefix) && digits.length() > prefix.length())
                .forEach(prefix -> readings.add(digits.substring(prefix.length())));
        return readings;
    }

    /** A prefix of a rule, in the form in which it is compared with what is dialled. */
    String prefix(String text) {
        String bare = SEPARATORS.matcher(text).replaceAll("");
        String abroad = bare.startsWith("+") ? bare.substring(1) : withoutPrefix(bare);
        if (abroad == null && country != null && isNational(bare + "000000")) {
            abroad = country + bare.substring(national.length());
        }
        return abroad == null ? bare : "+" + abroad;
    }

    private static Dialled unreadable(String user) {
        return Dialled.of(Dialled.Kind.UNREADABLE, user);
    }

    private static String user(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        if (lower.startsWith("tel:")) {
            return address.substring("tel:".length());
        }
        if (lower.startsWith("sip:") || lower.startsWith("sips:")) {
            String rest = address.substring(address.indexOf(':') + 1);
            int at = rest.indexOf('@');
            boolean one = at > 0 && rest.indexOf('@', at + 1) < 0;
            return at < 0 ? "" : one ? rest.substring(0, at) : rest;
        }
        return address;
    }

    /** Once: what is escaped in it still is nobody's number. Null where it is no visible ASCII. */
    private static @Nullable String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        Matcher escape = ESCAPE.matcher(text);
        while (escape.find()) {
            char c = (char) Integer.parseInt(escape.group(1), 16);
            escape.appendReplacement(plain, Matcher.quoteReplacement(String.valueOf(c)));
        }
        escape.appendTail(plain);
        boolean sound = StandardCharsets.US_ASCII.newEncoder().canEncode(plain)
                && plain.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '%');
        return sound ? plain.toString() : null;
    }
}
