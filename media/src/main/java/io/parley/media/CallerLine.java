package io.parley.media;

/**
 * The caller's samples between the jitter buffer and the tick: decoded or made up, and not yet played. Lengths are in
 * ticks of the RTP clock, whatever the codec's sample rate, so that {@link CallerAudio} reckons in one unit.
 *
 * <p>Media thread only; allocates nothing.
 */
final class CallerLine {
    private final AudioDecoder decoder;
    private final int per;
    private final int frame;
    private final Concealer concealer;
    private final ComfortNoise noise = new ComfortNoise();
    private final QuietDetector quiet = new QuietDetector();
    private final Shortener shortener;
    private final HalfBand upsampler;
    private final short[] pcm;
    private final short[] guess;
    private int size;

    CallerLine(Codec codec) {
        decoder = codec.decoder();
        per = codec.samplesPerTick();
        frame = codec.clockRate() / 50;
        concealer = new Concealer(codec.sampleRate());
        shortener = new Shortener(codec.sampleRate(), per);
        upsampler = new HalfBand(frame);
        pcm = new short[4_096 * per];
        guess = new short[concealer.memory() + AudioDecoder.LOOK_AHEAD];
    }

    /** What is there to be played. */
    int size() {
        return size;
    }

    /** Forgets what waits and what was heard. */
    void clear() {
        concealer.clear();
        size = 0;
    }

    /** Forgets what waits. */
    void empty() {
        size = 0;
    }

    /**
     * Decodes a packet to the end of the line.
     *
     * @param skipped of its beginning, whose place has been played
     * @param lost what is missing for good before it
     * @return what was added
     */
    int decode(byte[] payload, int length, int skipped, long lost) {
        if (lost > 0 && concealer.isConcealing()) {
            decoder.missed(guess, concealer.guess(guess, lost * per));
        }
        decoder.decode(payload, length, pcm, size * per);
        int kept = length - skipped;
        System.arraycopy(pcm, (size + skipped) * per, pcm, size * per, kept * per);
        concealer.real(pcm, size * per, kept * per);
        size += kept;
        return kept;
    }

    /** Makes speech up. */
    void conceal(int count) {
        concealer.conceal(pcm, size * per, count * per);
        size += count;
    }

    /** The far end is silent: comfort noise as it was described. */
    void fallSilent(int count) {
        noise.fill(pcm, size * per, count * per);
        concealer.remember(pcm, size * per, count * per);
        size += count;
    }

    /** What {@link #fallSilent} is to sound like (RFC 3389). */
    void describeNoise(byte[] payload, int length) {
        noise.describe(payload, length);
    }

    /** {@link #fallSilent} is to be silent. */
    void noNoise() {
        noise.off();
    }

    /** Takes note of how loud the frame is that is about to be played, for {@link #isQuiet}. */
    void hear() {
        quiet.hear(Pcm.power(pcm, 0, frame * per));
    }

    /** Near-silence is about to be played. */
    boolean isQuiet() {
        return quiet.isQuiet(Pcm.power(pcm, 0, Math.min(size, 2 * frame) * per));
    }

    /** Cuts {@code count} out, blended over 10 ms; false when there is not enough to blend. */
    boolean cut(int count) {
        if (size - count < frame || !shortener.canCut(size * per, count * per)) {
            return false;
        }
        shortener.cut(pcm, size * per, count * per);
        size -= count;
        return true;
    }

    /** Cuts a pitch period out, or whatever comes; false when there is none or too little waits. */
    boolean shorten(boolean anyhow) {
        int cut = size >= 2 * frame ? shortener.shorten(pcm, size * per, anyhow) / per : 0;
        size -= cut;
        return cut > 0;
    }

    /** Plays a frame. */
    void play(short[] to) {
        if (per == 1) {
            upsampler.up(pcm, 0, to);
        } else {
            System.arraycopy(pcm, 0, to, 0, Audio.FRAME_SAMPLES);
        }
        size -= frame;
        System.arraycopy(pcm, frame * per, pcm, 0, size * per);
    }
}
