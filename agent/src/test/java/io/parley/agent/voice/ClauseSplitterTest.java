package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ClauseSplitterTest {
    @Test
    void endsAClauseWithTheSentenceAndAtASemicolonButNotAtAComma() {
        assertThat(texts("Okay, great. That is right; thanks! Anything else?"))
                .containsExactly("Okay , great .", "That is right ;", "thanks !", "Anything else ?");
    }

    @Test
    void cutsALongSentenceAtTheCommaNearestToItsMiddle() {
        List<String> clauses =
                texts("I have updated your order and sent you a text message with all of it, and the driver "
                        + "will be there in about twenty minutes, so please have your card ready when he rings.");
        assertThat(clauses).hasSize(2);
        assertThat(clauses.get(0)).endsWith("it ,");
        assertThat(clauses.get(1)).startsWith("and the driver").endsWith("rings .");
    }

    @Test
    void cutsBeforeAConjunctionWhereThereIsNoComma() {
        List<String> clauses =
                texts("The technician will come to your house between nine and eleven tomorrow morning and he"
                        + " will bring the part that we have ordered for your machine");
        assertThat(clauses.get(0)).endsWith("morning ,");
        assertThat(clauses.get(1)).startsWith("and he").endsWith("machine .");
    }

    @Test
    void keepsATelephoneNumberTogether() {
        assertThat(texts("Please call us back as soon as you possibly can, at any hour of the day or of the night, "
                        + "at 555-826-1904."))
                .last()
                .asString()
                .contains("five five five , eight two six , one nine zero four");
    }

    @Test
    void cutsBetweenAnyTwoWordsWhereNothingElseHelps() {
        List<String> clauses = texts("buffalo ".repeat(40));
        assertThat(clauses)
                .hasSizeGreaterThan(2)
                .allSatisfy(clause -> assertThat(clause.length()).isLessThan(ClauseSplitter.LONGEST + 10));
        assertThat(String.join(" ", clauses).replaceAll("[^b]", "")).hasSize(40);
    }

    private static List<String> texts(String text) {
        return TextToPhones.english().clauses(text).stream()
                .map(ClauseSplitterTest::shown)
                .toList();
    }

    /** The words with the punctuation among their phones. */
    private static String shown(Clause clause) {
        StringBuilder text = new StringBuilder();
        int word = -1;
        for (int i = 0; i < clause.phones().length(); i++) {
            char phone = clause.phones().charAt(i);
            if (Phones.PUNCTUATION.indexOf(phone) >= 0) {
                text.append(' ').append(phone);
            } else if (clause.unitOf()[i] != word) {
                word = clause.unitOf()[i];
                text.append(text.isEmpty() ? "" : " ")
                        .append(clause.words().get(word).text());
            }
        }
        return text.toString();
    }
}
