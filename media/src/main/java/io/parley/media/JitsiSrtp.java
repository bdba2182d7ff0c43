package io.parley.media;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
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
    private final Streams<SrtpCryptoContext> rtp = new Streams<>();
    private final Streams<SrtcpCryptoContext> rtcp = new Streams<>();
    private final PerSecond allTries;
    private final Slice slice = new Slice();

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
        SrtpCryptoContext known = rtp.of(ssrc);
        if (known == null && !sender && !rtp.mayTry(allTries, now)) {
            return -1;
        }
        try {
            SrtpCryptoContext context = known == null ? factory.deriveContext(ssrc, 0) : known;
            slice.set(packet, length);
            SrtpErrorStatus status =
                    sender ? context.transformPacket(slice) : context.reverseTransformPacket(slice, false);
            if (status != SrtpErrorStatus.OK) {
                return -1;
            }
            rtp.heard(context);
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
        SrtcpCryptoContext known = rtcp.of(ssrc);
        if (known == null && !sender && !rtcp.mayTry(allTries, now)) {
            return -1;
        }
        try {
            SrtcpCryptoContext context = known == null ? factory.deriveControlContext(ssrc) : known;
            slice.set(packet, length);
            SrtpErrorStatus status = sender ? context.transformPacket(slice) : context.reverseTransformPacket(slice);
            if (status != SrtpErrorStatus.OK) {
                return -1;
            }
            rtcp.heard(context);
            return slice.length;
        } catch (GeneralSecurityException | RuntimeException e) {
            return -1;
        }
    }

    /** Streams that have authenticated a packet, of RTP and RTCP together. */
    int streams() {
        return rtp.heard.size() + rtcp.heard.size();
    }

    /** Those of RTP, or those of RTCP, that have authenticated a packet; the last one heard in front. */
    private static final class Streams<C extends BaseSrtpCryptoContext> {
        private final List<C> heard = new ArrayList<>(MAX_STREAMS + 1);
        private final PerSecond tries = new PerSecond();

        @Nullable
        C of(int ssrc) {
            for (int i = 0; i < heard.size(); i++) {
                if (heard.get(i).getSsrc() == ssrc) {
                    return heard.get(i);
                }
            }
            return null;
        }

        /** Makes room by that which has been silent longest: never by one that is being heard. */
        void heard(C stream) {
            if (!heard.isEmpty() && heard.get(0) == stream) {
                return;
            }
            heard.remove(stream);
            heard.add(0, stream);
            if (heard.size() > MAX_STREAMS) {
                heard.remove(MAX_STREAMS);
            }
        }

        boolean mayTry(PerSecond allTries, long now) {
            return tries.take(heard.isEmpty() ? TRIES_A_SECOND : TRIES_BESIDES, now)
                    && (tries.taken() <= TRIES_SURE || allTries.take(TRIES_OF_ALL, now));
        }
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
