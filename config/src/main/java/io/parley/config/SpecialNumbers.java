package io.parley.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that only a rule allows which names them: the tables of {@code special-numbers.txt}. Immutable: any thread.
 */
final class SpecialNumbers {
    private static final String ANYWHERE = "*";

    /** Why a number is special. */
    enum Kind {
        EMERGENCY,
        SHORT,
        PREMIUM
    }

    /**
     * A line's number.
     *
     * @param country its code; {@code *} for all
     * @param number within the country; of a range what it begins with
     */
    record Entry(Kind kind, String country, String number, boolean range) {

        /** @param digits as they are dialled within the country */
        boolean holdsLocal(String digits) {
            return range ? digits.startsWith(number) : digits.equals(number);
        }

        /** @param digits of E.164; a trunk prefix that was left in does not count */
        boolean holds(String digits) {
            if (country.equals(ANYWHERE)) {
                return holdsLocal(digits);
            }
            if (!digits.startsWith(country)) {
                return false;
            }
            String within = digits.substring(country.length());
            return holdsLocal(within) || within.startsWith("0") && holdsLocal(withoutZeros(within));
        }

        private static String withoutZeros(String digits) {
            int first = 0;
            while (first < digits.length() && digits.charAt(first) == '0') {
                first++;
            }
            return digits.substring(first);
        }

        /** Whether all that begin with these digits of E.164 are in the range. */
        boolean covers(String digits) {
            String all = country.equals(ANYWHERE) ? number : country + number;
            return digits.startsWith(all);
        }
    }

    private static final List<Entry> ENTRIES = read();

    private SpecialNumbers() {}

    /**
     * The first table that has a number in any of its readings; emergency calls come first.
     *
     * @param country that numbers without a country code are of; null where that is not known
     */
    static Optional<Entry> find(Dialled dialled, @Nullable String country) {
        return ENTRIES.stream()
                .filter(entry -> dialled.international().stream().anyMatch(entry::holds)
                        || isHere(entry, country, dialled)
                                && dialled.local().stream().anyMatch(entry::holdsLocal))
                .min((a, b) -> a.kind().compareTo(b.kind()));
    }

    /** Of a country that is not known, any may be; digits in a name are looked at by few exchanges, if any. */
    private static boolean isHere(Entry entry, @Nullable String country, Dialled dialled) {
        boolean any = country == null && dialled.kind() != Dialled.Kind.NAME;
        return entry.kind() != Kind.PREMIUM
                && (any || entry.country().equals(country) || entry.country().equals(ANYWHERE));
    }

    private static List<Entry> read() {
        try (InputStream bytes = Objects.requireNonNull(
                        SpecialNumbers.class.getResourceAsStream("special-numbers.txt"), "a file of this module");
                BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            List<Entry> entries = new ArrayList<>();
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> add(line, entries));
            return List.copyOf(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(String line, List<Entry> entries) {
        List<String> words = Arrays.asList(line.trim().split(" +"));
        Kind kind = Kind.valueOf(words.get(0).toUpperCase(Locale.ROOT));
        for (String number : words.subList(2, words.size())) {
            boolean range = number.endsWith("*");
            String digits = range ? number.substring(0, number.length() - 1) : number;
            entries.add(new Entry(kind, words.get(1), digits, range));
        }
    }
}
