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
import org.junit.jupiter.params.provider.CsvSource;

/** ITU-T G.711 on the vectors of the Software Tool Library (G.191): every 16-bit input value, and every code. */
@Timeout(10)
class G711Test {
    @ParameterizedTest
    @CsvSource({"PCMU, sweep-r.u, sweep-r.reu, sweep-r.u-u", "PCMA, sweep-r.a, sweep-r.rea, sweep-r.a-a"})
    void isBitExactOnTheItuSweep(Codec codec, String codes, String decoded, String roundTrip) throws IOException {
        short[] linear = words("sweep.src");
        byte[] expected = lowBytes(words(codes));

        byte[] encoded = new byte[linear.length];
        G711.encode(codec, linear, 0, linear.length, encoded, 0);
        assertThat(encoded).isEqualTo(expected);

        short[] back = new short[encoded.length];
        G711.decode(codec, encoded, 0, encoded.length, back, 0);
        assertThat(back).isEqualTo(words(decoded)).isEqualTo(words(roundTrip));
    }

    @Test
    void silenceEncodesToTheIdleCodes() {
        byte[] code = new byte[1];
        G711.encode(Codec.PCMU, new short[1], 0, 1, code, 0);
        assertThat(code[0]).isEqualTo((byte) 0xff);
        G711.encode(Codec.PCMA, new short[1], 0, 1, code, 0);
        assertThat(code[0]).isEqualTo((byte) 0xd5);
    }

    private static short[] words(String name) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(Outside.shared("protocol/itu/g711/" + name)))
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
