package io.parley.server.bench;

/** A straight line through measurements, by least squares. Fed in order; confined to one thread. */
final class Slope {
    private int n;
    private double sumX;
    private double sumY;
    private double sumXx;
    private double sumXy;
    private double first = Double.NaN;
    private double last;

    void add(double x, double y) {
        first = n == 0 ? x : first;
        last = x;
        // About the first measurement, so that large numbers do not swallow small differences.
        double at = x - first;
        n++;
        sumX += at;
        sumY += y;
        sumXx += at * at;
        sumXy += at * y;
    }

    /** From the first measurement to the last. */
    double span() {
        return n == 0 ? 0 : last - first;
    }

    /** By how much y grows where x grows by one; NaN for fewer than three measurements. */
    double perUnit() {
        double spread = n * sumXx - sumX * sumX;
        return n < 3 || spread == 0 ? Double.NaN : (n * sumXy - sumX * sumY) / spread;
    }
}
