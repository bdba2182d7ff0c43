package io.parley.agent.voice;

import io.parley.models.Pack;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a lane does to say something: until the first 50 ms of a sentence that it has never said are there, for a second of
 * speech from the text to its end, and for a sentence that is kept.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VoiceBench {
    private static final String SENTENCE = "Would you like a small, a medium or a large one?";
    private static final String KEPT = "Sorry, I did not catch that.";

    private final Queue<Runnable> lane = new ArrayDeque<>();
    private final Path models = Path.of(System.getProperty("parley.home", ""), "models");
    private final Pack pack = Pack.open(models.resolve("voice-en"));
    private final LetterPack letters = LetterPack.open(models.resolve("letters-en"));
    private final OnnxVoice voice = new OnnxVoice(pack, letters::of, lane::add, new VoiceCounters(), System::nanoTime);
    private final PromptCache prompts = new PromptCache(voice);
    /** The sentence that {@link #secondOfSpeech} is in the middle of. */
    private Utterance under;

    private int taken;

    /** Keeps the prompt. */
    public VoiceBench() {
        CompletableFuture<Void> warm = prompts.warm(List.of(KEPT), Style.NEUTRAL);
        rest();
        warm.join();
        under = voice.speak(SENTENCE, Style.NEUTRAL);
        rest();
    }

    /** From the text to the first chunk. */
    @Benchmark
    public int firstChunk() {
        Utterance utterance = voice.speak(SENTENCE, Style.NEUTRAL);
        while (utterance.available() == 0) {
            lane.remove().run();
        }
        int first = utterance.available();
        utterance.cancel();
        rest();
        return first;
    }

    /** Reads, plans and renders until a second more is there, over as many sentences as that takes. */
    @Benchmark
    public int secondOfSpeech() {
        int wanted = VoicePack.SAMPLE_RATE;
        while (wanted > 0) {
            int more = Math.min(wanted, under.available() - taken);
            taken += more;
            wanted -= more;
            if (wanted > 0 && under.done()) {
                under = voice.speak(SENTENCE, Style.NEUTRAL);
                taken = 0;
            } else if (wanted > 0) {
                lane.remove().run();
            }
        }
        return taken;
    }

    /** The whole of a prompt that is kept. */
    @Benchmark
    public int cachedClause() {
        Utterance utterance = prompts.speak(KEPT, Style.NEUTRAL);
        while (!utterance.done()) {
            lane.remove().run();
        }
        return utterance.available();
    }

    private void rest() {
        for (Runnable job = lane.poll(); job != null; job = lane.poll()) {
            job.run();
        }
    }

    @TearDown
    public void close() {
        voice.close();
        letters.close();
        pack.close();
    }
}
