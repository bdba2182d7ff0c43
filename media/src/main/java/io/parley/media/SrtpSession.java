package io.parley.media;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Between a call and its sockets: encrypts what leaves and lets in only what is authentic, once keys are agreed on. Media
 * thread only.
 */
final class SrtpSession implements PacketSink {
    private final PacketSink out;
    private final MediaCounters counters;
    /** By our key, and never made twice: the same packet index under the same key would undo both packets (RFC 3711, 9.1). */
    private final Map<SrtpKey, JitsiSrtp> senders = new HashMap<>();

    private @Nullable SrtpKeys keys;
    private @Nullable JitsiSrtp sending;
    private @Nullable JitsiSrtp receiving;

    SrtpSession(PacketSink out, MediaCounters counters) {
        this.out = out;
        this.counters = counters;
    }

    /** What is agreed from now on; null for plain audio. The state of a key that stays, stays. */
    void agree(@Nullable SrtpKeys agreed) {
        SrtpKeys before = keys;
        keys = agreed;
        if (agreed == null) {
            sending = null;
            receiving = null;
            return;
        }
        sending = senders.computeIfAbsent(agreed.ours(), key -> new JitsiSrtp(key, true));
        if (receiving == null || before == null || !before.theirs().equals(agreed.theirs())) {
            receiving = new JitsiSrtp(agreed.theirs(), false);
        }
    }

    boolean isOn() {
        return receiving != null;
    }

    /** Decrypts a packet of RTP where it lies; false when it is not authentic, or came before. */
    boolean open(RtpPacket packet) {
        JitsiSrtp context = receiving;
        if (context == null) {
            return true;
        }
        int length =
                packet.length > RtpPacket.MAX_BYTES ? -1 : context.rtp(packet.buffer, packet.length, packet.arrival);
        packet.length = Math.max(0, length);
        return length >= 0;
    }

    /** The same for a report. @return its length now, -1 where it is to be dropped */
    int openReport(byte[] bytes, int length, long now) {
        JitsiSrtp context = receiving;
        return context == null ? length : context.rtcp(bytes, length, now);
    }

    @Override
    public boolean rtp(byte[] bytes, int length, InetSocketAddress to) {
        JitsiSrtp context = sending;
        int sealed = context == null ? length : context.rtp(bytes, length, 0);
        return sealed >= 0 ? out.rtp(bytes, sealed, to) : failed();
    }

    @Override
    public boolean rtcp(byte[] bytes, int length, InetSocketAddress to) {
        JitsiSrtp context = sending;
        int sealed = context == null ? length : context.rtcp(bytes, length, 0);
        return sealed >= 0 ? out.rtcp(bytes, sealed, to) : failed();
    }

    /** Nothing leaves in clear that was to be encrypted. */
    private boolean failed() {
        counters.increment(MediaCounter.SRTP_UNSEALED);
        return false;
    }

    /** Contexts that the far end's packets have made. */
    int streams() {
        JitsiSrtp context = receiving;
        return context == null ? 0 : context.streams();
    }
}
