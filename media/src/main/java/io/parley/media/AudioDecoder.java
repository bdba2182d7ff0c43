package io.parley.media;

/** Turns the payloads of one stream into samples, in order: what came before may matter. Allocates nothing. */
interface AudioDecoder {
    /** Samples of a guess beyond the missing ones that {@link #missed} looks at, at most. */
    int LOOK_AHEAD = 22;

    /**
     * Decodes a whole payload.
     *
     * @param octets its length; each stands for one tick of the RTP clock
     * @param at where the samples go in {@code pcm}: {@link Codec#samplesPerTick} for each octet
     */
    void decode(byte[] payload, int octets, short[] pcm, int at);

    /**
     * Payloads are lost, and {@code guess} was played in their place. A decoder with a memory brings it to where the
     * encoder's will be.
     *
     * @param guess the last {@code samples} samples that were made up, and {@link #LOOK_AHEAD} more that would follow
     */
    default void missed(short[] guess, int samples) {
        // What has no memory loses none.
    }
}
