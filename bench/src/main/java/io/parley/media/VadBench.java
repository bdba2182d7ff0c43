package io.parley.media;

import io.parley.models.Pack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A lane's voice activity: one window of 32 ms of so many calls in one run of the graph. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VadBench {
    @Param({"1", "8", "16", "32"})
    private int calls = 1;

    private final short[] speech = BenchSpeech.at(Audio.SAMPLE_RATE);
    private final List<SileroVad.Stream> streams = new ArrayList<>();
    private final Pack pack = Pack.open(Path.of(System.getProperty("parley.home", ""), "models", "vad"));
    private final SileroVad vad = new SileroVad(pack);
    private int at;

    @Setup
    public void call() {
        streams.clear();
        for (int i = 0; i < calls; i++) {
            streams.add(new SileroVad.Stream());
        }
    }

    @Benchmark
    public float windowOfEveryCall() {
        at = (at + SileroVad.WINDOW) % (speech.length - SileroVad.WINDOW);
        for (SileroVad.Stream stream : streams) {
            stream.accept(speech, at, SileroVad.WINDOW);
        }
        vad.run(streams);
        return streams.get(0).probability();
    }

    @TearDown
    public void close() {
        vad.close();
        pack.close();
    }
}
