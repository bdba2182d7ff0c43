package io.parley.agent.ear;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MfccTest {
    @Test
    void equalsTheReferenceOfThePack() {
        short[] pcm = Reference.recording();
        float[] expected = Reference.floats("reference-mfcc.f32");
        float[] samples = new float[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            samples[i] = pcm[i];
        }
        Mfcc mfcc = new Mfcc();
        float[] frame = new float[Mfcc.COEFFICIENTS];
        int frames = 1 + (pcm.length - Mfcc.WINDOW) / Mfcc.HOP;

        assertThat(frames * Mfcc.COEFFICIENTS).isEqualTo(expected.length);
        double worst = 0;
        for (int f = 0; f < frames; f++) {
            mfcc.compute(samples, f * Mfcc.HOP, frame, 0);
            for (int c = 0; c < Mfcc.COEFFICIENTS; c++) {
                worst = Math.max(worst, Math.abs(frame[c] - expected[f * Mfcc.COEFFICIENTS + c]));
            }
        }
        assertThat(worst).isLessThan(1e-3);
    }
}
