package io.parley.media;

import org.jitsi.impl.neomedia.codec.audio.opus.Opus;

/** 16 kHz, one channel, to Opus (RFC 6716), a packet of one frame. Media thread only. */
final class JitsiOpusEncoder implements AudioEncoder {
    private static final int RATE = Audio.SAMPLE_RATE;
    private static final int LONGEST_MILLIS = 60;
    /** For 16 kHz; RFC 7587, section 3.1.1, has 16 to 20 kbit/s, and forward error correction needs some more. */
    private static final int BITRATE = 28_000;
    /** Beyond this the ear, let alone a telephone's, finds nothing better, and the processor works twice as long. */
    private static final int COMPLEXITY = 3;
    /** Assumed before reports tell: with none expected, Opus would send no forward error correction at all. */
    private static final int EXPECTED_LOSS = 5;

    private static final int MOST_LOSS = 30;
    private static final int NARROWBAND_RATE = 8_000;
    private static final int MEDIUMBAND_RATE = 12_000;

    private final JitsiOpus.State state;
    private final byte[] bytes = new byte[2 * RATE * LONGEST_MILLIS / 1_000];
    private boolean dtx;

    JitsiOpusEncoder() {
        long handle = Opus.encoder_create(RATE, 1);
        state = new JitsiOpus.State(this, handle, Opus::encoder_destroy);
        Opus.encoder_set_complexity(handle, COMPLEXITY);
        Opus.encoder_set_vbr_constraint(handle, 1);
        set(OpusFormat.DEFAULT);
        expectLoss(0);
    }

    @Override
    public void set(OpusFormat format) {
        long handle = state.handle();
        if (handle == 0) {
            return;
        }
        dtx = format.dtx();
        Opus.encoder_set_inband_fec(handle, format.fec() ? 1 : 0);
        Opus.encoder_set_dtx(handle, dtx ? 1 : 0);
        Opus.encoder_set_vbr(handle, format.constant() ? 0 : 1);
        Opus.encoder_set_bitrate(handle, Math.min(BITRATE, format.bitrate()));
        Opus.encoder_set_max_bandwidth(handle, bandwidth(format.playbackRate()));
    }

    private static int bandwidth(int playbackRate) {
        if (playbackRate <= NARROWBAND_RATE) {
            return Opus.BANDWIDTH_NARROWBAND;
        }
        return playbackRate <= MEDIUMBAND_RATE ? Opus.BANDWIDTH_MEDIUMBAND : Opus.BANDWIDTH_WIDEBAND;
    }

    @Override
    public void expectLoss(int percent) {
        long handle = state.handle();
        if (handle != 0) {
            Opus.encoder_set_packet_loss_perc(handle, Math.max(EXPECTED_LOSS, Math.min(MOST_LOSS, percent)));
        }
    }

    @Override
    public int encode(short[] pcm, int from, byte[] payload, int at, int units) {
        long handle = state.handle();
        if (handle == 0) {
            return 0;
        }
        for (int i = 0; i < units; i++) {
            bytes[2 * i] = (byte) pcm[from + i];
            bytes[2 * i + 1] = (byte) (pcm[from + i] >> 8);
        }
        int most = Math.min(RtpReceiver.MAX_PAYLOAD, payload.length - at);
        int octets = Opus.encode(handle, bytes, 0, units, payload, at, most);
        return octets <= (dtx ? OpusPacket.SILENCE_OCTETS : 0) ? 0 : octets;
    }

    @Override
    public void close() {
        state.close();
    }
}
