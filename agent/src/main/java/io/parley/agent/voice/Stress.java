package io.parley.agent.voice;

/**
 * What emphasis does to a word: an emphasised one is slower, higher, louder and livelier.
 *
 * @param rate factor on the speed
 * @param pitch factor on the pitch
 * @param spread factor on the pitch's movement
 * @param energy decibels more
 */
record Stress(double rate, double pitch, double spread, double energy) {
    private static final Stress REDUCED = new Stress(1.12, 0.96, 0.8, -2.5);
    private static final Stress NONE = new Stress(1, 1, 1, 0);
    private static final Stress MODERATE = new Stress(0.88, 1.07, 1.15, 2);
    private static final Stress STRONG = new Stress(0.78, 1.14, 1.3, 3.5);

    static Stress of(Delivery.Emphasis emphasis) {
        return switch (emphasis) {
            case REDUCED -> REDUCED;
            case NONE -> NONE;
            case MODERATE -> MODERATE;
            case STRONG -> STRONG;
        };
    }
}
