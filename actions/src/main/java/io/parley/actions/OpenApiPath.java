package io.parley.actions;

import io.parley.actions.Template.Part;
import io.parley.actions.Template.Slot;
import io.parley.actions.Template.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The path of an operation. A document may be another's, so its text is never read as a template of ours, in which it could
 * name the deployer's environment and files; and it begins with a slash, so that it cannot go on with the host's name.
 */
final class OpenApiPath {
    private static final Pattern ARGUMENT = Pattern.compile("\\{([^{}]+)}");
    /** What a segment may hold (RFC 3986, section 3.3), and what is encoded to that. */
    private static final Pattern FIT =
            Pattern.compile("(?:[!$&'()*+,;=:@A-Za-z0-9._~-]|%[0-9A-Fa-f]{2}|[^\\x00-\\x7f])*");

    private static final Pattern DOTS = Pattern.compile("(?i)(?:\\.|%2e){1,2}");

    private OpenApiPath() {}

    /**
     * @param slots by parameter
     * @return the segments; null for a path that is none, or names what is no parameter
     */
    static @Nullable List<Template> read(String path, Map<String, String> slots) {
        if (!path.startsWith("/") || path.contains("//")) {
            return null;
        }
        List<Template> segments = new ArrayList<>();
        for (String written : path.substring(1).split("/", -1)) {
            Template segment = segment(written, slots);
            if (segment == null) {
                return null;
            }
            segments.add(segment);
        }
        return segments;
    }

    private static @Nullable Template segment(String written, Map<String, String> slots) {
        List<Part> parts = new ArrayList<>();
        Matcher argument = ARGUMENT.matcher(written);
        int from = 0;
        while (argument.find()) {
            String slot = slots.get(argument.group(1));
            if (slot == null || !add(parts, written.substring(from, argument.start()))) {
                return null;
            }
            parts.add(new Slot(slot));
            from = argument.end();
        }
        return add(parts, written.substring(from)) && !DOTS.matcher(written).matches() ? new Template(parts) : null;
    }

    private static boolean add(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Text(Percent.encodeNonAscii(text)));
        }
        return FIT.matcher(text).matches();
    }
}
