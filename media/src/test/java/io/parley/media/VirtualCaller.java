package io.parley.media;

import java.nio.ByteBuffer;

/** A far end in virtual time that sends {@link VoiceSource} as G.711, one packet a packet time. */
final class VirtualCaller {
    final int packetMillis;
    int ssrc = 0x1234;
    int sequence = 65_500;
    long timestamp = 0xffff_f000L;
    double driftPpm;

    private long said;
    private long packets;
    private long firstSend = Long.MIN_VALUE;

    VirtualCaller(int packetMillis) {
        this.packetMillis = packetMillis;
    }

    /** When the next packet is sent: at the end of the speech it holds. */
    long nextSend(long start) {
        if (firstSend == Long.MIN_VALUE) {
            firstSend = start;
        }
        return firstSend + (long) (packets * packetMillis * 1e6 * (1 + driftPpm / 1e6));
    }

    byte[] packet(boolean marker) {
        int samples = packetMillis * 8;
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = VoiceSource.at(said + i);
        }
        byte[] bytes = new byte[12 + samples];
        header(bytes, 0, marker);
        G711.encode(Codec.PCMU, pcm, 0, samples, bytes, 12);
        advance(samples);
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

    private void advance(int samples) {
        said += samples;
        timestamp += samples;
        packets++;
    }
}
