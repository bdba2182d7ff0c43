package io.parley.agent.voice;

import static io.parley.testkit.FuzzTarget.expect;

import io.parley.testkit.FuzzTarget;
import io.parley.testkit.FuzzText;
import java.util.List;
import java.util.Map;

/** Text that the voice is to say, an API's words among it: clauses that can be planned, each phone with its word. */
public final class SpokenTextFuzz implements FuzzTarget {
    private static final List<String> MARKS = List.of(
            "<emphasis level=\"strong\">",
            "</emphasis>",
            "<prosody rate=\"+10%\" pitch='-2st' volume=\"loud\">",
            "</prosody>",
            "<break time=\"300ms\"/>",
            "<break",
            "<s>",
            "</s>",
            "<lang xml:lang=\"es\">",
            "</lang>",
            "<say-as interpret-as=\"characters\">",
            "<say-as interpret-as=\"date\" format=\"mdy\">",
            "</say-as>",
            "<phoneme ph=\"t\u0259\u02C8me\u026Ato\">",
            "</phoneme>",
            "<sub alias=\"World Wide Web\">",
            "</sub>",
            "<whisper>",
            "</whisper>",
            "<sing notes=\"C4:400 D4\">",
            "</sing>",
            "&amp;",
            "&#60;",
            "\"",
            ">",
            "<!--",
            "<x>");

    private final TextToPhones front = TextToPhones.english();
    private final TextToPhones british = TextToPhones.of(Language.EN_GB).with(Map.of("home depot", "/ˈhəʊm ˈdiːpəʊ/"));
    private final TextToPhones spanish = TextToPhones.of(Language.ES);

    @Override
    public void accept(byte[] input) {
        String text = FuzzText.utf8(input);
        speak(text);
        speak(marked(text, input));
        for (String word : List.of(text.split(" ", 3))) {
            front.arpabet(word.length() <= 40 ? word : word.substring(0, 40));
        }
    }

    private void speak(String text) {
        front.clauses(text).forEach(clause -> check(text, clause));
        british.clauses(text).forEach(clause -> check(text, clause));
        spanish.clauses(text).forEach(clause -> check(text, clause));
        Markup.plain(text);
        String escaped = Markup.escape(text);
        expect(Markup.flaws(escaped).isEmpty(), () -> "marks in what is escaped: " + escaped);
    }

    /** The text with marks in it, where its bytes say. */
    private static String marked(String text, byte[] input) {
        StringBuilder marked = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            int b = i < input.length ? input[i] & 0xFF : 0;
            marked.append(b % 5 == 0 ? MARKS.get(b / 5 % MARKS.size()) : "").append(text.charAt(i));
        }
        return marked.toString();
    }

    @Override
    public int maxLength() {
        return 600;
    }

    private static String phones(Language language) {
        return language == Language.ES ? SpanishFront.PHONES : VoicePack.PHONES;
    }

    private void check(String text, Clause clause) {
        int words = clause.words().size();
        int[] units = clause.unitOf();
        boolean known = clause.phones()
                .chars()
                .allMatch(phone -> phones(clause.language()).indexOf(phone) >= 0);
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
