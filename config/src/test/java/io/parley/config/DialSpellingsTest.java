package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * However a number is spelled, an exchange that takes every spelling for the number it can be gets none that is not
 * allowed. The exchange here is lenient and knows nothing of the rules' code.
 */
class DialSpellingsTest {
    private static final int SPELLINGS = 100_000;
    private static final List<String> ALLOWED = List.of("4420", "3314268", "49307");
    private static final DialConfig DIAL = new DialConfig(
                    true, new DialPlan("44", List.of("00"), "0"), List.of(), Map.of(), Map.of(), DialCaps.DEFAULT)
            .allowing("+4420*", "+3314268*", "+49307*", "2*", "names");
    private static final List<String> PREMIUM = List.of("449", "4470", "1900", "49900", "3389", "881", "53", "1876");

    private static final List<String> EMERGENCY = List.of("112", "911", "999");

    @Test
    void noSpellingLeavesTheAllowList() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        int dialled = 0;
        for (int i = 0; i < SPELLINGS; i++) {
            String number = number(random);
            String spelling = spelled(number, random);
            if (DIAL.refusal(spelling, false, "bank", "carrier").isEmpty()) {
                dialled++;
                String got = exchange(spelling);
                assertThat(got).as("seed %d: %s for %s", seed, spelling, number).matches(isAllowed());
            }
        }
        assertThat(dialled).as("spellings that are dialled").isBetween(SPELLINGS / 20, SPELLINGS / 2);
    }

    private static Predicate<String> isAllowed() {
        return number -> number.startsWith("2") && number.length() <= 6
                || number.matches("[a-z].*")
                || ALLOWED.stream().anyMatch(number::startsWith)
                        && PREMIUM.stream().noneMatch(number::startsWith);
    }

    /** Digits of E.164, or an internal number, or an emergency number. */
    private static String number(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> "2" + digits(random, random.nextInt(1, 5));
            case 1 -> List.of("112", "999", "911", "118118").get(random.nextInt(4));
            case 2 -> PREMIUM.get(random.nextInt(PREMIUM.size())) + digits(random, 8);
            case 3 -> digits(random, random.nextInt(1, 16));
            default -> ALLOWED.get(random.nextInt(ALLOWED.size())) + digits(random, random.nextInt(4, 9));
        };
    }

    private static String spelled(String number, SplittableRandom random) {
        boolean abroad = number.length() > 6;
        String text = number;
        if (abroad) {
            text = switch (random.nextInt(10)) {
                case 0 -> "00" + number;
                case 1 -> number.startsWith("44") ? "0" + number.substring(2) : "+" + number;
                case 2 -> "9" + number;
                case 3 -> "900" + number;
                case 4 -> "011" + number;
                case 5 -> "+" + number.substring(0, 2) + "(0)" + number.substring(2);
                case 6 -> number;
                case 7 -> number.substring(3) + ";phone-context=+" + number.substring(0, 3);
                default -> "+" + number;
            };
        } else if (random.nextInt(4) == 0) {
            text = List.of("9", "0", "00", "+", "+44", "0044").get(random.nextInt(6)) + number;
        }
        return wrapped(separated(text, random), random);
    }

    /** Separators, escapes, and now and then something that belongs into no number. */
    private static String separated(String text, SplittableRandom random) {
        StringBuilder out = new StringBuilder();
        int params = text.indexOf(';');
        String base = params < 0 ? text : text.substring(0, params);
        for (char c : base.toCharArray()) {
            if (random.nextInt(8) == 0) {
                out.append("-.() ".charAt(random.nextInt(5)));
            }
            if (random.nextInt(300) == 0) {
                out.append("p,w*#+%;a@?&\u0663".charAt(random.nextInt(13)));
            }
            out.append(random.nextInt(10) == 0 ? "%%%02x".formatted((int) c) : String.valueOf(c));
        }
        return out + (params < 0 ? "" : text.substring(params));
    }

    private static String wrapped(String user, SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> "tel:" + user;
            case 1 -> "SIP:" + user + "@192.0.2.1;user=phone";
            case 2 -> "sips:" + user + "@example.org?X-A=+4490";
            case 3 -> user + ";ext=" + random.nextInt(1_000);
            default -> user;
        };
    }

    private static String digits(SplittableRandom random, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    /** What a lenient exchange in Great Britain would make of it: E.164, an internal number, or a name. */
    private static String exchange(String spelling) {
        String user = spelling.replaceFirst("(?i)^(tel|sips?):", "").replaceFirst("@.*", "");
        String context = user.matches(".*;phone-context=\\+[0-9].*")
                ? user.replaceFirst(".*;phone-context=\\+([0-9]+).*", "$1")
                : "";
        String base = user.replaceFirst(";.*", "");
        for (int i = 0; i < 3; i++) { // escaped more than once
            base = unescaped(base);
        }
        String bare = base.replaceAll("[^0-9]", "");
        if (base.matches("[a-z][a-z0-9_.-]*") && bare.length() < 5 && !EMERGENCY.contains(bare)) {
            return base;
        }
        boolean plus = base.contains("+");
        String digits = context.replaceAll("[^0-9]", "") + base.replaceAll("[^0-9]", "");
        if (plus || !context.isEmpty()) {
            return trunkless(digits);
        }
        if (digits.startsWith("00")) {
            return trunkless(digits.replaceFirst("^0+", ""));
        }
        return digits.startsWith("0") ? "44" + digits.substring(1) : digits;
    }

    /** A zero behind the country code goes. */
    private static String trunkless(String digits) {
        for (String country : List.of("44", "33", "49")) {
            if (digits.startsWith(country + "0")) {
                return country + digits.substring(country.length()).replaceFirst("^0+", "");
            }
        }
        return digits;
    }

    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%' && text.substring(i).matches("(?s)%[0-9a-fA-F]{2}.*")) {
                out.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }
}
