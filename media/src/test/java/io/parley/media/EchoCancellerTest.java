package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class EchoCancellerTest {
    private static final int SECOND = Audio.SAMPLE_RATE;
    private static final int FRAME = Audio.FRAME_SAMPLES;
    private static final short[] AGENT = EchoCall.agent();
    private static final short[] NOBODY = new short[AGENT.length];

    @ParameterizedTest
    @CsvSource({"40,-10,0", "180,-20,0", "180,-30,0", "180,-20,300", "320,-15,200", "500,-10,300", "500,-30,500"})
    void anEchoIsGoneAfterASecond(int delay, double level, int room) {
        EchoCall call = new EchoCall(AGENT, NOBODY, new EchoPath(new EchoPath.Shape(delay, level, room, false), 7));

        assertThat(call.enhancement(2 * SECOND, 10 * SECOND)).isGreaterThan(25);
        // The halving filters of the two ways over G.711 come on top.
        assertThat(call.canceller.delayMillis()).isCloseTo(delay + 5, within(3));
    }

    @ParameterizedTest
    @CsvSource({"180,-10,300", "320,-20,200"})
    void aSmallLoudspeakersToo(int delay, double level, int room) {
        EchoCall call = new EchoCall(AGENT, NOBODY, new EchoPath(new EchoPath.Shape(delay, level, room, true), 7));

        assertThat(call.enhancement(2 * SECOND, 10 * SECOND)).isGreaterThan(20);
    }

    /** What a detector of speech would have to take for the caller: less than 160 ms of it, before the echo is found. */
    @ParameterizedTest
    @CsvSource({"40,-10,0", "180,-20,300", "500,-10,300"})
    void littleOfTheFirstWordComesBack(int delay, double level, int room) {
        EchoCall call = new EchoCall(AGENT, NOBODY, new EchoPath(new EchoPath.Shape(delay, level, room, false), 7));

        int loud = 0;
        for (int at = 0; at < 2 * SECOND; at += FRAME) {
            loud += EchoCall.decibels(call.out, at, at + FRAME) > 40 ? 1 : 0;
        }
        assertThat(loud).isLessThan(8);
        assertThat(call.found).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"-10,0,10", "-20,0,15", "-30,0,22", "-10,300,9", "-20,300,14"})
    void whoSpeaksIntoItIsHeard(double level, int room, double atLeast) {
        short[] caller = EchoCall.caller(2 * SECOND, AGENT.length);
        EchoCall call = new EchoCall(AGENT, caller, new EchoPath(new EchoPath.Shape(180, level, room, false), 7));

        assertThat(call.found).isEqualTo(1);
        assertThat(call.distortion(3 * SECOND, 8 * SECOND)).isGreaterThan(atLeast);
        assertThat(call.distortion(3 * SECOND, 8 * SECOND))
                .isGreaterThan(call.distortionBefore(3 * SECOND, 8 * SECOND) - 3);
        assertThat(EchoCall.decibels(call.out, 3 * SECOND, 8 * SECOND))
                .isCloseTo(EchoCall.decibels(call.clean, 3 * SECOND, 8 * SECOND), within(1.0));
    }

    /** The filter stands still while somebody speaks into the echo, and works as before when they have finished. */
    @Test
    void whoSpeaksIntoItDoesNotMakeItForget() {
        short[] caller = EchoCall.caller(4 * SECOND, AGENT.length);
        Arrays.fill(caller, 8 * SECOND, caller.length, (short) 0);
        EchoCall call = new EchoCall(AGENT, caller, new EchoPath(new EchoPath.Shape(180, -20, 0, false), 7));

        assertThat(call.enhancement(8 * SECOND + SECOND / 2, 10 * SECOND)).isGreaterThan(25);
    }

    @Test
    void whoSpeaksWhileTheAgentIsSilentIsUntouchedButTwoMillisecondsLate() {
        short[] agent = Arrays.copyOf(AGENT, AGENT.length);
        Arrays.fill(agent, 4 * SECOND, agent.length, (short) 0);
        short[] caller = EchoCall.caller(6 * SECOND, AGENT.length);
        EchoCall call = new EchoCall(agent, caller, new EchoPath(new EchoPath.Shape(180, -20, 300, false), 7));

        assertThat(Arrays.copyOfRange(call.out, 6 * SECOND, 10 * SECOND))
                .isEqualTo(Arrays.copyOfRange(
                        call.in, 6 * SECOND - EchoSuppressor.DELAY, 10 * SECOND - EchoSuppressor.DELAY));
    }

    @ParameterizedTest
    @CsvSource({"180,260,0", "260,120,0", "180,240,200"})
    void followsADelayThatJumps(int before, int after, int room) {
        EchoPath path = new EchoPath(new EchoPath.Shape(before, -20, room, false), 7);
        EchoCall call = new EchoCall(AGENT, NOBODY, path, 4 * SECOND, after);

        assertThat(call.canceller.delayMillis()).isCloseTo(after + 5, within(3));
        assertThat(call.found).isEqualTo(2);
        assertThat(call.enhancement(5 * SECOND, 10 * SECOND)).isGreaterThan(25);
    }

    @Test
    void whoSpeaksAfterAHoldIsUntouched() {
        short[] agent = Arrays.copyOf(AGENT, 5 * SECOND);
        EchoCall call = new EchoCall(agent, NOBODY, new EchoPath(new EchoPath.Shape(180, -10, 300, false), 7));
        EchoCanceller canceller = call.canceller;
        canceller.interrupted();
        short[] caller = EchoCall.caller(0, 2 * SECOND);
        short[] heard = new short[caller.length];
        short[] out = new short[FRAME];
        for (int at = 0; at + FRAME <= caller.length; at += FRAME) {
            canceller.frame(Arrays.copyOfRange(caller, at, at + FRAME), new short[FRAME], false, out);
            System.arraycopy(out, 0, heard, at, FRAME);
        }
        assertThat(canceller.active()).isTrue();
        assertThat(Arrays.copyOfRange(heard, SECOND / 10, caller.length))
                .isEqualTo(Arrays.copyOfRange(
                        caller, SECOND / 10 - EchoSuppressor.DELAY, caller.length - EchoSuppressor.DELAY));
    }

    @Test
    void aLineWithoutAnEchoPassesAsItIs() {
        EchoCall call = new EchoCall(AGENT, EchoCall.caller(0, AGENT.length), null);

        assertThat(call.canceller.active()).isFalse();
        assertThat(call.found).isZero();
        assertThat(call.out).isEqualTo(call.in);
    }

    @Test
    void anEchoThatEndsIsForgotten() {
        short[] agent = Arrays.copyOf(AGENT, 3 * AGENT.length);
        System.arraycopy(AGENT, 0, agent, AGENT.length, AGENT.length);
        System.arraycopy(AGENT, 0, agent, 2 * AGENT.length, AGENT.length);
        EchoCanceller canceller = new EchoCanceller();
        EchoPath path = new EchoPath(new EchoPath.Shape(180, -20, 0, false), 7);
        boolean wasActive = false;
        short[] out = new short[FRAME];
        for (int at = 0; at + FRAME <= agent.length; at += FRAME) {
            short[] sent = Arrays.copyOfRange(agent, at, at + FRAME);
            short[] says = new short[FRAME];
            if (at < AGENT.length) {
                path.pass(sent, says);
            }
            canceller.frame(says, sent, false, out);
            wasActive |= canceller.active();
        }
        assertThat(wasActive).isTrue();
        assertThat(canceller.active()).isFalse();
    }

    @Test
    void isTheSameEveryTime() {
        EchoPath.Shape shape = new EchoPath.Shape(180, -15, 300, true);
        short[] caller = EchoCall.caller(2 * SECOND, AGENT.length);

        assertThat(new EchoCall(AGENT, caller, new EchoPath(shape, 3)).out)
                .isEqualTo(new EchoCall(AGENT, caller, new EchoPath(shape, 3)).out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"silence", "full scale", "clipped echo", "keys", "fax", "noise", "its own voice at once"})
    void bearsWhateverComes(String what) {
        EchoCanceller canceller = new EchoCanceller();
        Random random = new Random(1);
        short[] out = new short[FRAME];
        assertThatCode(() -> {
                    for (int at = 0; at + FRAME <= AGENT.length; at += FRAME) {
                        short[] sent = Arrays.copyOfRange(AGENT, at, at + FRAME);
                        if (what.equals("full scale")) {
                            Arrays.fill(sent, (at / FRAME & 1) == 0 ? Short.MAX_VALUE : Short.MIN_VALUE);
                        }
                        canceller.frame(strange(what, sent, at, random), sent, at % (7 * FRAME) == 0, out);
                    }
                })
                .doesNotThrowAnyException();
        if (!what.contains("echo") && !what.contains("own") && !what.contains("scale")) {
            assertThat(canceller.active()).isFalse();
        }
    }

    private static short[] strange(String what, short[] sent, int at, Random random) {
        short[] says = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            double t = (double) (at + i) / SECOND;
            says[i] = switch (what) {
                case "full scale" -> random.nextBoolean() ? Short.MAX_VALUE : Short.MIN_VALUE;
                case "clipped echo" -> (short) Math.max(-300, Math.min(300, 50 * sent[i]));
                case "keys" ->
                    (short) (9_000 * Math.sin(2 * Math.PI * 770 * t) + 9_000 * Math.sin(2 * Math.PI * 1_336 * t));
                case "fax" -> (short) (12_000 * Math.sin(2 * Math.PI * (t % 1 < 0.5 ? 2_100 : 1_100) * t));
                case "noise" -> (short) (2_000 * random.nextGaussian());
                case "its own voice at once" -> sent[i];
                default -> 0;
            };
        }
        return says;
    }

    /** In bytes a step, with an echo that has been found. */
    @Test
    void allocatesNothing() {
        EchoCanceller canceller = new EchoCanceller();
        short[] sent = new short[FRAME];
        short[] says = new short[FRAME];
        Runnable agentComesBack = new Runnable() {
            private int at;

            @Override
            public void run() {
                System.arraycopy(AGENT, at, sent, 0, FRAME);
                for (int i = 0; i < FRAME; i++) {
                    says[i] = (short) (AGENT[Math.max(0, at - 2_000) + i] / 8);
                }
                canceller.frame(says, sent, false, says);
                at = (at + FRAME) % (AGENT.length - 2 * FRAME);
            }
        };
        for (int i = 0; i < 2_000; i++) {
            agentComesBack.run();
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < 1_000; i++) {
            agentComesBack.run();
        }
        assertThat(canceller.active()).isTrue();
        assertThat((threads.getThreadAllocatedBytes(id) - before) / 1_000.0).isLessThan(2);
    }
}
