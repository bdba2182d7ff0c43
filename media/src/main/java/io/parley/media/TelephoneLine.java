package io.parley.media;

/**
 * What a telephone line makes of a voice, without a network: 16 kHz down to 8, through G.711 mu-law and up again, as a call
 * over RTP has it. For simulated callers; one for each caller, confined to one thread.
 */
public final class TelephoneLine {
    private static final int NARROW = Audio.FRAME_SAMPLES / 2;

    private final HalfBand down = new HalfBand(NARROW);
    private final HalfBand up = new HalfBand(NARROW);
    private final short[] narrow = new short[NARROW];
    private final byte[] coded = new byte[NARROW];

    /** Passes {@link Audio#FRAME_SAMPLES} samples over the line, in place. */
    public void pass(short[] frame) {
        down.down(frame, narrow, 0);
        G711.encode(Codec.PCMU, narrow, 0, NARROW, coded, 0);
        G711.decode(Codec.PCMU, coded, 0, NARROW, narrow, 0);
        up.up(narrow, 0, frame);
    }
}
