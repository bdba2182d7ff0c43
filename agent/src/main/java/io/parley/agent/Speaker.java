package io.parley.agent;

import io.parley.agent.voice.Utterance;
import io.parley.media.Audio;
import io.parley.media.AudioTick;
import io.parley.media.Playout;
import io.parley.models.ModelException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The agent's mouth: keeps the playout ring filled from utterances that may still be rendered, and knows to the frame
 * how much of each has been sent. Can fall silent, remember where, and go on. Confined to the call's context.
 */
final class Speaker {
    private static final float FULL = 1f;
    /** About -14 dB: clearly making room, and still there. */
    private static final float DUCKED = 0.2f;

    /** Something being said. */
    static final class Line {
        final long id;
        final String text;
        final Utterance audio;
        /** First sample of the next frame to offer. */
        private int offered;
        /** First sample of the next frame that will be reported as sent. */
        private int sent;

        Line(long id, String text, Utterance audio) {
            this.id = id;
            this.text = text;
            this.audio = audio;
        }

        int sentSamples() {
            return Math.min(sent, audio.available());
        }
    }

    /** Told when a line has been sent to its end, or has been cut. */
    interface Listener {
        void onLineEnded(Line line, boolean cut);
    }

    private final Playout playout;
    private final HeardLedger ledger;
    private final Listener listener;
    private final Deque<Line> lines = new ArrayDeque<>();
    private final short[] frame = new short[Audio.FRAME_SAMPLES];
    private long lastId;
    private boolean held;
    private int sentMillis;

    Speaker(Playout playout, HeardLedger ledger, Listener listener) {
        this.playout = playout;
        this.ledger = ledger;
        this.listener = listener;
    }

    /** Says something after what is being said. */
    Line say(String text, Utterance audio) {
        Line line = new Line(++lastId, text, audio);
        lines.addLast(line);
        fill();
        return line;
    }

    boolean speaking() {
        return !lines.isEmpty();
    }

    /** Speech sent since {@link #countFromHere}, in milliseconds. */
    int sentMillis() {
        return sentMillis;
    }

    void countFromHere() {
        sentMillis = 0;
    }

    /** Offers what there is to the ring. Called every tick, and when more has been rendered. */
    void fill() {
        while (!held && playout.room() > 0) {
            Line line = nextToOffer();
            if (line == null) {
                return;
            }
            int ready = line.audio.available() - line.offered;
            boolean last = line.audio.done();
            if (ready < Audio.FRAME_SAMPLES && !(last && ready > 0)) {
                return;
            }
            int copied = line.audio.copy(line.offered, frame, 0, Audio.FRAME_SAMPLES);
            java.util.Arrays.fill(frame, copied, Audio.FRAME_SAMPLES, (short) 0);
            playout.offer(frame, 0, line.id, Math.max(0, line.audio.unitAt(line.offered)));
            line.offered += Audio.FRAME_SAMPLES;
        }
    }

    /** The first line that has samples left to offer. */
    private @Nullable Line nextToOffer() {
        for (Line line : lines) {
            if (!line.audio.done() || line.offered < line.audio.available()) {
                return line;
            }
        }
        return null;
    }

    /**
     * Takes note of what a tick reports as sent.
     *
     * @throws ModelException where a line that was not cut could not be rendered to its end: the agent has lost its voice
     */
    void onTick(AudioTick tick) {
        Line line = lines.peekFirst();
        while (line != null && tick.utterance != line.id && (finished(line) || passed(line, tick))) {
            end(line);
            line = lines.peekFirst();
        }
        if (line == null || tick.utterance != line.id) {
            return;
        }
        ledger.sent(tick, line.sent);
        line.sent += Audio.FRAME_SAMPLES;
        sentMillis += Audio.FRAME_MILLIS;
        if (finished(line)) {
            end(line);
        }
    }

    private static boolean finished(Line line) {
        return line.audio.done() && line.sent >= line.audio.available();
    }

    /** All of a line has been sent though a tick that told of it is lost: a context that was held up misses some. */
    private boolean passed(Line line, AudioTick tick) {
        boolean gone = tick.utterance > line.id || tick.utterance == 0 && playout.room() == Playout.CAPACITY;
        return gone && !held && line.offered > 0 && line.audio.done() && line.offered >= line.audio.available();
    }

    private void end(Line line) {
        lines.removeFirst();
        Throwable failure = line.audio.error();
        if (failure != null) {
            throw new ModelException("there is no voice left to say a sentence to its end", failure);
        }
        listener.onLineEnded(line, false);
    }

    void duck() {
        playout.gain(DUCKED);
    }

    void restore() {
        playout.gain(FULL);
    }

    /** Falls silent at once and remembers where. */
    void hold() {
        held = true;
        playout.flush();
        lines.forEach(line -> line.offered = line.sent);
    }

    /** Goes on at the beginning of the clause in which it fell silent: half a clause has the melody of none. */
    void goOn() {
        Line line = lines.peekFirst();
        if (held && line != null) {
            int from = line.audio.alignment().clauseStart(line.sent);
            line.offered = from;
            line.sent = from;
        }
        held = false;
        playout.gain(FULL);
        fill();
    }

    /** Drops everything that has not been sent; gives the line that was cut, or null where the agent was silent. */
    @Nullable
    Line drop() {
        playout.flush();
        playout.gain(FULL);
        held = false;
        Line cut = lines.peekFirst();
        lines.forEach(l -> l.audio.cancel());
        lines.clear();
        if (cut != null) {
            listener.onLineEnded(cut, true);
        }
        return cut;
    }
}
