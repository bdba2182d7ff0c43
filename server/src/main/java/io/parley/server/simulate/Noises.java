package io.parley.server.simulate;

import io.parley.agent.voice.Style;
import io.parley.config.CallStep;
import io.parley.media.Audio;
import io.parley.server.phone.LineNoise;
import java.util.List;
import java.util.SplittableRandom;

/** Noise for callers' lines: some seconds of it, over and over, from a place drawn for the call. */
final class Noises {
    private static final int SAMPLES = 10 * Audio.SAMPLE_RATE;
    private static final long PINK_SEED = 1;
    private static final double FULL_SCALE = 32_768;

    /** What the others talk about, and how their voices differ from the caller's. */
    private static final List<String> TALK = List.of(
            "We went down to the river last night, and there was nobody there but the old man with his two dogs.",
            "If you take the second road on the left you will see it, it is right behind the station, you cannot miss it.",
            "I told her that I would be late, but of course she had forgotten all about it by the time I came home.",
            "They are building something over there again, nobody knows what, and it has been going on since Easter.",
            "My brother says it will rain all week, so we might as well stay here and wait until it is over.");

    private static final double[] PITCHES = {0.72, 0.86, 1.0, 1.18, 1.34};

    private final CallerVoice voice;
    private float[] pink = {};
    private float[] babble = {};

    Noises(CallerVoice voice) {
        this.voice = voice;
    }

    /** @param level root mean square in dB below full scale */
    LineNoise of(CallStep.Noise.Kind kind, double level, SplittableRandom random) {
        float[] unit = kind == CallStep.Noise.Kind.PINK ? pink() : babble();
        float gain = (float) (FULL_SCALE * Math.pow(10, level / 20));
        return new Loop(unit, gain, random.nextInt(unit.length));
    }

    /** White noise through a filter of three poles that falls by 3 dB an octave, within half a dB. */
    private float[] pink() {
        if (pink.length == 0) {
            SplittableRandom random = new SplittableRandom(PINK_SEED);
            double slow = 0;
            double middle = 0;
            double fast = 0;
            float[] noise = new float[SAMPLES];
            for (int i = 0; i < SAMPLES; i++) {
                double white = random.nextDouble() * 2 - 1;
                slow = 0.99765 * slow + white * 0.0990460;
                middle = 0.96300 * middle + white * 0.2965164;
                fast = 0.57000 * fast + white * 1.0526913;
                noise[i] = (float) (slow + middle + fast + white * 0.1848);
            }
            pink = normalised(noise);
        }
        return pink;
    }

    private float[] babble() {
        if (babble.length == 0) {
            float[] mix = new float[SAMPLES];
            for (int talker = 0; talker < TALK.size(); talker++) {
                short[] said = voice.say(TALK.get(talker), new Style("babble", 1, PITCHES[talker], 1));
                int from = talker * SAMPLES / TALK.size();
                for (int i = 0; i < SAMPLES && said.length > 0; i++) {
                    mix[(from + i) % SAMPLES] += said[i % said.length];
                }
            }
            babble = normalised(mix);
        }
        return babble;
    }

    /** The same with a root mean square of 1. */
    private static float[] normalised(float[] noise) {
        double power = 0;
        for (float sample : noise) {
            power += (double) sample * sample;
        }
        float scale = (float) (1 / Math.sqrt(Math.max(1e-9, power / noise.length)));
        for (int i = 0; i < noise.length; i++) {
            noise[i] *= scale;
        }
        return noise;
    }

    private static final class Loop implements LineNoise {
        private final float[] unit;
        private final float gain;
        private int at;

        Loop(float[] unit, float gain, int from) {
            this.unit = unit;
            this.gain = gain;
            this.at = from;
        }

        @Override
        public void mix(short[] frame) {
            for (int i = 0; i < frame.length; i++) {
                int sample = Math.round(frame[i] + gain * unit[at]);
                frame[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
                at = at + 1 == unit.length ? 0 : at + 1;
            }
        }
    }
}
