package io.parley.agent.voice;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers with a unit: 500 ml, 60 km/h, 22 °C, 5'10", 2 x 500 ml, 10x15 cm, $20/month. */
final class MeasureRules {
    /** Each as one|many. */
    private static final Map<String, String> UNITS = Written.of("unit");

    private static final Map<String, String> PER = Written.of("per");

    /** After these, what is measured follows as a noun of its own: 12 oz of milk, but a 12 oz latte. */
    private static final Pattern THING = Pattern.compile(
            "\\s(?!(?:of|and|or|for|at|in|is|to|per|with|than|from|on|a|each|total"
                    + "|left|remaining|if|when|before|after|ago|away|long|wide|tall|high|deep|old|later|late|early|more|less"
                    + "|between|until|by|the|you|we|are|will|have|has|was|were|but|so|then|every|extra|short|free|used|please)\\b)[a-z]");

    private static final String NUMBER = Numbers.PATTERN + "(?:\\.\\d+)?";
    private static final String UNIT = "\u00B0[FC]?|[%\u00A2]|(?:sq\\.?|cu\\.?|fl\\.?)\\s?[A-Za-z]{1,3}\\.?"
            + "|[A-Za-z]{1,5}(?:/[A-Za-z]{1,4})?[\u00B2\u00B3]?\\.?";
    private static final Pattern SECOND =
            Pattern.compile("(" + NUMBER + ")(?:\\s?[x\u00D7]\\s?" + NUMBER + "){0,2}+\\s?([A-Za-z\"']*)");
    private static final Pattern LENGTH = Pattern.compile("mm|cm|m|km|in|inch|inches|ft|feet|yd|meters?|metres?|[\"']");

    private final Numbers numbers;

    MeasureRules(Numbers numbers) {
        this.numbers = numbers;
    }

    List<Rule> rules() {
        return List.of(
                Rule.of(
                        "(\\d)'\\s?(\\d{1,2})\"?(?![\\p{Alnum}])|(\\d)\\s?ft\\.?\\s(\\d{1,2})\\s?in\\b\\.?",
                        this::height),
                Rule.of(
                        "(\\d+(?:\\.\\d+)?)\"(?=\\s(?:screen|monitor|TV|display|tablet|pizza|pipe|laptop|wheels?))",
                        (m, out) -> out.words(value(m.group(1)) + " inch")),
                Rule.of(
                        "(\\d{1,3})'(?=\\s?(?:tall|high|long|wide|deep|by|x)\\b)",
                        (m, out) -> out.words(value(m.group(1)) + " feet")),
                Rule.of("(\\d{1,2})h\\s?(\\d{1,2})m(?:in)?(?![\\p{Alnum}])", this::duration),
                Rule.when("([1-9]\\d*(?:\\.\\d+)?)(\\s?)[x\u00D7]\\s?(?=\\d)", this::times),
                Rule.of("(\\d+)[x\u00D7](?![\\p{Alnum}])", (m, out) -> out.words(value(m.group(1)) + " times")),
                Rule.when("(" + NUMBER + ")[\\s-]?(" + UNIT + ")(?![\\p{Alnum}])", this::measure),
                Rule.when("(?<=[\\d%\u00A2]\\s?)/\\s?([a-z]{1,7})(?!\\p{L})", this::per));
    }

    private void height(MatchResult m, Spoken out) {
        boolean signs = m.group(1) != null;
        out.words(value(m.group(signs ? 1 : 3)) + " foot " + value(m.group(signs ? 2 : 4)));
    }

    private void duration(MatchResult m, Spoken out) {
        out.words(value(m.group(1))
                + (m.group(1).equals("1") ? " hour " : " hours ")
                + value(m.group(2))
                + (m.group(2).equals("1") ? " minute" : " minutes"));
    }

    /** 2 x 500 ml is so many times, 10 x 15 cm and 4x4 is one by the other. */
    private boolean times(MatchResult m, Spoken out) {
        @Nullable MatchResult second = out.after(SECOND);
        if (second == null) {
            return false;
        }
        String unit = second.group(2);
        boolean length = LENGTH.matcher(unit).matches();
        boolean measured = !length && UNITS.containsKey(unit);
        boolean code = !unit.isEmpty() && m.group(2).isEmpty() && !length && !measured;
        if (!code) {
            boolean by = length || !measured && m.group(2).isEmpty();
            out.words(value(m.group(1)) + (by ? " by" : " times"));
        }
        return !code;
    }

    private boolean measure(MatchResult m, Spoken out) {
        String written = m.group(2).replace(".", "").replaceAll("\\s+", " ");
        @Nullable String unit = unit(written);
        // K 7 L is a code, 7 L are liters.
        if (unit == null || written.length() == 1 && out.endsWithLetters()) {
            return false;
        }
        String[] names = unit.split("\\|");
        boolean one = m.group(1).equals("1") || isAttribute(m, out);
        out.words(value(m.group(1)) + " " + names[one ? 0 : 1]);
        if (m.group().endsWith(".")) {
            out.markIfSentenceEnds();
        }
        return true;
    }

    /** In the table, or two of it with a stroke between: mg/dL. */
    private static @Nullable String unit(String written) {
        @Nullable String unit = UNITS.get(written);
        int stroke = written.indexOf('/');
        if (unit != null || stroke < 0) {
            return unit;
        }
        @Nullable String over = UNITS.get(written.substring(0, stroke));
        String under = PER.get(written.substring(stroke + 1));
        return over == null || under == null ? null : over.replace("|", " per " + under + "|") + " per " + under;
    }

    private boolean per(MatchResult m, Spoken out) {
        @Nullable String unit = PER.get(m.group(1));
        if (unit != null) {
            out.words("per " + unit);
        }
        return unit != null;
    }

    private String value(String written) {
        int point = written.indexOf('.');
        return point < 0
                ? numbers.cardinal(written)
                : numbers.decimal(written.substring(0, point), written.substring(point + 1));
    }

    /** A 12-oz cup, a 12 oz latte: twelve ounce. */
    private static boolean isAttribute(MatchResult m, Spoken out) {
        boolean letters = Character.isLetter(m.group(2).charAt(0));
        return letters && (m.group().indexOf('-') > 0 || out.isFollowedBy(THING));
    }
}
