package io.parley.media;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the media thread does with every packet of every call, apart from the sockets: reads the header, keeps the packet,
 * and takes the next one out. Every other pair comes in the wrong order.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JitterBufferBench {
    private static final int PAYLOAD = 160;
    /** Packets that wait: 80 ms. */
    private static final int WAITING = 4;

    private final JitterBuffer buffer = new JitterBuffer();
    private final RtpPacket packet = new RtpPacket();
    private long position;

    public JitterBufferBench() {
        for (int i = 0; i < WAITING; i++) {
            put(i);
        }
    }

    @Benchmark
    public long packetInAndOut() {
        put(WAITING + ((position & 2) == 0 ? position : position ^ 1));
        position++;
        int slot = buffer.head();
        long time = buffer.mediaTime(slot);
        buffer.release(slot);
        return time;
    }

    private void put(long arriving) {
        ByteBuffer.wrap(packet.buffer)
                .put((byte) 0x80)
                .put((byte) 0)
                .putShort((short) arriving)
                .putInt((int) (arriving * PAYLOAD))
                .putInt(1);
        packet.length = 12 + PAYLOAD;
        packet.parse();
        buffer.put(arriving, arriving * PAYLOAD, 0, JitterBuffer.Kind.AUDIO, packet);
    }
}
