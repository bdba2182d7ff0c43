package io.parley.agent.ear;

import io.parley.media.AudioFiles;
import io.parley.models.BatchedGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the ear hears in a recording: what the search is fed. */
final class Scores {
    private Scores() {}

    static float[] audio(Path file) {
        short[] recorded = AudioFiles.read(file);
        float[] audio = new float[recorded.length];
        for (int i = 0; i < recorded.length; i++) {
            audio[i] = recorded[i];
        }
        return audio;
    }

    /** A row for each 30 ms. */
    static List<float[]> of(float[] audio, BatchedGraph network) {
        Mfcc mfcc = new Mfcc();
        float[] in = new float[network.inputFloats()];
        float[] out = new float[network.outputFloats()];
        List<float[]> scores = new ArrayList<>();
        int tick = EarModel.TICK_FRAMES * Mfcc.HOP;
        for (int from = 0; from + tick + Mfcc.WINDOW <= audio.length; from += tick) {
            for (int frame = 0; frame < EarModel.TICK_FRAMES; frame++) {
                mfcc.compute(audio, from + frame * Mfcc.HOP, in, frame * Mfcc.COEFFICIENTS);
            }
            network.run(List.of(in), List.of(out));
            System.arraycopy(out, EarModel.OUTPUT, in, EarModel.INPUT, EarModel.STATE);
            for (int r = 0; r < EarModel.TICK_ROWS; r++) {
                scores.add(Arrays.copyOfRange(out, r * EarModel.PDFS, (r + 1) * EarModel.PDFS));
            }
        }
        return scores;
    }
}
