package io.parley.config;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import io.parley.config.ActionSpec.Http;
import io.parley.config.ActionSpec.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
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

    /** Stand for a slot's value and a variable's while the shape of an address is looked at. */
    private static final String SLOT = "\u0000";

    private static final String VARIABLE = "1";

    /**
     * The authority is group 1. It is not left to java.net.URI, which knows no host with an underscore. No slot may stand
     * there: what a caller says must not choose the machine that is asked.
     */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?i)https?://((?:\\[[0-9a-f:.]+]|[a-z0-9._~\\x00-]+)(?::[0-9\\x00]{1,5})?)(?:[/?][^\\s#]*)?");

    static final String SECRET = "${env:NAME}, a variable of the environment, or ${file:/PATH}; nothing else";

    private static final String NO_FILTER = "{slot} alone: filters are for speaking";

    private HttpRules() {}

    /** @throws BrokenRules with everything that is wrong in the request */
    static Http checked(Http http) {
        Object json = http.json();
        Rules rules = new Rules()
                .require(
                        METHODS.contains(http.method()),
                        "method",
                        http.method(),
                        "one of " + String.join(", ", METHODS))
                .require(json == null || !http.method().equals("GET"), "json", null, "no body in a GET");
        url(rules, "url", http.url());
        if (http.sign() != null) {
            secret(rules, "sign", http.sign());
        }
        rules.require(
                http.pages() == null || http.method().equals("GET"), "pages", http.method(), "pages only with GET");
        texts(rules, "query", http.query());
        texts(rules, "headers", http.headers());
        http.headers()
                .keySet()
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
        return http;
    }

    /** What an API has, its token above all, goes to its own address alone, and nothing stands in the token's place. */
    static void below(Rules rules, String url, Map<String, String> headers, @Nullable ApiSpec api) {
        if (api == null) {
            return;
        }
        String base = api.base();
        boolean below = url.startsWith(base) && url.substring(base.length()).matches("(?s)([/?].*)?");
        rules.require(below, "url", url, "an address below that of '" + api.name() + "'");
        token(rules, headers, api.oauth2());
    }

    /** The token of OAuth has its field for itself. */
    static void token(Rules rules, Map<String, String> headers, ApiSpec.@Nullable OAuth2 oauth2) {
        rules.require(
                oauth2 == null || headers.keySet().stream().noneMatch("authorization"::equalsIgnoreCase),
                "headers.Authorization",
                null,
                "no such field beside oauth2, whose token stands there");
    }

    /** What a script may reach: everything but the path and the values stands in the file. */
    static void api(Rules rules, String url, Map<String, String> headers) {
        api(rules, "url", url, headers);
    }

    /** @param key of the address in the file */
    static void api(Rules rules, String key, String url, Map<String, String> headers) {
        url(rules, key, url);
        Words.template(rules, key, url)
                .ifPresent(template -> rules.require(
                        template.names().isEmpty() && url.indexOf('?') < 0,
                        key,
                        url,
                        "an address without slots and without a query"));
        texts(rules, "headers", headers);
        headers.forEach((name, text) -> {
            boolean named = TOKEN.matcher(name).matches() && !OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT));
            rules.require(named, "headers." + name, name, "a header's name, and not one that Parley sets itself");
            Words.template(rules, "headers." + name, text)
                    .ifPresent(template -> rules.require(
                            template.names().isEmpty(), "headers." + name, text, "a value without slots"));
        });
    }

    /** Text of the file alone: variables of the environment, no slots. */
    static void fixed(Rules rules, String key, String text) {
        text(rules, key, text);
        Words.template(rules, key, text)
                .ifPresent(template ->
                        rules.require(template.names().isEmpty(), key, text, "text without slots, or ${env:NAME}"));
    }

    /** Nothing but a place where a secret stands: secrets do not stand in files of ours. */
    static void secret(Rules rules, String key, String text) {
        Words.template(rules, key, text)
                .ifPresent(template -> rules.require(
                        template.parts().size() == 1 && template.parts().get(0) instanceof Template.Env,
                        key,
                        null,
                        SECRET));
    }

    /** @throws BrokenRules with everything that is wrong in the arguments of a tool or an operation */
    static Map<String, Object> arguments(Map<String, Object> written) {
        return arguments("arguments", written);
    }

    /** @param key of the arguments in the file */
    static Map<String, Object> arguments(String key, Map<String, Object> written) {
        Rules rules = new Rules();
        int values = tree(rules, key, written);
        rules.require(values <= MAX_JSON_VALUES, key, values + " values", "at most " + MAX_JSON_VALUES + " values");
        rules.check();
        Map<String, Object> frozen = new LinkedHashMap<>();
        written.forEach((name, tree) -> frozen.put(name, Frozen.tree(tree)));
        return Frozen.map(frozen);
    }

    private static void url(Rules rules, String key, String url) {
        text(rules, key, url);
        Words.template(rules, key, url).ifPresent(template -> {
            boolean base = !template.parts().isEmpty() && template.parts().get(0) instanceof Template.Env;
            String shape = template.parts().stream().map(HttpRules::shape).collect(Collectors.joining());
            Matcher address = ADDRESS.matcher((base ? "http://" : "") + shape);
            boolean http = url.length() <= MAX_URL && address.matches();
            rules.require(http, key, url, "an address that begins with http://, https:// or ${env:NAME}");
            rules.require(
                    !http || !address.group(1).contains(SLOT),
                    key,
                    url,
                    "slots only after the host: in the path or query");
            rules.require(!template.hasFilter(), key, url, NO_FILTER);
        });
    }

    private static String shape(Template.Part part) {
        if (part instanceof Template.Literal literal) {
            return literal.text();
        }
        return part instanceof Template.Env ? VARIABLE : SLOT;
    }

    private static void texts(Rules rules, String key, Map<String, String> texts) {
        rules.require(
                texts.size() <= MAX_ENTRIES, key, texts.size() + " entries", "at most " + MAX_ENTRIES + " entries");
        texts.forEach((name, text) -> {
            String at = key + "." + name;
            rules.require(!name.isBlank(), key, name, "a name");
            noBraces(rules, at, name);
            text(rules, at, text);
            Words.template(rules, at, text)
                    .ifPresent(template -> rules.require(!template.hasFilter(), at, text, NO_FILTER));
        });
    }

    /** Only values are filled in; in a name the braces would go out as they are. */
    private static void noBraces(Rules rules, String key, String name) {
        rules.require(name.indexOf('{') < 0 && name.indexOf('}') < 0, key, name, "a name without braces");
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
                String at = key + "." + entry.getKey();
                noBraces(rules, at, String.valueOf(entry.getKey()));
                values += tree(rules, at, entry.getValue());
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

    /** @param at key of the results in the file */
    static void results(Rules rules, String at, Map<String, String> result) {
        rules.require(
                result.size() <= MAX_ENTRIES, at, result.size() + " entries", "at most " + MAX_ENTRIES + " entries");
        result.forEach((name, path) -> {
            rules.require(Names.isName(name), at + "." + name, name, Names.NAME);
            jsonPath(rules, at + "." + name, path);
        });
    }

    static void lists(Rules rules, Map<String, Rows> lists) {
        rules.require(
                lists.size() <= MAX_ENTRIES, "result", lists.size() + " lists", "at most " + MAX_ENTRIES + " lists");
        lists.forEach((name, rows) -> {
            String at = "result." + name;
            rules.require(Names.isName(name), at, name, Names.NAME);
            jsonPath(rules, at + ".list", rows.list());
            rules.require(!rows.of().isEmpty(), at + ".of", null, "what is taken of each row, by name");
            results(rules, at + ".of", rows.of());
        });
    }

    static void jsonPath(Rules rules, String at, String path) {
        rules.require(isJsonPath(path), at, path, "a JSONPath such as $.number or $.items[0].price");
    }

    /** A path to one value, where others can be put. */
    static void place(Rules rules, String at, String path) {
        jsonPath(rules, at, path);
        rules.require(
                !isJsonPath(path) || JsonPath.compile(path).isDefinite(),
                at,
                path,
                "a JSONPath to one place, without *, .. and conditions");
    }

    private static boolean isJsonPath(String path) {
        if (path.length() > MAX_PATH || !path.startsWith("$")) {
            return false;
        }
        try {
            JsonPath.compile(path);
            return true;
        } catch (InvalidPathException | IllegalArgumentException e) {
            return false;
        }
    }
}
