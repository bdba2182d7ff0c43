package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The media path of a call, packet in to packet out, allocates nothing per frame. */
@Timeout(60)
class AllocationTest {
    private static final int WARM = 3_000;
    private static final int MEASURED = 5_000;
    /** RTCP reports allocate a little every five seconds; one object a step would be sixteen bytes. */
    private static final double BYTES_PER_STEP = 2;
    /** Three packets through the JDK's ciphers, the better part of them GCM's. */
    private static final double BYTES_ENCRYPTED = 4_500;

    private static final short[] VOICE = new short[Audio.FRAME_SAMPLES];

    private static final InetSocketAddress RTCP =
            new InetSocketAddress(Packets.FAR.getAddress(), Packets.FAR.getPort() + 1);

    private CallUnderTest call;
    private byte[] packet;
    private int steps;
    private int ticks;

    @ParameterizedTest
    @EnumSource
    void aStepAndItsPacketsAllocateNothingWhateverTheCodec(Codec codec) {
        begin(codec);

        assertThat(bytesPerStep(this::packetAndStep)).isLessThan(BYTES_PER_STEP);
    }

    @Test
    void reportsOfTheFarEndCostNothingPerFrame() {
        begin(Codec.PCMU);
        byte[] report = Packets.hex("81c90007 00005151 00000000 00000000 00000000 00000000 00000000 00000000");

        assertThat(bytesPerStep(() -> {
                    if (steps % 250 == 0) {
                        call.call.receiveRtcp(report, report.length, RTCP, call.now);
                    }
                    packetAndStep();
                }))
                .isLessThan(BYTES_PER_STEP);
        assertThat(call.count(MediaCounter.RTCP_RECEIVED)).isPositive();
    }

    @Test
    void sendingDigitsAllocatesNothing() {
        begin(Codec.PCMU);

        assertThat(bytesPerStep(() -> {
                    if (steps % 100 == 0) {
                        call.call.sendDigits("0123456789");
                    }
                    packetAndStep();
                }))
                .isLessThan(BYTES_PER_STEP);
        assertThat(call.count(MediaCounter.DIGITS_SENT)).isPositive();
    }

    /** A key is down all the time: an event packet in every step, a new press every second. */
    @Test
    void hearingDigitsAllocatesNothing() {
        begin(Codec.PCMU);
        byte[] event = Packets.event(false, 0, 0, 0x5151, 5, false, 800);

        assertThat(bytesPerStep(() -> {
                    number(event, call.sequence, 100_000L + steps / 50 * 8_000L);
                    call.sequence = call.sequence + 1 & 0xffff;
                    call.rtp(event, Packets.FAR);
                    packetAndStep();
                    call.digits.setLength(0);
                }))
                .isLessThan(BYTES_PER_STEP);
        assertThat(call.count(MediaCounter.DIGITS_RECEIVED)).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void aBadNetworkAllocatesNothingEither(Codec codec) {
        begin(codec);
        SentPackets wire = new SentPackets();
        wire.keeps = false;
        ImpairedNetwork network = new ImpairedNetwork(
                Impairments.NONE.and("loss=5%,burst=3,jitter=40ms,reorder=2%,duplicate=2%"), 1, () -> call.now, wire);
        RtpPacket read = new RtpPacket();

        assertThat(bytesPerStep(() -> {
                    next();
                    Packets.into(read, packet, Packets.FAR, call.now);
                    network.received(read, false);
                    network.rtp(packet, packet.length, Packets.FAR);
                    network.deliver(call.call, call.now);
                    call.step();
                }))
                .isLessThan(BYTES_PER_STEP);
        assertThat(call.count(MediaCounter.FRAMES_CONCEALED)).isPositive();
        assertThat(call.count(MediaCounter.RTP_DUPLICATE)).isPositive();
    }

    @Test
    void aRecordingCostsTheMediaThreadNothing(@TempDir Path folder) {
        begin(Codec.G722);
        try (Recorder recorder = new Recorder(call.counters)) {
            Recording recording = recorder.start(folder.resolve("call.wav"));
            call.recorder = recording::add;

            assertThat(bytesPerStep(this::packetAndStep)).isLessThan(BYTES_PER_STEP);
            assertThat(call.recorded).isPositive();
        }
    }

    /** The JDK's ciphers make objects for every packet, which jitsi-srtp cannot spare us. No more than that. */
    @ParameterizedTest
    @EnumSource
    void encryptionAllocatesWhatItsCiphersDo(SrtpSuite suite) {
        SrtpFarEnd far = new SrtpFarEnd(suite, 1);
        begin(Codec.PCMU);
        call.call.target(far.target(), call.now);

        // The far end's share is in it.
        assertThat(bytesPerStep(() -> {
                    next();
                    call.rtp(far.seal(packet), Packets.FAR);
                    call.playout.offer(VOICE, 0, 1, 0);
                    call.step();
                }))
                .isLessThan(BYTES_ENCRYPTED);
        assertThat(call.count(MediaCounter.SRTP_REFUSED)).isZero();
    }

    private void begin(Codec codec) {
        call = new CallUnderTest();
        call.sent.keeps = false;
        call.keeps = false;
        call.call.target(Packets.target(codec, 20), call.now);
        call.call.start(call.now);
        ticks = codec.clockRate() / 50;
        int units = codec.unitRate() / 50;
        byte[] speech = new byte[units];
        int octets = codec.encoder().encode(VoiceSource.speech(codec, 3_000, units), 0, speech, 0, units);
        packet = Packets.rtp(codec.offeredPayloadType(), false, 0, 0, 0x5151, Arrays.copyOf(speech, octets));
    }

    private double bytesPerStep(Runnable step) {
        for (; steps < WARM; steps++) {
            step.run();
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        for (; steps < WARM + MEASURED; steps++) {
            step.run();
        }
        return (threads.getThreadAllocatedBytes(id) - before) / (double) MEASURED;
    }

    /** One packet in ten is lost. */
    private void packetAndStep() {
        next();
        if (steps % 10 != 0) {
            call.rtp(packet, Packets.FAR);
        }
        call.playout.offer(VOICE, 0, 1, 0);
        call.step();
    }

    private void next() {
        number(packet, call.sequence, call.timestamp);
        call.sequence = call.sequence + 1 & 0xffff;
        call.timestamp += ticks;
    }

    private static void number(byte[] bytes, int sequence, long timestamp) {
        bytes[2] = (byte) (sequence >> 8);
        bytes[3] = (byte) sequence;
        for (int i = 0; i < 4; i++) {
            bytes[4 + i] = (byte) (timestamp >> 24 - 8 * i);
        }
    }
}
