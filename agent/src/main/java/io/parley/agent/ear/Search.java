package io.parley.agent.ear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Frame-synchronous search for what a caller means (token passing; Young, Russell and Thornton, 1989). Each state of the
 * grammar holds a few tokens, one for each meaning so far (sequence of tags); tokens that meet with the same meaning add
 * their probabilities, so that scores compare meanings and not wordings. Pruned by a beam.
 *
 * <p>Kept compact so that a copy for a look ahead is cheap: only live states are stored. Confined to one thread at a
 * time; {@link Scratch} is shared by the searches of a lane.
 */
public final class Search {
    /** Meanings kept in one state. */
    static final int WIDTH = 4;
    /** Tokens this far (in natural log) below the best one die. */
    static final float BEAM = 15;
    /** States that may live at once; beyond it the frame keeps the first ones and counts on the beam. */
    static final int MAX_LIVE = 8_192;
    /** Log-sums of scores further apart than this change nothing that matters. */
    private static final float NEGLIGIBLE = 12;

    private static final int NO_TRACE = -1;

    private Grammar grammar;
    private final Tokens live = new Tokens();
    private final Traces traces = new Traces();
    private final List<Grammar.Entry> entries = new ArrayList<>();
    private final List<Float> priors = new ArrayList<>();
    private int frames;
    /** Best score in the frame under way. */
    private float ceiling;

    /** Room for one frame's work: the tokens of the next frame, and where each state's lie. One a lane thread. */
    public static final class Scratch {
        private final Tokens next = new Tokens();
        private int[] slot = new int[0];
        private int[] stamp = new int[0];
        private int now;
        /** For {@link Traces#compact}. */
        int[] renumbered = new int[0];

        private void open(int states) {
            if (slot.length < states) {
                slot = new int[states];
                stamp = new int[states];
                now = 0;
            }
            if (++now == Integer.MAX_VALUE) {
                Arrays.fill(stamp, 0);
                now = 1;
            }
        }
    }

    public Search(Grammar grammar) {
        this.grammar = grammar;
    }

    /**
     * Forgets everything and waits for the first frame of an utterance.
     *
     * @param entryPriors named starts that are possible now, each with the natural log of its prior
     */
    public void begin(Map<String, Float> entryPriors) {
        rest();
        frames = 0;
        entries.clear();
        priors.clear();
        // The likeliest first, and always in the same order: what is stored first sets the yardstick for the rest.
        entryPriors.entrySet().stream()
                .sorted(Map.Entry.<String, Float>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> {
                    entries.add(grammar.entry(entry.getKey()));
                    priors.add(entry.getValue());
                });
    }

    /** Forgets the utterance, and gives back the room that it took. */
    void rest() {
        live.clear();
        traces.clear();
    }

    /** Makes this search equal to another one, which may be over another grammar. */
    public void copyFrom(Search other) {
        grammar = other.grammar;
        live.pack(other.live);
        traces.copyFrom(other.traces);
        frames = other.frames;
        entries.clear();
        entries.addAll(other.entries);
        priors.clear();
        priors.addAll(other.priors);
    }

    public Grammar grammar() {
        return grammar;
    }

    /** Frames searched since {@link #begin}, 30 ms each. */
    public int frames() {
        return frames;
    }

    int liveStates() {
        return live.size;
    }

    /** Takes the log-likelihoods of one frame (30 ms), all pdfs of the ear, from {@code offset} on. */
    public void step(float[] ll, int offset, Scratch scratch) {
        scratch.open(grammar.states());
        scratch.next.size = 0;
        ceiling = Grammar.NEVER;
        if (frames == 0) {
            start(ll, offset, scratch);
        } else if (live.size > 0) {
            advance(ll, offset, scratch);
        }
        remember(scratch.next);
        live.pack(scratch.next);
        traces.compact(live, scratch);
        frames++;
    }

    private void start(float[] ll, int offset, Scratch scratch) {
        for (int e = 0; e < entries.size(); e++) {
            Grammar.Entry entry = entries.get(e);
            float prior = priors.get(e);
            for (int i = 0; i < entry.states().length; i++) {
                int s = entry.states()[i];
                float score = prior + entry.weights()[i] + ll[offset + grammar.forward[s]];
                arrive(scratch, s, score, meaningInto(0, s), NO_TRACE, true);
            }
        }
    }

    private void advance(float[] ll, int offset, Scratch scratch) {
        int best = best(live);
        int first = live.stateOf(best);
        float threshold = live.score[best] - BEAM;
        // The best token first: what it reaches is a yardstick that keeps most of the rest from being stored at all.
        pass(first, threshold, ll, offset, scratch);
        for (int i = 0; i < live.size; i++) {
            if (i != first) {
                pass(i, threshold, ll, offset, scratch);
            }
        }
    }

    /** Passes the tokens of one live state on. */
    private void pass(int i, float threshold, float[] ll, int offset, Scratch scratch) {
        Tokens from = live;
        int s = from.state[i];
        float stay = ll[offset + grammar.self[s]];
        for (int k = from.first[i]; k < from.first[i] + from.count[i]; k++) {
            float score = from.score[k];
            if (score < threshold) {
                continue;
            }
            arrive(scratch, s, score + stay, from.meaning[k], from.trace[k], false);
            for (int a = grammar.arcStart[s]; a < grammar.arcEnd[s]; a++) {
                int to = grammar.arcTo[a];
                float entering = score + grammar.arcWeight[a] + ll[offset + grammar.forward[to]];
                if (entering >= ceiling - BEAM) {
                    arrive(scratch, to, entering, meaningInto(from.meaning[k], to), from.trace[k], true);
                }
            }
        }
    }

    /** The meaning of a path that has just entered a state: the tags so far, in their order, as one number. */
    private long meaningInto(long meaning, int s) {
        int tag = grammar.tag[s];
        return tag == 0 ? meaning : (meaning * 1_000_003L) ^ (tag * 0x9E3779B97F4A7C15L);
    }

    private void arrive(Scratch scratch, int s, float score, long meaning, int trace, boolean entering) {
        if (score < ceiling - BEAM) {
            return;
        }
        ceiling = Math.max(ceiling, score);
        Tokens next = scratch.next;
        if (scratch.stamp[s] != scratch.now) {
            if (next.size == MAX_LIVE) {
                return;
            }
            scratch.stamp[s] = scratch.now;
            scratch.slot[s] = next.open(s);
        }
        int slot = scratch.slot[s];
        int base = next.first[slot];
        int count = next.count[slot];
        int place = -1;
        int worst = base;
        for (int k = base; k < base + count; k++) {
            if (next.meaning[k] == meaning) {
                place = k;
            }
            worst = next.score[k] < next.score[worst] ? k : worst;
        }
        if (place >= 0) {
            merge(next, place, score, trace, entering);
        } else if (count < WIDTH) {
            next.count[slot]++;
            set(next, base + count, score, meaning, trace, entering);
        } else if (score > next.score[worst]) {
            set(next, worst, score, meaning, trace, entering);
        }
    }

    private static void set(Tokens next, int place, float score, long meaning, int trace, boolean entering) {
        next.score[place] = score;
        next.meaning[place] = meaning;
        next.trace[place] = trace;
        next.entered[place] = entering;
    }

    private static void merge(Tokens next, int place, float score, int trace, boolean entering) {
        float there = next.score[place];
        if (score > there) {
            next.trace[place] = trace;
            next.entered[place] = entering;
        }
        next.score[place] = logAdd(there, score);
    }

    private static float logAdd(float a, float b) {
        float high = Math.max(a, b);
        float apart = high - Math.min(a, b);
        return apart > NEGLIGIBLE ? high : high + (float) Math.log1p(Math.exp(-apart));
    }

    /** Notes the words that began in this frame. */
    private void remember(Tokens next) {
        for (int i = 0; i < next.size; i++) {
            int s = next.state[i];
            if (grammar.word[s] != 0) {
                for (int k = next.first[i]; k < next.first[i] + next.count[i]; k++) {
                    if (next.entered[k]) {
                        next.trace[k] = traces.add(next.trace[k], s, frames);
                    }
                }
            }
        }
    }

    /** Natural log of the best path's likelihood, whether or not an utterance may end there. */
    float best() {
        int place = best(live);
        return place < 0 ? Grammar.NEVER : live.score[place];
    }

    /** Place of the best token, -1 where there is none. */
    private static int best(Tokens tokens) {
        int place = -1;
        for (int i = 0; i < tokens.size; i++) {
            for (int k = tokens.first[i]; k < tokens.first[i] + tokens.count[i]; k++) {
                place = place < 0 || tokens.score[k] > tokens.score[place] ? k : place;
            }
        }
        return place;
    }

    /** The words of the best path so far, whether or not an utterance may end there. */
    public List<Word> partial() {
        int place = best(live);
        return place < 0 ? List.of() : words(live.trace[place]);
    }

    /** What the caller said if the utterance ends here: the meanings that may end now, best first. */
    public Result result() {
        Map<Long, Candidate> byMeaning = new HashMap<>();
        float open = Grammar.NEVER;
        for (int i = 0; i < live.size; i++) {
            int s = live.state[i];
            for (int k = live.first[i]; k < live.first[i] + live.count[i]; k++) {
                open = Math.max(open, live.score[k]);
                // An ear that gives no numbers has heard nothing.
                if (grammar.end[s] != Grammar.NEVER && Float.isFinite(live.score[k])) {
                    float score = live.score[k] + grammar.end[s];
                    Candidate candidate = new Candidate(score, score, live.trace[k], grammar.complete[s]);
                    byMeaning.merge(live.meaning[k], candidate, Candidate::plus);
                }
            }
        }
        List<Candidate> ranked = new ArrayList<>(byMeaning.values());
        ranked.sort((a, b) -> Float.compare(b.sum, a.sum));
        return new Result(hypotheses(ranked), ranked.isEmpty() ? Grammar.NEVER : ranked.get(0).sum, open, frames);
    }

    private List<Hypothesis> hypotheses(List<Candidate> ranked) {
        if (ranked.isEmpty()) {
            return List.of();
        }
        float top = ranked.get(0).sum;
        double total = 0;
        for (Candidate c : ranked) {
            total += Math.exp(c.sum - top);
        }
        List<Hypothesis> found = new ArrayList<>(Math.min(ranked.size(), 8));
        for (Candidate c : ranked.subList(0, Math.min(ranked.size(), 8))) {
            found.add(new Hypothesis(words(c.trace), (float) (Math.exp(c.sum - top) / total), c.complete));
        }
        return List.copyOf(found);
    }

    private List<Word> words(int trace) {
        ArrayList<Word> words = new ArrayList<>();
        for (int t = trace; t != NO_TRACE; t = traces.previous[t]) {
            int s = traces.state[t];
            words.add(new Word(grammar.words.get(grammar.word[s]), grammar.tags.get(grammar.tag[s]), traces.frame[t]));
        }
        java.util.Collections.reverse(words);
        return List.copyOf(words);
    }

    private record Candidate(float sum, float best, int trace, boolean complete) {
        Candidate plus(Candidate o) {
            Candidate winner = best >= o.best ? this : o;
            return new Candidate(logAdd(sum, o.sum), winner.best, winner.trace, winner.complete);
        }
    }

    /** A word that was heard, with the frame (30 ms) in which it began. */
    public record Word(String text, @Nullable Tag tag, int frame) {}

    /**
     * One meaning of an utterance.
     *
     * @param words the likeliest wording
     * @param posterior probability against all other meanings that the grammar allows, 0 to 1
     * @param complete the grammar expects nothing more after it
     */
    public record Hypothesis(List<Word> words, float posterior, boolean complete) {
        /** Tags of the words, in order. */
        public List<Tag> tags() {
            List<Tag> tags = new ArrayList<>();
            for (Word word : words) {
                if (word.tag() != null) {
                    tags.add(word.tag());
                }
            }
            return tags;
        }

        public String text() {
            return String.join(" ", words.stream().map(Word::text).toList());
        }
    }

    /**
     * @param hypotheses meanings that may end here, best first; empty when none may
     * @param score natural log of the best meaning's likelihood
     * @param open the same of the best path that need not end here: far above {@code score} while the caller is in the
     *     middle of something
     * @param frames frames searched
     */
    public record Result(List<Hypothesis> hypotheses, float score, float open, int frames) {
        public @Nullable Hypothesis best() {
            return hypotheses.isEmpty() ? null : hypotheses.get(0);
        }

        /** With scores as they would be over another number of frames. */
        Result stretched(float factor) {
            return new Result(hypotheses, score * factor, open * factor, frames);
        }
    }
}
