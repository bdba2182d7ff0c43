package io.parley.media;

import io.parley.testkit.FuzzTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file that should be WAV or FLAC: is read, and written and read again the same, or refused with its name. */
final class AudioFileFuzz implements FuzzTarget {
    private final Path file = temporary();
    private final Path copy = temporary();

    @Override
    public void accept(byte[] input) {
        try {
            Files.write(file, input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        short[] samples;
        try {
            samples = AudioFiles.read(file);
            AudioFiles.read(file, AudioFiles.Channel.RIGHT);
        } catch (AudioFileException e) {
            if (!String.valueOf(e.getMessage()).contains(file.toString())) {
                throw new AssertionError("does not name the file", e);
            }
            return;
        }
        AudioFiles.write(copy, samples);
        if (!Arrays.equals(samples, AudioFiles.read(copy))) {
            throw new AssertionError(samples.length + " samples were written and read differently");
        }
    }

    @Override
    public int maxLength() {
        return 8_192;
    }

    /** A frame of FLAC of ten bytes may stand for a second of audio, and is read three times here. */
    @Override
    public int maxMillis() {
        return 1_000;
    }

    private static Path temporary() {
        try {
            Path file = Files.createTempFile("fuzz", ".wav");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
