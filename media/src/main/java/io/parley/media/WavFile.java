package io.parley.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** The WAV format: chunks in a RIFF, of which {@code fmt } and {@code data} matter. */
final class WavFile {
    /** Bytes of the header that {@link #header} writes. */
    static final int HEADER = 44;

    private static final int RIFF = 0x4646_4952;
    private static final int WAVE = 0x4556_4157;
    private static final int FMT = 0x2074_6d66;
    private static final int DATA = 0x6174_6164;

    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int EXTENSIBLE = 0xfffe;
    private static final int MAX_CHANNELS = 8;

    private final Path file;
    private final ByteBuffer bytes;
    private int encoding;
    private int channels;
    private int rate;
    private int bits;

    private WavFile(Path file, byte[] content) {
        this.file = file;
        this.bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    static AudioFiles.Raw decode(Path file, byte[] content) {
        return new WavFile(file, content).decode();
    }

    private AudioFiles.Raw decode() {
        if (bytes.limit() < 12 || bytes.getInt(8) != WAVE) {
            throw problem("a RIFF file that holds no WAVE", "WAVE audio");
        }
        bytes.position(12);
        while (bytes.remaining() >= 8) {
            int id = bytes.getInt();
            long size = bytes.getInt() & 0xffff_ffffL;
            if (id == DATA) {
                return data(size);
            }
            if (id == FMT) {
                format(size);
            }
            // Chunks begin at even places.
            long next = size + (size & 1);
            if (next > bytes.remaining()) {
                break;
            }
            bytes.position(bytes.position() + (int) next);
        }
        throw problem("no data chunk", "a data chunk with samples");
    }

    private void format(long size) {
        if (size < 16 || size > bytes.remaining()) {
            throw problem("a format chunk of " + size + " bytes", "16 or more, inside the file");
        }
        int at = bytes.position();
        encoding = bytes.getShort(at) & 0xffff;
        channels = bytes.getShort(at + 2) & 0xffff;
        rate = bytes.getInt(at + 4);
        bits = bytes.getShort(at + 14) & 0xffff;
        if (encoding == EXTENSIBLE && size >= 26) {
            // The encoding proper is the beginning of the sub-format.
            encoding = bytes.getShort(at + 24) & 0xffff;
        }
        if (channels < 1 || channels > MAX_CHANNELS) {
            throw problem(channels + " channels", "1 to " + MAX_CHANNELS);
        }
    }

    private AudioFiles.Raw data(long size) {
        if (channels == 0) {
            throw problem("a data chunk before any format chunk", "the format first");
        }
        int width = width();
        // A recorder that was killed leaves 0 or the largest size behind: then the data runs to the end.
        long usable = size == 0 ? bytes.remaining() : Math.min(size, bytes.remaining());
        int count = (int) (usable / width / channels) * channels;
        short[] samples = new short[count];
        int at = bytes.position();
        for (int i = 0; i < count; i++) {
            samples[i] = sample(at + i * width);
        }
        return new AudioFiles.Raw(samples, channels, rate);
    }

    private int width() {
        boolean law = (encoding == A_LAW || encoding == MU_LAW) && bits == 8;
        boolean pcm = encoding == PCM && bits % 8 == 0 && bits >= 8 && bits <= 32;
        boolean real = encoding == FLOAT && bits == 32;
        if (!law && !pcm && !real) {
            throw problem(
                    "encoding " + encoding + " with " + bits + " bits",
                    "PCM (1) of 8, 16, 24 or 32 bits, float (3) of 32, A-law (6) or mu-law (7)");
        }
        return bits / 8;
    }

    private short sample(int at) {
        return switch (encoding) {
            case A_LAW -> expand(Codec.PCMA, at);
            case MU_LAW -> expand(Codec.PCMU, at);
            case FLOAT -> Pcm.saturate(bytes.getFloat(at) * 32_768);
            default ->
                switch (bits) {
                    case 8 -> (short) ((bytes.get(at) & 0xff) - 128 << 8);
                    case 16 -> bytes.getShort(at);
                    case 24 -> bytes.getShort(at + 1);
                    default -> bytes.getShort(at + 2);
                };
        };
    }

    private short expand(Codec codec, int at) {
        short[] one = new short[1];
        G711.decode(codec, bytes.array(), at, 1, one, 0);
        return one[0];
    }

    private AudioFileException problem(String found, String expected) {
        return new AudioFileException(file, found, expected);
    }

    /** Writes the header of a 16 kHz, 16-bit file with {@code dataBytes} of samples. */
    static void header(ByteBuffer to, int channels, long dataBytes) {
        to.putInt(RIFF).putInt((int) (HEADER - 8 + dataBytes)).putInt(WAVE);
        to.putInt(FMT).putInt(16).putShort((short) PCM).putShort((short) channels);
        to.putInt(Audio.SAMPLE_RATE).putInt(Audio.SAMPLE_RATE * channels * 2);
        to.putShort((short) (channels * 2)).putShort((short) 16);
        to.putInt(DATA).putInt((int) dataBytes);
    }
}
