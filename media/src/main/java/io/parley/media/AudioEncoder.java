package io.parley.media;

/** Turns the samples of one stream into payload, in order: what came before may matter. Allocates nothing. */
interface AudioEncoder {
    /**
     * @param pcm from {@code from} on, {@link Codec#samplesPerTick} for each octet
     * @param octets to write; each stands for one tick of the RTP clock
     */
    void encode(short[] pcm, int from, byte[] payload, int at, int octets);
}
