package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parley.media.Audio;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OnnxVoiceTest extends StandinVoices {
    private static final String TWO = "Thank you for calling. Your order is ready.";

    private final OnnxVoice voice = voice();

    @Test
    void returnsAtOnceAndRendersOnTheLane() {
        Utterance utterance = voice.speak(TWO, Style.NEUTRAL);
        assertThat(utterance.available()).isZero();
        assertThat(utterance.done()).isFalse();
        assertThat(lane.waiting()).isOne();

        lane.runAll();

        assertThat(utterance.done()).isTrue();
        assertThat(utterance.error()).isNull();
        assertThat(utterance.available()).isBetween(30_000, 60_000);
    }

    @Test
    void hasItsFirstSoundAfterOneJobAndAtMostFourHundredAndThirtySevenMillisecondsMoreAfterEachOther() {
        Utterance utterance = voice.speak(TWO, Style.NEUTRAL);
        lane.runOne();
        assertThat(utterance.available()).isBetween(Audio.FRAME_SAMPLES, Rendering.FIRST_CHUNK * VoicePack.HOP);
        int before = utterance.available();
        while (lane.waiting() > 0) {
            lane.runOne();
            assertThat(utterance.available() - before).isBetween(0, Mouth.MOST * VoicePack.HOP);
            before = utterance.available();
        }
    }

    @Test
    void nothingIsWaitedForBeforeTheFirstSound() {
        for (String text : List.of(TWO, "Shall I send it?", "All right.", "Five.")) {
            short[] samples = spoken(text, Style.NEUTRAL);
            int first = 0;
            while (Math.abs(samples[first]) < 164) { // -46 dB below full scale
                first++;
            }
            assertThat(first).as(text).isLessThanOrEqualTo(Audio.SAMPLE_RATE / 200);
        }
    }

    @Test
    void jobsOfTwoUtterancesTakeTurns() {
        short[] alone = spoken(TWO, Style.NEUTRAL);
        Utterance one = voice.speak("I am placing your order now, one moment please.", Style.NEUTRAL);
        Utterance two = voice.speak(TWO, Style.NEUTRAL);
        for (int i = 0; i < 8; i++) {
            assertThat(lane.waiting()).isEqualTo(2);
            lane.runOne();
        }
        assertThat(one.available()).isPositive();
        assertThat(two.available()).isPositive();

        lane.runAll();

        assertThat(Utterances.samples(two)).containsExactly(alone);
    }

    @Test
    void copiesWhatIsThereAndNoMore() {
        Utterance utterance = voice.speak(TWO, Style.NEUTRAL);
        short[] frame = new short[1_000];
        assertThat(utterance.copy(0, frame, 0, 1_000)).isZero();
        lane.runOne();
        assertThat(utterance.copy(0, frame, 100, 320)).isEqualTo(320);
        assertThat(utterance.copy(utterance.available() - 100, frame, 0, 320)).isEqualTo(100);
        assertThat(utterance.copy(5_000, frame, 0, 320)).isZero();
    }

    @Test
    void tellsWhichWordSounds() {
        Utterance utterance = voice.speak("Pay $12. Thanks.", Style.NEUTRAL);
        assertThat(utterance.units()).isEmpty();
        assertThat(utterance.unitAt(0)).isEqualTo(-1);
        lane.runAll();
        List<Utterance.Unit> units = utterance.units();
        assertThat(units).extracting(Utterance.Unit::text).containsExactly("Pay", "twelve", "dollars", "Thanks");
        assertThat(units).extracting(Utterance.Unit::from).containsExactly(0, 4, 4, 9);
        assertThat(units).extracting(Utterance.Unit::firstSample).isSorted().doesNotHaveDuplicates();
        int twelve = units.get(1).firstSample();
        assertThat(utterance.unitAt(twelve - 1)).isZero();
        assertThat(utterance.unitAt(twelve)).isOne();
        assertThat(utterance.unitAt(utterance.available())).isEqualTo(3);
        assertThat(units.get(3).firstSample()).isLessThan(utterance.available());
    }

    @Test
    void stopsWhenCancelledAndKeepsWhatWasRendered() {
        Utterance utterance = voice.speak(TWO, Style.NEUTRAL);
        lane.runOne();
        int before = utterance.available();
        utterance.cancel();
        utterance.cancel();
        assertThat(utterance.done()).isTrue();

        lane.runAll();

        assertThat(utterance.available()).isEqualTo(before).isPositive();
        assertThat(utterance.error()).isNull();
        assertThat(counters.get(VoiceCounter.CANCELLED)).isOne();
        assertThat(counters.get(VoiceCounter.JOBS)).isOne();
    }

    @Test
    void endsWithAnErrorWhenTheLaneRefuses() {
        OnnxVoice refused = new OnnxVoice(
                pack,
                TextToPhones.english(),
                job -> {
                    throw new RejectedExecutionException("full");
                },
                counters,
                System::nanoTime);
        Utterance utterance = refused.speak(TWO, Style.NEUTRAL);
        assertThat(utterance.done()).isTrue();
        assertThat(utterance.error()).hasMessage("full");
        assertThat(counters.get(VoiceCounter.FAILED)).isOne();
    }

    @Test
    void endsWithAnErrorAndWhatThereIsWhenTheModelsFail() {
        Utterance utterance = voice.speak(TWO, Style.NEUTRAL);
        AtomicInteger calls = new AtomicInteger();
        lane.runOne();
        utterance.onProgress(calls::incrementAndGet);
        voice.close();

        lane.runAll();

        assertThat(utterance.done()).isTrue();
        assertThat(utterance.error()).hasMessage("the voice is closed");
        assertThat(utterance.available()).isPositive();
        assertThat(calls).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "...", "Привет"})
    void endsWithNothingWhereThereIsNothingToSay(String text) {
        Utterance utterance = voice.speak(text, Style.NEUTRAL);
        lane.runAll();
        assertThat(utterance.done()).isTrue();
        assertThat(utterance.available()).isZero();
        assertThat(utterance.error()).isNull();
        assertThat(counters.get(VoiceCounter.SILENT)).isOne();
    }

    @Test
    void countsATextThatIsCut() {
        voice.speak("Well. ".repeat(400), Style.NEUTRAL);
        lane.runOne();
        assertThat(counters.get(VoiceCounter.TRUNCATED)).isOne();
    }

    @Test
    void tellsAListenerOfEachChunkAndOfTheEndAndSurvivesAListenerThatFails() {
        Utterance utterance = voice.speak(TWO, Style.NEUTRAL);
        List<Integer> heard = new ArrayList<>();
        utterance.onProgress(() -> {
            heard.add(utterance.available());
            throw new IllegalStateException("a listener that fails");
        });
        lane.runAll();
        assertThat(heard).isSorted().last().isEqualTo(utterance.available());
        assertThat(heard.get(0)).isBetween(1, Rendering.FIRST_CHUNK * VoicePack.HOP);
        assertThat(utterance.error()).isNull();

        AtomicInteger late = new AtomicInteger();
        utterance.onProgress(late::incrementAndGet);
        assertThat(late).hasValue(1);
    }

    @Test
    void speaksTheSameOnSeveralThreadsAtOnce() throws Exception {
        short[] alone = spoken(TWO, Style.NEUTRAL);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (OnnxVoice shared =
                new OnnxVoice(pack, TextToPhones.english(), threads, new VoiceCounters(), System::nanoTime)) {
            List<Utterance> utterances = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                utterances.add(shared.speak(TWO, Style.NEUTRAL));
            }
            for (Utterance utterance : utterances) {
                assertThat(Utterances.finished(utterance)).containsExactly(alone);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void speaksFasterSlowerAndWithShorterPausesAsTheStyleSays() {
        String text = "Yes, you can, and we will.";
        int neutral = spoken(text, Style.NEUTRAL).length;
        assertThat(spoken(text, new Style("a", 1.25, 1, 1)).length / (double) neutral)
                .isCloseTo(0.8, within(0.04));
        assertThat(spoken(text, new Style("b", 0.8, 1, 1)).length / (double) neutral)
                .isCloseTo(1.25, within(0.06));
        assertThat(spoken(text, new Style("c", 1, 1, 0.25)).length).isLessThan(neutral - 2_000);
    }

    @Test
    void scalesThePitchOfVoicedFramesOnly() {
        float[] neutral = pitch(Clauses.of("sˈɪks jˈɛs."), Style.NEUTRAL);
        float[] raised = pitch(Clauses.of("sˈɪks jˈɛs."), new Style("high", 1, 1.2, 1));
        for (int t = 0; t < neutral.length; t++) {
            float expected = neutral[t] > 50 ? neutral[t] * 1.2f : neutral[t];
            assertThat(raised[t]).isCloseTo(expected, within(0.01f));
        }
        assertThat(neutral).contains(8f);
    }

    private float[] pitch(Clause clause, Style style) {
        Workbench bench = voice.rendering().borrow();
        ClausePlan plan = bench.planner().encode(clause, Clauses.manner(style), new Clamps());
        while (plan.planned < plan.frames()) {
            bench.planner().extend(plan);
        }
        voice.rendering().giveBack(bench);
        return plan.f0;
    }

    @Test
    void leavesASilenceBetweenSentencesButNoneAtTheEndOfTheTurn() {
        short[] samples = spoken(TWO, Style.NEUTRAL);
        int[] quiet = quietRuns(samples);
        assertThat(quiet[0]).as("longest silence inside").isBetween(3_000, 10_000);
        assertThat(quiet[1]).as("silence at the end").isLessThan(700);
    }

    /** The longest run of samples below -46 dB, and the last. */
    private static int[] quietRuns(short[] samples) {
        int longest = 0;
        int run = 0;
        for (short sample : samples) {
            run = Math.abs(sample) < 164 ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return new int[] {longest, run};
    }

    @Test
    void speaksAtTwentyDecibelsBelowFullScale() {
        double power = 0;
        int frames = 0;
        for (String text : List.of(TWO, "Would you like milk with your coffee?", "The total is $42.17.")) {
            short[] samples = spoken(text, Style.NEUTRAL);
            for (int at = 0; at + 320 <= samples.length; at += 320) {
                double sum = 0;
                for (int i = at; i < at + 320; i++) {
                    sum += (double) samples[i] * samples[i] / 32_768 / 32_768;
                }
                if (sum / 320 > 1e-4) {
                    power += sum / 320;
                    frames++;
                }
            }
        }
        assertThat(10 * Math.log10(power / frames)).isCloseTo(-19.5, within(1.5));
    }

    private short[] spoken(String text, Style style) {
        return samples(voice.speak(text, style));
    }
}
