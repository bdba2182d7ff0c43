package io.parley.agent.voice;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How the phones of American English, in which most lists and rules are written, become those of an accent. The rules of
 * British English are those of {@code british-en.tsv}; what they get wrong stands in {@code lexicon-gb.bin}, which
 * training/lexicon/british.py makes. Immutable, safe on any thread; some microseconds a word.
 */
final class Accent {
    static final Accent AMERICAN = new Accent(List.of());

    private static final String VOWEL = "[AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻᵊ]";

    /** @param spelling what the word must hold for the rule, or must not where {@code without} */
    private record Change(Pattern from, String to, Pattern spelling, boolean without) {
        boolean fits(String word) {
            return spelling.matcher(word).find() != without;
        }
    }

    private final List<Change> changes;

    private Accent(List<Change> changes) {
        this.changes = changes;
    }

    static Accent british() {
        return Holder.BRITISH;
    }

    /** Read on first use, shared by all. */
    private static final class Holder {
        static final Accent BRITISH = new Accent(changes());
    }

    boolean isBritish() {
        return !changes.isEmpty();
    }

    /** The phones of a word in this accent, from the American ones. */
    String of(String word, String american) {
        if (changes.isEmpty()) {
            return american;
        }
        String letters = word.toLowerCase(Locale.ROOT);
        int variant = letters.indexOf('/');
        String spelling = variant < 0 ? letters : letters.substring(0, variant);
        String phones = american;
        for (Change change : changes) {
            if (change.fits(spelling)) {
                phones = change.from.matcher(phones).replaceAll(change.to);
            }
        }
        return withoutLateStress(phones);
    }

    /** A stem and an ending that was put to it by American rules. */
    String tidy(String phones) {
        return changes.isEmpty() ? phones : phones.replace('T', 't').replace('ᵻ', 'ɪ');
    }

    /** A list that has the accent's own readings first, else another's in this accent. */
    Words over(Words own, Words american) {
        return word -> {
            String found = own.find(word);
            String other = found == null ? american.find(word) : null;
            return other == null ? found : of(word, other);
        };
    }

    /** The British list marks no stress after the main one. */
    private static String withoutLateStress(String phones) {
        int main = phones.indexOf(Phones.PRIMARY) + 1;
        return main == 0
                ? phones
                : phones.substring(0, main) + phones.substring(main).replace("ˌ", "");
    }

    private static List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        String table = new String(Resource.read("british-en.tsv", "").array(), StandardCharsets.UTF_8);
        table.lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> changes.add(change(line.split("\t"))));
        return List.copyOf(changes);
    }

    private static Change change(String[] fields) {
        String from = fields[0].replace("R", "ɹ[ˈˌ]?V").replace("V", VOWEL);
        String spelling = fields.length > 2 ? fields[2] : "";
        boolean without = spelling.startsWith("!");
        return new Change(
                Pattern.compile(from),
                fields[1].equals("-") ? "" : fields[1],
                Pattern.compile(without ? spelling.substring(1) : spelling),
                without);
    }
}
