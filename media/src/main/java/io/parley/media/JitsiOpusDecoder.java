package io.parley.media;

import java.util.Arrays;
import org.jitsi.impl.neomedia.codec.audio.opus.Opus;

/**
 * Opus to 16 kHz, one channel (RFC 6716), whatever the sender's rate and channels. A payload that cannot be decoded is
 * concealed. Media thread only.
 */
final class JitsiOpusDecoder implements AudioDecoder {
    private static final int RATE = Audio.SAMPLE_RATE;
    /** 120 ms, the longest packet. */
    private static final int MOST = RATE * 120 / 1_000;
    /** Opus makes nothing up that is shorter. */
    private static final int GRAIN = RATE / 400;
    /** What is lost beyond this is not worth catching up with. */
    private static final int CAUGHT_UP = RATE * 60 / 1_000;

    private static final int SPEECH = 0;
    private static final int LAST_SPEECH = 1;

    private final JitsiOpus.State state;
    private final byte[] decoded = new byte[2 * MOST];

    JitsiOpusDecoder() {
        state = new JitsiOpus.State(this, Opus.decoder_create(RATE, 1), Opus::decoder_destroy);
    }

    @Override
    public void decode(byte[] payload, int octets, short[] pcm, int at) {
        int samples = OpusPacket.samples(payload, 0, octets, RATE);
        if (!isDecoded(payload, octets, samples, SPEECH)) {
            conceal(samples);
        }
        copy(pcm, at, samples);
    }

    private boolean isDecoded(byte[] payload, int octets, int samples, int what) {
        long handle = state.handle();
        return handle != 0
                && samples > 0
                && Opus.decode(handle, payload, 0, octets, decoded, 0, samples, what) == samples;
    }

    private void conceal(int samples) {
        long handle = state.handle();
        if (handle == 0 || samples <= 0 || Opus.decode(handle, null, 0, 0, decoded, 0, samples, SPEECH) != samples) {
            Arrays.fill(decoded, (byte) 0);
        }
    }

    private void copy(short[] pcm, int at, int samples) {
        for (int i = 0; i < samples; i++) {
            pcm[at + i] = (short) (decoded[2 * i] & 0xff | decoded[2 * i + 1] << 8);
        }
    }

    /** What the next payload tells is closer to what the encoder has in mind than what was played. */
    @Override
    public void missed(short[] guess, int guessed, long samples, byte[] next, int octets) {
        int frame = OpusPacket.frameSamples(next, 0, RATE);
        int behind = (int) Math.min(samples, CAUGHT_UP) / GRAIN * GRAIN;
        isDecoded(next, octets, Math.max(frame, behind), LAST_SPEECH);
    }

    @Override
    public int recover(byte[] next, int octets, short[] pcm, int at) {
        if (!OpusPacket.tellsOfLast(next, 0, octets)) {
            return 0;
        }
        int samples = OpusPacket.frameSamples(next, 0, RATE);
        if (!isDecoded(next, octets, samples, LAST_SPEECH)) {
            return 0;
        }
        copy(pcm, at, samples);
        return samples;
    }

    @Override
    public void close() {
        state.close();
    }
}
