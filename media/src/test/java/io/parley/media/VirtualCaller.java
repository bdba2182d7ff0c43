package io.parley.media;

import java.nio.ByteBuffer;

/** A far end in virtual time that sends {@link VoiceSource}, one packet a packet time. */
final class VirtualCaller {
    final Codec codec;
    final int packetMillis;
    int ssrc = 0x1234;
    int sequence = 65_500;
    long timestamp = 0xffff_f000L;
    double driftPpm;

    private final long firstTimestamp = timestamp;
    private final AudioEncoder encoder;
    private long said;
    private long packets;
    private long firstSend = Long.MIN_VALUE;

    VirtualCaller(int packetMillis) {
        this(Codec.PCMU, packetMillis);
    }

    VirtualCaller(Codec codec, int packetMillis) {
        this.codec = codec;
        this.packetMillis = packetMillis;
        encoder = codec.encoder();
    }

    /** When the next packet is sent: at the end of the speech it holds. */
    long nextSend(long start) {
        if (firstSend == Long.MIN_VALUE) {
            firstSend = start;
        }
        return firstSend + (long) (packets * packetMillis * 1e6 * (1 + driftPpm / 1e6));
    }

    /** When the speech before {@code timestamp} left, if neither sequence nor timestamp jumped since. */
    long sent(long beforeTimestamp) {
        return firstSend
                + (long) ((beforeTimestamp - firstTimestamp - packetMillis * 8L) * 125_000 * (1 + driftPpm / 1e6));
    }

    byte[] packet(boolean marker) {
        int octets = packetMillis * 8;
        short[] pcm = VoiceSource.speech(codec, said, octets);
        byte[] bytes = new byte[12 + octets];
        header(bytes, codec.staticPayloadType(), marker);
        encoder.encode(pcm, 0, bytes, 12, octets);
        advance(octets);
        return bytes;
    }

    /** Comfort noise of -70 dBov instead of speech; the timestamp moves on like any packet's. */
    byte[] comfortNoise() {
        byte[] bytes = new byte[13];
        header(bytes, 13, false);
        bytes[12] = 70;
        advance(packetMillis * 8);
        return bytes;
    }

    /** Says nothing for one packet time. */
    void skip() {
        said += packetMillis * 8L;
        timestamp += packetMillis * 8L;
        packets++;
    }

    private void header(byte[] bytes, int payloadType, boolean marker) {
        ByteBuffer header = ByteBuffer.wrap(bytes);
        header.put((byte) 0x80).put((byte) (payloadType | (marker ? 0x80 : 0)));
        header.putShort((short) sequence).putInt((int) timestamp).putInt(ssrc);
        sequence = sequence + 1 & 0xffff;
    }

    private void advance(int ticks) {
        said += ticks;
        timestamp += ticks;
        packets++;
    }
}
