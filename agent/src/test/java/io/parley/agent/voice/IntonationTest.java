package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which questions rise, and from where on. */
@Timeout(10)
class IntonationTest {
    private static final int FRAMES = 10;

    @Test
    void aQuestionForYesOrNoRisesFromItsLastStressToItsEnd() {
        Clause clause = clause("Is that right?");
        float[] pitch = laid(clause);
        int stress = FRAMES * (clause.phones().lastIndexOf(Phones.PRIMARY) + 2);
        assertThat(pitch[stress - 1]).isZero();
        assertThat(pitch[stress]).isPositive();
        for (int t = stress; t < pitch.length; t++) {
            assertThat(pitch[t]).isGreaterThanOrEqualTo(pitch[t - 1]);
        }
        assertThat(pitch[pitch.length - 1]).isCloseTo((float) (Intonation.RISE * Math.log(2) / 12), within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"That is right.", "What is your name?", "Would you like tea or coffee?", "And how many?"})
    void othersStayAsTheyAre(String text) {
        assertThat(laid(clause(text))).containsOnly(0f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mhm?", "Your name?", "Yes?"})
    void aWordAloneRises(String text) {
        float[] pitch = laid(clause(text));
        assertThat(pitch[pitch.length - 1]).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EN_US | We have espresso, latte, and cappuccino.       | 2",
                "EN_US | We have espresso, latte and cappuccino.        | 1",
                "EN_US | Would you like sugar, brown sugar or sweetener? | 1",
                "EN_GB | Two teas, a large coffee, a scone, and a bun.  | 3",
                "ES    | Tenemos café, leche y zumo.                    | 1",
            })
    void theItemsOfAListRiseButTheLast(Language language, String text, int commas) {
        Clause clause = clause(TextToPhones.of(language), text);
        float[] pitch = laid(clause);
        float top = (float) (Intonation.LIST_RISE * Math.log(2) / 12);
        int at = 0;
        for (int i = 0; i < commas; i++) {
            at = clause.phones().indexOf(',', at) + 1;
            int comma = FRAMES * at;
            assertThat(pitch[comma - 1]).as("before comma " + i).isCloseTo(top, within(1e-6f));
            assertThat(pitch[comma + FRAMES]).as("behind comma " + i).isZero();
        }
        for (int t = FRAMES * (at + 1); t < pitch.length; t++) {
            assertThat(pitch[t]).isZero();
        }
    }

    @Test
    void aListThatIsCutBecauseItIsLongRisesInBothHalves() {
        List<Clause> halves = TextToPhones.english()
                .clauses("We have espresso, americano, flat white, cortado, cappuccino, caramel latte, iced mocha, "
                        + "cold brew, chai, and hot chocolate.");
        assertThat(halves).hasSize(2);
        for (Clause half : halves) {
            long commas = half.phones().chars().filter(phone -> phone == ',').count();
            assertThat(tops(laid(half))).as(half.phones()).isEqualTo(commas);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Please note that your new confirmation number is 4 0 7, 1 2 1, 9 9, 5 3, and we shall send it to you in "
                        + "a text message before Monday.",
                "Yes, that is right, thank you very much for your patience with all of this, and the driver will be there "
                        + "in about twenty minutes, so please have your card ready.",
            })
    void othersThatAreCutStayAsTheyAre(String text) {
        List<Clause> halves = TextToPhones.english().clauses(text);
        assertThat(halves).hasSizeGreaterThan(1);
        assertThat(halves).allSatisfy(half -> assertThat(tops(laid(half))).isZero());
    }

    /** How often the pitch begins to fall. */
    private static long tops(float[] pitch) {
        return IntStream.range(1, pitch.length - 1)
                .filter(t -> pitch[t] > 0 && pitch[t] >= pitch[t - 1] && pitch[t] > pitch[t + 1])
                .count();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your order is ready, and the driver will be there soon.",
                "Thank you, that is $12.50.",
                "Okay, $12.50.",
                "Thank you, Anna.",
                "Yes, you can, and we will send it to you on Monday.",
                "Your number is 4 0 7, 1 2 1, 9 9.",
            })
    void aCommaAloneMakesNoList(String text) {
        assertThat(laid(clause(text))).containsOnly(0f);
    }

    private static Clause clause(String text) {
        return clause(TextToPhones.english(), text);
    }

    private static Clause clause(TextToPhones front, String text) {
        List<Clause> clauses = front.clauses(text);
        assertThat(clauses).hasSize(1);
        return clauses.get(0);
    }

    private static float[] laid(Clause clause) {
        int tokens = clause.phones().length() + 2;
        int[] starts = IntStream.rangeClosed(0, tokens).map(i -> FRAMES * i).toArray();
        float[] pitch = new float[starts[tokens]];
        Intonation.lay(clause, starts, pitch);
        return pitch;
    }
}
