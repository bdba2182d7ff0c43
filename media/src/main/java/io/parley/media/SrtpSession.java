package io.parley.media;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Between a call and its sockets: encrypts what leaves and lets in only what is authentic, once keys are agreed on. Media
 * thread only.
 */
final class SrtpSession implements PacketSink {
    /** Keys of one direction that are remembered: a new one takes the place of that which was agreed on longest ago. */
    static final int MAX_KEYS = 8;

    private final PacketSink out;
    private final MediaCounters counters;
    private final PerSecond tries;
    /**
     * By our key, and not made twice: the same packet index under the same key would undo both packets (RFC 3711, 9.1). For one
     * that has been forgotten the new SSRC sees to it, see {@link #isOtherKey}.
     */
    private final Map<SrtpKey, JitsiSrtp> senders = latest();
    /** By theirs: a key that comes back goes on, and what came before under it does not come again. */
    private final Map<SrtpKey, JitsiSrtp> receivers = latest();

    private @Nullable SrtpKeys keys;
    private @Nullable JitsiSrtp sending;
    private @Nullable JitsiSrtp receiving;
    /** Keys are being made: nothing leaves and nothing is taken. */
    private boolean waiting;
    /** Reports go where audio goes (RFC 5761). */
    private boolean muxed;

    /** @param tries of all calls of the media thread */
    SrtpSession(PacketSink out, MediaCounters counters, PerSecond tries) {
        this.out = out;
        this.counters = counters;
        this.tries = tries;
    }

    private static Map<SrtpKey, JitsiSrtp> latest() {
        return new LinkedHashMap<>(MAX_KEYS, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<SrtpKey, JitsiSrtp> eldest) {
                return size() > MAX_KEYS;
            }
        };
    }

    /**
     * Whether we would send with another key than until now. Its stream is to be a new one, with an SSRC of its own and a
     * first sequence number below 2^15: however often a key comes and goes, the far end need not guess how often the
     * numbers have gone round (RFC 3711, section 3.3.1).
     */
    boolean isOtherKey(@Nullable SrtpKeys agreed) {
        SrtpKeys now = keys;
        return agreed != null && (now == null || !now.ours().equals(agreed.ours()));
    }

    /** What is agreed from now on; null for plain audio. The state of a key that stays, stays. */
    void agree(@Nullable SrtpKeys agreed) {
        waiting = false;
        keys = agreed;
        if (agreed == null) {
            sending = null;
            receiving = null;
            return;
        }
        sending = senders.computeIfAbsent(agreed.ours(), key -> new JitsiSrtp(key, true));
        receiving = receivers.computeIfAbsent(agreed.theirs(), key -> new JitsiSrtp(key, false, tries));
    }

    /** Keys are on their way: until they are agreed on, the call is neither plain nor encrypted, but silent. */
    void await() {
        agree(null);
        waiting = true;
    }

    void mux(boolean on) {
        muxed = on;
    }

    boolean isWaiting() {
        return waiting;
    }

    boolean isOn() {
        return waiting || receiving != null;
    }

    /** Decrypts a packet of RTP where it lies; false when it is not authentic, or came before. */
    boolean open(RtpPacket packet) {
        JitsiSrtp context = receiving;
        if (context == null) {
            return !waiting;
        }
        int length =
                packet.length > RtpPacket.MAX_BYTES ? -1 : context.rtp(packet.buffer, packet.length, packet.arrival);
        packet.length = Math.max(0, length);
        return length >= 0;
    }

    /** The same for a report. @return its length now, -1 where it is to be dropped */
    int openReport(byte[] bytes, int length, long now) {
        JitsiSrtp context = receiving;
        int plain = waiting ? -1 : length;
        return context == null ? plain : context.rtcp(bytes, length, now);
    }

    @Override
    public boolean rtp(byte[] bytes, int length, InetSocketAddress to) {
        JitsiSrtp context = sending;
        int plain = waiting ? -1 : length;
        int sealed = context == null ? plain : context.rtp(bytes, length, 0);
        return sealed >= 0 ? out.rtp(bytes, sealed, to) : failed();
    }

    @Override
    public boolean rtcp(byte[] bytes, int length, InetSocketAddress to) {
        JitsiSrtp context = sending;
        int plain = waiting ? -1 : length;
        int sealed = context == null ? plain : context.rtcp(bytes, length, 0);
        if (sealed < 0) {
            return failed();
        }
        return muxed ? out.rtp(bytes, sealed, to) : out.rtcp(bytes, sealed, to);
    }

    /** Nothing leaves in clear that was to be encrypted. */
    private boolean failed() {
        counters.increment(MediaCounter.SRTP_UNSEALED);
        return false;
    }

    /** Keys that are remembered, of both directions together. */
    int remembered() {
        return senders.size() + receivers.size();
    }

    /** Contexts that the far end's packets have made. */
    int streams() {
        JitsiSrtp context = receiving;
        return context == null ? 0 : context.streams();
    }
}
