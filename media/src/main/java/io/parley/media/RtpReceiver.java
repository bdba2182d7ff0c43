package io.parley.media;

import java.net.InetSocketAddress;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One call's incoming RTP, from the socket to the jitter buffer and the digits. A packet passes the stages in the order in
 * which {@link #pipeline} declares them; nothing is remembered of a sender before it has passed {@code source}. Media
 * thread only.
 */
final class RtpReceiver {
    /** Longest audio payload taken: 120 ms of G.711. */
    static final int MAX_PAYLOAD = 960;

    /** Static payload type of comfort noise at 8 kHz (RFC 3389, section 5). */
    private static final int COMFORT_NOISE = 13;

    /** What the receiver tells its call. */
    interface Events {
        void digit(char digit);

        /** A packet carries our SSRC: whether it is ours come back, and not the far end's (RFC 3550, section 8.2). */
        boolean isLoop(InetSocketAddress from, long arrival);

        void remoteSsrc(int ssrc);
    }

    private final SourceLock source = new SourceLock(SourceLock.CONFIRMED);
    private final DtmfReceiver dtmf = new DtmfReceiver();
    private final ReceptionStats reception;
    private final MediaCounters counters;
    private final SrtpSession srtp;
    private final IntSupplier ownSsrc;
    private final Events events;
    private final Pipeline<RtpPacket> pipeline;
    private final RtpPacket heldBack = new RtpPacket();

    private CallerAudio audio;
    private int audioType = -1;
    private int dtmfType = -1;
    private int maxPayload = MAX_PAYLOAD;

    private boolean muted;
    private boolean known;
    private int ssrc;
    private boolean holding;
    private long received;
    private long rejected;
    private long lastArrival;

    RtpReceiver(
            CallerAudio audio,
            ReceptionStats reception,
            MediaCounters counters,
            SrtpSession srtp,
            IntSupplier ownSsrc,
            Events events) {
        this.audio = audio;
        this.reception = reception;
        this.counters = counters;
        this.srtp = srtp;
        this.ownSsrc = ownSsrc;
        this.events = events;
        this.pipeline = pipeline();
    }

    private Pipeline<RtpPacket> pipeline() {
        return Pipeline.<RtpPacket>counting(counters)
                .stage("outsider", this::possibleSource, MediaCounter.RTP_SOURCE_REFUSED)
                .stage("srtp", packet -> srtp.open(packet) ? packet : null, MediaCounter.SRTP_REFUSED)
                .stage("parse", packet -> packet.parse() ? packet : null, MediaCounter.RTP_MALFORMED)
                .stage("type", this::agreedType, MediaCounter.RTP_TYPE_REFUSED)
                .stage("source", this::agreedSource, MediaCounter.RTP_SOURCE_REFUSED)
                .stage("loop", this::notOurs, MediaCounter.RTP_LOOPED)
                .build();
    }

    /** Sets what is agreed from now on. */
    void target(RtpTarget target, CallerAudio audio) {
        this.audio = audio;
        source.expect(target.signalled(), target.learnSource());
        maxPayload = target.codec().maxPayload();
        reception.clock(target.codec().clockRate());
        dtmf.clocks(target.codec().clockRate(), target.dtmfClockRate());
        audioType = target.receivePayloadType();
        dtmfType = target.receiveDtmfPayloadType();
        holding = false; // what is held back was sent under the old agreement
    }

    /** While on hold packets are counted and digits heard, but nothing is kept to be played. */
    void mute(boolean mute) {
        muted = mute;
    }

    /** Takes a datagram in. */
    void receive(RtpPacket packet) {
        counters.increment(MediaCounter.RTP_RECEIVED);
        if (pipeline.run(packet) == null) {
            rejected++;
            return;
        }
        if (!known) {
            known = true;
            streamBegins(packet);
        } else if (packet.ssrc != ssrc) {
            otherStream(packet);
            return;
        }
        holding = false;
        accept(packet);
    }

    private @Nullable RtpPacket agreedType(RtpPacket packet) {
        boolean audible =
                packet.payloadType == audioType && packet.payloadLength > 0 && packet.payloadLength <= maxPayload;
        return audible || packet.payloadType == dtmfType || packet.payloadType == COMFORT_NOISE ? packet : null;
    }

    /** Where packets are to be authentic, those that would not be taken all the same are not worth the trouble. */
    private @Nullable RtpPacket possibleSource(RtpPacket packet) {
        return !srtp.isOn() || source.mayAdmit(packet.source) ? packet : null;
    }

    private @Nullable RtpPacket agreedSource(RtpPacket packet) {
        boolean before = source.isLearned();
        if (packet.source == null || !source.admits(packet.source)) {
            return null;
        }
        if (!before && source.isLearned()) {
            counters.increment(MediaCounter.SOURCES_LEARNED);
        }
        return packet;
    }

    private @Nullable RtpPacket notOurs(RtpPacket packet) {
        InetSocketAddress from = packet.source;
        return packet.ssrc == ownSsrc.getAsInt() && (from == null || events.isLoop(from, packet.arrival))
                ? null
                : packet;
    }

    /**
     * Another SSRC from the same source: a new stream once its second packet confirms it. The first is held back for that
     * long, so that nothing is lost; a stray packet changes nothing.
     */
    private void otherStream(RtpPacket packet) {
        boolean confirmed =
                holding && heldBack.ssrc == packet.ssrc && (short) (packet.sequence - heldBack.sequence) == 1;
        if (!confirmed) {
            counters.increment(MediaCounter.RTP_STRAY);
            heldBack.copyFrom(packet);
            holding = true;
            return;
        }
        holding = false;
        streamBegins(packet);
        audio.nextStream();
        dtmf.restart();
        accept(heldBack);
        accept(packet);
    }

    private void streamBegins(RtpPacket packet) {
        ssrc = packet.ssrc;
        reception.restart();
        events.remoteSsrc(ssrc);
    }

    private void accept(RtpPacket packet) {
        received++;
        lastArrival = packet.arrival;
        JitterBuffer.Kind kind = kind(packet);
        boolean event = kind == JitterBuffer.Kind.EVENT;
        reception.received(packet.sequence, packet.timestamp, packet.arrival, !event);
        if (event) {
            hear(packet);
        }
        if (!muted) {
            audio.receive(packet, kind);
        }
    }

    private JitterBuffer.Kind kind(RtpPacket packet) {
        if (packet.payloadType == audioType) {
            return JitterBuffer.Kind.AUDIO;
        }
        return packet.payloadType == dtmfType ? JitterBuffer.Kind.EVENT : JitterBuffer.Kind.NOISE;
    }

    private void hear(RtpPacket packet) {
        if (packet.payloadLength < JitsiDtmf.PAYLOAD_BYTES) {
            return;
        }
        char digit = dtmf.hear(JitsiDtmf.read(packet), packet.marker, packet.timestamp, packet.arrival);
        if (digit != DtmfReceiver.NONE) {
            counters.increment(MediaCounter.DIGITS_RECEIVED);
            events.digit(digit);
        }
    }

    SourceLock source() {
        return source;
    }

    long received() {
        return received;
    }

    /** Packets refused: malformed, payload type, source, loop. */
    long rejected() {
        return rejected;
    }

    /** When the last packet was accepted; meaningful once {@link #received} is above 0. */
    long lastArrival() {
        return lastArrival;
    }

    @Override
    public String toString() {
        return pipeline.toString();
    }
}
