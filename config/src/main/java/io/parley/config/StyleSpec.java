package io.parley.config;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a voice speaks.
 *
 * @param base a named style of the voice
 * @param settings what differs from it
 * @param melody notes laid over the syllables, one each, from the first again where they run out: {@code C4:400 D4:400},
 *     a name with its octave (2 to 5) and, if it is not to last as long as it is spoken, milliseconds; empty to leave the base's
 */
public record StyleSpec(String base, Map<StyleKey, Double> settings, String melody) {
    /** Shortest and longest note, in milliseconds. */
    public static final int SHORTEST_NOTE = 50;

    public static final int LONGEST_NOTE = 1_500;
    /** Notes of a melody. */
    public static final int MOST_NOTES = 64;

    /** What a melody is to be. */
    public static final String MELODY = "at most " + MOST_NOTES
            + " notes such as C4:400 or F#3:250, a name with its octave from 2" + " to 5 and, after a" + " colon, "
            + SHORTEST_NOTE + " to " + LONGEST_NOTE + " ms, with blanks between";

    private static final Pattern NOTE = Pattern.compile("[A-G][#b]?[2-5](?::([0-9]{2,4}))?");

    public StyleSpec {
        settings = settings.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(settings));
        melody = melody.strip();
        Rules rules = new Rules().require(Names.isName(base), "base", base, Names.NAME);
        settings.forEach((key, value) -> rules.require(key.accepts(value), key.key(), value, key.expected()));
        rules.require(isMelody(melody), "melody", melody, MELODY).check();
    }

    /** A style by its name alone. */
    public static StyleSpec named(String name) {
        return new StyleSpec(name, Map.of(), "");
    }

    /** Whether a text can be sung: {@link #melody}. */
    public static boolean isMelody(String text) {
        if (text.isEmpty()) {
            return true;
        }
        String[] notes = text.strip().split("\\s+", MOST_NOTES + 1);
        for (String note : notes) {
            var match = NOTE.matcher(note);
            if (!match.matches() || match.group(1) != null && !lasts(Integer.parseInt(match.group(1)))) {
                return false;
            }
        }
        return notes.length <= MOST_NOTES;
    }

    private static boolean lasts(int millis) {
        return millis >= SHORTEST_NOTE && millis <= LONGEST_NOTE;
    }
}
