package io.parley.agent.voice;

import io.parley.config.StyleKey;
import io.parley.config.StyleSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How something is said. Part of the key under which prompts are cached. The bounds of each number: {@link StyleKey}.
 *
 * @param name for logs
 * @param rate factor on the speed, 1 as the voice was trained
 * @param pitch factor on the fundamental frequency
 * @param spread factor on how far the pitch moves around the voice's mean
 * @param energy decibels more
 * @param warmth tilt of the spectrum, -1 bright to 1 dark
 * @param whisper 0 (voiced) to 1 (whispered)
 * @param pauses factor on the length of pauses, before {@code rate}
 * @param melody notes for the syllables, one each, from the first again where they run out; empty to speak
 * @param dialect whose words the text is put into before it is said, such as {@code pirate}; empty for the text's own
 * @param pace another factor on the speed, that of the caller's wish; what is too fast together is clamped where it is said
 */
public record Style(
        String name,
        double rate,
        double pitch,
        double spread,
        double energy,
        double warmth,
        double whisper,
        double pauses,
        List<Note> melody,
        String dialect,
        double pace) {
    /** As the voice was trained. */
    public static final Style NEUTRAL = new Style("neutral", 1, 1, 1, 0, 0, 0, 1, List.of(), "", 1);

    private static final Logger LOG = LoggerFactory.getLogger(Style.class);

    /** Up and down again within a fifth: sung by any of the voices, over any words. */
    private static final List<Note> TUNE =
            Melody.parse("C4:260 D4:260 E4:260 C4:260 E4:260 F4:260 G4:520 G4:260 F4:260 E4:260 D4:260 C4:520");

    private static final Map<String, Style> NAMED = named(
            NEUTRAL,
            new Style("cheerful", 1.04, 1.08, 1.3, 1, -0.2, 0, 0.85, List.of(), "", 1),
            new Style("calm", 0.92, 0.96, 0.8, -1, 0.3, 0, 1.25, List.of(), "", 1),
            new Style("fast", 1.25, 1.02, 1, 0, 0, 0, 0.7, List.of(), "", 1),
            new Style("whisper", 0.92, 1, 1, -3, 0, 1, 1.1, List.of(), "", 1),
            new Style("pirate", 0.9, 0.84, 1.6, 2, 0.5, 0, 1.2, List.of(), "pirate", 1),
            new Style("sing", 1, 1, 1, 1, 0.2, 0, 0.6, TUNE, "", 1));

    private static Map<String, Style> named(Style... styles) {
        Map<String, Style> named = new TreeMap<>();
        Arrays.stream(styles).forEach(style -> named.put(style.name, style));
        return named;
    }

    /**
     * @throws IllegalArgumentException if a number is outside its range
     */
    public Style {
        check(StyleKey.RATE, rate);
        check(StyleKey.PITCH, pitch);
        check(StyleKey.SPREAD, spread);
        check(StyleKey.ENERGY, energy);
        check(StyleKey.WARMTH, warmth);
        check(StyleKey.WHISPER, whisper);
        check(StyleKey.PAUSES, pauses);
        melody = List.copyOf(melody);
    }

    /** One that changes no more than speed, pitch and pauses. */
    public Style(String name, double rate, double pitch, double pauses) {
        this(name, rate, pitch, 1, 0, 0, 0, pauses, List.of(), "", 1);
    }

    private static void check(StyleKey key, double value) {
        if (!key.accepts(value)) {
            throw new IllegalArgumentException(
                    "style " + key.key() + ": found " + value + ", expected " + key.low() + " to " + key.high());
        }
    }

    /**
     * The same with one number set.
     *
     * @throws IllegalArgumentException if it is outside its range
     */
    public Style with(StyleKey key, double value) {
        return new Style(
                name,
                key == StyleKey.RATE ? value : rate,
                key == StyleKey.PITCH ? value : pitch,
                key == StyleKey.SPREAD ? value : spread,
                key == StyleKey.ENERGY ? value : energy,
                key == StyleKey.WARMTH ? value : warmth,
                key == StyleKey.WHISPER ? value : whisper,
                key == StyleKey.PAUSES ? value : pauses,
                melody,
                dialect,
                pace);
    }

    /** The same on these notes. */
    public Style sung(List<Note> notes) {
        return new Style(name, rate, pitch, spread, energy, warmth, whisper, pauses, notes, dialect, pace);
    }

    /** The same, faster or slower by a factor; where that is more than the voice can do, it is clamped when it speaks. */
    public Style paced(double factor) {
        return factor == 1
                ? this
                : new Style(name, rate, pitch, spread, energy, warmth, whisper, pauses, melody, dialect, pace * factor);
    }

    /** The names that {@link #named} knows, sorted. */
    public static SortedSet<String> names() {
        return new TreeSet<>(NAMED.keySet());
    }

    /** A style by its name. An unknown one is {@link #NEUTRAL}, with a warning in the log. */
    public static Style named(String name) {
        Style style = NAMED.get(name);
        if (style == null) {
            LOG.warn("voice style '{}' is unknown, expected one of {}: speaking in neutral", name, NAMED.keySet());
            return NEUTRAL;
        }
        return style;
    }

    /** The style that an agent's file asks for. An unknown name is {@link #NEUTRAL}, with a warning in the log. */
    public static Style of(StyleSpec spec) {
        Style style = named(spec.base());
        for (Map.Entry<StyleKey, Double> setting : spec.settings().entrySet()) {
            style = style.with(setting.getKey(), setting.getValue());
        }
        return spec.melody().isEmpty() ? style : style.sung(Melody.parse(spec.melody()));
    }
}
