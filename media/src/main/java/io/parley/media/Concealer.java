package io.parley.media;

import java.util.Arrays;

/**
 * Makes up speech for what is missing, in the manner of ITU-T G.711, Appendix I: the last pitch period is repeated, after
 * 10 ms the last two and after 20 ms the last three, overlapped at each seam by a quarter of a period; from 10 ms on it
 * fades, and after 60 ms there is silence. Where speech resumes it is blended in.
 *
 * <p>What differs from the appendix, each because it comes closer to the speech that was lost: there is no delay, so the
 * first seam is closed by an offset that decays within half a millisecond instead of an overlap with speech held back;
 * the pitch is that of the last 8 ms and not 20, because voices move; voices may be as high as 333 Hz and not only 200;
 * and where speech resumes after long gaps, less of it is blended away.
 *
 * <p>Media thread only; allocates nothing.
 */
final class Concealer {
    private static final int NONE = 0;

    private final int millis;
    private final int minPitch;
    private final int maxPitch;
    private final int correlated;
    private final int stage;
    private final int silentAfter;
    private final int seam;

    /** The last samples played, real or not, as a ring: {@link #pastEnd} is behind the latest. */
    private final short[] past;

    private int pastEnd;
    /** The past as it was when the gap began. */
    private final float[] source;
    /** The same with its end blended, so that the last periods can go round. */
    private final float[] period;

    private final float[] blend;
    /** Samples at the beginning of {@link #blend} that {@link #guess} has made in advance. */
    private int ahead;

    private int missing;
    private int pitch;
    private int quarter;
    private int periods;
    private int at;
    private float offset;

    private int fadingFrom = NONE;
    private int fadingAt;
    private int widenedAt;

    /** @param sampleRate of the samples that pass through */
    Concealer(int sampleRate) {
        millis = sampleRate / 1_000;
        minPitch = 3 * millis;
        maxPitch = 15 * millis;
        correlated = 8 * millis;
        stage = 10 * millis;
        silentAfter = 60 * millis;
        seam = millis / 2;
        past = new short[3 * maxPitch + maxPitch / 4];
        source = new float[past.length];
        period = new float[past.length];
        blend = new float[stage];
    }

    /** Forgets the past. */
    void clear() {
        Arrays.fill(past, (short) 0);
        missing = 0;
        ahead = 0;
    }

    /** Takes note of real samples; after a gap their beginning is blended with what was made up. */
    void real(short[] pcm, int offset, int count) {
        if (missing > 0) {
            int longer = Math.max(0, (missing - ahead - 1) / stage) * 2 * millis;
            int overlap = Math.min(count, Math.min(stage, quarter + longer));
            synthesise(blend, ahead, overlap);
            ahead = 0;
            for (int i = 0; i < overlap; i++) {
                float weight = (i + 1f) / (overlap + 1);
                pcm[offset + i] = Pcm.saturate(pcm[offset + i] * weight + blend[i] * (1 - weight));
            }
            missing = 0;
        }
        remember(pcm, offset, count);
    }

    /** Makes {@code count} samples up. */
    void conceal(short[] pcm, int offset, int count) {
        int done = 0;
        while (done < count) {
            int piece = Math.min(stage, count - done);
            synthesise(blend, 0, piece);
            for (int i = 0; i < piece; i++) {
                pcm[offset + done + i] = Pcm.saturate(blend[i]);
            }
            done += piece;
        }
        remember(pcm, offset, count);
    }

    /** Takes note of samples that are neither real nor made up here, as comfort noise. */
    void remember(short[] pcm, int offset, int count) {
        int fresh = Math.min(count, past.length);
        int from = offset + count - fresh;
        int beforeWrap = Math.min(fresh, past.length - pastEnd);
        System.arraycopy(pcm, from, past, pastEnd, beforeWrap);
        System.arraycopy(pcm, from + beforeWrap, past, 0, fresh - beforeWrap);
        pastEnd = (pastEnd + fresh) % past.length;
    }

    /** The sample played so many before the one that is next. */
    private short past(int before) {
        int at = pastEnd - before;
        return past[at < 0 ? at + past.length : at];
    }

    /** The samples behind {@link #real} were made up. */
    boolean isConcealing() {
        return missing > 0;
    }

    /** How many of its past samples it can tell. */
    int memory() {
        return past.length;
    }

    /**
     * Before real samples follow: what was made up last, and how it would go on for {@link AudioDecoder#LOOK_AHEAD}
     * samples.
     *
     * @param samples that were made up
     * @return how many of them are told
     */
    int guess(short[] to, long samples) {
        int told = (int) Math.min(samples, past.length);
        for (int i = 0; i < told; i++) {
            to[i] = past(told - i);
        }
        ahead = AudioDecoder.LOOK_AHEAD;
        synthesise(blend, 0, ahead);
        for (int i = 0; i < ahead; i++) {
            to[told + i] = Pcm.saturate(blend[i]);
        }
        return told;
    }

    private void synthesise(float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            if (missing == 0) {
                begin();
            } else if (missing % stage == 0 && missing < 3 * stage && periods < 3) {
                widen();
            }
            out[i] = missing >= silentAfter ? 0 : nextSample() * gain();
            missing++;
        }
    }

    private void begin() {
        for (int i = 0; i < source.length; i++) {
            source[i] = past(source.length - i);
        }
        pitch = findPitch();
        quarter = pitch / 4;
        periods = 1;
        fillPeriod();
        at = period.length - pitch;
        offset = source[source.length - 1] - source[source.length - 1 - pitch];
        fadingFrom = NONE;
    }

    private float gain() {
        return missing < stage ? 1 : 1 - (missing - stage) / (float) (silentAfter - stage);
    }

    /** One more period: more of the past makes the repetition less of a buzz. The old line fades into the new one. */
    private void widen() {
        fadingFrom = periods;
        fadingAt = at;
        widenedAt = missing;
        periods++;
        fillPeriod();
        at -= pitch;
    }

    private float nextSample() {
        float sample = period[at];
        at = step(at, periods);
        if (fadingFrom != NONE) {
            float weight = (missing - widenedAt + 1f) / (quarter + 1);
            if (weight >= 1) {
                fadingFrom = NONE;
            } else {
                sample = sample * weight + source[fadingAt] * (1 - weight);
                fadingAt = step(fadingAt, fadingFrom);
            }
        }
        if (missing < seam) {
            sample += offset * (1 - (missing + 1f) / (seam + 1));
        }
        return sample;
    }

    private int step(int index, int wide) {
        return index + 1 < period.length ? index + 1 : period.length - wide * pitch;
    }

    /** The last periods, their end blended into what lies before their beginning so that they can go round. */
    private void fillPeriod() {
        System.arraycopy(source, 0, period, 0, source.length);
        int end = source.length;
        for (int i = 0; i < quarter; i++) {
            float weight = (i + 1f) / (quarter + 1);
            float before = source[end - periods * pitch - quarter + i];
            period[end - quarter + i] = source[end - quarter + i] * (1 - weight) + before * weight;
        }
    }

    /** The lag at which the last 8 ms look most like what came before. */
    private int findPitch() {
        int coarse = bestLag(minPitch, maxPitch, 2);
        return bestLag(Math.max(minPitch, coarse - 1), Math.min(maxPitch, coarse + 1), 1);
    }

    private int bestLag(int from, int to, int step) {
        int best = from;
        double bestMatch = Double.NEGATIVE_INFINITY;
        for (int lag = from; lag <= to; lag += step) {
            double match = match(lag, step);
            if (match > bestMatch) {
                bestMatch = match;
                best = lag;
            }
        }
        return best;
    }

    private double match(int lag, int step) {
        int end = source.length;
        float product = 0;
        float energy = 1;
        for (int i = end - correlated; i < end; i += step) {
            product += source[i] * source[i - lag];
            energy += source[i - lag] * source[i - lag];
        }
        return product / Math.sqrt(energy);
    }
}
