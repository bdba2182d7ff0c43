package io.parley.media;

/**
 * The caller's samples between the jitter buffer and the tick: decoded or made up, and not yet played. Lengths are in
 * the codec's units (see {@link Codec}), so that {@link CallerAudio} reckons in one.
 *
 * <p>Media thread only; allocates nothing.
 */
final class CallerLine {
    /** What may wait, with room for the longest packet behind it. */
    private static final int ROOM_MILLIS = 512;

    private final Codec codec;
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
        this.codec = codec;
        decoder = codec.decoder();
        per = codec.samplesPerUnit();
        frame = codec.unitRate() / 50;
        concealer = new Concealer(codec.sampleRate());
        shortener = new Shortener(codec.sampleRate(), per);
        upsampler = new HalfBand(Audio.FRAME_SAMPLES / 2);
        pcm = new short[ROOM_MILLIS * codec.sampleRate() / 1_000];
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
            decoder.missed(guess, concealer.guess(guess, lost * per), lost * per, payload, length);
        }
        decoder.decode(payload, length, pcm, size * per);
        int kept = codec.units(payload, 0, length) - skipped;
        System.arraycopy(pcm, (size + skipped) * per, pcm, size * per, kept * per);
        concealer.real(pcm, size * per, kept * per);
        size += kept;
        return kept;
    }

    /**
     * Adds the last {@code gap} of what is lost before a packet, where the packet tells of it.
     *
     * @return false where it does not, or of less
     */
    boolean recover(byte[] next, int length, int gap) {
        int told = decoder.recover(next, length, pcm, size * per) / per;
        if (told < gap) {
            return false;
        }
        System.arraycopy(pcm, (size + told - gap) * per, pcm, size * per, gap * per);
        concealer.real(pcm, size * per, gap * per);
        size += gap;
        return true;
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

    /** The stream has ended: nothing more is decoded. */
    void close() {
        decoder.close();
    }

    /** Plays a frame. */
    void play(short[] to) {
        if (codec.sampleRate() < Audio.SAMPLE_RATE) {
            upsampler.up(pcm, 0, to);
        } else {
            System.arraycopy(pcm, 0, to, 0, Audio.FRAME_SAMPLES);
        }
        size -= frame;
        System.arraycopy(pcm, frame * per, pcm, 0, size * per);
    }
}
