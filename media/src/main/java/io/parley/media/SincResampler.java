package io.parley.media;

/** A windowed-sinc resampler for where libjitsi's native one does not load: exact and slow, for files. */
final class SincResampler implements Resampler {
    /** Zero crossings on either side. */
    private static final int WIDTH = 32;

    private static final double BETA = 9;
    /** Share of the lower rate's band that is kept. */
    private static final double PASSED = 0.95;

    @Override
    public short[] resample(short[] samples, int fromRate, int toRate) {
        if (fromRate == toRate) {
            return samples.clone();
        }
        double cutoff = Math.min(1, (double) toRate / fromRate) * PASSED;
        double reach = WIDTH / cutoff;
        short[] out = new short[(int) ((long) samples.length * toRate / fromRate)];
        for (int n = 0; n < out.length; n++) {
            double center = (double) n * fromRate / toRate;
            int first = Math.max(0, (int) Math.ceil(center - reach));
            int last = Math.min(samples.length - 1, (int) Math.floor(center + reach));
            double sum = 0;
            for (int i = first; i <= last; i++) {
                double distance = center - i;
                sum += samples[i] * cutoff * sinc(cutoff * distance) * window(distance / reach);
            }
            out[n] = Pcm.saturate((float) sum);
        }
        return out;
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double window(double x) {
        return HalfBand.bessel(BETA * Math.sqrt(Math.max(0, 1 - x * x))) / HalfBand.bessel(BETA);
    }
}
