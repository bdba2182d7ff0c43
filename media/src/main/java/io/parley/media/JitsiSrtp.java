package io.parley.media;

import java.security.GeneralSecurityException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.ByteArrayBuffer;
import org.jitsi.utils.logging2.LoggerImpl;

/**
 * Encrypts one direction of a call, or decrypts it, by jitsi-srtp (RFC 3711, RFC 7714): a context for each SSRC, four at
 * most, of which none is kept that has not authenticated a packet. Packets are changed where they lie. Media thread only.
 */
final class JitsiSrtp {
    /** Streams of one direction: a new one takes the place of the oldest. */
    static final int MAX_STREAMS = 4;

    /**
     * Packets of unknown streams that are looked at in a second: each takes a context, a tenth of a millisecond. Enough for the
     * far end's own to be among them soon, whoever else sends.
     */
    static final int TRIES_A_SECOND = 200;

    private static final int SSRC_AT = 8;
    private static final int RTCP_SSRC_AT = 4;
    private static final int SHORTEST_RTP = 12;
    private static final int SHORTEST_RTCP = 8;
    private static final long SECOND = 1_000_000_000L;
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
    private final SrtpCryptoContext[] rtp = new SrtpCryptoContext[MAX_STREAMS];
    private final SrtcpCryptoContext[] rtcp = new SrtcpCryptoContext[MAX_STREAMS];
    private final Slice slice = new Slice();
    private int nextRtp;
    private int nextRtcp;
    private int tries;
    private long triesSince;

    JitsiSrtp(SrtpKey key, boolean sender) {
        this.sender = sender;
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
        SrtpCryptoContext known = null;
        for (SrtpCryptoContext each : rtp) {
            known = each != null && each.getSsrc() == ssrc ? each : known;
        }
        if (known == null && !sender && !mayTry(now)) {
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
            if (known == null) {
                rtp[nextRtp++ % MAX_STREAMS] = context;
            }
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
        SrtcpCryptoContext known = null;
        for (SrtcpCryptoContext each : rtcp) {
            known = each != null && each.getSsrc() == ssrc ? each : known;
        }
        if (known == null && !sender && !mayTry(now)) {
            return -1;
        }
        try {
            SrtcpCryptoContext context = known == null ? factory.deriveControlContext(ssrc) : known;
            slice.set(packet, length);
            SrtpErrorStatus status = sender ? context.transformPacket(slice) : context.reverseTransformPacket(slice);
            if (status != SrtpErrorStatus.OK) {
                return -1;
            }
            if (known == null) {
                rtcp[nextRtcp++ % MAX_STREAMS] = context;
            }
            return slice.length;
        } catch (GeneralSecurityException | RuntimeException e) {
            return -1;
        }
    }

    private boolean mayTry(long now) {
        if (now - triesSince > SECOND) {
            triesSince = now;
            tries = 0;
        }
        return tries++ < TRIES_A_SECOND;
    }

    /** Streams that have authenticated a packet, of RTP and RTCP together. */
    int streams() {
        return Math.min(nextRtp, MAX_STREAMS) + Math.min(nextRtcp, MAX_STREAMS);
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
