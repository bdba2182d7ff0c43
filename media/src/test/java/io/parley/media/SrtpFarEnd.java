package io.parley.media;

import java.util.Arrays;
import java.util.Random;

/** The far end of an encrypted call: its keys, and what it does with packets. */
final class SrtpFarEnd {
    final SrtpKeys keys;
    private final JitsiSrtp sealing;
    private final JitsiSrtp opening;

    /** @param seed of its keys */
    SrtpFarEnd(SrtpSuite suite, long seed) {
        this(key(suite, seed), key(suite, seed + 1));
    }

    /** @param theirs what it sends with */
    SrtpFarEnd(SrtpKey ours, SrtpKey theirs) {
        keys = new SrtpKeys(ours, theirs, Crypto.SECURE);
        sealing = new JitsiSrtp(theirs, true);
        opening = new JitsiSrtp(ours, false);
    }

    static SrtpKey key(SrtpSuite suite, long seed) {
        byte[] material = new byte[suite.materialBytes()];
        new Random(seed).nextBytes(material);
        return new SrtpKey(suite, material);
    }

    RtpTarget target() {
        return target(Packets.target());
    }

    RtpTarget target(RtpTarget plain) {
        return new RtpTarget(
                plain.rtp(),
                plain.rtcp(),
                plain.codec(),
                plain.payloadType(),
                plain.receivePayloadType(),
                plain.dtmfPayloadType(),
                plain.receiveDtmfPayloadType(),
                plain.dtmfClockRate(),
                plain.ptimeMillis(),
                plain.direction(),
                plain.learnSource(),
                plain.opus(),
                keys);
    }

    byte[] seal(byte[] rtp) {
        byte[] packet = Arrays.copyOf(rtp, rtp.length + 20);
        return Arrays.copyOf(packet, sealing.rtp(packet, rtp.length, 0));
    }

    byte[] sealReport(byte[] rtcp) {
        byte[] packet = Arrays.copyOf(rtcp, rtcp.length + 20);
        return Arrays.copyOf(packet, sealing.rtcp(packet, rtcp.length, 0));
    }

    /** The packet in clear; empty where it is not authentic. */
    byte[] open(byte[] srtp) {
        byte[] packet = Arrays.copyOf(srtp, srtp.length + 20);
        return Arrays.copyOf(packet, Math.max(0, opening.rtp(packet, srtp.length, 0)));
    }

    byte[] openReport(byte[] srtcp) {
        byte[] packet = Arrays.copyOf(srtcp, srtcp.length + 20);
        return Arrays.copyOf(packet, Math.max(0, opening.rtcp(packet, srtcp.length, 0)));
    }
}
