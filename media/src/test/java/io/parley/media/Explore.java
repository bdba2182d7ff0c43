package io.parley.media;

import java.util.*;

public class Explore {
    static void go(
            String name,
            VirtualCaller c,
            double secs,
            VirtualNetwork n,
            java.util.function.LongPredicate speaks,
            boolean cn) {
        VirtualCall v = new VirtualCall(c, n);
        if (speaks != null) v.speaks = speaks;
        v.sendsNoise = cn;
        v.run(5);
        v.forget();
        long l0 = v.audio.late(), c0 = v.audio.concealed();
        v.run(secs);
        long conc = v.concealed.stream().filter(x -> x).count();
        System.out.printf(
                "%-28s wait p50 %.1f p95 %.1f p99 %.1f max %.1f | delay p50 %.1f p95 %.1f max %.1f | target %.1f | frames %d concealed %d plc %d late %d skipped %d cuts %d spliced %d stray %d dup %d ovf %d%n",
                name,
                VirtualCall.percentile(v.waits, 50),
                VirtualCall.percentile(v.waits, 95),
                VirtualCall.percentile(v.waits, 99),
                VirtualCall.percentile(v.waits, 100),
                VirtualCall.percentile(v.delays, 50),
                VirtualCall.percentile(v.delays, 95),
                VirtualCall.percentile(v.delays, 100),
                v.audio.targetNanos() / 1e6,
                v.concealed.size(),
                conc,
                v.audio.concealed() - c0,
                v.audio.late() - l0,
                v.count(MediaCounter.FRAMES_SKIPPED),
                v.count(MediaCounter.PITCH_PERIODS_CUT),
                v.count(MediaCounter.STREAMS_SPLICED),
                v.count(MediaCounter.RTP_STRAY),
                v.count(MediaCounter.RTP_DUPLICATE),
                v.count(MediaCounter.RTP_OVERFLOW));
    }

    static VirtualCaller c(int p) {
        return new VirtualCaller(p);
    }

    static VirtualCaller d(double ppm) {
        var c = c(20);
        c.driftPpm = ppm;
        return c;
    }

    public static void main(String[] a) {
        for (int p : new int[] {10, 20, 30, 40, 60})
            go("clean ptime " + p, c(p), 60, new VirtualNetwork(), null, false);
        for (double j : new double[] {0.5, 2, 10, 40})
            go("jitter +-" + j, c(20), 60, new VirtualNetwork(Impairments.jitter(1, 50, j)), null, false);
        for (int p : new int[] {10, 30, 60})
            go("jitter +-10 ptime " + p, c(p), 60, new VirtualNetwork(Impairments.jitter(1, 50, 10)), null, false);
        for (double l : new double[] {.01, .03, .05, .1})
            go(
                    "loss " + l,
                    c(20),
                    60,
                    new VirtualNetwork(Impairments.jitter(3, 30, 1), Impairments.loss(2, l)),
                    null,
                    false);
        go(
                "burst loss 5%",
                c(20),
                60,
                new VirtualNetwork(Impairments.jitter(3, 30, 1), Impairments.burstLoss(2, .05, 3)),
                null,
                false);
        go(
                "loss 5% ptime 30",
                c(30), 60, new VirtualNetwork(Impairments.jitter(3, 30, 1), Impairments.loss(2, .05)), null, false);
        go(
                "loss 5% ptime 10",
                c(10), 60, new VirtualNetwork(Impairments.jitter(3, 30, 1), Impairments.loss(2, .05)), null, false);
        go(
                "all",
                c(20),
                60,
                new VirtualNetwork(
                        Impairments.jitter(3, 50, 40),
                        Impairments.loss(2, .03),
                        Impairments.reorder(4, .02, 30),
                        Impairments.duplicate(5, .01)),
                null,
                false);
        go("drift +200", d(200), 600, new VirtualNetwork(Impairments.jitter(3, 30, 1)), null, false);
        go("drift -200", d(-200), 600, new VirtualNetwork(Impairments.jitter(3, 30, 1)), null, false);
        go("dtx no cn", c(20), 60, new VirtualNetwork(Impairments.jitter(3, 30, 2)), x -> x % 150 < 110, false);
        go("dtx cn", c(20), 60, new VirtualNetwork(Impairments.jitter(3, 30, 2)), x -> x % 150 < 110, true);
        for (int s : new int[] {60, 200, 500, 2000})
            go(
                    "stall " + s,
                    c(20),
                    10,
                    new VirtualNetwork(Impairments.jitter(3, 30, 1), Impairments.stall(6000, 6000 + s)),
                    null,
                    false);
    }
}
