package io.parley.media;

/**
 * Fourier transform of a real signal by a complex FFT of half its length (Sorensen et al., 1987). Not thread-safe: the
 * buffers are reused so that nothing is allocated per frame.
 */
public final class RealFft {
    private final int half;
    private final int[] reversed;
    private final double[] cos;
    private final double[] sin;
    private final double[] re;
    private final double[] im;
    private final double[] xRe;
    private final double[] xIm;

    /** @param size number of samples, a power of two */
    public RealFft(int size) {
        if (Integer.bitCount(size) != 1 || size < 4) {
            throw new IllegalArgumentException("FFT size " + size + ", expected a power of two of at least 4");
        }
        half = size / 2;
        re = new double[half];
        im = new double[half];
        xRe = new double[half + 1];
        xIm = new double[half + 1];
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
    public void power(double[] x, double[] power) {
        forward(x, xRe, xIm);
        for (int k = 0; k < half; k++) {
            power[k] = xRe[k] * xRe[k] + xIm[k] * xIm[k];
        }
    }

    /**
     * {@code X(k) = sum of x(n) e^(-2 pi i k n / size)}.
     *
     * @param x the signal, {@code size} samples
     * @param real receives the real parts for k from 0 to {@code size / 2}
     * @param imaginary receives the imaginary parts
     */
    public void forward(double[] x, double[] real, double[] imaginary) {
        load(x);
        real[0] = re[0] + im[0];
        imaginary[0] = 0;
        real[half] = re[0] - im[0];
        imaginary[half] = 0;
        for (int k = 1; k < half; k++) {
            int m = half - k;
            double evenRe = (re[k] + re[m]) / 2;
            double evenIm = (im[k] - im[m]) / 2;
            double oddRe = (im[k] + im[m]) / 2;
            double oddIm = (re[m] - re[k]) / 2;
            real[k] = evenRe + cos[k] * oddRe + sin[k] * oddIm;
            imaginary[k] = evenIm + cos[k] * oddIm - sin[k] * oddRe;
        }
    }

    /**
     * Undoes {@link #forward}; the imaginary parts at 0 and at {@code size / 2} are taken for 0.
     *
     * @param x receives {@code size} samples
     */
    public void inverse(double[] real, double[] imaginary, double[] x) {
        // The conjugate goes through the forward transform, so what comes out is conjugated too.
        put(0, (real[0] + real[half]) / 2, (real[0] - real[half]) / 2);
        for (int k = 1; k < half; k++) {
            int m = half - k;
            double evenRe = (real[k] + real[m]) / 2;
            double evenIm = (imaginary[k] - imaginary[m]) / 2;
            double turnedRe = (real[k] - real[m]) / 2;
            double turnedIm = (imaginary[k] + imaginary[m]) / 2;
            double oddRe = turnedRe * cos[k] - turnedIm * sin[k];
            double oddIm = turnedRe * sin[k] + turnedIm * cos[k];
            put(k, evenRe - oddIm, evenIm + oddRe);
        }
        butterflies();
        for (int k = 0; k < half; k++) {
            x[2 * k] = re[k] / half;
            x[2 * k + 1] = -im[k] / half;
        }
    }

    private void put(int k, double real, double imaginary) {
        re[reversed[k]] = real;
        im[reversed[k]] = -imaginary;
    }

    private void load(double[] x) {
        for (int k = 0; k < half; k++) {
            re[reversed[k]] = x[2 * k];
            im[reversed[k]] = x[2 * k + 1];
        }
        butterflies();
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
