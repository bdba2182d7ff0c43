package io.parley.config;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What holds for an action's request and its results. */
final class HttpRules {
    private static final int MAX_URL = 2000;
    private static final int MAX_TEXT = 4000;
    private static final int MAX_ENTRIES = 50;
    private static final int MAX_JSON_VALUES = 1000;
    private static final int MAX_PATH = 200;
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /** Field names are tokens (RFC 9110, section 5.6.2). */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

    /** Framing, routing and idempotency are the bus's business. */
    private static final Set<String> OWN_HEADERS =
            Set.of("host", "content-length", "transfer-encoding", "connection", "te", "upgrade", "idempotency-key");

    /** Stands for a slot's value while an address is looked at; no address may contain it. */
    private static final String SLOT = "\u0000";

    private static final String NO_FILTER = "{slot} alone: filters are for speaking";

    private HttpRules() {}

    static void check(
            String method, String url, Map<String, String> query, Map<String, String> headers, @Nullable Object json) {
        Rules rules = new Rules()
                .require(METHODS.contains(method), "method", method, "one of " + String.join(", ", METHODS))
                .require(json == null || !method.equals("GET"), "json", null, "no body in a GET");
        url(rules, url);
        texts(rules, "query", query);
        texts(rules, "headers", headers);
        headers.keySet()
                .forEach(name -> rules.require(
                        TOKEN.matcher(name).matches() && !OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT)),
                        "headers." + name,
                        name,
                        "a header's name, and not one that Parley sets itself"));
        if (json != null) {
            int values = tree(rules, "json", json);
            rules.require(
                    values <= MAX_JSON_VALUES, "json", values + " values", "at most " + MAX_JSON_VALUES + " values");
        }
        rules.check();
    }

    /** No slot before the path: what a caller says must not choose the machine that is asked. */
    private static void url(Rules rules, String url) {
        text(rules, "url", url);
        Words.template(rules, "url", url).ifPresent(template -> {
            boolean base = !template.parts().isEmpty() && template.parts().get(0) instanceof Template.Env;
            String shape = template.parts().stream().map(HttpRules::shape).collect(Collectors.joining());
            String address = (base ? "http://" : "") + shape;
            boolean http = url.length() <= MAX_URL && isHttp(address.replace(SLOT, "slot"));
            rules.require(http, "url", url, "an address that begins with http://, https:// or ${env:NAME}");
            rules.require(
                    !http || !authority(address).contains(SLOT),
                    "url",
                    url,
                    "slots only after the host: in the path or query");
            rules.require(!template.hasFilter(), "url", url, NO_FILTER);
        });
    }

    private static String shape(Template.Part part) {
        if (part instanceof Template.Literal literal) {
            return literal.text();
        }
        return part instanceof Template.Env ? "env" : SLOT;
    }

    private static String authority(String address) {
        int scheme = address.indexOf("://");
        int end = scheme < 0 ? 0 : scheme + 3;
        while (end < address.length() && "/?#".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        return address.substring(0, end);
    }

    private static boolean isHttp(String address) {
        try {
            URI uri = new URI(address);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void texts(Rules rules, String key, Map<String, String> texts) {
        rules.require(
                texts.size() <= MAX_ENTRIES, key, texts.size() + " entries", "at most " + MAX_ENTRIES + " entries");
        texts.forEach((name, text) -> {
            String at = key + "." + name;
            rules.require(!name.isBlank(), key, name, "a name");
            text(rules, at, text);
            Words.template(rules, at, text)
                    .ifPresent(template -> rules.require(!template.hasFilter(), at, text, NO_FILTER));
        });
    }

    /** A line break in a header or an address would start a new one. */
    private static void text(Rules rules, String key, String text) {
        rules.require(
                text.length() <= MAX_TEXT && text.chars().noneMatch(Character::isISOControl),
                key,
                text,
                "one line of at most " + MAX_TEXT + " characters");
    }

    private static int tree(Rules rules, String key, Object tree) {
        int values = 1;
        if (tree instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                values += tree(rules, key + "." + entry.getKey(), entry.getValue());
            }
        } else if (tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                values += tree(rules, key + "[" + i + "]", list.get(i));
            }
        } else if (tree instanceof String text) {
            Words.template(rules, key, text)
                    .ifPresent(template -> rules.require(!template.hasFilter(), key, text, NO_FILTER));
            rules.require(text.length() <= MAX_TEXT, key, text, "at most " + MAX_TEXT + " characters");
        } else {
            rules.require(
                    tree instanceof Number || tree instanceof Boolean,
                    key,
                    tree,
                    "text, a number, true, false, a list or keys and values");
        }
        return values;
    }

    static void results(Rules rules, Map<String, String> result) {
        rules.require(
                result.size() <= MAX_ENTRIES,
                "result",
                result.size() + " entries",
                "at most " + MAX_ENTRIES + " entries");
        result.forEach((name, path) -> {
            rules.require(Names.isName(name), "result." + name, name, Names.NAME);
            rules.require(
                    isPathToOneValue(path),
                    "result." + name,
                    path,
                    "a JSONPath to one value, such as $.number or $.items[0].price");
        });
    }

    private static boolean isPathToOneValue(String path) {
        try {
            return path.length() <= MAX_PATH
                    && path.startsWith("$")
                    && JsonPath.compile(path).isDefinite();
        } catch (InvalidPathException | IllegalArgumentException e) {
            return false;
        }
    }
}
