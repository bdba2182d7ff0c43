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

/** What becomes of the speech of every call every 20 ms: coded and decoded, and G.711's brought to 16 kHz and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBench {
    private static final int OCTETS = 160;

    @Param({"PCMU", "PCMA", "G722", "OPUS"})
    private Codec codec = Codec.PCMU;

    private final short[] speech = BenchSpeech.at(Audio.SAMPLE_RATE);
    private final short[] frame = new short[Audio.FRAME_SAMPLES];
    private final byte[] payload = new byte[RtpReceiver.MAX_PAYLOAD];
    private final HalfBand filter = new HalfBand(OCTETS);
    private AudioEncoder encoder = codec.encoder();
    private AudioDecoder decoder = codec.decoder();
    private int units = OCTETS;
    private int octets = OCTETS;
    private int at;

    @Setup
    public void open() {
        encoder = codec.encoder();
        decoder = codec.decoder();
        units = codec.unitRate() / 50;
        encoder.set(OpusFormat.read(OpusFormat.OURS));
        octets = encoder.encode(speech, 0, payload, 0, units);
    }

    @Benchmark
    public byte[] encodeFrame() {
        at = (at + Audio.FRAME_SAMPLES) % (speech.length - Audio.FRAME_SAMPLES);
        encoder.encode(speech, at, payload, 0, units);
        return payload;
    }

    @Benchmark
    public short[] decodeFrame() {
        at = (at + 1) % octets;
        payload[at] += codec == Codec.OPUS ? 0 : 1; // what is changed there is no speech any more
        decoder.decode(payload, octets, frame, 0);
        return frame;
    }

    /** The same whatever the codec; G.722 does without. */
    @Benchmark
    public short[] doubleTheRateAndHalveIt() {
        at = (at + OCTETS) % (speech.length - OCTETS);
        filter.up(speech, at, frame);
        filter.down(frame, frame, 0);
        return frame;
    }
}
