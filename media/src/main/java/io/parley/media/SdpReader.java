package io.parley.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads session descriptions from strangers: tolerant of line ends, missing lines and unknown ones, strict in what it
 * uses, and bounded in everything. What cannot be read is a {@link SdpException} with status 400 that says why.
 */
final class SdpReader {
    static final int MAX_CHARACTERS = 8_192;
    static final int MAX_MEDIAS = 64;
    static final int MAX_ATTRIBUTES = 256;
    static final int MAX_FORMATS = 64;

    private static final int SHOWN = 60;

    private @Nullable String connection;
    private @Nullable Direction direction;
    private final List<Sdp.Media> medias = new ArrayList<>();
    private int attributes;
    private final List<String> sessionAttributes = new ArrayList<>();

    private @Nullable String kind;
    private int port;
    private String protocol = "";
    private List<String> formats = List.of();
    private @Nullable String mediaConnection;
    private List<String> mediaAttributes = new ArrayList<>();

    private SdpReader() {}

    static Sdp read(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw bad("a session description of " + text.length() + " characters", "at most " + MAX_CHARACTERS);
        }
        SdpReader reader = new SdpReader();
        boolean first = true;
        for (String line : text.split("\r\n|\n|\r", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            if (first && !line.trim().equals("v=0")) {
                throw bad("'" + shorten(line) + "' as the first line", "v=0");
            }
            first = false;
            reader.line(line);
        }
        if (first) {
            throw bad("an empty session description", "v=0");
        }
        reader.finishMedia();
        return new Sdp(
                reader.connection, reader.direction, List.copyOf(reader.medias), List.copyOf(reader.sessionAttributes));
    }

    private void line(String line) {
        if (line.length() < 2 || line.charAt(1) != '=' || !Character.isLetter(line.charAt(0))) {
            throw bad("'" + shorten(line) + "'", "a line of the form x=…");
        }
        String value = line.substring(2).trim();
        switch (line.charAt(0)) {
            case 'm' -> media(value);
            case 'c' -> connection(value);
            case 'a' -> attribute(value);
            default -> {}
        }
    }

    private void media(String value) {
        finishMedia();
        String[] words = value.split(" +");
        if (words.length < 4) {
            throw bad("'m=" + shorten(value) + "'", "m=<media> <port> <proto> <fmt> …");
        }
        if (medias.size() == MAX_MEDIAS) {
            throw bad("more than " + MAX_MEDIAS + " m-lines", "at most that many");
        }
        if (words.length - 3 > MAX_FORMATS) {
            throw bad(words.length - 3 + " formats in one m-line", "at most " + MAX_FORMATS);
        }
        kind = words[0].toLowerCase(Locale.ROOT);
        // "<port>/<number of ports>" is for layered codings; the first counts.
        port = number(words[1].split("/", 2)[0], 0, 65_535, "port");
        protocol = words[2];
        formats = List.of(words).subList(3, words.length);
    }

    private void connection(String value) {
        String[] words = value.split(" +");
        if (words.length != 3 || !words[0].equals("IN") || !(words[1].equals("IP4") || words[1].equals("IP6"))) {
            throw bad("'c=" + shorten(value) + "'", "c=IN IP4 <address> or c=IN IP6 <address>");
        }
        // "/<ttl>" belongs to multicast.
        String address = words[2].split("/", 2)[0];
        if (kind == null) {
            connection = address;
        } else {
            mediaConnection = address;
        }
    }

    private void attribute(String value) {
        if (++attributes > MAX_ATTRIBUTES) {
            throw bad("more than " + MAX_ATTRIBUTES + " attributes", "at most that many");
        }
        if (kind != null) {
            mediaAttributes.add(value);
            return;
        }
        sessionAttributes.add(value);
        Direction said = direction(value);
        direction = said == null ? direction : said;
    }

    /** The direction an attribute names; null when it is another attribute. */
    static @Nullable Direction direction(String attribute) {
        return switch (attribute) {
            case "sendrecv" -> Direction.SENDRECV;
            case "sendonly" -> Direction.SENDONLY;
            case "recvonly" -> Direction.RECVONLY;
            case "inactive" -> Direction.INACTIVE;
            default -> null;
        };
    }

    private void finishMedia() {
        if (kind != null) {
            medias.add(new Sdp.Media(
                    kind, port, protocol, List.copyOf(formats), mediaConnection, List.copyOf(mediaAttributes)));
            mediaAttributes = new ArrayList<>();
            mediaConnection = null;
        }
    }

    /** A decimal number within bounds; {@code what} names it in the message. */
    static int number(String text, int least, int most, String what) {
        try {
            int number = Integer.parseInt(text.trim());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, like a number out of bounds.
        }
        throw bad(what + " '" + shorten(text) + "'", "a number from " + least + " to " + most);
    }

    private static SdpException bad(String found, String expected) {
        return new SdpException(400, "SDP: found " + found + ", expected " + expected);
    }

    /** What a stranger wrote, for a message: in plain letters, without a key, and not too long. */
    static String shorten(String text) {
        String clean = text.replaceAll("[^\\x20-\\x7e]", "?").replaceFirst("(?i)inline:.*", "inline:…");
        return clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "…";
    }
}
