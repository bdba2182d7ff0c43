package io.parley.media;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A session description (RFC 8866), as far as a telephone call needs it. Read by {@link SdpReader}.
 *
 * @param connection address of the session-level {@code c=}, null where there is none
 * @param direction of the session level, null where there is none
 * @param medias the m-lines in order
 * @param attributes of the session level, without their {@code a=}
 */
record Sdp(@Nullable String connection, @Nullable Direction direction, List<Media> medias, List<String> attributes) {

    /** Value of an attribute that a media description has, or the session for all of them; null where neither has. */
    @Nullable
    String either(Media media, String name) {
        String own = media.attribute(name);
        return own != null ? own : attribute(attributes, name);
    }

    /** Values of an attribute that may come several times, of the media description or, where it has none, the session. */
    List<String> each(Media media, String name) {
        List<String> own = all(media.attributes(), name);
        return own.isEmpty() ? all(attributes, name) : own;
    }

    private static List<String> all(List<String> attributes, String name) {
        return attributes.stream()
                .filter(attribute -> Media.isNamed(attribute, name))
                .map(attribute -> attribute.substring(name.length() + 1).trim())
                .collect(Collectors.toList());
    }

    /** Whether that m-line is in the session's group of those that share a transport (RFC 9143). */
    boolean bundles(String mid) {
        return attributes.stream()
                .filter(attribute -> attribute.startsWith("group:BUNDLE "))
                .anyMatch(group -> List.of(group.split(" +")).contains(mid));
    }

    private static @Nullable String attribute(List<String> attributes, String name) {
        for (String attribute : attributes) {
            if (attribute.equals(name)) {
                return "";
            }
            if (Media.isNamed(attribute, name)) {
                return attribute.substring(name.length() + 1).trim();
            }
        }
        return null;
    }

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

        /** Without the attributes, among which may be keys. */
        @Override
        public String toString() {
            return "m=" + kind + " " + port + " " + protocol + " " + formats + " c=" + connection;
        }

        /** Value of the first attribute of that name, empty for one without a value; null where there is none. */
        @Nullable
        String attribute(String name) {
            return Sdp.attribute(attributes, name);
        }

        /** What {@code a=name:format …} says about a payload type; null where there is no such line. */
        @Nullable
        String ofFormat(String name, String format) {
            for (String attribute : attributes) {
                if (isNamed(attribute, name)) {
                    int value = skipBlanks(attribute, name.length() + 1);
                    int end = value + format.length();
                    if (attribute.startsWith(format, value)
                            && end < attribute.length()
                            && attribute.charAt(end) == ' ') {
                        return attribute.substring(end).trim();
                    }
                }
            }
            return null;
        }

        /** Every format is looked for in every attribute, both a stranger's: nothing is copied on the way. */
        private static boolean isNamed(String attribute, String name) {
            return attribute.length() > name.length()
                    && attribute.charAt(name.length()) == ':'
                    && attribute.startsWith(name);
        }

        /** As {@link String#trim} does at the front. */
        private static int skipBlanks(String text, int from) {
            int at = from;
            while (at < text.length() && text.charAt(at) <= ' ') {
                at++;
            }
            return at;
        }
    }
}
