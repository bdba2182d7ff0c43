package io.parley.actions;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Header fields of an action, <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5">RFC 9110 section 5</a>.
 * Immutable.
 */
record HeaderTemplates(Map<String, Template> fields) {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** Fields the client or the bus writes itself: a second one would let two readers see two messages. */
    private static final Set<String> OURS = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "idempotency-key");

    static HeaderTemplates read(TemplateReader reader, String key, Map<String, String> headers) {
        Map<String, Template> fields = new LinkedHashMap<>();
        headers.forEach((name, text) -> {
            String path = key + "." + name;
            Template value = reader.read(path, text);
            if (!TOKEN.matcher(name).matches()) {
                reader.problems().add(path, name, "a header name of letters, digits and hyphens");
            } else if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
                reader.problems().add(path, name, "another header; Parley writes this one itself");
            } else if (value.parts().stream().anyMatch(HeaderTemplates::isUnfit)) {
                reader.problems().add(path, text, "a value without line ends and other control characters");
            } else {
                fields.put(name, value);
            }
        });
        return new HeaderTemplates(fields);
    }

    /**
     * Values outside ASCII go out as UTF-8 octets (obs-text, section 5.5).
     *
     * @throws RuleBroken when a value is missing or would end the line
     */
    Map<String, String> render(Map<String, String> arguments) {
        Map<String, String> rendered = new LinkedHashMap<>();
        fields.forEach((name, template) -> {
            if (!template.isAbsent(arguments)) {
                String value = template.render(arguments, text -> checked(name, text));
                rendered.put(name, octets(value));
            }
        });
        return rendered;
    }

    /** A field that a script may send: named as a token, not one of ours, and of one line. */
    static boolean isFit(String name, String value) {
        return TOKEN.matcher(name).matches() && !OURS.contains(name.toLowerCase(Locale.ROOT)) && !hasControl(value);
    }

    private static boolean isUnfit(Template.Part part) {
        return part instanceof Template.Text text && hasControl(text.text());
    }

    private static String checked(String header, String value) {
        if (hasControl(value)) {
            throw new RuleBroken("an argument for header '" + header + "' has a line end or control character");
        }
        return value;
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t');
    }

    private static String octets(String value) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
