package io.parley.media;

/**
 * Changes the sample rate of whole recordings, of any rate to any other. The live path does not come here: it only ever
 * doubles and halves ({@link HalfBand}).
 */
interface Resampler {
    /** What is in use: libjitsi's Speex where its native library loads, else ours. */
    Resampler BEST = JitsiSpeex.isAvailable() ? new JitsiSpeex() : new SincResampler();

    /** The same sound at another rate, neither earlier nor later. */
    short[] resample(short[] samples, int fromRate, int toRate);

    /** Which one is in use and, where it is not libjitsi's, why; the end of a sentence for the log. */
    static String describe() {
        return BEST instanceof JitsiSpeex
                ? "libjitsi's Speex"
                : "Parley itself, because libjitsi has no Speex library for " + System.getProperty("os.name") + " on "
                        + System.getProperty("os.arch");
    }
}
