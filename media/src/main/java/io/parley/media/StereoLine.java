package io.parley.media;

import java.io.IOException;

/**
 * Puts both sides of a call on one time line, each by its own RTP timestamps: what was stretched, cut or held in the
 * jitter buffer lies where the caller said it. The last second stays open for what belongs earlier. Not thread-safe.
 */
final class StereoLine {
    private static final int FRAME = Audio.FRAME_SAMPLES;
    private static final int WINDOW = 4 * Audio.SAMPLE_RATE;
    private static final int OPEN = Audio.SAMPLE_RATE;
    /** Timestamps that disagree more than this are another stream's; it is laid where the other side is. */
    private static final int REANCHOR = Audio.SAMPLE_RATE / 2;

    /** Takes what is complete. */
    @FunctionalInterface
    interface Sink {
        /** @param stereo interleaved samples, {@code 2 * count} of them */
        void write(short[] stereo, int count) throws IOException;
    }

    private static final int PIECE = 2_048;

    private final Sink sink;
    private final short[] piece = new short[2 * PIECE];
    private final short[] left = new short[WINDOW];
    private final short[] right = new short[WINDOW];
    private long taken;
    private long end;

    private boolean rightBegun;
    private int rightClock;
    private long rightBase;
    private long rightNext;
    private boolean leftBegun;
    private long leftBase;

    StereoLine(Sink sink) {
        this.sink = sink;
    }

    /** Lays a tick's two frames where they belong. */
    void add(AudioTick tick) throws IOException {
        if (tick.sentClock != rightClock) { // another codec begins another time line
            rightClock = tick.sentClock;
            rightBegun = false;
        }
        long here = rightPosition(samples(tick.sentTimestamp, tick.sentClock));
        lay(right, tick.played, here);
        if (tick.callerTimestamp != 0 || leftBegun) {
            lay(left, tick.caller, leftPosition(samples(tick.callerTimestamp, tick.callerClock), here));
        }
    }

    private long rightPosition(long sent) {
        if (!rightBegun) {
            rightBegun = true;
            rightBase = rightNext - sent;
        }
        // A telephone-event keeps its timestamp for several frames.
        long position = Math.max(rightNext, rightBase + sent);
        rightNext = position + FRAME;
        return position;
    }

    private long leftPosition(long said, long here) {
        long position = leftBase + said;
        if (!leftBegun || Math.abs(position - here) > REANCHOR) {
            leftBegun = true;
            leftBase = here - said;
            position = here;
        }
        return position;
    }

    private static long samples(long timestamp, int clock) {
        return timestamp * Audio.SAMPLE_RATE / clock;
    }

    private void lay(short[] side, short[] frame, long position) throws IOException {
        makeRoom(position + FRAME);
        for (int i = 0; i < FRAME; i++) {
            long at = position + i;
            if (at >= taken) {
                side[(int) (at % WINDOW)] = frame[i];
            }
        }
    }

    /** Moves the end; a pause longer than the window is written as silence right away. */
    private void makeRoom(long upTo) throws IOException {
        while (upTo - taken > WINDOW) {
            give((int) Math.min(PIECE, upTo - taken - WINDOW));
        }
        end = Math.max(end, upTo);
    }

    /** Gives what is complete to the sink; {@code all} when nothing follows. */
    void flush(boolean all) throws IOException {
        long upTo = all ? end : end - OPEN;
        while (taken < upTo) {
            give((int) Math.min(PIECE, upTo - taken));
        }
    }

    private void give(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int at = (int) ((taken + i) % WINDOW);
            piece[2 * i] = left[at];
            piece[2 * i + 1] = right[at];
            left[at] = 0;
            right[at] = 0;
        }
        taken += count;
        sink.write(piece, count);
    }
}
