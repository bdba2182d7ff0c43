package io.parley.agent.ear;

import io.parley.models.recogniser.SpokenWord;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What words mean by an agent's grammar, for words that a recogniser of free speech wrote: they are searched by their
 * sound, as the ear's frames are, so that "a smoker" may be an iced mocha. A word counts as what it sounds like, and
 * what sounds like nothing the agent expects is no match: whole orders understood were 78 of 100, against 40 by the
 * words as written and 48 word for word by sound. Thread-safe.
 */
public final class SoundSearch {
    /** Frames of a phone: with two, a phone that was not written can have one of its neighbour's. */
    private static final int FRAMES = 2;
    /** Natural log for a frame of another phone than was written, in the measure of the ear's {@link Heard#misfit}. */
    private static final float WRONG = -2.8f;
    /** The same for one that is easily taken for it. */
    private static final float KIN = WRONG / 2;
    /** What any phones at all cost, each: the yardstick for rejection. */
    private static final float ANY_PHONE = -1.43f;
    /** Misfit from which no more words can help, once this many phones have been searched. */
    private static final float HOPELESS = 0.6f;

    private static final int PHONES_BEFORE_GIVING_UP = 12;

    private static final int SILENCE = Phones.ARPABET.size();
    private static final int NOISE = SILENCE + 1;

    private static final List<Set<String>> KINDRED = List.of(
            Set.of("P", "B"),
            Set.of("T", "D"),
            Set.of("K", "G"),
            Set.of("F", "V"),
            Set.of("S", "Z"),
            Set.of("SH", "ZH", "CH", "JH"),
            Set.of("TH", "DH", "F"),
            Set.of("M", "N", "NG"),
            Set.of("L", "R", "W"),
            Set.of("AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW"));

    private final Lexicon lexicon;
    /** For each phone, in the order of the ARPAbet, a frame as {@link Search#step} takes it. */
    private final float[][] rows = new float[NOISE + 1][EarModel.PDFS];

    /**
     * What was made of the words.
     *
     * @param result meanings as the ear would give them
     * @param loop score of any phones at all over the same frames
     */
    public record Read(Search.Result result, float loop) {
        /** As {@link Heard#misfit}. */
        public float misfit() {
            return (loop - result.score()) / Math.max(1, result.frames());
        }
    }

    public SoundSearch(ContextTree tree, Lexicon lexicon) {
        this.lexicon = lexicon;
        BitSet[] phonesOf = phonesOf(tree);
        for (int written = 0; written < rows.length; written++) {
            for (int pdf = 0; pdf < EarModel.PDFS; pdf++) {
                float best = WRONG;
                for (int said : phonesOf[pdf].stream().toArray()) {
                    best = Math.max(best, score(written, said));
                }
                rows[written][pdf] = best;
            }
        }
    }

    /** The phones that each density stands for. */
    private static BitSet[] phonesOf(ContextTree tree) {
        BitSet[] phones = new BitSet[EarModel.PDFS];
        for (int pdf = 0; pdf < phones.length; pdf++) {
            phones[pdf] = new BitSet();
        }
        for (int phone = 1; phone < Phones.COUNT; phone++) {
            for (int left = 0; left < Phones.COUNT; left++) {
                int tuple = tree.tuple(left, phone);
                if (tuple >= 0) {
                    phones[tree.forwardPdf(tuple)].set(arpabet(phone));
                    phones[tree.selfPdf(tuple)].set(arpabet(phone));
                }
            }
        }
        return phones;
    }

    private static int arpabet(int phone) {
        if (phone > Phones.SPOKEN_NOISE) {
            return Phones.index(phone);
        }
        return phone < Phones.FIRST_NOISE ? SILENCE : NOISE;
    }

    private static float score(int written, int said) {
        if (written == said) {
            return 0;
        }
        if (written >= SILENCE || said >= SILENCE) {
            return WRONG;
        }
        Set<String> both = Set.of(Phones.ARPABET.get(written), Phones.ARPABET.get(said));
        return KINDRED.stream().anyMatch(kin -> kin.containsAll(both)) ? KIN : WRONG;
    }

    /**
     * Reads words by a grammar.
     *
     * @param priors entries that are open, with the natural logs of their priors
     * @param words lower case
     */
    public Read read(Grammar grammar, Map<String, Float> priors, List<SpokenWord> words) {
        Search search = new Search(grammar);
        Search.Scratch scratch = new Search.Scratch();
        search.begin(priors);
        int phones = 0;
        for (SpokenWord word : words) {
            for (int phone : phones(word.text())) {
                for (int i = 0; i < FRAMES; i++) {
                    search.step(rows[phone], 0, scratch);
                }
                phones++;
            }
            if (phones >= PHONES_BEFORE_GIVING_UP && hopeless(search, phones)) {
                return new Read(
                        new Search.Result(List.of(), Grammar.NEVER, Grammar.NEVER, search.frames()),
                        phones * ANY_PHONE);
            }
        }
        return new Read(search.result(), phones * ANY_PHONE);
    }

    private static boolean hopeless(Search search, int phones) {
        return (phones * ANY_PHONE - search.best()) / search.frames() > HOPELESS;
    }

    private int[] phones(String word) {
        List<String> known = lexicon.pronunciations(word);
        // What the recogniser can write and the lexicon does not know is nothing that anybody expects.
        return known.isEmpty()
                ? new int[] {NOISE, NOISE}
                : Arrays.stream(Phones.ids(known.get(0)))
                        .map(SoundSearch::arpabet)
                        .toArray();
    }
}
