package io.parley.actions;

import io.parley.actions.Template.Part;
import io.parley.actions.Template.Slot;
import io.parley.actions.Template.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL whose origin is fixed when the file is read. Values stand only in path segments and in the query; encoded, they
 * can be nothing but data there.
 *
 * @param path the segments, without the slashes before them
 * @param query the query part as written in the URL, or null
 */
record UrlTemplate(
        Origin origin, List<Template> path, @Nullable Template query) {

    /** Scheme and authority. The authority is not left to java.net.URI, which knows no host with an underscore. */
    private static final Pattern START =
            Pattern.compile("(?i)(https?)://(\\[[0-9a-f:.]+]|[a-z0-9._~-]+)(?::([0-9]{1,5}))?(?=[/?]|$)");

    private static final String EXPECTED =
            "http:// or https://, a host, perhaps a port, and a path; slots only after the host, no user or fragment";

    UrlTemplate {
        path = List.copyOf(path);
    }

    /** @return null when the URL is wrong, which the reader's problems then know */
    static @Nullable UrlTemplate read(TemplateReader reader, String key, String text) {
        int problemsBefore = reader.problems().count();
        List<Part> parts = new ArrayList<>(reader.read(key, text).parts());
        if (reader.problems().count() > problemsBefore) {
            return null;
        }
        String start = !parts.isEmpty() && parts.get(0) instanceof Text first ? first.text() : "";
        Matcher matcher = START.matcher(start);
        if (!matcher.lookingAt() || (matcher.end() == start.length() && parts.size() > 1) || !isUri(parts)) {
            reader.problems().add(key, text, EXPECTED);
            return null;
        }
        Origin origin = origin(matcher);
        if (origin.port() < 1 || origin.port() > 65_535) {
            reader.problems().add(key, text, "a port from 1 to 65535");
            return null;
        }
        parts.set(0, new Text(start.substring(matcher.end())));
        return split(origin, parts);
    }

    /** The same origin, with these segments behind its own. */
    UrlTemplate with(List<Template> more) {
        List<Template> all = new ArrayList<>(path);
        if (all.get(all.size() - 1).parts().isEmpty()) {
            all.remove(all.size() - 1); // of a base that ends with a slash
        }
        all.addAll(more);
        return new UrlTemplate(origin, all, null);
    }

    /** @throws RuleBroken when a value is missing or would change the path */
    String render(Map<String, String> arguments) {
        StringBuilder out = new StringBuilder();
        for (Template segment : path) {
            out.append('/').append(renderSegment(segment, arguments));
        }
        if (query != null) {
            out.append('?').append(query.render(arguments, Percent::encode));
        }
        return out.toString();
    }

    /**
     * Dots are unreserved, so encoding leaves a dot segment as it is (RFC 3986 section 3.3), and many servers decode
     * {@code %2F} before they look at the path: such values are refused instead.
     */
    private static String renderSegment(Template segment, Map<String, String> arguments) {
        if (!segment.hasSlots()) {
            return segment.render(arguments, value -> value);
        }
        for (Part part : segment.parts()) {
            if (part instanceof Slot slot) {
                checkSegmentValue(slot.name(), arguments.get(slot.name()));
            }
        }
        return segment.render(arguments, Percent::encode);
    }

    private static void checkSegmentValue(String slot, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new RuleBroken("argument '" + slot + "' is missing");
        }
        for (String piece : value.split("[/\\\\]", -1)) {
            if (isDots(piece.strip())) {
                throw new RuleBroken("argument '" + slot + "' has a dot segment, which cannot stand in a URL's path");
            }
        }
    }

    private static boolean isDots(String segment) {
        return segment.equals(".") || segment.equals("..");
    }

    private static boolean isUri(List<Part> parts) {
        StringBuilder sample = new StringBuilder();
        parts.forEach(part -> sample.append(part instanceof Text text ? text.text() : "x"));
        try {
            return new URI(sample.toString()).getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Origin origin(Matcher start) {
        boolean tls = start.group(1).toLowerCase(Locale.ROOT).equals("https");
        String host = start.group(2).toLowerCase(Locale.ROOT);
        int port = start.group(3) == null ? (tls ? 443 : 80) : Integer.parseInt(start.group(3));
        return new Origin(tls, host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
    }

    /** Only slashes and question marks of the file's author (or of the environment) divide. */
    private static UrlTemplate split(Origin origin, List<Part> parts) {
        List<Template> path = new ArrayList<>();
        List<Part> segment = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (!(parts.get(i) instanceof Text text)) {
                segment.add(parts.get(i));
                continue;
            }
            int mark = text.text().indexOf('?');
            segment = addPieces(mark < 0 ? text.text() : text.text().substring(0, mark), segment, path);
            if (mark >= 0) {
                List<Part> rest = new ArrayList<>(parts.subList(i, parts.size()));
                rest.set(0, new Text(text.text().substring(mark + 1)));
                path.add(new Template(segment));
                return new UrlTemplate(origin, withoutStart(path), query(rest));
            }
        }
        path.add(new Template(segment));
        return new UrlTemplate(origin, withoutStart(path), null);
    }

    /** @return the segment that is still open after the text's last slash */
    private static List<Part> addPieces(String text, List<Part> open, List<Template> path) {
        // A base URL from the environment may end with the slash that the file writes again.
        String[] pieces = Percent.encodeNonAscii(text).replaceAll("/{2,}", "/").split("/", -1);
        List<Part> segment = open;
        for (int i = 0; i < pieces.length; i++) {
            if (i > 0) {
                path.add(new Template(segment));
                segment = new ArrayList<>();
            }
            if (!pieces[i].isEmpty()) {
                segment.add(new Text(pieces[i]));
            }
        }
        return segment;
    }

    /** What stands before the first slash is empty; without any slash the path is the root. */
    private static List<Template> withoutStart(List<Template> path) {
        return path.size() == 1 ? List.of(Template.EMPTY) : path.subList(1, path.size());
    }

    private static Template query(List<Part> parts) {
        return new Template(parts.stream()
                .map(part -> part instanceof Text text ? new Text(Percent.encodeNonAscii(text.text())) : part)
                .toList());
    }
}
