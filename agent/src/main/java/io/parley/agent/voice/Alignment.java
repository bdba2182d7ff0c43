package io.parley.agent.voice;

import io.parley.agent.voice.Utterance.Unit;
import java.util.Arrays;
import java.util.List;

/**
 * Which word and which phone sound where in an utterance, as far as that is known: clause by clause, before the audio.
 * Immutable.
 */
public final class Alignment {
    /** Nothing is known yet. */
    public static final Alignment NONE = new Alignment(List.of(), "", new int[0]);

    /** Where no phone sounds. */
    public static final char SILENCE = ' ';

    private final List<Unit> units;
    private final String phones;
    private final int[] starts;
    private final int[] unitStarts;

    private Alignment(List<Unit> units, String phones, int[] starts) {
        this.units = units;
        this.phones = phones;
        this.starts = starts;
        this.unitStarts = units.stream().mapToInt(Unit::firstSample).toArray();
    }

    /**
     * With one more clause.
     *
     * @param from first sample of the clause
     * @param phoneStarts first sample of each of its phones, counted from there
     */
    public Alignment with(Clause clause, int from, int[] phoneStarts) {
        int n = starts.length;
        int[] more = Arrays.copyOf(starts, n + phoneStarts.length);
        Unit[] said = Arrays.copyOf(
                units.toArray(new Unit[0]), units.size() + clause.words().size());
        for (int i = phoneStarts.length - 1; i >= 0; i--) {
            more[n + i] = from + phoneStarts[i];
            int unit = clause.unitOf()[i];
            Clause.Word word = clause.words().get(unit);
            said[units.size() + unit] = new Unit(word.text(), word.from(), word.to(), more[n + i]);
        }
        return new Alignment(List.of(said), phones + clause.phones(), more);
    }

    /** The words whose place is known, in order. */
    public List<Unit> units() {
        return units;
    }

    /** Index into {@link #units} of the word that sounds at a sample; -1 before the first. */
    public int unitAt(int sample) {
        return last(unitStarts, sample);
    }

    /** The phone that sounds at a sample, {@link #SILENCE} before the first and between words. */
    public char phoneAt(int sample) {
        int at = last(starts, sample);
        return at < 0 ? SILENCE : phones.charAt(at);
    }

    /**
     * Where the clause begins that sounds at a sample: the first word after the last comma, period or other mark before
     * it. There a speaker who was interrupted can begin again.
     */
    public int clauseStart(int sample) {
        int unit = unitAt(sample);
        if (unit < 0) {
            return 0;
        }
        int at = last(starts, unitStarts[unit]);
        while (at > 0
                && Phones.PUNCTUATION.indexOf(phones.charAt(at - 1)) < 0
                && !(at > 1
                        && phones.charAt(at - 1) == ' '
                        && Phones.PUNCTUATION.indexOf(phones.charAt(at - 2)) >= 0)) {
            at--;
        }
        return at <= 0 ? 0 : starts[at];
    }

    private static int last(int[] sorted, int sample) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= sample) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
