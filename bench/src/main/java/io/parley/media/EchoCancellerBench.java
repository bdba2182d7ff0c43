package io.parley.media;

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
import org.openjdk.jmh.annotations.Warmup;

/** The canceller in one step of 20 ms of one call: 200 us are 1 % of a core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EchoCancellerBench {
    private static final int DELAY = Audio.SAMPLE_RATE / 10;

    /** {@code quiet}: the agent says nothing; {@code none}: it speaks into a line with noise; {@code echo}: it comes back. */
    @Param({"quiet", "none", "echo"})
    private String line = "none";

    private final short[] out = new short[Audio.FRAME_SAMPLES];
    private short[][] sent = {};
    private short[][] received = {};
    private EchoCanceller canceller = new EchoCanceller();
    private int at;

    @Setup
    public void speak() {
        short[] speech = BenchSpeech.at(Audio.SAMPLE_RATE);
        int frames = speech.length / Audio.FRAME_SAMPLES;
        sent = new short[frames][Audio.FRAME_SAMPLES];
        received = new short[frames][Audio.FRAME_SAMPLES];
        for (int i = 0; i < frames * Audio.FRAME_SAMPLES; i++) {
            int echo = speech[Math.floorMod(i - DELAY, frames * Audio.FRAME_SAMPLES)] / 8;
            int noise = i * 7_919 % 61 - 30;
            sent[i / Audio.FRAME_SAMPLES][i % Audio.FRAME_SAMPLES] = line.equals("quiet") ? 0 : speech[i];
            received[i / Audio.FRAME_SAMPLES][i % Audio.FRAME_SAMPLES] =
                    (short) (noise + (line.equals("echo") ? echo : 0));
        }
        canceller = new EchoCanceller();
    }

    @Benchmark
    public boolean step() {
        at = (at + 1) % sent.length;
        return canceller.frame(received[at], sent[at], false, out);
    }
}
