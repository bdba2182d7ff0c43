package io.parley.media;

import java.util.Arrays;
import java.util.Random;

/**
 * What comes back of a voice at the far end of a line: G.711, a loudspeaker, a room, a microphone, and the delay of all of
 * it. For simulated callers and tests; the way back over the line is not in it. Confined to one thread.
 */
public final class EchoPath {
    /** The longest delay. */
    public static final int MAX_DELAY_MILLIS = 500;

    private static final int MILLIS = Audio.SAMPLE_RATE / 1_000;
    /** The room's first 2 ms are the direct way alone; its reverberation ends 48 dB down. */
    private static final int FIRST_REFLECTION = 2 * MILLIS;

    private static final double HEARD = 0.8;
    private static final double SIXTY_DB = Math.log(1_000);
    /** A loudspeaker that is too small: at this amplitude, of a voice at about -22 dBFS, little more comes out. */
    private static final double CLIPS_AT = 8_000;

    /**
     * The way.
     *
     * @param delayMillis until the direct sound, 0 to {@link #MAX_DELAY_MILLIS}
     * @param level gain in dB
     * @param roomMillis the time in which reverberation falls by 60 dB; 0 for none, a hybrid
     * @param distorted whether the loudspeaker clips
     */
    public record Shape(int delayMillis, double level, int roomMillis, boolean distorted) {
        public Shape {
            if (delayMillis < 0 || delayMillis > MAX_DELAY_MILLIS) {
                throw new IllegalArgumentException(
                        "delay " + delayMillis + " ms, expected 0 to " + MAX_DELAY_MILLIS + " ms");
            }
            if (roomMillis < 0 || roomMillis > 1_000) {
                throw new IllegalArgumentException("room " + roomMillis + " ms, expected 0 to 1000 ms");
            }
        }
    }

    private final Shape shape;
    private final float[] response;
    private final float[] played;
    private final float[] echo = new float[Audio.FRAME_SAMPLES];
    private final short[] coded = new short[Audio.FRAME_SAMPLES];
    private final TelephoneLine line = new TelephoneLine();
    private int delay;

    /** @param seed draws the room */
    public EchoPath(Shape shape, long seed) {
        this.shape = shape;
        this.response = response(shape, seed);
        this.played = new float[(MAX_DELAY_MILLIS + 20) * MILLIS + response.length];
        this.delay = shape.delayMillis() * MILLIS;
    }

    private static float[] response(Shape shape, long seed) {
        float[] taps = new float[1 + (int) (HEARD * shape.roomMillis() * MILLIS)];
        Random random = new Random(seed);
        double energy = 0;
        for (int i = FIRST_REFLECTION; i < taps.length; i++) {
            double decay = Math.exp(-SIXTY_DB * i / (shape.roomMillis() * MILLIS));
            taps[i] = (float) (random.nextGaussian() * decay);
            energy += taps[i] * taps[i];
        }
        // As much energy in the reverberation as in the direct sound.
        double gain = Math.pow(10, shape.level() / 20) * (energy > 0 ? Math.sqrt(0.5) : 1);
        for (int i = FIRST_REFLECTION; i < taps.length; i++) {
            taps[i] *= (float) (gain / Math.sqrt(energy));
        }
        taps[0] = (float) gain;
        return taps;
    }

    /** From now on the far end's jitter buffer has another depth. */
    public void delay(int millis) {
        delay = new Shape(millis, shape.level(), shape.roomMillis(), shape.distorted()).delayMillis() * MILLIS;
    }

    /**
     * 20 ms pass.
     *
     * @param sent what was sent to the far end
     * @param says what is said there; receives what the microphone there has
     */
    public void pass(short[] sent, short[] says) {
        System.arraycopy(sent, 0, coded, 0, coded.length);
        line.pass(coded);
        System.arraycopy(played, echo.length, played, 0, played.length - echo.length);
        for (int i = 0; i < echo.length; i++) {
            double sample = shape.distorted() ? CLIPS_AT * Math.tanh(coded[i] / CLIPS_AT) : coded[i];
            played[played.length - echo.length + i] = (float) sample;
        }
        Arrays.fill(echo, 0);
        int end = played.length - echo.length - delay;
        for (int tap = 0; tap < response.length; tap++) {
            float weight = response[tap];
            if (weight != 0) {
                for (int i = 0; i < echo.length; i++) {
                    echo[i] += weight * played[end - tap + i];
                }
            }
        }
        for (int i = 0; i < echo.length; i++) {
            says[i] = Pcm.saturate(says[i] + echo[i]);
        }
    }
}
