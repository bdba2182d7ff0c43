package io.parley.media;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes the agent's own voice out of what comes in from a call, where it comes back: from a loudspeaker into a
 * microphone, or from a hybrid. {@link EchoSearch} looks for an echo at any delay up to 540 ms; {@link EchoFilter}, put at
 * that delay, learns 120 ms of the way and subtracts; {@link EchoSuppressor} quietens what is left. As long as no echo has
 * been found the caller passes as he is, sample by sample; from then on 2 ms later.
 *
 * <p>For one call, in step: one frame of both directions every 20 ms. Deterministic; confined to one thread; allocates
 * nothing after the echo has been found, and nothing ever where there is none.
 */
public final class EchoCanceller {
    private static final int FRAME = Audio.FRAME_SAMPLES;
    /** Filters begin this long before the delay that was found, for what comes before the loudest sound: 8 ms. */
    private static final int MARGIN = 8 * Audio.SAMPLE_RATE / 1_000;
    /** Frames before the echo was found, from which the filter learns at once: half a second. */
    private static final int CATCH_UP = 25;

    private static final int FRAMES_BACK = EchoSearch.MAX_MILLIS / Audio.FRAME_MILLIS + CATCH_UP + 16;
    private static final int HISTORY = FRAMES_BACK * FRAME;
    /** Frames for which the reference goes on to matter, beyond the delay. */
    private static final int REACH = (EchoFilter.SIZE + EchoFilter.PARTITIONS * EchoFilter.PARTITION) / FRAME + 2;
    /** Frames by whose power an echo's strength is judged. */
    private static final int JUDGED = 10;
    /** A delay that differs by more than 2 ms is another one. */
    private static final int SAME_DELAY = 2 * Audio.SAMPLE_RATE / 1_000;
    /** Frames with a voice to come back and no echo after which there is none: 6 s. */
    private static final int GONE = 300;

    private static final double MOST_COUPLING = 4;
    private static final double LEAST_COUPLING = 1e-5;
    /** What is left over what came in, smoothed, above which the filter has learned nonsense, and below which it works. */
    private static final double DIVERGED = 1.3;

    private static final double WORKS = 0.25;
    private static final double SMOOTH = 0.15;

    private final EchoSearch search = new EchoSearch();
    private final short[] reference = new short[HISTORY];
    private final short[] line = new short[CATCH_UP * FRAME];
    private final boolean[] received = new boolean[CATCH_UP];

    private @Nullable EchoFilter filter;
    private @Nullable EchoSuppressor suppressor;
    private final double[] window = new double[EchoFilter.SIZE];
    private final double[] frame = new double[FRAME];
    private final short[] spare = new short[FRAME];
    private boolean active;
    private int delay;
    private int silentFrames;
    private int missed;
    private double inPower;
    private double outPower;

    /**
     * Takes 20 ms of both directions.
     *
     * @param caller what came in, {@link Audio#FRAME_SAMPLES} samples; not changed
     * @param played what was sent in the same step, as many
     * @param concealed nothing was received, so that there is nothing to learn from
     * @param out receives what the caller said; may be {@code caller}
     * @return whether an echo has just been found, or found at another delay: what was let through lately was the agent's
     *     own voice
     */
    public boolean frame(short[] caller, short[] played, boolean concealed, short[] out) {
        remember(caller, played, concealed);
        search.frame(caller, played);
        boolean news = follow();
        EchoFilter way = filter;
        EchoSuppressor quiet = suppressor;
        if (!active || way == null || quiet == null) {
            System.arraycopy(caller, 0, out, 0, FRAME);
            return false;
        }
        line(0);
        if (silentFrames * FRAME > delay + REACH * FRAME) {
            quiet.pass(frame, out);
            return news;
        }
        double[] left = cancel(way, 0);
        quiet.frame(left, way.echo(), way, out);
        return news;
    }

    /** The line was held, and nothing was heard or sent for a while: nothing of before comes back. What was learned stays. */
    public void interrupted() {
        Arrays.fill(reference, (short) 0);
        Arrays.fill(line, (short) 0);
        Arrays.fill(received, false);
        silentFrames = FRAMES_BACK;
        search.interrupted();
        if (filter != null && suppressor != null) {
            filter.interrupted();
            suppressor.interrupted();
        }
    }

    private void remember(short[] caller, short[] played, boolean concealed) {
        System.arraycopy(reference, FRAME, reference, 0, HISTORY - FRAME);
        System.arraycopy(line, FRAME, line, 0, line.length - FRAME);
        System.arraycopy(played, 0, reference, HISTORY - FRAME, FRAME);
        System.arraycopy(caller, 0, line, line.length - FRAME, FRAME);
        System.arraycopy(received, 1, received, 0, CATCH_UP - 1);
        received[CATCH_UP - 1] = !concealed;
        silentFrames = Pcm.power(played, 0, FRAME) == 0 ? Math.min(silentFrames + 1, FRAMES_BACK) : 0;
    }

    /** Begins, moves and ends by what the search has found; gives whether it began or moved. */
    private boolean follow() {
        int found = search.delaySamples();
        if (!active) {
            if (found != EchoSearch.NONE) {
                begin(found);
            }
            return active;
        }
        boolean moved = Math.abs(found - delay) > SAME_DELAY && !works();
        if (moved) {
            move(found);
        }
        if (silentFrames == 0) {
            missed = search.isThere() ? 0 : missed + 1;
        }
        if (missed > GONE) {
            active = false;
            search.forget();
        }
        return moved;
    }

    private boolean works() {
        return outPower <= WORKS * inPower;
    }

    private void begin(int found) {
        EchoFilter way = filter == null ? new EchoFilter() : filter;
        EchoSuppressor quiet = suppressor == null ? new EchoSuppressor() : suppressor;
        filter = way;
        suppressor = quiet;
        active = true;
        delay = found;
        missed = 0;
        inPower = 0;
        outPower = 0;
        way.begin(coupling());
        quiet.begin();
        for (int ago = CATCH_UP - 1; ago > 0; ago--) {
            double[] left = cancel(way, ago);
            quiet.frame(left, way.echo(), way, spare);
        }
    }

    /** The far end's delay has changed: the way itself is the same, at another place. */
    private void move(int found) {
        delay = found;
        EchoFilter way = filter;
        if (way != null) {
            way.doubt(coupling());
            for (int ago = EchoFilter.PARTITIONS * 2; ago > 0; ago--) {
                way.reference(window(ago));
            }
        }
    }

    /** Power of what came in over that of what has come back in it. */
    private double coupling() {
        int judged = JUDGED * FRAME;
        double sent = Pcm.power(reference, HISTORY - delay / FRAME * FRAME - judged, judged);
        double came = Pcm.power(line, line.length - judged, judged);
        return Math.max(LEAST_COUPLING, Math.min(MOST_COUPLING, came / (sent + 1.0 / JUDGED)));
    }

    private double[] cancel(EchoFilter way, int ago) {
        line(ago);
        way.reference(window(ago));
        double[] left = way.cancel(frame);
        double came = power(frame);
        double remains = power(left);
        // What was made up has no echo in it, and tells nothing of how well the filter works.
        if (received[CATCH_UP - 1 - ago]) {
            way.learn();
            judge(way, came, remains);
        }
        return remains > came ? frame : left;
    }

    private void judge(EchoFilter way, double came, double remains) {
        if (power(way.echo()) > FRAME) {
            inPower += SMOOTH * (came - inPower);
            outPower += SMOOTH * (remains - outPower);
        }
        if (outPower > DIVERGED * inPower) {
            way.forget(coupling());
            outPower = inPower;
        }
    }

    /** The reference that comes back in the frame so many before the last. */
    private double[] window(int ago) {
        int from = HISTORY - ago * FRAME - Math.max(0, delay - MARGIN) - window.length;
        for (int i = 0; i < window.length; i++) {
            window[i] = reference[from + i];
        }
        return window;
    }

    /** Puts what came in so many frames before the last into {@link #frame}. */
    private void line(int ago) {
        int from = line.length - (ago + 1) * FRAME;
        for (int i = 0; i < FRAME; i++) {
            frame[i] = line[from + i];
        }
    }

    private static double power(double[] samples) {
        double sum = 0;
        for (double sample : samples) {
            sum += sample * sample;
        }
        return sum;
    }

    /** Whether an echo is known on this line. */
    public boolean active() {
        return active;
    }

    /** The delay of the echo in milliseconds; -1 where none is known. */
    public int delayMillis() {
        return active ? delay / (Audio.SAMPLE_RATE / 1_000) : -1;
    }
}
