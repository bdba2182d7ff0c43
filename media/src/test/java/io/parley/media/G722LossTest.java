package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Outside;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lost packets of G.722: what is heard instead, and how the decoder finds its way back. */
@Timeout(20)
class G722LossTest {
    private static final int OCTETS = 160;
    private static final int FRAME = 320;

    private byte[][] packets;
    private short[] clean;

    @BeforeEach
    void encode() {
        short[] spoken = recordings();
        packets = new byte[spoken.length / FRAME][OCTETS];
        clean = new short[packets.length * FRAME];
        AudioEncoder encoder = Codec.G722.encoder();
        AudioDecoder decoder = Codec.G722.decoder();
        for (int i = 0; i < packets.length; i++) {
            encoder.encode(spoken, i * FRAME, packets[i], 0, OCTETS);
            decoder.decode(packets[i], OCTETS, clean, i * FRAME);
        }
    }

    private static short[] recordings() {
        short[] all = new short[0];
        for (String name : List.of("code-3002", "a-large-one", "no-thank-you")) {
            short[] one = AudioFiles.read(Outside.home().resolve("bench/calls/" + name + ".wav"));
            int before = all.length;
            all = Arrays.copyOf(all, before + one.length);
            System.arraycopy(one, 0, all, before, one.length);
        }
        return all;
    }

    /** The packet before once more in place of every lost one is what decoders without a concealer do. */
    @ParameterizedTest(name = "{1} packet(s) lost in every {0}")
    @CsvSource({"10, 1", "20, 2", "30, 3"})
    void isHeardBetterThanTheLastPacketRepeated(int every, int lost) {
        IntPredicate isLost = sample -> sample / FRAME % every >= every - lost;
        short[] ours = concealed(isLost);
        short[] repeated = repeated(isLost);
        SpeechDistance own = new SpeechDistance(16_000, clean, ours);
        SpeechDistance others = new SpeechDistance(16_000, clean, repeated);

        assertThat(own.spectral()).isLessThan(others.spectral());
        assertThat(own.spectralAfter(isLost, 60)).isLessThan(others.spectralAfter(isLost, 60));
        assertThat(own.disturbance()).isLessThan(others.disturbance());
        assertThat(own.disturbanceAfter(isLost, 60)).isLessThan(others.disturbanceAfter(isLost, 60));
    }

    /** The filters' delay is reckoned with: a guess that is right to the sample leads back to within a few codes. */
    @Test
    void aDecoderThatIsToldWhatWasSaidGoesOnAlmostAsIfNothingWereLost() {
        double told = 0;
        double left = 0;
        short[] guess = new short[FRAME + AudioDecoder.LOOK_AHEAD];
        for (int lost = 10; lost + 2 < packets.length; lost += 7) {
            System.arraycopy(clean, lost * FRAME, guess, 0, guess.length);
            told += errorBehind(lost, decoder -> decoder.missed(guess, FRAME));
            left += errorBehind(lost, decoder -> {});
        }

        assertThat(told).isLessThan(left / 3);
    }

    /** Squared error of the frame behind a lost packet. */
    private double errorBehind(int lost, Consumer<AudioDecoder> repair) {
        short[] heard = new short[FRAME];
        AudioDecoder decoder = Codec.G722.decoder();
        for (int i = 0; i < lost; i++) {
            decoder.decode(packets[i], OCTETS, heard, 0);
        }
        repair.accept(decoder);
        decoder.decode(packets[lost + 1], OCTETS, heard, 0);
        double error = 0;
        for (int i = 0; i < FRAME; i++) {
            error += Math.pow(heard[i] - clean[(lost + 1) * FRAME + i], 2);
        }
        return error;
    }

    private short[] concealed(IntPredicate isLost) {
        short[] heard = new short[clean.length];
        short[] frame = new short[FRAME];
        CallerLine line = new CallerLine(Codec.G722);
        int lost = 0;
        for (int i = 0; i < packets.length; i++) {
            if (isLost.test(i * FRAME)) {
                line.conceal(OCTETS);
                lost += OCTETS;
            } else {
                line.decode(packets[i], OCTETS, 0, lost);
                lost = 0;
            }
            line.play(frame);
            System.arraycopy(frame, 0, heard, i * FRAME, FRAME);
        }
        return heard;
    }

    private short[] repeated(IntPredicate isLost) {
        short[] heard = new short[clean.length];
        AudioDecoder decoder = Codec.G722.decoder();
        int last = 0;
        for (int i = 0; i < packets.length; i++) {
            last = isLost.test(i * FRAME) ? last : i;
            decoder.decode(packets[last], OCTETS, heard, i * FRAME);
        }
        return heard;
    }
}
