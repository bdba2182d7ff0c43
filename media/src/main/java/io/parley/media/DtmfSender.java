package io.parley.media;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Digits to be sent, one step at a time: five packets of an event that grows to 100 ms, the last of them marked as its
 * end and sent three times in all, then silence until 100 ms have passed (RFC 4733, section 2.5.1). Media thread only.
 */
final class DtmfSender {
    /** Digits that may wait; more are refused. */
    static final int MAX_WAITING = 64;

    private static final int EVENT_STEPS = 5;
    private static final int END_REPEATS = 2;
    private static final int PAUSE_STEPS = 5;

    enum Step {
        /** No digit is being sent. */
        IDLE,
        FIRST,
        GOES_ON,
        END,
        /** The end again, in the pause after the event. */
        END_AGAIN,
        PAUSE
    }

    private final Queue<Integer> waiting = new ArrayDeque<>();
    private int step = -1;
    private int code;

    /** Queues digits; false when there is no room for all of them. */
    boolean add(String digits) {
        if (waiting.size() + digits.length() > MAX_WAITING) {
            return false;
        }
        for (int i = 0; i < digits.length(); i++) {
            waiting.add(JitsiDtmf.DIGITS.indexOf(Character.toUpperCase(digits.charAt(i))));
        }
        return true;
    }

    /** What is to be sent in the step that begins now. */
    Step next() {
        if (step < 0 || step == EVENT_STEPS + PAUSE_STEPS - 1) {
            Integer digit = waiting.poll();
            step = digit == null ? -1 : 0;
            code = digit == null ? -1 : digit;
        } else {
            step++;
        }
        if (step < 0) {
            return Step.IDLE;
        }
        if (step == 0) {
            return Step.FIRST;
        }
        if (step < EVENT_STEPS - 1) {
            return Step.GOES_ON;
        }
        if (step == EVENT_STEPS - 1) {
            return Step.END;
        }
        return step < EVENT_STEPS + END_REPEATS ? Step.END_AGAIN : Step.PAUSE;
    }

    int code() {
        return code;
    }

    /** Steps of the event so far, this one included. */
    int steps() {
        return Math.min(step + 1, EVENT_STEPS);
    }

    void clear() {
        waiting.clear();
        step = -1;
    }
}
