package io.parley.media;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session description (RFC 8866), as far as a telephone call needs it. Read by {@link SdpReader}.
 *
 * @param connection address of the session-level {@code c=}, null where there is none
 * @param direction of the session level, null where there is none
 * @param medias the m-lines in order
 */
record Sdp(@Nullable String connection, @Nullable Direction direction, List<Media> medias) {
    /**
     * A media description.
     *
     * @param kind {@code audio}, {@code video}, …
     * @param port 0 when the stream is refused or switched off
     * @param protocol {@code RTP/AVP}, …
     * @param formats payload types in order of preference, as written
     * @param connection address of its own {@code c=}, null where the session's counts
     * @param attributes {@code a=} lines without their {@code a=}
     */
    record Media(
            String kind,
            int port,
            String protocol,
            List<String> formats,
            @Nullable String connection,
            List<String> attributes) {

        /** Value of the first attribute of that name, empty for one without a value; null where there is none. */
        @Nullable
        String attribute(String name) {
            for (String attribute : attributes) {
                String value = value(attribute, name);
                if (value != null) {
                    return value;
                }
            }
            return null;
        }

        /** What {@code a=name:format …} says about a payload type; null where there is no such line. */
        @Nullable
        String ofFormat(String name, String format) {
            for (String attribute : attributes) {
                String value = value(attribute, name);
                if (value != null && value.startsWith(format + " ")) {
                    return value.substring(format.length() + 1).trim();
                }
            }
            return null;
        }

        private static @Nullable String value(String attribute, String name) {
            if (attribute.equals(name)) {
                return "";
            }
            return attribute.startsWith(name + ":")
                    ? attribute.substring(name.length() + 1).trim()
                    : null;
        }
    }
}
