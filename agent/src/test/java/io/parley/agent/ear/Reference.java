package io.parley.agent.ear;

import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The reference vectors of the pack {@code ear-en}. */
final class Reference {
    static final Path PACK = Outside.home().resolve("models/ear-en");

    private Reference() {}

    static float[] floats(String name) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(
                            Files.readAllBytes(PACK.resolve("reference").resolve(name)))
                    .order(ByteOrder.LITTLE_ENDIAN);
            float[] floats = new float[bytes.remaining() / 4];
            bytes.asFloatBuffer().get(floats);
            return floats;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The reference recording: 16 kHz, 16 bits, mono; its header is 44 bytes. */
    static short[] recording() {
        try {
            byte[] file = Files.readAllBytes(PACK.resolve("reference/reference.wav"));
            ByteBuffer bytes = ByteBuffer.wrap(file, 44, file.length - 44).order(ByteOrder.LITTLE_ENDIAN);
            short[] pcm = new short[bytes.remaining() / 2];
            bytes.asShortBuffer().get(pcm);
            return pcm;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
