package io.parley.media;

/**
 * Audio codecs, with their payload types and RTP clock (RFC 3551, table 4; RFC 7587), in order of preference.
 *
 * <p>Of a call's audio, lengths and positions are in units: an octet of G.711 and G.722, a sample of Opus. So they are
 * whole numbers, whatever the clock.
 */
public enum Codec {
    /** Speech at 16 kHz under a clock of 48 kHz, as RFC 7587, section 4.1, has it for every rate. */
    OPUS(-1, 48_000, 16_000, 16_000, "opus/48000/2"),
    /** 16 kHz audio under a clock of 8 kHz, by an old mistake that was kept (RFC 3551, section 4.5.2). */
    G722(9, 8_000, 16_000, 8_000, "G722/8000"),
    PCMU(0, 8_000, 8_000, 8_000, "PCMU/8000"),
    PCMA(8, 8_000, 8_000, 8_000, "PCMA/8000");

    /** What an offer of ours calls the codec that has no number of its own. */
    private static final int OFFERED_TYPE = 111;

    private final int staticPayloadType;
    private final int clockRate;
    private final int sampleRate;
    private final int unitRate;
    private final String encoding;

    Codec(int staticPayloadType, int clockRate, int sampleRate, int unitRate, String encoding) {
        this.staticPayloadType = staticPayloadType;
        this.clockRate = clockRate;
        this.sampleRate = sampleRate;
        this.unitRate = unitRate;
        this.encoding = encoding;
    }

    /** Whether this system has it: Opus is a native library. */
    public boolean isAvailable() {
        return this != OPUS || JitsiOpus.isAvailable();
    }

    /** Its number by RFC 3551; -1 where it has none. */
    public int staticPayloadType() {
        return staticPayloadType;
    }

    /** Its number in offers of ours. */
    public int offeredPayloadType() {
        return staticPayloadType >= 0 ? staticPayloadType : OFFERED_TYPE;
    }

    /** Rate of the RTP timestamp, in Hz; not always the audio's. */
    public int clockRate() {
        return clockRate;
    }

    /** Rate of the audio, in Hz. */
    public int sampleRate() {
        return sampleRate;
    }

    /** Units a second. */
    int unitRate() {
        return unitRate;
    }

    /** Samples that one unit stands for. */
    int samplesPerUnit() {
        return sampleRate / unitRate;
    }

    /** Ticks of the RTP clock that one unit lasts. */
    int ticksPerUnit() {
        return clockRate / unitRate;
    }

    /** Longest payload taken: 120 ms of G.711; of Opus whatever a packet holds. */
    int maxPayload() {
        return this == OPUS ? RtpPacket.MAX_BYTES : RtpReceiver.MAX_PAYLOAD;
    }

    /** Units that a payload lasts; 0 for one that cannot be decoded. */
    int units(byte[] payload, int at, int octets) {
        return this == OPUS ? OpusPacket.samples(payload, at, octets, sampleRate) : octets;
    }

    /** The sender falls silent with this payload: there may be none for a while. */
    boolean isLastBeforeSilence(int octets) {
        return this == OPUS && octets <= OpusPacket.SILENCE_OCTETS;
    }

    /** The packet time at most as long as the one wanted that we can send, in milliseconds. */
    int packetMillis(int wanted) {
        return this == OPUS ? OpusPacket.millis(wanted) : wanted;
    }

    /** Encoding name and rate as in {@code a=rtpmap}. */
    public String encoding() {
        return encoding;
    }

    /** For one incoming stream; to be closed. */
    AudioDecoder decoder() {
        return switch (this) {
            case OPUS -> new JitsiOpusDecoder();
            case G722 -> new G722Decoder(1);
            case PCMU, PCMA -> (payload, octets, pcm, at) -> G711.decode(this, payload, 0, octets, pcm, at);
        };
    }

    /** For one outgoing stream; to be closed. */
    AudioEncoder encoder() {
        return switch (this) {
            case OPUS -> new JitsiOpusEncoder();
            case G722 -> new G722Encoder();
            case PCMU, PCMA ->
                (pcm, from, payload, at, units) -> {
                    G711.encode(this, pcm, from, units, payload, at);
                    return units;
                };
        };
    }
}
