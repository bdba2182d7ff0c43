package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.models.Pack;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RelayVoiceTest {
    private static final String TEXT = "Your order is ready.";

    private static Pack pack;

    private final Jobs lane = new Jobs();
    private final OnnxVoice first = voice();
    private final OnnxVoice second = voice();
    private final Utterance utterance = new RelayVoice(List.of(first, second)).speak(TEXT, Style.NEUTRAL);

    @BeforeAll
    static void open() {
        pack = Standin.open();
    }

    @AfterAll
    static void close() {
        pack.close();
    }

    @AfterEach
    void closeVoices() {
        first.close();
        second.close();
    }

    private OnnxVoice voice() {
        return new OnnxVoice(pack, TextToPhones.english(), lane, new VoiceCounters(), System::nanoTime);
    }

    private Utterance undisturbed() {
        OnnxVoice third = voice();
        Utterance whole = third.speak(TEXT, Style.NEUTRAL);
        lane.runAll();
        third.close();
        return whole;
    }

    private static short[] samples(Utterance of) {
        short[] pcm = new short[of.available()];
        assertThat(of.copy(0, pcm, 0, pcm.length)).isEqualTo(pcm.length);
        return pcm;
    }

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
        Utterance undisturbed = undisturbed();
        assertThat(samples(utterance)).isEqualTo(samples(undisturbed));
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
