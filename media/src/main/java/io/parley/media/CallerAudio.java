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

    private final MediaCounters counters;
    private final Codec codec;
    private final int frame;
    private final int maxHeld;
    private final StreamTracker tracker;
    private final DelayEstimator estimator;
    private final JitterBuffer buffer = new JitterBuffer();
    private final DelayControl control = new DelayControl();
    private final QuietDetector quiet = new QuietDetector();
    private final ComfortNoise noise = new ComfortNoise();
    private final Concealer concealer;
    private final Shortener shortener;
    private final HalfBand upsampler;

    /** Samples decoded or made up and not yet played; {@link #cursor} is the media time behind the last real one. */
    private final short[] line = new short[4_096];

    private int size;
    /** Samples at the end of the line that are made up; they are always played at the step that makes them. */
    private int made;

    private long cursor;
    private long offset;
    private long arrival;
    private int units;
    private int held;
    private boolean started;
    /** The far end sends no speech, by its own word or because a digit is being dialled. */
    private boolean silence;

    private int madeInARow;
    private long delay;
    private long late;
    private long concealed;

    CallerAudio(Codec codec, MediaCounters counters) {
        this.counters = counters;
        this.codec = codec;
        int rate = codec.clockRate();
        frame = rate / 50;
        maxHeld = rate / 1_000 * MAX_HELD_MILLIS;
        tracker = new StreamTracker(rate);
        estimator = new DelayEstimator(rate);
        concealer = new Concealer(rate);
        shortener = new Shortener(rate);
        upsampler = new HalfBand(frame);
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
        concealer.clear();
        size = 0;
        held = 0;
        started = false;
        silence = false;
    }

    /** Takes a packet in. */
    void receive(RtpPacket packet, JitterBuffer.Kind kind) {
        boolean audio = kind == JitterBuffer.Kind.AUDIO;
        long before = tracker.mediaTime();
        int lasts = audio ? packet.payloadLength : 0;
        boolean hasTime = kind != JitterBuffer.Kind.EVENT;
        StreamTracker.Verdict verdict =
                tracker.place(packet.sequence, packet.timestamp, lasts, packet.arrival, hasTime);
        if (verdict == StreamTracker.Verdict.STRAY) {
            counters.increment(MediaCounter.RTP_STRAY);
            return;
        }
        if (verdict == StreamTracker.Verdict.SPLICED) {
            counters.increment(MediaCounter.STREAMS_SPLICED);
        }
        if (audio) {
            units = lasts;
            boolean goesOn = tracker.mediaTime() - before <= 2L * lasts;
            int lead = goesOn ? lead(tracker.mediaTime()) : 0;
            estimator.arrived(packet.arrival, tracker.mediaTime(), lasts, lead);
        }
        count(buffer.put(tracker.position(), tracker.mediaTime(), tracker.offset(), kind, packet));
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
        counters.increment(MediaCounter.RTP_LATE);
    }

    /** How far into a playing frame a packet begins: its frame needs it that much before its own time. */
    private int lead(long mediaTime) {
        return started && !silence ? (int) Math.floorMod(mediaTime - (cursor - size), (long) frame) : 0;
    }

    /**
     * Puts the next frame into {@code tick}.
     *
     * @param now when the step was due, {@link System#nanoTime}
     */
    void step(long now, AudioTick tick) {
        long from = cursor - size;
        fill(frame, now);
        boolean real = started && made == 0;
        tick.arrivalNanos = real ? arrival : now;
        if (real) {
            quiet.hear(Pcm.power(line, 0, frame));
            takeBackDelay(now);
            from = cursor - size;
        } else {
            control.idle();
        }
        tick.callerTimestamp = started ? from - offset : 0;
        tick.concealed = made * 2 > frame;
        countMade(tick.concealed);
        upsampler.up(line, 0, tick.caller);
        size -= frame;
        System.arraycopy(line, frame, line, 0, size);
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

    /** Lengthens the line to {@code wanted} samples. */
    private void fill(int wanted, long now) {
        if (!started) {
            dropStale(now);
        }
        while (size < wanted) {
            int slot = buffer.head();
            if (slot < 0) {
                missing(wanted - size);
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
            decode(slot, 0);
        } else {
            makeUp(wanted - size, true);
        }
    }

    private void play(int slot, int wanted, long now) {
        long gap = buffer.mediaTime(slot) - cursor;
        if (gap > 0 && isLoss(slot, gap)) {
            long alreadyMade = Math.min(gap, held);
            cursor += alreadyMade;
            held -= (int) alreadyMade;
            gap -= alreadyMade;
            if (gap > 0) {
                int lost = (int) Math.min(gap, wanted - size);
                makeUp(lost, false);
                cursor += lost;
                return;
            }
        } else if (gap > 0) {
            if (!isDue(slot, now)) {
                cursor += Math.min(gap, wanted - size);
                makeUp(wanted - size, true);
                return;
            }
            cursor += gap;
            gap = 0;
        }
        if (gap + buffer.length(slot) <= 0) {
            buffer.release(slot);
            tooLate();
        } else {
            decode(slot, (int) -gap);
        }
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
        int samples = Math.min(buffer.length(slot) - skipped, line.length - size);
        G711.decode(codec, buffer.payload(slot), skipped, samples, line, size);
        concealer.real(line, size, samples);
        size += samples;
        cursor = buffer.mediaTime(slot) + skipped + samples;
        offset = buffer.offset(slot);
        arrival = buffer.arrival(slot);
        held = 0;
        silence = false;
        buffer.release(slot);
    }

    /** Comfort noise or a telephone-event: until audio comes again there is no speech to make up. */
    private void fallSilent(int slot) {
        if (buffer.kind(slot) == JitterBuffer.Kind.NOISE) {
            noise.describe(buffer.payload(slot), buffer.length(slot));
        } else {
            noise.off();
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
            noise.fill(line, size, count);
            concealer.remember(line, size, count);
        } else {
            concealer.conceal(line, size, count);
        }
        size += count;
        made += count;
    }

    private void takeBackDelay(long now) {
        delay = estimator.delay(now, cursor - size);
        long excess = delay - estimator.target();
        if (excess > Audio.FRAME_NANOS) {
            lookAhead();
        }
        boolean isQuiet = quiet.isQuiet(Pcm.power(line, 0, Math.min(size, 2 * frame)));
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
        while (size < 2 * frame
                && slot >= 0
                && buffer.kind(slot) == JitterBuffer.Kind.AUDIO
                && buffer.mediaTime(slot) == cursor) {
            decode(slot, 0);
            slot = buffer.head();
        }
    }

    private void leaveOut() {
        if (size >= 2 * frame) {
            shortener.cut(line, size, frame);
            size -= frame;
            counters.increment(MediaCounter.FRAMES_SKIPPED);
        }
    }

    private void cut(boolean anyhow) {
        int cut = size >= 2 * frame ? shortener.shorten(line, size, anyhow) : 0;
        size -= cut;
        counters.add(MediaCounter.PITCH_PERIODS_CUT, cut > 0 ? 1 : 0);
    }

    /**
     * After a cut the playing frames begin inside packets, and each waits for the packet after. In near-silence the
     * remainder goes too.
     */
    private void realign(boolean isQuiet) {
        int remainder = units > 0 ? size % gcd(units, frame) : 0;
        if (isQuiet && remainder > 0 && size - remainder >= frame && shortener.canCut(size, remainder)) {
            shortener.cut(line, size, remainder);
            size -= remainder;
        }
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private void drop(long now) {
        size = 0;
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
