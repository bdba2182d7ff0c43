package io.parley.media;

import org.jitsi.impl.neomedia.codec.audio.speex.Speex;

/**
 * libjitsi's Speex resampler, a native library that comes in its jar for linux-x86-64, linux-aarch64 and others. It is
 * told counts of samples and trusts them: a wrong one makes it write past the array.
 */
final class JitsiSpeex implements Resampler {
    private static final int QUALITY = 10;
    /** Length of the filter at that quality, in samples of the lower rate. */
    private static final int FILTER = 256;

    private static final int PIECE_MILLIS = 20;

    /** Whether the native library is there for this system. */
    static boolean isAvailable() {
        try {
            Speex.assertSpeexIsFunctional();
            return true;
        } catch (LinkageError | RuntimeException e) {
            return false;
        }
    }

    @Override
    public short[] resample(short[] samples, int fromRate, int toRate) {
        if (fromRate == toRate) {
            return samples.clone();
        }
        int lowRate = Math.min(fromRate, toRate);
        // The filter's middle comes out half its length late.
        int delay = Math.round(FILTER / 2f * toRate / lowRate);
        int length = (int) ((long) samples.length * toRate / fromRate);
        short[] out = new short[length];
        long resampler = Speex.speex_resampler_init(1, fromRate, toRate, QUALITY, 0);
        if (resampler == 0) {
            throw new IllegalArgumentException("rates " + fromRate + " to " + toRate + ", expected above 0");
        }
        try {
            run(resampler, samples, fromRate, toRate, delay, out);
        } finally {
            Speex.speex_resampler_destroy(resampler);
        }
        return out;
    }

    private static void run(long resampler, short[] samples, int fromRate, int toRate, int delay, short[] out) {
        int piece = Math.max(1, fromRate * PIECE_MILLIS / 1_000);
        int room = (int) ((long) piece * toRate / fromRate) + 8;
        byte[] in = new byte[2 * piece];
        byte[] resampled = new byte[2 * room];
        int written = -delay;
        for (int from = 0; written < out.length; from += piece) {
            for (int i = 0; i < piece; i++) {
                int sample = from + i < samples.length ? samples[from + i] : 0;
                in[2 * i] = (byte) sample;
                in[2 * i + 1] = (byte) (sample >> 8);
            }
            int count = Speex.speex_resampler_process_interleaved_int(resampler, in, 0, piece, resampled, 0, room);
            for (int i = 0; i < count; i++, written++) {
                if (written >= 0 && written < out.length) {
                    out[written] = (short) (resampled[2 * i] & 0xff | resampled[2 * i + 1] << 8);
                }
            }
        }
    }
}
