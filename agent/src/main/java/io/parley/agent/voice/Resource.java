package io.parley.agent.voice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Data files of this package in the jar. */
final class Resource {
    private Resource() {}

    /** The whole file, big-endian, positioned after its four characters of magic. */
    static ByteBuffer read(String name, String magic) {
        try (InputStream in = Resource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks io/parley/agent/voice/" + name);
            }
            ByteBuffer data = ByteBuffer.wrap(in.readAllBytes());
            for (char c : magic.toCharArray()) {
                if (data.get() != c) {
                    throw new IllegalStateException(
                            "io/parley/agent/voice/" + name + " is damaged, expected it to begin with " + magic);
                }
            }
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
