package io.parley.agent.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows of 32 ms, told by their probabilities. */
@Timeout(30)
class SpeechGateTest {
    private static final int WINDOW = 32;

    /** probabilities; then: in an utterance, onset, speech and silence in milliseconds */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            0 0 0           | false |  0 |   0 |   0
            .49 .49         | false |  0 |   0 |   0
            0 .5            | true  | 32 |  32 |   0
            0 .9 .9         | true  | 32 |  64 |   0
            .9 .4 .36       | true  |  0 |  96 |   0
            .9 .34          | true  |  0 |  32 |  32
            .9 0 0 0        | true  |  0 |  32 |  96
            .9 0 0 .9       | true  |  0 | 128 |   0
            0 0 .6 0 .7 0 0 | true  | 64 |  96 |  64
            """)
    void tellsSpeechFromSilence(
            String probabilities, boolean inUtterance, int onset, int speechMillis, int silenceMillis) {
        SpeechGate gate = after(probabilities);

        assertThat(gate.inUtterance()).isEqualTo(inUtterance);
        assertThat(gate.onsetMillis()).isEqualTo(onset);
        assertThat(gate.speechMillis()).isEqualTo(speechMillis);
        assertThat(gate.silenceMillis()).isEqualTo(silenceMillis);
        assertThat(gate.nowMillis()).isEqualTo(WINDOW * probabilities.split(" ").length);
    }

    @Test
    void whatIsNeitherSpeechNorSilenceDoesNotEndAPause() {
        SpeechGate gate = after(".9 .9 .1 .45 .45");

        assertThat(gate.silenceMillis()).isEqualTo(3 * WINDOW);
        assertThat(gate.speechMillis()).isEqualTo(2 * WINDOW);
    }

    @Test
    void theNextSpeechAfterAnUtteranceWasDealtWithIsAnother() {
        SpeechGate gate = after("0 .9 .9 0");
        gate.settle();

        assertThat(gate.inUtterance()).isFalse();
        assertThat(gate.speechMillis()).isZero();
        assertThat(gate.silenceMillis()).isZero();

        gate.accept(0.2f, WINDOW);
        gate.accept(0.8f, WINDOW);
        assertThat(gate.inUtterance()).isTrue();
        assertThat(gate.onsetMillis()).isEqualTo(5 * WINDOW);
        assertThat(gate.speechMillis()).isEqualTo(WINDOW);
    }

    @Test
    void anUtteranceDealtWithInMidSpeechGoesOnAsAnother() {
        SpeechGate gate = after(".9 .9");
        gate.settle();
        gate.accept(0.9f, WINDOW);

        assertThat(gate.inUtterance()).isTrue();
        assertThat(gate.onsetMillis()).isEqualTo(2 * WINDOW);
    }

    private static SpeechGate after(String probabilities) {
        SpeechGate gate = new SpeechGate();
        Arrays.stream(probabilities.split(" ")).map(Float::parseFloat).forEach(p -> gate.accept(p, WINDOW));
        return gate;
    }
}
