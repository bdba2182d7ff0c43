package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ITU-T G.722 on the vectors of the Software Tool Library (G.191), filters included. */
@Timeout(10)
class G722Test {
    /** Octets in one go; odd ones too, because packets may have any length. */
    private static final int[] PIECES = {160, 1, 80, 333, 7, 480};

    @Test
    void theEncoderIsBitExact() throws IOException {
        short[] speech = words("inpsp.bin");
        byte[] expected = lowBytes(words("codspw.cod"));

        byte[] encoded = new byte[expected.length];
        AudioEncoder encoder = new G722Encoder();
        for (int at = 0, turn = 0; at < encoded.length; turn++) {
            int octets = Math.min(PIECES[turn % PIECES.length], encoded.length - at);
            encoder.encode(speech, 2 * at, encoded, at, octets);
            at += octets;
        }
        assertThat(encoded).isEqualTo(expected);
    }

    @ParameterizedTest(name = "mode {0}")
    @ValueSource(ints = {1, 2, 3})
    void theDecoderIsBitExact(int mode) throws IOException {
        byte[] codes = lowBytes(words("codspw.cod"));
        short[] expected = words("outsp" + mode + ".bin");

        short[] decoded = new short[expected.length];
        AudioDecoder decoder = new G722Decoder(mode);
        byte[] payload = new byte[480];
        for (int at = 0, turn = 0; at < codes.length; turn++) {
            int octets = Math.min(PIECES[turn % PIECES.length], codes.length - at);
            System.arraycopy(codes, at, payload, 0, octets);
            decoder.decode(payload, octets, decoded, 2 * at);
            at += octets;
        }
        assertThat(decoded).isEqualTo(expected);
    }

    /** For whoever has no vectors at hand: what goes in comes out, later by the filters' delay. */
    @Test
    void speechComesThroughLaterByTheFiltersDelay() {
        short[] speech = new short[16_000];
        for (int i = 0; i < speech.length; i++) {
            double t = i / 16_000.0;
            speech[i] = (short) (4_000 * Math.sin(2 * Math.PI * 440 * t) + 1_500 * Math.sin(2 * Math.PI * 5_200 * t));
        }
        byte[] octets = new byte[speech.length / 2];
        short[] heard = new short[speech.length];
        Codec.G722.encoder().encode(speech, 0, octets, 0, octets.length);
        Codec.G722.decoder().decode(octets, octets.length, heard, 0);

        double noise = 0;
        double power = 0;
        for (int i = 1_600; i + G722Qmf.DELAY < speech.length; i++) {
            noise += Math.pow(heard[i + G722Qmf.DELAY] - speech[i], 2);
            power += Math.pow(speech[i], 2);
        }
        assertThat(10 * Math.log10(power / noise)).isGreaterThan(20);
    }

    private static short[] words(String name) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(Outside.shared("protocol/itu/g722/" + name)))
                .order(ByteOrder.LITTLE_ENDIAN);
        short[] words = new short[bytes.remaining() / 2];
        bytes.asShortBuffer().get(words);
        return words;
    }

    private static byte[] lowBytes(short[] words) {
        byte[] bytes = new byte[words.length];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = (byte) words[i];
        }
        return bytes;
    }
}
