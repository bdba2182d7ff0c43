package io.parley.media;

/**
 * Audio codecs, with their static payload types and RTP clock (RFC 3551, table 4), in order of preference. All of them
 * have an octet for each tick of the clock.
 */
public enum Codec {
    /** 16 kHz audio under a clock of 8 kHz, by an old mistake that was kept (RFC 3551, section 4.5.2). */
    G722(9, 8_000, 16_000, "G722/8000"),
    PCMU(0, 8_000, 8_000, "PCMU/8000"),
    PCMA(8, 8_000, 8_000, "PCMA/8000");

    private final int staticPayloadType;
    private final int clockRate;
    private final int sampleRate;
    private final String encoding;

    Codec(int staticPayloadType, int clockRate, int sampleRate, String encoding) {
        this.staticPayloadType = staticPayloadType;
        this.clockRate = clockRate;
        this.sampleRate = sampleRate;
        this.encoding = encoding;
    }

    public int staticPayloadType() {
        return staticPayloadType;
    }

    /** Rate of the RTP timestamp, in Hz; not always the audio's. */
    public int clockRate() {
        return clockRate;
    }

    /** Rate of the audio, in Hz. */
    public int sampleRate() {
        return sampleRate;
    }

    /** Samples that one tick of the RTP clock, and so one octet, stands for. */
    int samplesPerTick() {
        return sampleRate / clockRate;
    }

    /** Encoding name and rate as in {@code a=rtpmap}. */
    public String encoding() {
        return encoding;
    }

    /** For one incoming stream. */
    AudioDecoder decoder() {
        return this == G722
                ? new G722Decoder(1)
                : (payload, octets, pcm, at) -> G711.decode(this, payload, 0, octets, pcm, at);
    }

    /** For one outgoing stream. */
    AudioEncoder encoder() {
        return this == G722
                ? new G722Encoder()
                : (pcm, from, payload, at, octets) -> G711.encode(this, pcm, from, octets, payload, at);
    }
}
