package io.parley.media;

/**
 * Cuts a piece out of speech without a click: a whole pitch period where there is one, the rest blended over 10 ms
 * (time-scale modification by overlap-add). That is how delay which has built up is taken back while somebody speaks.
 */
final class Shortener {
    private static final double ALIKE = 0.6;

    private final int overlap;
    private final int shortest;
    private final int longest;
    private final int grain;

    /** @param grain what is cut out is a multiple of so many samples */
    Shortener(int sampleRate, int grain) {
        this.grain = grain;
        overlap = sampleRate / 100;
        shortest = sampleRate / 200;
        longest = sampleRate / 50;
    }

    /**
     * Shortens the first {@code size} samples of {@code pcm} in place.
     *
     * @param size at least 40 ms
     * @param anyhow cut the longest piece even where nothing repeats, as in near-silence
     * @return samples cut out, 0 when the speech does not lend itself to it
     */
    int shorten(short[] pcm, int size, boolean anyhow) {
        int best = anyhow ? longest : 0;
        double bestMatch = anyhow ? -1 : ALIKE;
        if (!anyhow) {
            for (int lag = shortest; lag <= longest && lag + overlap <= size; lag += grain) {
                double match = match(pcm, lag);
                if (match > bestMatch) {
                    bestMatch = match;
                    best = lag;
                }
            }
        }
        if (best > 0) {
            cut(pcm, size, best);
        }
        return best;
    }

    boolean canCut(int size, int lag) {
        return lag + overlap <= size;
    }

    /** Cuts exactly {@code lag} samples out. */
    void cut(short[] pcm, int size, int lag) {
        for (int i = 0; i < overlap; i++) {
            float weight = (i + 1f) / (overlap + 1);
            pcm[i] = Pcm.saturate(pcm[i] * (1 - weight) + pcm[lag + i] * weight);
        }
        System.arraycopy(pcm, lag + overlap, pcm, overlap, size - lag - overlap);
    }

    /** Normalised correlation of the beginning with what comes {@code lag} later, -1 to 1. */
    private double match(short[] pcm, int lag) {
        double product = 0;
        double here = 1;
        double there = 1;
        for (int i = 0; i < overlap; i++) {
            float a = pcm[i];
            float b = pcm[lag + i];
            product += a * b;
            here += a * a;
            there += b * b;
        }
        return product / Math.sqrt(here * there);
    }
}
