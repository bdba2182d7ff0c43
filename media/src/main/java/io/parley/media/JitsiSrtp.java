package io.parley.media;

import java.security.GeneralSecurityException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jitsi.srtp.BaseSrtpCryptoContext;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.ByteArrayBuffer;
import org.jitsi.utils.logging2.LoggerImpl;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts one direction of a call, or decrypts it, by jitsi-srtp (RFC 3711, RFC 7714): a context for each SSRC, four at
 * most, of which none is kept that has not authenticated a packet. Packets are changed where they lie. Media thread only.
 */
final class JitsiSrtp {
    /** Streams of one direction: a new one takes the place of that which has been silent longest. */
    static final int MAX_STREAMS = 4;

    /**
     * Packets of unknown streams that are looked at in a second while there is no other: each takes a context, a tenth of a
     * millisecond. Enough for the far end's own to be among them soon, whoever else sends. Reports have as many of their own.
     */
    static final int TRIES_A_SECOND = 200;
    /** The same once a stream is authentic: another may come, and can wait. */
    static final int TRIES_BESIDES = 20;
    /** Of all calls together: a tenth of the media thread's time. */
    static final int TRIES_OF_ALL = 1_000;
    /** Each call's own, whatever comes to others: a new call is heard. */
    static final int TRIES_SURE = 4;

    private static final int SSRC_AT = 8;
    private static final int RTCP_SSRC_AT = 4;
    private static final int SHORTEST_RTP = 12;
    private static final int SHORTEST_RTCP = 8;
    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger LIBRARY = Logger.getLogger("org.jitsi.srtp");

    private static final LoggerImpl LOGGER = new LoggerImpl(JitsiSrtp.class.getName());

    static {
        LIBRARY.setLevel(Level.WARNING); // it tells on standard error which of its parts it has found
        // Without a name it measures which is fastest, on whatever thread asks first.
        Aes.setFactoryClassName("SunJCE");
        LOGGER.setLevelOff(); // it has a line for every bad packet
    }

    private final boolean sender;
    private final SrtpContextFactory factory;
    private final @Nullable SrtpCryptoContext[] rtp = new SrtpCryptoContext[MAX_STREAMS];
    private final @Nullable SrtcpCryptoContext[] rtcp = new SrtcpCryptoContext[MAX_STREAMS];
    private final long[] rtpUse = new long[MAX_STREAMS];
    private final long[] rtcpUse = new long[MAX_STREAMS];
    private final PerSecond rtpTries = new PerSecond();
    private final PerSecond rtcpTries = new PerSecond();
    private final PerSecond allTries;
    private final Slice slice = new Slice();
    /** Packets that were in order: by this the streams' last use is told apart. */
    private long uses;

    /** Of a call that shares its thread with no other. */
    JitsiSrtp(SrtpKey key, boolean sender) {
        this(key, sender, new PerSecond());
    }

    /** @param allTries of all calls of the media thread */
    JitsiSrtp(SrtpKey key, boolean sender, PerSecond allTries) {
        this.sender = sender;
        this.allTries = allTries;
        SrtpSuite suite = key.suite();
        this.factory = new SrtpContextFactory(
                sender,
                key.key(),
                key.salt(),
                policy(suite, suite.rtpTagBytes),
                policy(suite, suite.rtcpTagBytes),
                LOGGER);
    }

    private static SrtpPolicy policy(SrtpSuite suite, int tagBytes) {
        return new SrtpPolicy(
                suite.isAead() ? SrtpPolicy.AESGCM_ENCRYPTION : SrtpPolicy.AESCM_ENCRYPTION,
                suite.keyBytes,
                suite.isAead() ? SrtpPolicy.NULL_AUTHENTICATION : SrtpPolicy.HMACSHA1_AUTHENTICATION,
                suite.authKeyBytes,
                tagBytes,
                suite.saltBytes);
    }

    /** Makes classes and ciphers ready, which takes a tenth of a second the first time. Any thread. */
    static void warmUp() {
        for (SrtpSuite suite : SrtpSuite.values()) {
            byte[] packet = new byte[RtpPacket.MAX_BYTES];
            packet[0] = (byte) 0x80;
            JitsiSrtp sending = new JitsiSrtp(new SrtpKey(suite, new byte[suite.materialBytes()]), true);
            sending.rtp(packet, SHORTEST_RTP + 1, 0);
            sending.rtcp(packet, SHORTEST_RTCP, 0);
        }
    }

    /** @return the packet's length now; -1 where it is to be dropped, and then nothing has changed but its bytes */
    int rtp(byte[] packet, int length, long now) {
        if (length < SHORTEST_RTP) {
            return -1;
        }
        int ssrc = readInt(packet, SSRC_AT);
        int at = find(rtp, ssrc);
        if (at < 0 && !sender && !mayTry(rtp, rtpTries, now)) {
            return -1;
        }
        try {
            SrtpCryptoContext context = at < 0 ? factory.deriveContext(ssrc, 0) : rtp[at];
            slice.set(packet, length);
            SrtpErrorStatus status =
                    sender ? context.transformPacket(slice) : context.reverseTransformPacket(slice, false);
            if (status != SrtpErrorStatus.OK) {
                return -1;
            }
            int place = at < 0 ? silentLongest(rtpUse) : at;
            rtp[place] = context;
            rtpUse[place] = ++uses;
            return slice.length;
        } catch (GeneralSecurityException | RuntimeException e) {
            return -1; // what it trips over is no packet of ours
        }
    }

    /** The same for a report. */
    int rtcp(byte[] packet, int length, long now) {
        if (length < SHORTEST_RTCP) {
            return -1;
        }
        int ssrc = readInt(packet, RTCP_SSRC_AT);
        int at = find(rtcp, ssrc);
        if (at < 0 && !sender && !mayTry(rtcp, rtcpTries, now)) {
            return -1;
        }
        try {
            SrtcpCryptoContext context = at < 0 ? factory.deriveControlContext(ssrc) : rtcp[at];
            slice.set(packet, length);
            SrtpErrorStatus status = sender ? context.transformPacket(slice) : context.reverseTransformPacket(slice);
            if (status != SrtpErrorStatus.OK) {
                return -1;
            }
            int place = at < 0 ? silentLongest(rtcpUse) : at;
            rtcp[place] = context;
            rtcpUse[place] = ++uses;
            return slice.length;
        } catch (GeneralSecurityException | RuntimeException e) {
            return -1;
        }
    }

    private static int find(@Nullable BaseSrtpCryptoContext[] streams, int ssrc) {
        for (int i = 0; i < MAX_STREAMS; i++) {
            BaseSrtpCryptoContext stream = streams[i];
            if (stream != null && stream.getSsrc() == ssrc) {
                return i;
            }
        }
        return -1;
    }

    /** Never the stream that is being heard; one that there is not has been silent longest of all. */
    private static int silentLongest(long[] use) {
        int longest = 0;
        for (int i = 1; i < MAX_STREAMS; i++) {
            longest = use[i] < use[longest] ? i : longest;
        }
        return longest;
    }

    private boolean mayTry(@Nullable BaseSrtpCryptoContext[] streams, PerSecond tries, long now) {
        boolean besides = count(streams) > 0;
        return tries.take(besides ? TRIES_BESIDES : TRIES_A_SECOND, now)
                && (tries.taken() <= TRIES_SURE || allTries.take(TRIES_OF_ALL, now));
    }

    /** Streams that have authenticated a packet, of RTP and RTCP together. */
    int streams() {
        return count(rtp) + count(rtcp);
    }

    private static int count(@Nullable BaseSrtpCryptoContext[] streams) {
        int count = 0;
        for (BaseSrtpCryptoContext stream : streams) {
            count += stream == null ? 0 : 1;
        }
        return count;
    }

    private static int readInt(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
    }

    /** The packet as jitsi-srtp wants it. */
    private static final class Slice implements ByteArrayBuffer {
        private byte[] bytes = new byte[0];
        private int length;

        void set(byte[] packet, int size) {
            bytes = packet;
            length = size;
        }

        @Override
        public byte[] getBuffer() {
            return bytes;
        }

        @Override
        public int getOffset() {
            return 0;
        }

        @Override
        public int getLength() {
            return length;
        }

        @Override
        public void setLength(int size) {
            length = size;
        }

        @Override
        public void setOffset(int offset) {
            throw new UnsupportedOperationException("packets begin at 0");
        }

        @Override
        public boolean isInvalid() {
            return length > bytes.length;
        }

        @Override
        public void readRegionToBuff(int from, int count, byte[] to) {
            System.arraycopy(bytes, from, to, 0, count);
        }

        /** The array has room for every packet that we make. */
        @Override
        public void grow(int by) {
            if (length + by > bytes.length) {
                throw new IllegalStateException("a packet of " + length + " bytes has no room for its tag");
            }
        }

        @Override
        public void append(byte[] data, int count) {
            grow(count);
            System.arraycopy(data, 0, bytes, length, count);
            length += count;
        }

        @Override
        public void shrink(int by) {
            length -= by;
        }
    }
}
