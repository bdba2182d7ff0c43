package io.parley.agent.voice;

import static io.parley.testkit.FuzzTarget.expect;

import io.parley.testkit.FuzzTarget;
import io.parley.testkit.FuzzText;
import java.util.List;
import java.util.Map;

/** Text that the voice is to say, an API's words among it: clauses that can be planned, each phone with its word. */
public final class SpokenTextFuzz implements FuzzTarget {
    private final TextToPhones front = TextToPhones.english();
    private final TextToPhones british = TextToPhones.of(Language.EN_GB).with(Map.of("home depot", "/ˈhəʊm ˈdiːpəʊ/"));

    @Override
    public void accept(byte[] input) {
        String text = FuzzText.utf8(input);
        front.clauses(text).forEach(clause -> check(text, clause));
        british.clauses(text).forEach(clause -> check(text, clause));
        for (String word : List.of(text.split(" ", 3))) {
            front.arpabet(word.length() <= 40 ? word : word.substring(0, 40));
        }
    }

    @Override
    public int maxLength() {
        return 600;
    }

    private void check(String text, Clause clause) {
        int words = clause.words().size();
        int[] units = clause.unitOf();
        boolean known = clause.phones().chars().allMatch(phone -> VoicePack.PHONES.indexOf(phone) >= 0);
        expect(known, () -> "phones that the voice has not: " + clause);
        expect(words > 0 && units.length == clause.phones().length(), () -> "phones without words: " + clause);
        expect(units.length + 2 <= Planner.MOST_TOKENS, () -> "a clause of " + units.length + " phones");
        for (int i = 0; i < units.length; i++) {
            int before = i == 0 ? 0 : units[i - 1];
            boolean next = units[i] == before || units[i] == before + 1;
            expect(next && units[i] < words, () -> "words out of order: " + clause);
        }
        for (Clause.Word word : clause.words()) {
            boolean inside = word.from() >= 0 && word.from() < word.to() && word.to() <= text.length();
            expect(inside, () -> word + " of " + text.length() + " characters");
        }
    }
}
