package io.parley.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads audio files of the usual kinds as 16 kHz mono, and writes WAV. Blocks; never on an event loop. */
public final class AudioFiles {
    /** Longest recording read. */
    public static final int MAX_SECONDS = 30 * 60;
    /** Largest file read: half an hour of 48 kHz, 24-bit stereo. */
    public static final long MAX_BYTES = 520_000_000;

    static final int MIN_RATE = 4_000;
    static final int MAX_RATE = 192_000;

    /** What to take of a stereo file. */
    public enum Channel {
        /** The mean of all channels. */
        MIX,
        LEFT,
        RIGHT
    }

    /**
     * Decoded audio at whatever rate it was recorded.
     *
     * @param samples interleaved
     */
    record Raw(short[] samples, int channels, int rate) {}

    private AudioFiles() {}

    /**
     * Reads WAV (PCM of 8, 16, 24 or 32 bits, mu-law, A-law) or FLAC of any usual rate, all channels mixed.
     *
     * @return 16 kHz mono
     * @throws AudioFileException when the file is missing, of another kind, broken, or longer than {@link #MAX_SECONDS}
     */
    public static short[] read(Path file) {
        return read(file, Channel.MIX);
    }

    /** Reads one channel; a mono file has only one, whatever is asked for. */
    public static short[] read(Path file, Channel channel) {
        Raw raw = decode(file, load(file));
        checkRate(file, raw.rate());
        long frames = raw.samples().length / raw.channels();
        if (frames > (long) MAX_SECONDS * raw.rate()) {
            throw new AudioFileException(file, frames / raw.rate() + " s of audio", "at most " + MAX_SECONDS + " s");
        }
        return Resampler.BEST.resample(mono(raw, channel), raw.rate(), Audio.SAMPLE_RATE);
    }

    static void checkRate(Path file, int rate) {
        if (rate < MIN_RATE || rate > MAX_RATE) {
            throw new AudioFileException(file, rate + " Hz", MIN_RATE + " to " + MAX_RATE + " Hz");
        }
    }

    private static byte[] load(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new AudioFileException(file, "no such file", "a WAV or FLAC file");
            }
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new AudioFileException(file, size + " bytes", "at most " + MAX_BYTES);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AudioFileException(file, e);
        }
    }

    private static Raw decode(Path file, byte[] bytes) {
        if (startsWith(bytes, "fLaC")) {
            return FlacFile.decode(file, bytes);
        }
        if (startsWith(bytes, "RIFF") || startsWith(bytes, "RF64")) {
            return WavFile.decode(file, bytes);
        }
        StringBuilder found = new StringBuilder();
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            found.append(String.format("%02x ", bytes[i]));
        }
        String what = bytes.length == 0
                ? "an empty file"
                : "a file that begins with the bytes " + found.toString().trim();
        throw new AudioFileException(file, what, "WAV (RIFF) or FLAC (fLaC)");
    }

    private static boolean startsWith(byte[] bytes, String magic) {
        for (int i = 0; i < magic.length(); i++) {
            if (bytes.length <= i || bytes[i] != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static short[] mono(Raw raw, Channel channel) {
        int channels = raw.channels();
        short[] mono = new short[raw.samples().length / channels];
        for (int i = 0; i < mono.length; i++) {
            int at = i * channels;
            mono[i] = switch (channel) {
                case LEFT -> raw.samples()[at];
                case RIGHT -> raw.samples()[at + Math.min(1, channels - 1)];
                case MIX -> mean(raw.samples(), at, channels);
            };
        }
        return mono;
    }

    private static short mean(short[] samples, int from, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += samples[from + i];
        }
        return (short) Math.round((float) sum / count);
    }

    /** Writes 16 kHz mono, 16-bit WAV; missing folders are made. */
    public static void write(Path file, short[] mono) {
        write(file, mono, 1);
    }

    /** Writes 16 kHz stereo, 16-bit WAV; the shorter side is filled up with silence. */
    public static void writeStereo(Path file, short[] left, short[] right) {
        short[] both = new short[2 * Math.max(left.length, right.length)];
        for (int i = 0; i < left.length; i++) {
            both[2 * i] = left[i];
        }
        for (int i = 0; i < right.length; i++) {
            both[2 * i + 1] = right[i];
        }
        write(file, both, 2);
    }

    private static void write(Path file, short[] samples, int channels) {
        ByteBuffer bytes =
                ByteBuffer.allocate(WavFile.HEADER + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        WavFile.header(bytes, channels, 2L * samples.length);
        bytes.asShortBuffer().put(samples);
        try {
            makeFolder(file);
            Files.write(file, bytes.array());
        } catch (IOException | UncheckedIOException e) {
            throw new AudioFileException(file, e);
        }
    }

    static void makeFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }
}
