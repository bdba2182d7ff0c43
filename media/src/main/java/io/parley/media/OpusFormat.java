package io.parley.media;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the far end would like Opus to be sent to it ({@code a=fmtp}, RFC 7587, section 6.1). What is written there is a
 * wish of a stranger: what is no number, or none that Opus knows, is as if it were not there.
 *
 * @param fec it makes use of forward error correction
 * @param dtx it would like silence not to be sent
 * @param constant the bitrate is not to vary
 * @param bitrate at most, in bit/s
 * @param playbackRate it hears nothing above, in Hz
 */
public record OpusFormat(boolean fec, boolean dtx, boolean constant, int bitrate, int playbackRate) {
    /** Without {@code a=fmtp}. */
    public static final OpusFormat DEFAULT = new OpusFormat(false, false, false, 510_000, 48_000);

    private static final int LEAST_BITRATE = 6_000;
    private static final int LEAST_RATE = 8_000;

    /** Ours: what {@link JitsiOpusDecoder} can make use of, and what the call's audio goes up to. */
    static final String OURS = "useinbandfec=1;maxplaybackrate=16000;sprop-maxcapturerate=16000;stereo=0";

    /** @param written behind the payload type; null where there is no such line */
    static OpusFormat read(@Nullable String written) {
        OpusFormat format = DEFAULT;
        for (String parameter : written == null ? new String[0] : written.split(";", -1)) {
            String[] parts = parameter.trim().toLowerCase(Locale.ROOT).split("=", 2);
            String value = parts.length == 2 ? parts[1].trim() : "";
            format = format.with(parts[0].trim(), value);
        }
        return format;
    }

    private OpusFormat with(String name, String value) {
        return switch (name) {
            case "useinbandfec" -> new OpusFormat(value.equals("1"), dtx, constant, bitrate, playbackRate);
            case "usedtx" -> new OpusFormat(fec, value.equals("1"), constant, bitrate, playbackRate);
            case "cbr" -> new OpusFormat(fec, dtx, value.equals("1"), bitrate, playbackRate);
            case "maxaveragebitrate" ->
                new OpusFormat(fec, dtx, constant, number(value, LEAST_BITRATE, DEFAULT.bitrate()), playbackRate);
            case "maxplaybackrate" ->
                new OpusFormat(fec, dtx, constant, bitrate, number(value, LEAST_RATE, DEFAULT.playbackRate()));
            default -> this;
        };
    }

    private static int number(String value, int least, int most) {
        // More digits than fit are more than there is as well.
        boolean digits = !value.isEmpty() && value.chars().allMatch(letter -> letter >= '0' && letter <= '9');
        if (!digits) {
            return most;
        }
        return value.length() > 9 ? most : Math.max(least, Math.min(most, Integer.parseInt(value)));
    }
}
