package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
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

    private static Clause clause(String text) {
        List<Clause> clauses = TextToPhones.english().clauses(text);
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
