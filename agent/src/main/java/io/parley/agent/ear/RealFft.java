package io.parley.agent.ear;

/**
 * Power spectrum of a real signal by a complex FFT of half its length (Sorensen et al., 1987). Not thread-safe: the
 * buffers are reused so that nothing is allocated per frame.
 */
final class RealFft {
    private final int half;
    private final int[] reversed;
    private final double[] cos;
    private final double[] sin;
    private final double[] re;
    private final double[] im;

    /** @param size number of samples, a power of two */
    RealFft(int size) {
        if (Integer.bitCount(size) != 1 || size < 4) {
            throw new IllegalArgumentException("FFT size " + size + ", expected a power of two of at least 4");
        }
        half = size / 2;
        re = new double[half];
        im = new double[half];
        cos = new double[half];
        sin = new double[half];
        for (int k = 0; k < half; k++) {
            cos[k] = Math.cos(2 * Math.PI * k / size);
            sin[k] = Math.sin(2 * Math.PI * k / size);
        }
        reversed = new int[half];
        int bits = Integer.numberOfTrailingZeros(half);
        for (int k = 0; k < half; k++) {
            reversed[k] = Integer.reverse(k) >>> (32 - bits);
        }
    }

    /**
     * @param x the signal, {@code size} samples
     * @param power receives {@code |X(k)|^2} for k from 0 to {@code size / 2 - 1}
     */
    void power(double[] x, double[] power) {
        for (int k = 0; k < half; k++) {
            re[reversed[k]] = x[2 * k];
            im[reversed[k]] = x[2 * k + 1];
        }
        butterflies();
        power[0] = (re[0] + im[0]) * (re[0] + im[0]);
        for (int k = 1; k < half; k++) {
            int m = half - k;
            double evenRe = (re[k] + re[m]) / 2;
            double evenIm = (im[k] - im[m]) / 2;
            double oddRe = (im[k] + im[m]) / 2;
            double oddIm = (re[m] - re[k]) / 2;
            double xr = evenRe + cos[k] * oddRe + sin[k] * oddIm;
            double xi = evenIm + cos[k] * oddIm - sin[k] * oddRe;
            power[k] = xr * xr + xi * xi;
        }
    }

    private void butterflies() {
        for (int span = 1; span < half; span <<= 1) {
            // Twiddles are kept for the full size, so one step of this stage skips half / span of them twice.
            int step = half / span;
            for (int start = 0; start < half; start += span << 1) {
                for (int k = 0; k < span; k++) {
                    int a = start + k;
                    int b = a + span;
                    double wr = cos[k * step];
                    double wi = -sin[k * step];
                    double tr = re[b] * wr - im[b] * wi;
                    double ti = re[b] * wi + im[b] * wr;
                    re[b] = re[a] - tr;
                    im[b] = im[a] - ti;
                    re[a] += tr;
                    im[a] += ti;
                }
            }
        }
    }
}
