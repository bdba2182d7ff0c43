package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What who waits hears. */
@Timeout(20)
class HoldMusicTest {
    /** A full turn of the loop, and some more. */
    private static final int FRAMES = 700;

    private static short[] played() {
        Playout playout = new Playout();
        HoldMusic music = new HoldMusic();
        AudioTick tick = new AudioTick();
        short[] all = new short[FRAMES * Audio.FRAME_SAMPLES];
        for (int i = 0; i < FRAMES; i++) {
            music.fill(playout);
            playout.take(tick);
            System.arraycopy(tick.played, 0, all, i * Audio.FRAME_SAMPLES, Audio.FRAME_SAMPLES);
        }
        return all;
    }

    @Test
    void isHeardAllTheTimeAndIsNeverLoud() {
        short[] music = played();
        for (int second = 0; second + 1 < FRAMES / 50; second++) {
            double rms = Math.sqrt(Pcm.power(music, second * Audio.SAMPLE_RATE, Audio.SAMPLE_RATE));
            assertThat(20 * Math.log10(rms / 32_768))
                    .as("dBFS in second %d", second)
                    .isBetween(-42.0, -24.0);
        }
        for (short sample : music) {
            assertThat((int) sample).isBetween(-8_000, 8_000);
        }
    }

    /** A jump from one sample to the next is a click. */
    @Test
    void goesRoundWithoutAClick() {
        short[] music = played();
        for (int i = 1; i < music.length; i++) {
            assertThat(Math.abs(music[i] - music[i - 1])).as("at sample %d", i).isLessThan(3_000);
        }
    }

    /** A telephone carries nothing below 300 Hz. */
    @Test
    void isHeardThroughATelephone() {
        short[] music = played();
        double whole = Pcm.power(music, 0, music.length);
        double before = 0;
        double band = 0;
        double smooth = Math.exp(-2 * Math.PI * 300 / Audio.SAMPLE_RATE);
        for (short sample : music) {
            before = smooth * before + (1 - smooth) * sample;
            band += (sample - before) * (sample - before);
        }
        assertThat(band / music.length).isGreaterThan(whole / 4);
    }
}
