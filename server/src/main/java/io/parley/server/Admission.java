package io.parley.server;

/**
 * Whether the machine has room for another call, by what is measured and not by the number of lines: three measures, each
 * with a threshold beyond which new calls are refused and a lower one below which they are taken again, so that it does not
 * flap. Existing calls are never touched. A pure state machine, fed once a second.
 */
final class Admission {
    /**
     * What was measured over the last second.
     *
     * @param queueMillis the standing queue: the shortest time that a job waited for the slowest lane. Bursts, which batches
     *     make up for, leave it at 0
     * @param lateSteps share of the media steps that ran more than 5 ms late or were left out
     * @param heap share of the heap that is in use after a collection
     */
    record Load(double queueMillis, double lateSteps, double heap) {}

    private static final Load REFUSE = new Load(100, 0.1, 0.92);
    private static final Load ADMIT = new Load(50, 0.02, 0.85);
    /** One second is an accident: two in a row are a load. */
    private static final int SECONDS = 2;

    private int beyond;
    private volatile boolean refusing;

    /** Takes the last second's measures; the answer may be asked on any thread. */
    void measured(Load load) {
        beyond = exceeds(load, REFUSE) ? beyond + 1 : 0;
        if (beyond >= SECONDS) {
            refusing = true;
        } else if (refusing && !exceeds(load, ADMIT)) {
            refusing = false;
        }
    }

    private static boolean exceeds(Load load, Load limit) {
        return load.queueMillis > limit.queueMillis || load.lateSteps > limit.lateSteps || load.heap > limit.heap;
    }

    boolean refuses() {
        return refusing;
    }
}
