package io.parley.agent;

import io.parley.config.SlotSpec;
import io.parley.models.recogniser.SpokenWord;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes the value of a text slot of words that were taken down. They come from a caller: untrusted. */
final class TextValue {
    /** What recognisers write for a breath, a cough or a click where nothing else was said. */
    private static final Set<String> NOISES = Set.of("the", "a", "huh", "hm", "uh", "um", "oh", "ah", "mm");

    private static final Pattern ODD = Pattern.compile("[^\\p{L}\\p{N}' -]");

    private TextValue() {}

    /** The words with blanks between, cut at a word where they are too many; empty where nothing was said. */
    static String of(List<SpokenWord> words) {
        if (words.stream().map(SpokenWord::text).allMatch(NOISES::contains)) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (SpokenWord word : words) {
            String plain = ODD.matcher(word.text()).replaceAll("");
            if (text.length() + 1 + plain.length() > SlotSpec.Text.MAX_CHARACTERS) {
                break;
            }
            text.append(text.isEmpty() || plain.isEmpty() ? "" : " ").append(plain);
        }
        return text.toString();
    }
}
