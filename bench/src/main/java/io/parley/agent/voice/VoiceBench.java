package io.parley.agent.voice;

import io.parley.models.Pack;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
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

/** What a lane does to say a sentence of 2.4 s that it has never said: until its first sound is there, and to its end. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VoiceBench {
    private static final String SENTENCE = "Would you like a small, a medium or a large one?";

    private final Queue<Runnable> lane = new ArrayDeque<>();
    private final Pack pack = Pack.open(Path.of(System.getProperty("parley.home", ""), "models", "voice-en"));
    private final OnnxVoice voice =
            new OnnxVoice(pack, TextToPhones.english(), lane::add, new VoiceCounters(), System::nanoTime);

    @Benchmark
    public int firstSound() {
        Utterance utterance = voice.speak(SENTENCE, Style.NEUTRAL);
        while (utterance.available() == 0) {
            lane.remove().run();
        }
        int first = utterance.available();
        utterance.cancel();
        rest();
        return first;
    }

    @Benchmark
    public int wholeSentence() {
        Utterance utterance = voice.speak(SENTENCE, Style.NEUTRAL);
        rest();
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
        pack.close();
    }
}
