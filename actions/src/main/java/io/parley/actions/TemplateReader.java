package io.parley.actions;

import io.parley.actions.Template.Part;
import io.parley.actions.Template.Slot;
import io.parley.actions.Template.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the texts of one file: {@code {slot}} is the place of a slot's value or of one of the call's, <code>${env:NAME}</code> the deployer's value, put in
 * here once and for all, as is the first line of a file by <code>${file:/PATH}</code>. A brace that no name follows is an ordinary character.
 */
final class TemplateReader {
    private static final Pattern PLACE =
            Pattern.compile("\\$\\{(?:env:([A-Za-z_][A-Za-z0-9_]*)|(file:/[^{}\\s]{1,200}))}"
                    + "|\\{(call(?:\\.[A-Za-z0-9-]+)+|[A-Za-z_][A-Za-z0-9_-]*)}" + "|(\\$\\{|\\{(?=[A-Za-z_]))");

    private static final String FILE = "file:";
    private static final int MAX_SECRET_BYTES = 16_384;

    private final Map<String, String> env;
    private final Problems problems;

    TemplateReader(Map<String, String> env, Problems problems) {
        this.env = env;
        this.problems = problems;
    }

    Problems problems() {
        return problems;
    }

    /** @return an empty template when the text is wrong, which {@link #problems()} then knows */
    Template read(String key, String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        Matcher place = PLACE.matcher(text);
        int from = 0;
        while (place.find()) {
            literal.append(text, from, place.start());
            from = place.end();
            if (place.group(1) != null) {
                literal.append(environment(key, text, place.group(1)));
            } else if (place.group(2) != null) {
                literal.append(environment(key, text, place.group(2)));
            } else if (place.group(3) != null) {
                flush(literal, parts);
                parts.add(new Slot(place.group(3)));
            } else {
                problems.add(key, text, "{slot} or ${env:NAME}; put a space after a brace that is meant as such");
                return Template.EMPTY;
            }
        }
        literal.append(text, from, text.length());
        flush(literal, parts);
        return new Template(parts);
    }

    private String environment(String key, String text, String name) {
        boolean file = name.startsWith(FILE);
        String known = env.get(name);
        String value = known != null ? known : file ? firstLine(Path.of(name.substring(FILE.length()))) : "";
        if (value.isBlank()) {
            String expected = file
                    ? "something in the first line of " + name.substring(FILE.length())
                    : "the environment variable " + name + " to be set";
            problems.add(key, text, expected);
        }
        return value;
    }

    /** Empty where there is none, or too much of it to be a secret. */
    private static String firstLine(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_SECRET_BYTES + 1);
            return bytes.length > MAX_SECRET_BYTES
                    ? ""
                    : new String(bytes, StandardCharsets.UTF_8)
                            .lines()
                            .findFirst()
                            .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static void flush(StringBuilder literal, List<Part> parts) {
        if (literal.length() > 0) {
            parts.add(new Text(literal.toString()));
            literal.setLength(0);
        }
    }
}
