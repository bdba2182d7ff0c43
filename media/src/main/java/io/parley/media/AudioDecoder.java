package io.parley.media;

/** Turns the payloads of one stream into samples, in order: what came before may matter. Allocates nothing. */
interface AudioDecoder extends AutoCloseable {
    /** Samples of a guess beyond the missing ones that {@link #missed} looks at, at most. */
    int LOOK_AHEAD = 22;

    /**
     * Decodes a whole payload.
     *
     * @param octets its length
     * @param at where the samples go in {@code pcm}: {@link Codec#samplesPerUnit} for each of {@link Codec#units}
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

    /**
     * The same before {@code next} is decoded, which may tell of what was lost.
     *
     * @param samples lost, of which the guess may have fewer
     */
    default void missed(short[] guess, int guessed, long samples, byte[] next, int octets) {
        missed(guess, guessed);
    }

    /**
     * Decodes what a payload tells of the lost one before it (forward error correction).
     *
     * @return samples at {@code at}, the last of those lost; 0 where the payload tells nothing
     */
    default int recover(byte[] next, int octets, short[] pcm, int at) {
        return 0;
    }

    /** The stream has ended. */
    @Override
    default void close() {
        // Most have nothing but memory.
    }
}
