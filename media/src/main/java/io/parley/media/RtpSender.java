package io.parley.media;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One call's outgoing RTP: brings speech to the codec's rate, cuts packets of the agreed packet time, encodes
 * and numbers them. The timestamp moves by 20 ms at every step, whether or not something is sent, so that a pause shows as
 * one.
 *
 * <p>Packet times that are no multiple of 20 ms are kept by sending some packets at half steps, 10 ms after a step.
 * Media thread only; allocates nothing.
 */
final class RtpSender {
    private static final int HALF_STEP_MILLIS = 10;
    /** The longest packet, and the frame that makes it full. */
    private static final int MOST_PENDING_MILLIS = 80;

    private final Outgoing out;
    private final PacketSink sink;
    private final MediaCounters counters;

    private Codec codec = Codec.PCMU;
    private AudioEncoder encoder = codec.encoder();
    private int frame = codec.clockRate() / 50;
    private int eventFrame = frame;
    private final HalfBand downsampler = new HalfBand(Audio.FRAME_SAMPLES / 2);
    private int payloadType;
    private int dtmfPayloadType;
    private int packetMillis = Audio.FRAME_MILLIS;

    /** Samples at the codec's rate that wait for their packet to be full, and how many milliseconds of them. */
    private final short[] pending = new short[MOST_PENDING_MILLIS * Audio.SAMPLE_RATE / 1_000];

    private int pendingMillis;
    private int halfStepsSinceSent;

    private int ssrc;
    private int sequence;
    private long timestamp;
    private long eventTimestamp;
    private boolean marked = true;

    private long total;
    private long packets;
    private long octets;

    /**
     * @param sequence number of the first packet, random (RFC 3550, section 5.1)
     * @param timestamp of the first sample, random
     */
    RtpSender(Outgoing out, PacketSink sink, MediaCounters counters, int ssrc, int sequence, long timestamp) {
        this.out = out;
        this.sink = sink;
        this.counters = counters;
        this.ssrc = ssrc;
        this.sequence = sequence & 0xffff;
        this.timestamp = timestamp & 0xffff_ffffL;
    }

    /**
     * Takes a new agreement. What waits for its packet to be full is sent as it is, under the agreement that it was made
     * for: a packet of another codec would be noise, and one of another time would leave the rest waiting for ever.
     *
     * @param to where packets went until now
     */
    void target(RtpTarget target, @Nullable InetSocketAddress to) {
        boolean otherCodec = target.codec() != codec;
        if (pendingMillis > 0 && (otherCodec || target.ptimeMillis() != packetMillis)) {
            sendPending(pendingMillis, to);
            halfStepsSinceSent = 0;
        }
        if (otherCodec) {
            encoder.close();
            codec = target.codec();
            encoder = codec.encoder();
            frame = codec.clockRate() / 50;
        }
        encoder.set(target.opus());
        eventFrame = target.dtmfClockRate() / 50;
        payloadType = target.payloadType();
        dtmfPayloadType = target.dtmfPayloadType();
        packetMillis = target.ptimeMillis();
    }

    /** Sends the frame that {@code tick} holds as played, or keeps it until a packet is full, and notes where it went. */
    void frame(AudioTick tick, long now, @Nullable InetSocketAddress to) {
        note(tick, now, timestamp);
        keep(tick.played);
        timestamp += frame;
        halfStepsSinceSent += Audio.FRAME_MILLIS / HALF_STEP_MILLIS;
        sendDue(to, 0);
    }

    private void keep(short[] played) {
        int at = samples(pendingMillis);
        if (codec.sampleRate() == Audio.SAMPLE_RATE) {
            System.arraycopy(played, 0, pending, at, Audio.FRAME_SAMPLES);
        } else {
            downsampler.down(played, pending, at);
        }
        pendingMillis += Audio.FRAME_MILLIS;
    }

    private int samples(int millis) {
        return codec.sampleRate() / 1_000 * millis;
    }

    /** Whether {@link #halfStep} has something to do. */
    boolean needsHalfSteps() {
        return packetMillis % Audio.FRAME_MILLIS != 0;
    }

    /** Sends the packet that is due 10 ms after a step. */
    void halfStep(@Nullable InetSocketAddress to) {
        sendDue(to, 1);
    }

    private void sendDue(@Nullable InetSocketAddress to, int halfStepsLater) {
        if (pendingMillis < packetMillis || halfStepsSinceSent + halfStepsLater < packetMillis / HALF_STEP_MILLIS) {
            return;
        }
        sendPending(packetMillis, to);
        halfStepsSinceSent = -halfStepsLater;
    }

    private void sendPending(int millis, @Nullable InetSocketAddress to) {
        int samples = samples(millis);
        int octets = encoder.encode(pending, 0, out.bytes, JitsiRtp.HEADER, samples / codec.samplesPerUnit());
        long begins = timestamp - (long) frame * pendingMillis / Audio.FRAME_MILLIS;
        pendingMillis -= millis;
        System.arraycopy(pending, samples, pending, 0, samples(pendingMillis));
        if (octets == 0) {
            marked = true; // what follows silence that was not sent begins a talkspurt (RFC 3551, section 4.1)
            return;
        }
        out.header.write(payloadType, marked, sequence, begins, ssrc);
        marked = false;
        send(JitsiRtp.HEADER + octets, to);
    }

    /** Sends one packet of a telephone-event in this step instead of audio. */
    void event(DtmfSender.Step step, int code, int steps, AudioTick tick, long now, @Nullable InetSocketAddress to) {
        pendingMillis = 0;
        if (step == DtmfSender.Step.FIRST) {
            eventTimestamp = timestamp;
        }
        note(tick, now, eventTimestamp);
        boolean end = step == DtmfSender.Step.END || step == DtmfSender.Step.END_AGAIN;
        boolean first = step == DtmfSender.Step.FIRST;
        out.header.write(dtmfPayloadType, first, sequence, eventTimestamp, ssrc);
        int length = out.event.write(code, end, first, steps * eventFrame, eventTimestamp);
        timestamp += frame;
        send(length, to);
    }

    /** Time passes and nothing is sent: a hold, or steps that were missed. */
    void pass(int steps) {
        pendingMillis = 0;
        timestamp += (long) steps * frame;
        marked = true;
    }

    private void note(AudioTick tick, long now, long sentTimestamp) {
        tick.sentSequence = sequence;
        tick.sentTimestamp = sentTimestamp;
        tick.sentClock = codec.clockRate();
        tick.sentNanos = now;
    }

    private void send(int length, @Nullable InetSocketAddress to) {
        sequence = sequence + 1 & 0xffff;
        if (to == null || !sink.rtp(out.bytes, length, to)) {
            counters.increment(MediaCounter.SEND_FAILED);
            return;
        }
        total++;
        packets++;
        octets += length - JitsiRtp.HEADER;
        counters.increment(MediaCounter.RTP_SENT);
    }

    /** Goes on as another stream (RFC 3550, section 8.2). */
    void begin(int fresh, int firstSequence) {
        ssrc = fresh;
        sequence = firstSequence & 0xffff;
        packets = 0;
        octets = 0;
    }

    /** How much of ours the far end loses, in percent. */
    void expectLoss(int percent) {
        encoder.expectLoss(percent);
    }

    /** The call is over: nothing more is encoded. */
    void close() {
        encoder.close();
    }

    int ssrc() {
        return ssrc;
    }

    /** Of the next sample to be sent, in 64 bits. */
    long timestamp() {
        return timestamp;
    }

    int clockRate() {
        return codec.clockRate();
    }

    /** Packets sent in all. */
    long total() {
        return total;
    }

    /** Packets sent under the present SSRC. */
    long packets() {
        return packets;
    }

    long octets() {
        return octets;
    }
}
