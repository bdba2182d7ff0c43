package io.parley.media;

import io.parley.testkit.Outside;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A call over a line with an echo, for the tests of the canceller: recorded speech as the agent's voice and as the
 * caller's, G.711 both ways, noise at the far end.
 */
final class EchoCall {
    static final int FRAME = Audio.FRAME_SAMPLES;
    /** Usual levels of speech on the telephone, dBFS. */
    static final double AGENT = -22;

    static final double CALLER = -24;
    private static final int SPOKEN = 50;

    final EchoCanceller canceller = new EchoCanceller();
    final short[] out;
    /** The call as it came in, and as it would have come in without an echo. */
    final short[] in;

    final short[] clean;
    /** Frames in which the canceller told of an echo. */
    int found;

    int firstFound = -1;
    private final TelephoneLine line = new TelephoneLine();
    private final TelephoneLine cleanLine = new TelephoneLine();
    private final Random noise = new Random(5);

    /**
     * @param path null for a line without an echo
     * @param jumpAt sample at which the echo's delay becomes {@code jumpTo}; negative for never
     */
    EchoCall(short[] agent, short[] caller, EchoPath path, int jumpAt, int jumpTo) {
        int length = agent.length / FRAME * FRAME;
        in = new short[length];
        clean = new short[length];
        out = new short[length];
        short[] far = new short[FRAME];
        for (int at = 0; at < length; at += FRAME) {
            short[] sent = Arrays.copyOfRange(agent, at, at + FRAME);
            short[] says = hiss(Arrays.copyOfRange(caller, at, at + FRAME));
            System.arraycopy(says, 0, clean, at, FRAME);
            cleanLine.pass(says);
            System.arraycopy(clean, at, far, 0, FRAME);
            System.arraycopy(says, 0, clean, at, FRAME);
            if (path != null) {
                if (at / FRAME == jumpAt / FRAME && jumpAt > 0) {
                    path.delay(jumpTo);
                }
                path.pass(sent, far);
            }
            line.pass(far);
            System.arraycopy(far, 0, in, at, FRAME);
            short[] heard = new short[FRAME];
            if (canceller.frame(far, sent, false, heard)) {
                firstFound = found++ == 0 ? at : firstFound;
            }
            System.arraycopy(heard, 0, out, at, FRAME);
        }
    }

    EchoCall(short[] agent, short[] caller, EchoPath path) {
        this(agent, caller, path, -1, 0);
    }

    private short[] hiss(short[] frame) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = Pcm.saturate(frame[i] + noise.nextInt(9) - 4);
        }
        return frame;
    }

    /** Recordings of the coffee shop's callers, one after another, at a level in dBFS of what is spoken. */
    static short[] speech(double level, String... names) {
        List<short[]> parts = Stream.of(names)
                .map(name -> AudioFiles.read(calls().resolve(name + ".wav")))
                .toList();
        short[] all = new short
                [parts.stream().mapToInt(p -> p.length + Audio.SAMPLE_RATE / 5).sum()];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length + Audio.SAMPLE_RATE / 5;
        }
        return levelled(all, level);
    }

    private static Path calls() {
        return Outside.home().resolve("examples/coffee-shop/calls");
    }

    private static short[] levelled(short[] pcm, double level) {
        double power = 0;
        int spoken = 0;
        for (short sample : pcm) {
            if (Math.abs(sample) > SPOKEN) {
                power += (double) sample * sample;
                spoken++;
            }
        }
        double gain = 32_768 * Math.pow(10, level / 20) / Math.sqrt(power / spoken);
        short[] to = new short[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            to[i] = Pcm.saturate((float) (gain * pcm[i]));
        }
        return to;
    }

    /** The agent for 11 s. */
    static short[] agent() {
        return speech(AGENT, "mocha", "americano", "latte", "iced-coffee");
    }

    /** A caller who says nothing for so long and then speaks, as long as the agent does. */
    static short[] caller(int from, int length) {
        short[] says = speech(CALLER, "cappuccino", "espresso", "drip-coffee");
        short[] call = new short[length];
        System.arraycopy(says, 0, call, from, Math.min(says.length, length - from));
        return call;
    }

    static double decibels(short[] pcm, int from, int to) {
        return 10 * Math.log10(Pcm.power(pcm, from, to - from) + 1e-3);
    }

    /** Echo return loss enhancement: by how much less comes out than came in. */
    double enhancement(int from, int to) {
        return decibels(in, from, to) - decibels(out, from, to);
    }

    /** The caller's power over that of all that is not him in what came out, dB. */
    double distortion(int from, int to) {
        return ratio(out, EchoSuppressor.DELAY, from, to);
    }

    /** The same of what came in. */
    double distortionBefore(int from, int to) {
        return ratio(in, 0, from, to);
    }

    private double ratio(short[] heard, int late, int from, int to) {
        double voice = 0;
        double rest = 0;
        for (int i = from; i < to; i++) {
            double said = clean[i - late];
            voice += said * said;
            rest += (heard[i] - said) * (heard[i] - said);
        }
        return 10 * Math.log10(voice / (rest + 1e-3));
    }
}
