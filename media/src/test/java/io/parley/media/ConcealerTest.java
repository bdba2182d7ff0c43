package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packet loss concealment beside ITU-T G.711, Appendix I. */
@Timeout(20)
class ConcealerTest {
    private static final int FRAME = 80;
    private static final short LOST = 0x6b20;

    /** The recording and what the appendix makes of it; both concealments are judged against the speech that was lost. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"fe10.g192, f2_10.raw", "fe10_2.g192, f2_10_2.raw"})
    void isNoFartherFromTheSpeechThanTheAppendix(String erasures, String concealedByTheAppendix) throws IOException {
        short[] speech = words("f2.le");
        short[] pattern = words(erasures);
        short[] ours = speech.clone();
        Concealer concealer = new Concealer(8_000);
        for (int frame = 0; (frame + 1) * FRAME <= ours.length; frame++) {
            if (pattern[frame % pattern.length] == LOST) {
                concealer.conceal(ours, frame * FRAME, FRAME);
            } else {
                concealer.real(ours, frame * FRAME, FRAME);
            }
        }
        IntPredicate lost = sample -> pattern[sample / FRAME % pattern.length] == LOST;
        SpeechDistance own = new SpeechDistance(8_000, speech, ours);
        SpeechDistance appendix = new SpeechDistance(8_000, speech, words(concealedByTheAppendix));

        assertThat(error(speech, ours)).isLessThanOrEqualTo(error(speech, words(concealedByTheAppendix)));
        assertThat(own.spectral()).isLessThanOrEqualTo(appendix.spectral());
        assertThat(own.spectralAfter(lost, 40)).isLessThanOrEqualTo(appendix.spectralAfter(lost, 40));
        assertThat(own.disturbance()).isLessThanOrEqualTo(appendix.disturbance());
        assertThat(own.disturbanceAfter(lost, 40)).isLessThanOrEqualTo(appendix.disturbanceAfter(lost, 40));
    }

    @Test
    void aSteadyVowelGoesOnUnchangedForTenMilliseconds() {
        short[] line = vowel(100, 1_600);
        short[] concealed = line.clone();
        Concealer concealer = new Concealer(8_000);
        concealer.real(concealed, 0, 800);
        concealer.conceal(concealed, 800, 80);

        assertThat(decibels(line, concealed, 800, 80)).isLessThan(-25);
    }

    @Test
    void fadesFromTenMillisecondsOnAndIsSilentAfterSixty() {
        short[] line = vowel(100, 1_600);
        Concealer concealer = new Concealer(8_000);
        concealer.real(line, 0, 800);
        concealer.conceal(line, 800, 800);

        double first = Pcm.power(line, 800, 80);
        double half = Pcm.power(line, 800 + 240, 80);
        assertThat(half / first).isBetween(0.15, 0.55);
        assertThat(Pcm.power(line, 800 + 480, 320)).isZero();
    }

    @Test
    void thereIsNoClickWhereSpeechStopsNorWhereItResumes() {
        short[] line = vowel(93, 3_200);
        int steepest = steepest(line, 0, 1_600);
        Concealer concealer = new Concealer(8_000);
        concealer.real(line, 0, 1_600);
        concealer.conceal(line, 1_600, 160);
        concealer.real(line, 1_760, 1_440);

        assertThat(steepest(line, 1_500, 2_000)).isLessThan(steepest * 3 / 2);
    }

    @Test
    void beforeAnySpeechThereIsSilence() {
        short[] line = new short[160];
        new Concealer(8_000).conceal(line, 0, 160);

        assertThat(line).containsOnly(0);
    }

    @Test
    void worksAtSixteenKilohertzToo() {
        short[] line = vowel(200, 3_200);
        short[] concealed = line.clone();
        Concealer concealer = new Concealer(16_000);
        concealer.real(concealed, 0, 1_600);
        concealer.conceal(concealed, 1_600, 160);

        assertThat(decibels(line, concealed, 1_600, 160)).isLessThan(-25);
    }

    private static short[] vowel(int period, int samples) {
        short[] vowel = new short[samples];
        for (int i = 0; i < samples; i++) {
            double phase = 2 * Math.PI * i / period;
            vowel[i] =
                    (short) (5_000 * Math.sin(phase) + 2_500 * Math.sin(3 * phase + 1) + 900 * Math.sin(7 * phase + 2));
        }
        return vowel;
    }

    private static int steepest(short[] line, int from, int to) {
        int steepest = 0;
        for (int i = from + 1; i < to; i++) {
            steepest = Math.max(steepest, Math.abs(line[i] - line[i - 1]));
        }
        return steepest;
    }

    private static double decibels(short[] wanted, short[] got, int from, int count) {
        double error = 0;
        for (int i = from; i < from + count; i++) {
            error += Math.pow(wanted[i] - got[i], 2);
        }
        return 10 * Math.log10(error / count / Pcm.power(wanted, from, count));
    }

    private static double error(short[] wanted, short[] got) {
        double error = 0;
        for (int i = 0; i < wanted.length; i++) {
            error += Math.pow(wanted[i] - got[i], 2);
        }
        return Math.sqrt(error / wanted.length);
    }

    private static short[] words(String name) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(Outside.shared("protocol/itu/g711-plc/" + name)))
                .order(ByteOrder.LITTLE_ENDIAN);
        short[] words = new short[bytes.remaining() / 2];
        bytes.asShortBuffer().get(words);
        return words;
    }
}
