package io.parley.media;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** A {@link CallMedia} in virtual time: packets in by hand, steps by hand, everything that comes out kept. */
final class CallUnderTest implements CallMedia.Outlet {
    static final long MILLI = 1_000_000;
    static final long INACTIVITY = 5_000 * MILLI;

    final SentPackets sent = new SentPackets();
    final MediaCounters counters = new MediaCounters();
    final Playout playout = new Playout();
    final SessionFigures figures = new SessionFigures();
    final List<AudioTick> ticks = new ArrayList<>();
    final StringBuilder digits = new StringBuilder();
    final CallMedia call;
    int inactive;
    int recorded;
    boolean keeps = true;
    /** Gets every tick that would be recorded. */
    Consumer<AudioTick> recorder = recordedTick -> {};

    /** The far end's numbers for {@link #audio}. */
    int sequence = 100;

    long timestamp = 8_000;
    int ssrc = 0x5151;
    long now = 1_000 * MILLI;

    private final RtpPacket packet = new RtpPacket();
    private AudioTick tick = new AudioTick();

    CallUnderTest() {
        this(7);
    }

    /** @param seed of its SSRC among others: two ends of one call need two */
    CallUnderTest(long seed) {
        call = new CallMedia(
                new CallMedia.Services(
                        sent, new Outgoing(), counters, new NtpClock(0, 0), new Random(seed), INACTIVITY),
                figures,
                this,
                playout);
    }

    /** Begun, with the usual target. */
    static CallUnderTest up() {
        CallUnderTest call = new CallUnderTest();
        call.call.target(Packets.target(), call.now);
        call.call.start(call.now);
        return call;
    }

    void steps(int count) {
        for (int i = 0; i < count; i++) {
            step();
        }
    }

    void step() {
        now += 20 * MILLI;
        call.step(now, now);
        if (call.needsHalfSteps()) {
            call.halfStep();
        }
    }

    /** The far end speaks for {@code count} packets, one before each step. */
    void talk(int count) {
        for (int i = 0; i < count; i++) {
            audio(Packets.FAR, 0x30);
            step();
        }
    }

    void audio(InetSocketAddress from, int sample) {
        byte[] payload = new byte[160];
        java.util.Arrays.fill(payload, (byte) sample);
        rtp(Packets.rtp(0, false, sequence, timestamp, ssrc, payload), from);
        sequence = sequence + 1 & 0xffff;
        timestamp += 160;
    }

    void rtp(byte[] bytes, InetSocketAddress from) {
        Packets.into(packet, bytes, from, now + 19 * MILLI);
        call.receiveRtp(packet);
    }

    void rtcp(String hex, InetSocketAddress from) {
        byte[] bytes = Packets.hex(hex);
        Packets.into(packet, bytes, from, now);
        call.receiveRtcp(packet.buffer, bytes.length, from, now);
    }

    long count(MediaCounter counter) {
        return counters.get(counter);
    }

    AudioTick lastTick() {
        return ticks.get(ticks.size() - 1);
    }

    @Override
    public AudioTick next() {
        return tick;
    }

    @Override
    public void publish() {
        if (keeps) {
            ticks.add(tick);
            tick = new AudioTick();
        }
    }

    @Override
    public void digit(char digit) {
        digits.append(digit);
    }

    @Override
    public void inactive() {
        inactive++;
    }

    @Override
    public void record(AudioTick recordedTick) {
        recorded++;
        recorder.accept(recordedTick);
    }
}
