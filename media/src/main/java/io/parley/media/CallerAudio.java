package io.parley.media;

/**
 * The caller's voice put together again: packets in whatever order and rhythm they come, one frame of 20 ms out at every
 * step, as little as possible after it arrived.
 *
 * <p>A cursor walks along the media time. At a step the frame at the cursor is decoded; where a packet is missing the
 * frame is made up and the cursor held. If the packet turns out to be lost the line goes on behind it; if it was only
 * late it is still played, and the delay has grown by a frame. {@link DelayControl} takes such delay back. When silence
 * ends, the first packet is played at exactly the target delay of the {@link DelayEstimator}.
 *
 * <p>Media thread only; allocates nothing.
 */
final class CallerAudio {
    /** The cursor is held for late packets no longer than this; what comes later still is dropped. */
    static final int MAX_HELD_MILLIS = 300;

    private static final int MADE_UP_FRAMES = 3;
    /** Steps in a row whose only packets came too late, after which the line begins anew where the packets are. */
    private static final int LATE_STEPS = 5;

    private final MediaCounters counters;
    private final Codec codec;
    private final int ticks;
    private final int frame;
    private final int maxHeld;
    private final StreamTracker tracker;
    private final DelayEstimator estimator;
    private final JitterBuffer buffer = new JitterBuffer();
    private final DelayControl control = new DelayControl();

    /** What is to be played; {@link #cursor} is the media time behind the last that is real. */
    private final CallerLine line;

    /** How much of the line's end is made up; it is always played at the step that makes it. */
    private int made;

    private long cursor;
    /** Media time behind the last packet that was decoded. */
    private long decoded;

    private long offset;
    private long arrival;
    private int units;
    private int held;
    private boolean started;
    /** The far end sends no speech, by its own word or because a digit is being dialled. */
    private boolean silence;

    private int madeInARow;
    private int lateSteps;
    private boolean lateInStep;
    private long delay;
    private long late;
    private long concealed;

    CallerAudio(Codec codec, MediaCounters counters) {
        this.counters = counters;
        this.codec = codec;
        int rate = codec.unitRate();
        ticks = codec.ticksPerUnit();
        frame = rate / 50;
        maxHeld = rate / 1_000 * MAX_HELD_MILLIS;
        tracker = new StreamTracker(codec.clockRate());
        estimator = new DelayEstimator(rate);
        line = new CallerLine(codec);
    }

    /** What comes from now on belongs to another SSRC. */
    void nextStream() {
        tracker.restart();
    }

    /** Forgets what waits; the next packet begins anew, at the target delay. For holds. */
    void clear() {
        buffer.clear();
        estimator.restart();
        control.restart();
        line.clear();
        held = 0;
        started = false;
        silence = false;
    }

    /** Takes a packet in. */
    void receive(RtpPacket packet, JitterBuffer.Kind kind) {
        boolean audio = kind == JitterBuffer.Kind.AUDIO;
        long before = mediaTime();
        int lasts = audio ? codec.units(packet.buffer, packet.payloadOffset, packet.payloadLength) : 0;
        if (audio && lasts == 0) {
            counters.increment(MediaCounter.RTP_MALFORMED);
            return;
        }
        boolean hasTime = kind != JitterBuffer.Kind.EVENT;
        StreamTracker.Verdict verdict =
                tracker.place(packet.sequence, packet.timestamp, lasts * ticks, packet.arrival, hasTime);
        if (verdict == StreamTracker.Verdict.STRAY) {
            counters.increment(MediaCounter.RTP_STRAY);
            return;
        }
        if (verdict == StreamTracker.Verdict.SPLICED) {
            counters.increment(MediaCounter.STREAMS_SPLICED);
        }
        if (audio) {
            units = lasts;
            boolean goesOn = mediaTime() - before <= 2L * lasts;
            int lead = goesOn ? lead(mediaTime()) : 0;
            estimator.arrived(packet.arrival, mediaTime(), lasts, lead);
        }
        count(buffer.put(tracker.position(), mediaTime(), tracker.offset(), kind, packet, lasts));
    }

    /** Of the packet that came last, in units. */
    private long mediaTime() {
        return Math.floorDiv(tracker.mediaTime(), (long) ticks);
    }

    private void count(JitterBuffer.Result result) {
        switch (result) {
            case DUPLICATE -> counters.increment(MediaCounter.RTP_DUPLICATE);
            case OVERFLOWED -> counters.increment(MediaCounter.RTP_OVERFLOW);
            case LATE -> tooLate();
            case KEPT -> {}
        }
    }

    private void tooLate() {
        late++;
        lateInStep = true;
        counters.increment(MediaCounter.RTP_LATE);
    }

    /** How far into a playing frame a packet begins: its frame needs it that much before its own time. */
    private int lead(long mediaTime) {
        return started && !silence ? (int) Math.floorMod(mediaTime - (cursor - line.size()), (long) frame) : 0;
    }

    /**
     * Puts the next frame into {@code tick}.
     *
     * @param now when the step was due, {@link System#nanoTime}
     */
    void step(long now, AudioTick tick) {
        long from = cursor - line.size();
        fill(frame, now);
        boolean real = started && made == 0;
        tick.arrivalNanos = real ? arrival : now;
        if (real) {
            line.hear();
            takeBackDelay(now);
            from = cursor - line.size();
        } else {
            control.idle();
        }
        tick.callerTimestamp = started ? from * ticks - offset : 0;
        tick.callerClock = codec.clockRate();
        tick.concealed = made * 2 > frame;
        countMade(tick.concealed);
        resumeWherePacketsAre(real);
        line.play(tick.caller);
    }

    /** The path, or the sender, is later than before for good: without this nothing would ever be in time again. */
    private void resumeWherePacketsAre(boolean real) {
        if (real) {
            lateSteps = 0;
        } else if (lateInStep && ++lateSteps >= LATE_STEPS) {
            lateSteps = 0;
            held = 0;
            started = false;
            estimator.restart();
            control.restart();
        }
        lateInStep = false;
    }

    private void countMade(boolean whole) {
        madeInARow = whole && started && !silence ? madeInARow + 1 : 0;
        // What follows is silence, made by a far end that stopped sending as likely as by loss.
        if (madeInARow > 0 && madeInARow <= MADE_UP_FRAMES) {
            concealed++;
            counters.increment(MediaCounter.FRAMES_CONCEALED);
        }
        made = 0;
    }

    /** Milliseconds by which the next step should come earlier (-1) or later (1). */
    int phase() {
        return control.phase();
    }

    /** Lengthens the line to {@code wanted}. */
    private void fill(int wanted, long now) {
        if (!started) {
            dropStale(now);
        }
        while (line.size() < wanted) {
            int slot = buffer.head();
            if (slot < 0) {
                missing(wanted - line.size());
            } else if (buffer.kind(slot) != JitterBuffer.Kind.AUDIO) {
                fallSilent(slot);
            } else if (!started) {
                begin(slot, wanted, now);
            } else {
                play(slot, wanted, now);
            }
        }
    }

    private void begin(int slot, int wanted, long now) {
        if (isDue(slot, now)) {
            started = true;
            cursor = buffer.mediaTime(slot);
            decoded = cursor;
            decode(slot, 0);
        } else {
            makeUp(wanted - line.size(), true);
        }
    }

    private void play(int slot, int wanted, long now) {
        long gap = buffer.mediaTime(slot) - cursor;
        if (gap > 0 && isLoss(slot, gap)) {
            long alreadyMade = Math.min(gap, held);
            cursor += alreadyMade;
            held -= (int) alreadyMade;
            gap -= alreadyMade;
            if (gap > 0 && gap <= frame && recovers(slot, (int) gap)) {
                return;
            }
            if (gap > 0) {
                int lost = (int) Math.min(gap, wanted - line.size());
                makeUp(lost, false);
                cursor += lost;
                return;
            }
        } else if (gap > 0) {
            if (!isDue(slot, now)) {
                cursor += Math.min(gap, wanted - line.size());
                makeUp(wanted - line.size(), true);
                return;
            }
            cursor += gap;
            gap = 0;
        }
        if (gap + buffer.units(slot) <= 0) {
            buffer.release(slot);
            tooLate();
        } else {
            decode(slot, (int) -gap);
        }
    }

    /** The packet that is there tells of the lost one before it (in-band forward error correction). */
    private boolean recovers(int slot, int gap) {
        boolean told = line.recover(buffer.payload(slot), buffer.length(slot), gap);
        if (told) {
            cursor += gap;
            decoded = buffer.mediaTime(slot);
            counters.increment(MediaCounter.FRAMES_RECOVERED);
        }
        return told;
    }

    /** Packets are missing, and they account for the time that is; otherwise the sender was silent. */
    private boolean isLoss(int slot, long gap) {
        long lost = buffer.missingBefore(slot);
        return !silence && lost > 0 && gap <= lost * 2 * units;
    }

    private boolean isDue(int slot, long now) {
        return estimator.delay(now, buffer.mediaTime(slot)) >= estimator.target() - DelayEstimator.MARGIN_NANOS;
    }

    private void decode(int slot, int skipped) {
        long begins = buffer.mediaTime(slot);
        long lost = silence ? 0 : begins - decoded;
        cursor = begins + skipped + line.decode(buffer.payload(slot), buffer.length(slot), skipped, lost);
        decoded = cursor;
        offset = buffer.offset(slot);
        arrival = buffer.arrival(slot);
        held = 0;
        silence = codec.isLastBeforeSilence(buffer.length(slot));
        buffer.release(slot);
    }

    /** Comfort noise or a telephone-event: until audio comes again there is no speech to make up. */
    private void fallSilent(int slot) {
        if (buffer.kind(slot) == JitterBuffer.Kind.NOISE) {
            line.describeNoise(buffer.payload(slot), buffer.length(slot));
        } else {
            line.noNoise();
        }
        silence = true;
        buffer.release(slot);
    }

    /** Nothing is there: late, lost, or never sent. The cursor waits for it, but not for ever. */
    private void missing(int count) {
        makeUp(count, silence || !started);
        if (held < maxHeld) {
            held += count;
        } else if (started) {
            cursor += count;
        }
    }

    private void makeUp(int count, boolean silent) {
        if (silent) {
            line.fallSilent(count);
        } else {
            line.conceal(count);
        }
        made += count;
    }

    private void takeBackDelay(long now) {
        delay = estimator.delay(now, cursor - line.size());
        long excess = delay - estimator.target();
        if (excess > Audio.FRAME_NANOS) {
            lookAhead();
        }
        boolean isQuiet = line.isQuiet();
        switch (control.decide(excess, isQuiet)) {
            case KEEP -> realign(isQuiet);
            case LEAVE_OUT -> leaveOut();
            case CUT -> cut(false);
            case CUT_ANYHOW -> cut(true);
            case DROP -> drop(now);
        }
    }

    /** Decodes a second frame where it is there already, so that something can be cut out. */
    private void lookAhead() {
        int slot = buffer.head();
        while (line.size() < 2 * frame
                && slot >= 0
                && buffer.kind(slot) == JitterBuffer.Kind.AUDIO
                && buffer.mediaTime(slot) == cursor) {
            decode(slot, 0);
            slot = buffer.head();
        }
    }

    private void leaveOut() {
        counters.add(MediaCounter.FRAMES_SKIPPED, line.cut(frame) ? 1 : 0);
    }

    private void cut(boolean anyhow) {
        counters.add(MediaCounter.PITCH_PERIODS_CUT, line.shorten(anyhow) ? 1 : 0);
    }

    /**
     * After a cut the playing frames begin inside packets, and each waits for the packet after. In near-silence the
     * remainder goes too.
     */
    private void realign(boolean isQuiet) {
        int remainder = units > 0 ? line.size() % gcd(units, frame) : 0;
        if (isQuiet && remainder > 0) {
            line.cut(remainder);
        }
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private void drop(long now) {
        line.empty();
        started = false;
        fill(frame, now);
    }

    /** Drops what is older than the target delay by more than a frame. */
    private void dropStale(long now) {
        int slot = buffer.head();
        while (slot >= 0 && estimator.delay(now, buffer.mediaTime(slot)) - estimator.target() > Audio.FRAME_NANOS) {
            buffer.release(slot);
            slot = buffer.head();
        }
    }

    /** The stream has ended: nothing more is decoded. */
    void close() {
        line.close();
        buffer.clear();
    }

    long delayNanos() {
        return delay;
    }

    long targetNanos() {
        return estimator.target();
    }

    long late() {
        return late;
    }

    long concealed() {
        return concealed;
    }
}
