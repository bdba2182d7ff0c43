package io.parley.agent.voice;

import io.parley.agent.voice.Delivery.Emphasis;
import io.parley.agent.voice.Mark.As;
import io.parley.config.StyleSpec;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The elements of markup and their attributes (SSML 1.1, 3.1 and 3.2). */
final class MarkupElements {
    static final String NAMES = "speak, p, s, break, emphasis, prosody, say-as, phoneme, sub, lang, whisper or sing";
    /** Attributes that mean nothing here, and nothing wrong either. */
    private static final Set<String> SILENT =
            Set.of("version", "xmlns", "xml:lang", "xml:base", "xml:id", "onlangfailure", "id", "detail", "type");

    private static final Map<String, As> READINGS = Map.ofEntries(
            Map.entry("cardinal", As.CARDINAL),
            Map.entry("number", As.CARDINAL),
            Map.entry("ordinal", As.ORDINAL),
            Map.entry("digits", As.DIGITS),
            Map.entry("characters", As.CHARACTERS),
            Map.entry("spell-out", As.CHARACTERS),
            Map.entry("verbatim", As.CHARACTERS),
            Map.entry("telephone", As.TELEPHONE),
            Map.entry("date", As.DATE),
            Map.entry("time", As.TIME),
            Map.entry("currency", As.CURRENCY));

    private static final Map<String, Emphasis> LEVELS = Map.of(
            "strong", Emphasis.STRONG,
            "moderate", Emphasis.MODERATE,
            "none", Emphasis.NONE,
            "reduced", Emphasis.REDUCED);

    /** What each element may have. */
    private static final Map<String, Set<String>> ATTRIBUTES = Map.ofEntries(
            Map.entry("speak", Set.of()),
            Map.entry("p", Set.of()),
            Map.entry("s", Set.of()),
            Map.entry("break", Set.of("time", "strength")),
            Map.entry("emphasis", Set.of("level")),
            Map.entry("prosody", Set.of("rate", "pitch", "volume")),
            Map.entry("say-as", Set.of("interpret-as", "format")),
            Map.entry("phoneme", Set.of("alphabet", "ph")),
            Map.entry("sub", Set.of("alias")),
            Map.entry("lang", Set.of()),
            Map.entry("whisper", Set.of()),
            Map.entry("sing", Set.of("notes")));

    private final Map<String, String> attributes;
    private final BiConsumer<String, String> flaws;

    /** @param flaws hears what was found and what was expected */
    private MarkupElements(Map<String, String> attributes, BiConsumer<String, String> flaws) {
        this.attributes = attributes;
        this.flaws = flaws;
    }

    static boolean knows(String name) {
        return ATTRIBUTES.containsKey(name);
    }

    static Mark mark(String name, Map<String, String> attributes, BiConsumer<String, String> flaws) {
        Set<String> known = ATTRIBUTES.getOrDefault(name, Set.of());
        for (String attribute : attributes.keySet()) {
            if (!known.contains(attribute) && !SILENT.contains(attribute.toLowerCase(Locale.ROOT))) {
                flaws.accept(name + " " + attribute, known.isEmpty() ? "no attributes" : "only " + sorted(known));
            }
        }
        Mark mark = new MarkupElements(attributes, flaws).mark(name);
        return mark == null ? new Mark.Nothing() : mark;
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }

    private @Nullable Mark mark(String name) {
        return switch (name) {
            case "p", "s" -> new Mark.Sentence();
            case "break" -> new Mark.Rest(rest());
            case "emphasis" -> emphasis();
            case "prosody" -> prosody();
            case "say-as" -> sayAs();
            case "phoneme" -> phoneme();
            case "sub" -> required("sub", "alias", "alias=\"what is said\"", Mark.Alias::new);
            case "lang" -> lang();
            case "whisper" -> new Mark.Tone(1, 1, 0, null, true);
            case "sing" -> sing();
            default -> null;
        };
    }

    private int rest() {
        String time = attributes.get("time");
        String strength = attributes.getOrDefault("strength", "medium");
        OptionalInt millis = time == null ? MarkupValues.strength(strength) : MarkupValues.time(time);
        if (millis.isEmpty()) {
            flaw(
                    time == null ? "break strength=\"" + strength : "break time=\"" + time,
                    "a time such as 300ms or 1.5s, or a strength from none to x-strong");
            return MarkupValues.strength("medium").orElse(0);
        }
        if (millis.getAsInt() > MarkupValues.LONGEST_PAUSE) {
            flaw("break time=\"" + time, "at most " + MarkupValues.LONGEST_PAUSE / 1_000 + "s");
        }
        return Math.min(MarkupValues.LONGEST_PAUSE, millis.getAsInt());
    }

    private Mark emphasis() {
        String level = attributes.getOrDefault("level", "moderate");
        Emphasis emphasis = LEVELS.get(level);
        if (emphasis == null) {
            flaw("emphasis level=\"" + level, "strong, moderate, none or reduced");
        }
        return new Mark.Tone(1, 1, 0, emphasis, false);
    }

    private Mark prosody() {
        return new Mark.Tone(
                factor(
                        "rate",
                        MarkupValues::rate,
                        1,
                        MarkupValues.SLOWEST,
                        MarkupValues.FASTEST,
                        "50% to 200%, or x-slow to x-fast"),
                factor(
                        "pitch",
                        MarkupValues::pitch,
                        1,
                        MarkupValues.LOWEST,
                        MarkupValues.HIGHEST,
                        "-12st to +12st, -50% to +100%, or x-low to x-high"),
                factor(
                        "volume",
                        MarkupValues::volume,
                        0,
                        MarkupValues.SILENT,
                        MarkupValues.LOUDEST,
                        "-60dB to +12dB, or silent to x-loud"),
                null,
                false);
    }

    private double factor(
            String key,
            Function<String, OptionalDouble> read,
            double unchanged,
            double least,
            double most,
            String expected) {
        String written = attributes.get(key);
        if (written == null) {
            return unchanged;
        }
        OptionalDouble value = read.apply(written);
        double known = value.orElse(unchanged);
        if (value.isEmpty() || known < least - 1e-9 || known > most + 1e-9) {
            flaw("prosody " + key + "=\"" + written, expected);
        }
        return MarkupValues.clamp(known, least, most);
    }

    private @Nullable Mark sayAs() {
        String written = attributes.getOrDefault("interpret-as", "");
        As as = READINGS.get(written);
        if (as == null) {
            flaw("say-as interpret-as=\"" + written, "one of " + sorted(READINGS.keySet()));
            return null;
        }
        return new Mark.Read(as, attributes.getOrDefault("format", ""), "");
    }

    private @Nullable Mark phoneme() {
        String alphabet = attributes.getOrDefault("alphabet", "ipa");
        String ipa = attributes.getOrDefault("ph", "");
        if (!alphabet.equals("ipa")) {
            flaw("phoneme alphabet=\"" + alphabet, "ipa");
            return null;
        }
        if (Ipa.phones(ipa, Language.EN_US) == null) {
            String unknown = Ipa.unknown(ipa);
            flaw(
                    "phoneme ph=\"" + (unknown.isEmpty() ? ipa : unknown),
                    "sounds in the letters of the IPA, at most " + Ipa.MOST_LETTERS + " letters");
            return null;
        }
        return new Mark.Sound(ipa, "");
    }

    private @Nullable Mark lang() {
        String tag = attributes.getOrDefault("xml:lang", "");
        Optional<Language> language = Language.of(tag);
        if (language.isEmpty()) {
            flaw("lang xml:lang=\"" + tag, "en-US, en-GB or es");
        }
        return language.map(Mark.Lang::new).orElse(null);
    }

    private @Nullable Mark sing() {
        String written = attributes.getOrDefault("notes", "");
        if (written.isBlank() || !StyleSpec.isMelody(written)) {
            flaw("sing notes=\"" + written, StyleSpec.MELODY);
            return null;
        }
        return new Mark.Sing(Melody.parse(written));
    }

    private @Nullable Mark required(String name, String key, String expected, Function<String, Mark> mark) {
        String value = attributes.get(key);
        if (value == null) {
            flaw(name, expected);
            return null;
        }
        return mark.apply(value);
    }

    private void flaw(String found, String expected) {
        flaws.accept(found.contains("\"") ? found + "\"" : found, expected);
    }
}
