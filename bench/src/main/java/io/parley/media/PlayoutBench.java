package io.parley.media;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A frame of the agent's speech through the ring between the call's context and the media thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlayoutBench {
    private final Playout playout = new Playout();
    private final AudioTick tick = new AudioTick();
    private final short[] speech = BenchSpeech.at(Audio.SAMPLE_RATE);
    private int at;

    @Benchmark
    public AudioTick frameInAndOut() {
        at = (at + Audio.FRAME_SAMPLES) % (speech.length - Audio.FRAME_SAMPLES);
        playout.offer(speech, at, 1, at);
        playout.take(tick);
        return tick;
    }

    /** While the caller speaks over the agent it is quieter. */
    @Benchmark
    public AudioTick duckedFrameInAndOut() {
        playout.gain(0.2f);
        return frameInAndOut();
    }
}
