package io.parley.media;

/**
 * The quality that listeners would report, estimated from loss and delay by the E-model (ITU-T G.107) with its default
 * values, reduced to what a media gateway can measure. Its scale is that of narrowband: G.722 is rated like G.711, so
 * that calls can be compared, and sounds better than that.
 */
final class EModel {
    private static final double BEST_RATING = 93.2;
    /** Robustness of G.711 with concealment against random loss (G.113, appendix I). */
    private static final double LOSS_ROBUSTNESS = 25.1;
    /** One-way delay beyond which talking itself becomes hard, milliseconds (Cole and Rosenbluth's fit of Id). */
    private static final double HARD_DELAY = 177.3;

    private EModel() {}

    /**
     * Mean opinion score, 1 to 4.5.
     *
     * @param lossShare packets lost or too late, 0 to 1
     * @param delayMillis one way, mouth to ear
     */
    static double mos(double lossShare, double delayMillis) {
        double lossPercent = Math.max(0, Math.min(1, lossShare)) * 100;
        double equipment = 95 * lossPercent / (lossPercent + LOSS_ROBUSTNESS);
        double delay = 0.024 * delayMillis + 0.11 * Math.max(0, delayMillis - HARD_DELAY);
        double rating = BEST_RATING - equipment - delay;
        if (rating <= 0) {
            return 1;
        }
        double score = 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6;
        return Math.max(1, Math.min(4.5, score));
    }
}
