package io.parley.agent.voice;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** Direct buffers for the models. */
final class Buffers {
    private Buffers() {}

    static FloatBuffer floats(int n) {
        return ByteBuffer.allocateDirect(Float.BYTES * n)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    static LongBuffer longs(int n) {
        return ByteBuffer.allocateDirect(Long.BYTES * n)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }
}
