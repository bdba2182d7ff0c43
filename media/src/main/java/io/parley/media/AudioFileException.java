package io.parley.media;

import java.nio.file.Path;

/** An audio file that cannot be read or written; the message names the file, what was found and what was expected. */
public final class AudioFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AudioFileException(Path file, String found, String expected) {
        super(file + ": found " + found + ", expected " + expected);
    }

    AudioFileException(Path file, Exception cause) {
        super(file + ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
    }
}
