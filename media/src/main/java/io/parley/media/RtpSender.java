package io.parley.media;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One call's outgoing RTP: brings speech to the codec's rate, encodes, cuts packets of the agreed packet time and
 * numbers them. The timestamp moves by 20 ms at every step, whether or not something is sent, so that a pause shows as
 * one.
 *
 * <p>Packet times that are no multiple of 20 ms are kept by sending some packets at half steps, 10 ms after a step.
 * Media thread only; allocates nothing.
 */
final class RtpSender {
    private static final int HALF_STEP_MILLIS = 10;

    private final Outgoing out;
    private final PacketSink sink;
    private final MediaCounters counters;

    private Codec codec = Codec.PCMU;
    private AudioEncoder encoder = codec.encoder();
    private int frame = codec.clockRate() / 50;
    private HalfBand downsampler = new HalfBand(frame);
    private int payloadType;
    private int dtmfPayloadType;
    private int packetMillis = Audio.FRAME_MILLIS;

    private final byte[] pending = new byte[RtpPacket.MAX_BYTES];
    private int pendingBytes;
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
        if (pendingBytes > 0 && (otherCodec || target.ptimeMillis() != packetMillis)) {
            sendPending(pendingBytes, to);
            halfStepsSinceSent = 0;
        }
        if (otherCodec) {
            codec = target.codec();
            encoder = codec.encoder();
            frame = codec.clockRate() / 50;
            downsampler = new HalfBand(frame);
        }
        payloadType = target.payloadType();
        dtmfPayloadType = target.dtmfPayloadType();
        packetMillis = target.ptimeMillis();
    }

    /** Sends the frame that {@code tick} holds as played, or keeps it until a packet is full, and notes where it went. */
    void frame(AudioTick tick, long now, @Nullable InetSocketAddress to) {
        note(tick, now, timestamp);
        encoder.encode(atItsRate(tick.played), 0, pending, pendingBytes, frame);
        pendingBytes += frame;
        timestamp += frame;
        halfStepsSinceSent += Audio.FRAME_MILLIS / HALF_STEP_MILLIS;
        sendDue(to, 0);
    }

    private short[] atItsRate(short[] played) {
        if (codec.sampleRate() == Audio.SAMPLE_RATE) {
            return played;
        }
        downsampler.down(played, out.narrow, 0);
        return out.narrow;
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
        int wanted = frame * packetMillis / Audio.FRAME_MILLIS;
        if (pendingBytes < wanted || halfStepsSinceSent + halfStepsLater < packetMillis / HALF_STEP_MILLIS) {
            return;
        }
        sendPending(wanted, to);
        halfStepsSinceSent = -halfStepsLater;
    }

    private void sendPending(int octets, @Nullable InetSocketAddress to) {
        out.header.write(payloadType, marked, sequence, timestamp - pendingBytes, ssrc);
        System.arraycopy(pending, 0, out.bytes, JitsiRtp.HEADER, octets);
        pendingBytes -= octets;
        System.arraycopy(pending, octets, pending, 0, pendingBytes);
        marked = false;
        send(JitsiRtp.HEADER + octets, to);
    }

    /** Sends one packet of a telephone-event in this step instead of audio. */
    void event(DtmfSender.Step step, int code, int steps, AudioTick tick, long now, @Nullable InetSocketAddress to) {
        pendingBytes = 0;
        if (step == DtmfSender.Step.FIRST) {
            eventTimestamp = timestamp;
        }
        note(tick, now, eventTimestamp);
        boolean end = step == DtmfSender.Step.END || step == DtmfSender.Step.END_AGAIN;
        boolean first = step == DtmfSender.Step.FIRST;
        out.header.write(dtmfPayloadType, first, sequence, eventTimestamp, ssrc);
        int length = out.event.write(code, end, first, steps * frame, eventTimestamp);
        timestamp += frame;
        send(length, to);
    }

    /** Time passes and nothing is sent: a hold, or steps that were missed. */
    void pass(int steps) {
        pendingBytes = 0;
        timestamp += (long) steps * frame;
        marked = true;
    }

    private void note(AudioTick tick, long now, long sentTimestamp) {
        tick.sentSequence = sequence;
        tick.sentTimestamp = sentTimestamp;
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
