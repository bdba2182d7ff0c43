package io.parley.media;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Everything that the media thread does for one call in 20 ms, apart from the sockets and the way to the call's context:
 * a packet in, a step, a packet out. 20,000 µs divided by the result are the calls that would keep a core busy.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CallMediaBench {
    private static final InetSocketAddress FAR = new InetSocketAddress("192.0.2.10", 4_000);
    private static final int HEADER = 12;
    private static final int SECONDS = 3;

    @Param({"PCMU", "G722", "OPUS"})
    private Codec codec = Codec.PCMU;

    /** One packet in so many is lost; 0 for none. */
    @Param({"0", "20"})
    private int lost;

    private final Playout playout = new Playout();
    private final AudioTick tick = new AudioTick();
    private final RtpPacket packet = new RtpPacket();
    private byte[][] speech = new byte[0][];
    private CallMedia call = open();
    private int sequence;
    private long now;

    @Setup
    public void begin() {
        call = open();
        now = 0;
        sequence = 0;
        int type = codec.offeredPayloadType();
        int units = codec.unitRate() / 50;
        call.target(new RtpTarget(FAR, null, codec, type, type, 101, 101, 20, Direction.SENDRECV, false), now);
        call.start(now);
        AudioEncoder encoder = codec.encoder();
        short[] said = BenchSpeech.at(codec.sampleRate());
        speech = new byte[SECONDS * 50][];
        byte[] payload = new byte[RtpReceiver.MAX_PAYLOAD];
        for (int i = 0; i < speech.length; i++) {
            int octets = encoder.encode(said, i * units * codec.samplesPerUnit(), payload, 0, units);
            speech[i] = Arrays.copyOf(payload, octets);
        }
    }

    private CallMedia open() {
        PacketSink nowhere = new PacketSink() {
            @Override
            public boolean rtp(byte[] bytes, int length, InetSocketAddress to) {
                return true;
            }

            @Override
            public boolean rtcp(byte[] bytes, int length, InetSocketAddress to) {
                return true;
            }
        };
        CallMedia.Services services = new CallMedia.Services(
                nowhere, new Outgoing(), new MediaCounters(), new NtpClock(0, 0), new Random(7), Long.MAX_VALUE / 2);
        return new CallMedia(services, new SessionFigures(), new Nobody(tick), playout);
    }

    @Benchmark
    public AudioTick packetAndStep() {
        sequence++;
        if (lost == 0 || sequence % lost != 0) {
            receive();
        }
        playout.offer(tick.caller, 0, 1, 0);
        now += Audio.FRAME_NANOS;
        call.step(now, now);
        return tick;
    }

    private void receive() {
        byte[] bytes = packet.buffer;
        bytes[0] = (byte) 0x80;
        bytes[1] = (byte) codec.offeredPayloadType();
        bytes[2] = (byte) (sequence >> 8);
        bytes[3] = (byte) sequence;
        int timestamp = sequence * (codec.clockRate() / 50);
        for (int i = 0; i < 4; i++) {
            bytes[4 + i] = (byte) (timestamp >> 24 - 8 * i);
        }
        byte[] payload = speech[sequence % speech.length];
        System.arraycopy(payload, 0, bytes, HEADER, payload.length);
        packet.length = HEADER + payload.length;
        packet.source = FAR;
        packet.arrival = now + Audio.FRAME_NANOS - 2_000_000;
        call.receiveRtp(packet);
    }

    private record Nobody(AudioTick next) implements CallMedia.Outlet {
        @Override
        public void publish() {}

        @Override
        public void digit(char digit) {}

        @Override
        public void inactive() {}

        @Override
        public void record(AudioTick recorded) {}
    }
}
