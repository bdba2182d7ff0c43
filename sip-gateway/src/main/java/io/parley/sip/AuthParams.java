package io.parley.sip;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of an authentication header: a scheme and its parameters (RFC 7235, section 2.1). Strict, because the stack's
 * own parser takes what it cannot write again. Pure.
 *
 * @param scheme in lower case
 * @param values by names in lower case, without their quotes
 */
record AuthParams(String scheme, Map<String, String> values) {
    /** Everything that a digest has, and room for what nobody knows. */
    static final int MAX_PARAMS = 20;

    AuthParams {
        values = Map.copyOf(values);
    }

    @Nullable
    String get(String name) {
        return values.get(name);
    }

    String get(String name, String fallback) {
        return values.getOrDefault(name, fallback);
    }

    boolean isDigest() {
        return scheme.equals("digest");
    }

    /** @return null when it does not follow the grammar */
    static @Nullable AuthParams parse(String text) {
        return new Reader(text).read();
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        @Nullable
        AuthParams read() {
            String scheme = token();
            if (scheme.isEmpty() || at >= text.length() || text.charAt(at) != ' ') {
                return null;
            }
            Map<String, String> values = new LinkedHashMap<>();
            do {
                blanks();
                String name = token().toLowerCase(Locale.ROOT);
                blanks();
                String value = take('=') ? value() : null;
                if (name.isEmpty() || value == null || values.put(name, value) != null || values.size() > MAX_PARAMS) {
                    return null;
                }
                blanks();
            } while (take(','));
            return at == text.length() ? new AuthParams(scheme.toLowerCase(Locale.ROOT), values) : null;
        }

        private @Nullable String value() {
            blanks();
            if (!take('"')) {
                String token = token();
                return token.isEmpty() ? null : token;
            }
            StringBuilder value = new StringBuilder();
            while (at < text.length() && text.charAt(at) != '"') {
                if (text.charAt(at) == '\\' && ++at == text.length()) {
                    return null;
                }
                value.append(text.charAt(at++));
            }
            return take('"') ? value.toString() : null;
        }

        private String token() {
            int from = at;
            while (at < text.length() && RawChecks.isToken(text, at, at + 1)) {
                at++;
            }
            return text.substring(from, at);
        }

        private void blanks() {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
        }

        private boolean take(char c) {
            boolean there = at < text.length() && text.charAt(at) == c;
            at += there ? 1 : 0;
            return there;
        }
    }
}
