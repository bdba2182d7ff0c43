package io.parley.media;

/** Audio codecs, with their static payload types and RTP clock (RFC 3551, table 4). */
public enum Codec {
    PCMU(0, 8_000, "PCMU/8000"),
    PCMA(8, 8_000, "PCMA/8000");

    private final int staticPayloadType;
    private final int clockRate;
    private final String encoding;

    Codec(int staticPayloadType, int clockRate, String encoding) {
        this.staticPayloadType = staticPayloadType;
        this.clockRate = clockRate;
        this.encoding = encoding;
    }

    public int staticPayloadType() {
        return staticPayloadType;
    }

    public int clockRate() {
        return clockRate;
    }

    /** Encoding name and rate as in {@code a=rtpmap}. */
    public String encoding() {
        return encoding;
    }
}
