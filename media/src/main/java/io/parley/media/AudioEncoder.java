package io.parley.media;

/** Turns the samples of one stream into payload, in order: what came before may matter. Allocates nothing. */
interface AudioEncoder extends AutoCloseable {
    /**
     * Encodes one packet.
     *
     * @param pcm from {@code from} on, {@link Codec#samplesPerUnit} for each of the {@code units}
     * @param at where the payload goes; there is room for {@link RtpReceiver#MAX_PAYLOAD} octets
     * @return octets of the payload; 0 when nothing needs to be sent
     */
    int encode(short[] pcm, int from, byte[] payload, int at, int units);

    /** What the far end asked for, where the codec has anything to be asked for. */
    default void set(OpusFormat format) {
        // G.711 and G.722 have no parameters.
    }

    /** How much the far end loses now, in percent. */
    default void expectLoss(int percent) {
        // Only what can do something about it needs to know.
    }

    /** The stream has ended. */
    @Override
    default void close() {
        // Most have nothing but memory.
    }
}
