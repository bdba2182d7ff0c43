package io.parley.agent.voice;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What style and words ask of each frame of a clause, as the pack's contract has it.
 *
 * @param style four columns a frame: ln of the factor on the pitch, ln of the factor on its spread, decibels, warmth
 * @param melody hertz that take the pitch's place where the frame is voiced; 0 to leave it
 * @param whisper 0 to 1
 */
record Prosody(float[] style, float[] melody, float[] whisper) {
    static final int COLUMNS = 4;
    /** Frames to either side over which a change is spread: 25 ms, so that no word begins with a click. */
    private static final int RAMP = 2;

    /** What words and style together may make of pitch, its spread, and energy. */
    private static final double LOWEST = 0.5;

    private static final double HIGHEST = 2;
    private static final double FLATTEST = 0.1;
    private static final double LIVELIEST = 3;
    private static final double QUIETEST = -20;
    private static final double LOUDEST = 9;
    private static final double DEEPEST_NOTE = 60;
    private static final double HIGHEST_NOTE = 1_000;

    /** @param starts first frame of each token; one more at the end, the number of frames */
    static Prosody of(Clause clause, Manner manner, int[] starts, Clamps clamps) {
        int[] heard = heard(starts);
        int frames = starts[starts.length - 1];
        Style style = manner.style();
        float[] columns = new float[COLUMNS * frames];
        float[][] wished = {
            perFrame(
                    clause,
                    heard,
                    word -> ln(
                            clamps, style.pitch() * word.pitch() * stress(word).pitch(), LOWEST, HIGHEST)),
            perFrame(
                    clause,
                    heard,
                    word -> ln(clamps, style.spread() * stress(word).spread(), FLATTEST, LIVELIEST)),
            perFrame(
                    clause,
                    heard,
                    word -> clamps.within(
                            style.energy() + word.energy() + stress(word).energy(), QUIETEST, LOUDEST)),
            perFrame(clause, heard, word -> style.warmth())
        };
        Intonation.lay(clause, heard, wished[0]);
        for (int t = 0; t < frames; t++) {
            for (int column = 0; column < COLUMNS; column++) {
                columns[COLUMNS * t + column] = wished[column][t];
            }
        }
        float[] whisper =
                perFrame(clause, heard, word -> clamps.within(word.whisper().orElse(style.whisper()), 0, 1));
        return new Prosody(columns, melody(clause, manner, heard, clamps), whisper);
    }

    /** First frames of the tokens' sounds: each begins before its token does. */
    private static int[] heard(int[] starts) {
        int[] heard = starts.clone();
        for (int i = 0; i + 1 < heard.length; i++) {
            heard[i] = Math.max(0, heard[i] - VoicePack.EARLY);
        }
        return heard;
    }

    private static Stress stress(Delivery delivery) {
        return Stress.of(delivery.emphasis());
    }

    private static double ln(Clamps clamps, double factor, double low, double high) {
        return Math.log(clamps.within(factor, low, high));
    }

    /** A value for each word, as one for each frame that changes from word to word over a few frames. */
    private static float[] perFrame(Clause clause, int[] starts, ToDoubleFunction<Delivery> wish) {
        float[] words = new float[clause.words().size()];
        for (int i = 0; i < words.length; i++) {
            words[i] = (float) wish.applyAsDouble(clause.words().get(i).delivery());
        }
        float[] frames = new float[starts[starts.length - 1]];
        for (int token = 0; token + 1 < starts.length; token++) {
            Arrays.fill(frames, starts[token], starts[token + 1], words[Timing.wordOf(clause, token)]);
        }
        return words.length == 1 ? frames : smoothed(frames);
    }

    private static float[] smoothed(float[] frames) {
        float[] smooth = new float[frames.length];
        for (int t = 0; t < frames.length; t++) {
            float sum = 0;
            for (int k = -RAMP; k <= RAMP; k++) {
                sum += frames[Math.max(0, Math.min(frames.length - 1, t + k))];
            }
            smooth[t] = sum / (2 * RAMP + 1);
        }
        return smooth;
    }

    private static float[] melody(Clause clause, Manner manner, int[] starts, Clamps clamps) {
        float[] hertz = new float[starts[starts.length - 1]];
        List<Syllable> syllables = Syllable.of(clause);
        for (int i = 0; i < syllables.size(); i++) {
            Note note = syllables.get(i).note(manner, i);
            if (note != null && note.hertz() > 0) {
                Arrays.fill(
                        hertz,
                        starts[syllables.get(i).from() + 1],
                        starts[syllables.get(i).to() + 1],
                        (float) clamps.within(note.hertz(), DEEPEST_NOTE, HIGHEST_NOTE));
            }
        }
        return gliding(hertz);
    }

    /** From one note to the next in a few frames, in equal steps of pitch. */
    private static float[] gliding(float[] hertz) {
        float[] glide = new float[hertz.length];
        for (int t = 0; t < hertz.length; t++) {
            double sum = 0;
            int sung = 0;
            for (int k = Math.max(0, t - RAMP); hertz[t] > 0 && k <= Math.min(hertz.length - 1, t + RAMP); k++) {
                sum += hertz[k] > 0 ? Math.log(hertz[k]) : 0;
                sung += hertz[k] > 0 ? 1 : 0;
            }
            glide[t] = sung == 0 ? 0 : (float) Math.exp(sum / sung);
        }
        return glide;
    }
}
