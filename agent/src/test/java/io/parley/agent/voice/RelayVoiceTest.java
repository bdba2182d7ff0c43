package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RelayVoiceTest extends StandinVoices {
    private static final String TEXT = "Your order is ready.";

    private final OnnxVoice first = voice();
    private final OnnxVoice second = voice();
    private final Utterance utterance = new RelayVoice(List.of(first, second)).speak(TEXT, Style.NEUTRAL);

    @Test
    void whoFailsInTheMiddleIsTakenOverFromWithoutASeam() {
        lane.runOne();
        lane.runOne();
        int before = utterance.available();
        assertThat(before).isPositive();
        first.close();
        while (lane.waiting() > 0) {
            lane.runOne();
            assertThat(utterance.available()).isGreaterThanOrEqualTo(before);
            before = utterance.available();
        }

        assertThat(utterance.done()).isTrue();
        assertThat(utterance.error()).isNull();
        Utterance undisturbed = voice().speak(TEXT, Style.NEUTRAL);
        assertThat(Utterances.samples(utterance)).isEqualTo(samples(undisturbed));
        assertThat(utterance.units()).isEqualTo(undisturbed.units()).isNotEmpty();
    }

    @Test
    void whoeverListensHearsOfTheOtherVoicesAudioToo() {
        AtomicInteger progress = new AtomicInteger();
        utterance.onProgress(() -> {
            progress.incrementAndGet();
            utterance.available();
        });
        first.close();
        lane.runOne();
        int told = progress.get();
        lane.runAll();
        assertThat(progress.get()).isGreaterThan(told);
        assertThat(utterance.done()).isTrue();
    }

    @Test
    void whenEveryVoiceFailsTheUtteranceHasFailed() {
        first.close();
        second.close();
        lane.runAll();
        assertThat(utterance.available()).isZero();
        lane.runAll();
        assertThat(utterance.done()).isTrue();
        assertThat(utterance.error()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCancelledOneIsNotBegunAgain() {
        utterance.cancel();
        first.close();
        lane.runAll();
        assertThat(utterance.done()).isTrue();
        assertThat(lane.waiting()).isZero();
        assertThat(utterance.available()).isZero();
    }
}
