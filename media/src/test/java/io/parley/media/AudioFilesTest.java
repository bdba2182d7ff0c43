package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class AudioFilesTest {
    private static final double AMPLITUDE = 8_000;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "encoding {0}, {1} bits, {2} channels, {3} Hz")
    @CsvSource({
        "1, 16, 1, 16000", "1, 16, 2, 16000", "1, 8, 1, 16000", "1, 24, 1, 16000", "1, 32, 2, 16000",
        "3, 32, 1, 16000", "6, 8, 1, 8000", "7, 8, 1, 8000", "1, 16, 1, 8000", "1, 16, 1, 11025",
        "1, 16, 2, 22050", "1, 16, 1, 24000", "1, 16, 1, 32000", "1, 16, 2, 44100", "1, 16, 1, 48000"
    })
    void readsWavOfTheUsualKindsAsSixteenKilohertzMono(int encoding, int bits, int channels, int rate)
            throws IOException {
        Path file = wav(encoding, bits, channels, rate);

        short[] read = AudioFiles.read(file);

        assertThat(read).hasSize(16_000);
        assertThat(HalfBandTest.level(read, 440, 16_000)).isCloseTo(AMPLITUDE, within(AMPLITUDE * 0.02));
        assertInPlace(read);
    }

    @Test
    void takesTheChannelThatIsAskedFor() throws IOException {
        short[] left = new short[320];
        short[] right = new short[480];
        Arrays.fill(left, (short) 1_000);
        Arrays.fill(right, (short) 3_000);
        Path file = folder.resolve("new/folder/stereo.wav");
        AudioFiles.writeStereo(file, left, right);

        assertThat(AudioFiles.read(file, AudioFiles.Channel.LEFT))
                .startsWith(left)
                .endsWith(new short[160]);
        assertThat(AudioFiles.read(file, AudioFiles.Channel.RIGHT)).containsOnly(3_000);
        assertThat(AudioFiles.read(file)).startsWith((short) 2_000).endsWith((short) 1_500);
    }

    @Test
    void readsBackWhatItWrites() {
        short[] samples = {0, 1, -1, Short.MAX_VALUE, Short.MIN_VALUE};
        AudioFiles.write(folder.resolve("mono.wav"), samples);

        assertThat(AudioFiles.read(folder.resolve("mono.wav"))).containsExactly(samples);
    }

    @Test
    void readsTheRecordingsOfPeople() throws IOException {
        for (Path file : some("audio/digits-8k", ".wav", 10)) {
            short[] read = AudioFiles.read(file);
            assertThat(read.length).as(file.toString()).isBetween(1_600, 64_000);
            assertThat(Pcm.power(read, 0, read.length)).isGreaterThan(100);
        }
    }

    @Test
    void readsFlac() throws IOException {
        for (Path file : some("audio/wake-words", ".flac", 10)) {
            short[] read = AudioFiles.read(file);
            assertThat(read.length).as(file.toString()).isBetween(3_200, 320_000);
            assertThat(Pcm.power(read, 0, read.length)).isGreaterThan(10);
        }
    }

    @Test
    void skipsChunksItDoesNotKnow() throws IOException {
        ByteBuffer bytes = little(200);
        bytes.putInt(0x4646_4952).putInt(0).putInt(0x4556_4157);
        bytes.putInt(0x5453_494c).putInt(3).put(new byte[4]);
        format(bytes, 1, 16, 1, 16_000);
        bytes.putInt(0x6174_6164).putInt(4).putShort((short) 5).putShort((short) 6);
        bytes.putInt(0x5453_494c).putInt(2).putShort((short) 99);

        assertThat(AudioFiles.read(file(bytes))).containsExactly(5, 6);
    }

    @Test
    void readsWhatAKilledRecorderLeft() throws IOException {
        for (int told : new int[] {0, -1}) {
            ByteBuffer bytes = little(100);
            bytes.putInt(0x4646_4952).putInt(told).putInt(0x4556_4157);
            format(bytes, 1, 16, 1, 16_000);
            bytes.putInt(0x6174_6164).putInt(told).putShort((short) 5).putShort((short) 6);

            assertThat(AudioFiles.read(file(bytes))).containsExactly(5, 6);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing               | ''                                                 | an empty file",
                "a picture             | 89504e470d0a1a0a                                   | begins with the bytes 89 50 4e 47",
                "a RIFF of another kind| 52494646 00000000 41564920                         | holds no WAVE",
                "no samples            | 52494646 00000000 57415645                         | no data chunk",
                "data before format    | 52494646 00000000 57415645 64617461 02000000 0000  | before any format",
                "a chunk cut off       | 52494646 00000000 57415645 666d7420 10000000 0100  | a format chunk of 16 bytes",
                "FLAC cut off          | 664c6143 00000022 1000                             | bad.bin"
            })
    void namesTheFileAndWhatItFound(String what, String hex, String message) throws IOException {
        Path file = Files.write(folder.resolve("bad.bin"), Packets.hex(hex.trim()));

        assertThatThrownBy(() -> AudioFiles.read(file))
                .as(what)
                .isInstanceOf(AudioFileException.class)
                .hasMessageContaining("bad.bin")
                .hasMessageContaining(message.trim());
    }

    @ParameterizedTest(name = "encoding {0} with {1} bits")
    @CsvSource({"2, 4", "85, 0", "1, 12", "1, 0", "3, 64", "6, 16"})
    void namesTheEncodingItCannotRead(int encoding, int bits) throws IOException {
        ByteBuffer bytes = little(100);
        bytes.putInt(0x4646_4952).putInt(0).putInt(0x4556_4157);
        format(bytes, encoding, bits, 1, 16_000);
        bytes.putInt(0x6174_6164).putInt(4).putInt(0);
        Path file = file(bytes);

        assertThatThrownBy(() -> AudioFiles.read(file))
                .hasMessageContaining("encoding " + encoding + " with " + bits + " bits")
                .hasMessageContaining("expected PCM (1)");
    }

    @ParameterizedTest
    @CsvSource({"0, 16000, 0 channels", "9, 16000, 9 channels", "1, 100, 100 Hz", "1, 768000, 768000 Hz"})
    void refusesAbsurdFormats(int channels, int rate, String found) throws IOException {
        ByteBuffer bytes = little(200);
        bytes.putInt(0x4646_4952).putInt(0).putInt(0x4556_4157);
        format(bytes, 1, 16, channels, rate);
        bytes.putInt(0x6174_6164).putInt(36).put(new byte[36]);
        Path file = file(bytes);

        assertThatThrownBy(() -> AudioFiles.read(file)).hasMessageContaining(found);
    }

    @Test
    void refusesWhatIsTooLong() throws IOException {
        int samples = (AudioFiles.MAX_SECONDS + 1) * 4_000;
        ByteBuffer bytes = little(44 + samples);
        bytes.putInt(0x4646_4952).putInt(0).putInt(0x4556_4157);
        format(bytes, 7, 8, 1, 4_000);
        bytes.putInt(0x6174_6164).putInt(samples).position(44 + samples);
        Path file = file(bytes);

        assertThatThrownBy(() -> AudioFiles.read(file))
                .hasMessageContaining("1801 s of audio, expected at most 1800 s");
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThatThrownBy(() -> AudioFiles.read(folder.resolve("none.wav")))
                .hasMessageContaining("none.wav: found no such file");
    }

    @Test
    void namesAFileThatCannotBeWritten() throws IOException {
        Path below = Files.createFile(folder.resolve("plain")).resolve("a.wav");

        assertThatThrownBy(() -> AudioFiles.write(below, new short[1]))
                .isInstanceOf(AudioFileException.class)
                .hasMessageContaining("a.wav");
    }

    /** One second of 440 Hz. */
    private Path wav(int encoding, int bits, int channels, int rate) throws IOException {
        ByteBuffer bytes = little(44 + rate * channels * bits / 8);
        bytes.putInt(0x4646_4952).putInt(0).putInt(0x4556_4157);
        format(bytes, encoding, bits, channels, rate);
        bytes.putInt(0x6174_6164).putInt(rate * channels * bits / 8);
        for (int i = 0; i < rate; i++) {
            double sample = AMPLITUDE * Math.sin(2 * Math.PI * 440 * i / rate);
            for (int channel = 0; channel < channels; channel++) {
                sample(bytes, encoding, bits, sample);
            }
        }
        return file(bytes);
    }

    private static void sample(ByteBuffer bytes, int encoding, int bits, double sample) {
        short plain = (short) Math.round(sample);
        switch (encoding) {
            case 3 -> bytes.putFloat((float) (sample / 32_768));
            case 6, 7 -> {
                byte[] code = new byte[1];
                G711.encode(encoding == 6 ? Codec.PCMA : Codec.PCMU, new short[] {plain}, 0, 1, code, 0);
                bytes.put(code);
            }
            default -> {
                switch (bits) {
                    case 8 -> bytes.put((byte) (Math.round(sample / 256) + 128));
                    case 16 -> bytes.putShort(plain);
                    case 24 -> bytes.put((byte) 0x55).putShort(plain);
                    default -> bytes.putShort((short) 0x5555).putShort(plain);
                }
            }
        }
    }

    /** Resampling has moved nothing: the sine rises through zero at the beginning of each period of its 16 kHz self. */
    private static void assertInPlace(short[] read) {
        double error = 0;
        for (int i = 1_000; i < 15_000; i++) {
            error += Math.pow(read[i] - AMPLITUDE * Math.sin(2 * Math.PI * 440 * i / 16_000), 2);
        }
        assertThat(10 * Math.log10(error / 14_000 / (AMPLITUDE * AMPLITUDE / 2)))
                .isLessThan(-30);
    }

    private static void format(ByteBuffer bytes, int encoding, int bits, int channels, int rate) {
        bytes.putInt(0x2074_6d66).putInt(16).putShort((short) encoding).putShort((short) channels);
        bytes.putInt(rate).putInt(rate * channels * bits / 8);
        bytes.putShort((short) (channels * bits / 8)).putShort((short) bits);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private Path file(ByteBuffer bytes) throws IOException {
        return Files.write(folder.resolve("some.wav"), Arrays.copyOf(bytes.array(), bytes.position()));
    }

    private static List<Path> some(String where, String ending, int count) throws IOException {
        try (Stream<Path> files = Files.walk(Outside.shared(where))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .limit(count)
                    .collect(Collectors.toList());
        }
    }
}
