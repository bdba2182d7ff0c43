package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PromptCacheTest extends StandinVoices {
    private static final String READY = "Thank you. Your number is {number}. Goodbye.";

    private final OnnxVoice voice = voice();
    private final PromptCache prompts = new PromptCache(voice);

    @Test
    void keepsNothingOfASentenceWithItsValuesInIt() {
        prompts.warm(List.of("Goodbye."), Style.NEUTRAL);
        lane.runAll();
        long hits = counters.get(VoiceCounter.CACHE_HITS);

        Utterance said = prompts.speak("Your number is {1} 0 1. Goodbye.", Style.NEUTRAL);
        lane.runAll();

        assertThat(said.done()).isTrue();
        assertThat(prompts.size()).isEqualTo(1);
        assertThat(counters.get(VoiceCounter.CACHE_HITS)).isEqualTo(hits + 1);
    }

    @Test
    void rendersAFixedPromptOnce() {
        short[] first = spoken(prompts, "Is that right?", Map.of(), Style.NEUTRAL);
        long chunks = counters.get(VoiceCounter.CHUNKS);
        Utterance again = prompts.speak("Is that right?", Map.of(), Style.NEUTRAL);
        lane.runOne();
        assertThat(again.available()).isEqualTo(first.length);
        lane.runAll();

        assertThat(Utterances.samples(again)).containsExactly(first);
        assertThat(again.units()).extracting(Utterance.Unit::text).containsExactly("Is", "that", "right");
        assertThat(counters.get(VoiceCounter.CHUNKS)).isEqualTo(chunks);
        assertThat(counters.get(VoiceCounter.CACHE_HITS)).isOne();
    }

    @Test
    void rendersOnlyTheClauseThatHoldsTheValueAndKeepsNoneOfIt() {
        short[] first = spoken(prompts, READY, Map.of("number", "47"), Style.NEUTRAL);
        assertThat(prompts.size()).isEqualTo(2);
        assertThat(counters.get(VoiceCounter.CLAUSES)).isEqualTo(3);

        short[] second = spoken(prompts, READY, Map.of("number", "47"), Style.NEUTRAL);
        spoken(prompts, READY, Map.of("number", "12"), Style.NEUTRAL);

        assertThat(second).containsExactly(first);
        assertThat(prompts.size()).isEqualTo(2);
        assertThat(counters.get(VoiceCounter.CLAUSES)).isEqualTo(5);
    }

    @Test
    void speaksAPromptFromTheCacheAsTheVoiceWould() {
        Utterance direct = voice.speak("Thank you. Your number is 47. Goodbye.", Style.NEUTRAL);
        lane.runAll();
        spoken(prompts, READY, Map.of("number", "3"), Style.NEUTRAL);
        Utterance cached = prompts.speak(READY, Map.of("number", "47"), Style.NEUTRAL);
        lane.runAll();
        assertThat(Utterances.samples(cached)).containsExactly(Utterances.samples(direct));
        assertThat(cached.units()).isEqualTo(direct.units());
    }

    @Test
    void keepsAClauseForEachStyleAndForEachPlaceInTheTurn() {
        spoken(prompts, "Thank you.", Map.of(), Style.NEUTRAL);
        spoken(prompts, "Thank you.", Map.of(), Style.named("fast"));
        spoken(prompts, "Thank you. Thank you.", Map.of(), Style.NEUTRAL);
        assertThat(prompts.size()).isEqualTo(3);
    }

    @Test
    void warmsWhatIsTheSameInEveryCall() {
        CompletableFuture<Void> warm = prompts.warm(List.of(READY, "Hello."), Style.NEUTRAL);
        assertThat(warm).isNotDone();
        lane.runAll();
        assertThat(warm).isCompleted();
        assertThat(prompts.size()).isEqualTo(3);
        long clauses = counters.get(VoiceCounter.CLAUSES);

        spoken(prompts, READY, Map.of("number", "47"), Style.NEUTRAL);

        assertThat(counters.get(VoiceCounter.CLAUSES)).isEqualTo(clauses + 1);
    }

    @Test
    void warmsWhileACallerIsServedBetweenAnyTwoOfItsSteps() {
        CompletableFuture<Void> warm = prompts.warm(List.of(READY, "Hello.", "Is that right?"), Style.NEUTRAL);
        while (lane.waiting() > 0) {
            assertThat(lane.waiting()).as("jobs before a caller's").isEqualTo(1);
            lane.runOne();
        }
        assertThat(warm).isCompleted();
    }

    @Test
    void saysWhenWarmingFailed() {
        CompletableFuture<Void> warm = prompts.warm(List.of("Hello."), Style.NEUTRAL);
        voice.close();
        lane.runAll();
        assertThat(warm).isCompletedExceptionally();
    }

    @Test
    void dropsTheLeastRecentlyUsedBeyondItsNumberOfClauses() {
        PromptCache small = new PromptCache(voice, 2, PromptCache.MOST_BYTES);
        spoken(small, "Yes.", Map.of(), Style.NEUTRAL);
        spoken(small, "No.", Map.of(), Style.NEUTRAL);
        spoken(small, "Yes.", Map.of(), Style.NEUTRAL);
        spoken(small, "Okay.", Map.of(), Style.NEUTRAL);
        assertThat(small.size()).isEqualTo(2);
        assertThat(counters.get(VoiceCounter.CACHE_EVICTED)).isOne();
        long clauses = counters.get(VoiceCounter.CLAUSES);
        spoken(small, "Yes.", Map.of(), Style.NEUTRAL);
        assertThat(counters.get(VoiceCounter.CLAUSES)).isEqualTo(clauses);
        spoken(small, "No.", Map.of(), Style.NEUTRAL);
        assertThat(counters.get(VoiceCounter.CLAUSES)).isEqualTo(clauses + 1);
    }

    @Test
    void staysWithinItsBytes() {
        PromptCache small = new PromptCache(voice, 100, 40_000);
        for (String text : List.of("Yes.", "No.", "Okay.", "Sure.", "Right.")) {
            spoken(small, text, Map.of(), Style.NEUTRAL);
            assertThat(small.bytes()).isBetween(1L, 40_000L);
        }
        int size = small.size();
        spoken(small, "This one clause alone is much longer than the whole cache.", Map.of(), Style.NEUTRAL);
        assertThat(small.size()).isEqualTo(size);
    }

    @Test
    void whatHasAllItsAudioHasNotFailedWhenTheVoiceIsGone() {
        int samples = spoken(prompts, "You are welcome.", Map.of(), Style.NEUTRAL).length;
        Utterance again = prompts.speak("You are welcome.", Map.of(), Style.NEUTRAL);
        lane.runOne();
        voice.close();
        lane.runAll();
        assertThat(again.available()).isEqualTo(samples);
        assertThat(again.done()).isTrue();
        assertThat(again.error()).isNull();
        assertThat(counters.get(VoiceCounter.FAILED)).isZero();
    }

    @Test
    void keepsNothingOfAnUtteranceThatWasCancelled() {
        Utterance utterance = prompts.speak("You are welcome.", Map.of(), Style.NEUTRAL);
        lane.runOne();
        lane.runOne();
        utterance.cancel();
        lane.runAll();
        assertThat(prompts.size()).isZero();
    }

    /** The noise is asked for while a chunk is rendered, so it can cancel in the middle of the last one. */
    @Test
    void keepsNothingWhenTheCancelComesWhileTheLastChunkIsRendered() {
        int[] frames = {0, Integer.MAX_VALUE};
        Utterance[] utterance = new Utterance[1];
        OnnxVoice interrupted = closing(new OnnxVoice(
                pack,
                language -> TextToPhones.english(),
                lane,
                counters,
                System::nanoTime,
                () -> (destination, offset, n) -> {
                    if (++frames[0] == frames[1]) {
                        utterance[0].cancel();
                    }
                },
                Mouth.CHUNK));
        utterance[0] = interrupted.speak("Yes.", Style.NEUTRAL);
        lane.runAll();
        frames[1] = frames[0];
        frames[0] = 0;
        PromptCache cache = new PromptCache(interrupted);
        utterance[0] = cache.speak("Yes.", Map.of(), Style.NEUTRAL);
        lane.runAll();
        assertThat(counters.get(VoiceCounter.CANCELLED)).isOne();
        assertThat(cache.size()).isZero();
    }

    @Test
    void anotherLanesVoiceFindsWhatThisOneHasRendered() {
        short[] first = spoken(prompts, "You are welcome.", Map.of(), Style.NEUTRAL);
        long rendered = counters.get(VoiceCounter.CLAUSES);
        assertThat(spoken(prompts.spokenBy(voice()), "You are welcome.", Map.of(), Style.NEUTRAL))
                .isEqualTo(first);
        assertThat(counters.get(VoiceCounter.CLAUSES)).isEqualTo(rendered);
    }

    private short[] spoken(PromptCache cache, String template, Map<String, String> values, Style style) {
        return samples(cache.speak(template, values, style));
    }
}
