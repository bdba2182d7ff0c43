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

/**
 * What a lost packet costs beyond one that came: its 20 ms are made up and the next ones blended in. Without loss only
 * the past is kept.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ConcealerBench {
    @Param({"8000", "16000"})
    private int rate = 8_000;

    private short[] speech = new short[0];
    private Concealer concealer = new Concealer(rate);
    private int frame;
    private int at;

    @Setup
    public void speak() {
        speech = BenchSpeech.at(rate);
        concealer = new Concealer(rate);
        frame = rate / 50;
    }

    @Benchmark
    public int frameThatCame() {
        concealer.real(speech, next(), frame);
        return at;
    }

    /** A frame made up and the one behind it. */
    @Benchmark
    public int frameThatIsLostAndTheNext() {
        concealer.conceal(speech, next(), frame);
        concealer.real(speech, next(), frame);
        return at;
    }

    private int next() {
        at = (at + frame) % (speech.length - frame);
        return at;
    }
}
