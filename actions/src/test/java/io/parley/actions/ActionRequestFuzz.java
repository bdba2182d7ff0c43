package io.parley.actions;

import static io.parley.testkit.FuzzTarget.expect;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.config.ActionSpec.Http;
import io.parley.testkit.FuzzTarget;
import io.parley.testkit.FuzzText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The templates of a request ({@code === url}, {@code query}, {@code header}, {@code json}) and what a caller said
 * ({@code === a}, {@code === b}). Whatever was said, the request goes to the same host, to as many path segments with as
 * many parameters and the same header names, and its body has the same members.
 */
final class ActionRequestFuzz implements FuzzTarget {
    private static final Map<String, String> ENV = Map.of("BASE", "https://api.example.org:8443/v1/", "TOKEN", "t0k3n");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void accept(byte[] input) {
        Map<String, String> texts = FuzzText.sections(FuzzText.utf8(input));
        HttpTemplate template = template(texts);
        HttpCall plain = template == null ? null : render(template, Map.of("a", "x", "b", "x"));
        if (plain == null) {
            return;
        }
        Map<String, String> said = new HashMap<>();
        said.put("a", texts.getOrDefault("a", ""));
        said.put("b", texts.getOrDefault("b", ""));
        HttpCall call = render(template, said);
        if (call == null) {
            return;
        }
        expect(call.origin().equals(plain.origin()) && call.method().equals(plain.method()), () -> "another server");
        expectUri(plain.uri(), call.uri());
        expectHeaders(plain.headers(), call.headers());
        expectBody(said, plain, call);
    }

    private static @Nullable HttpTemplate template(Map<String, String> texts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("whole", "{a}");
        json.put("part", texts.getOrDefault("json", ""));
        json.put("list", List.of("{b}", 1));
        Http http = new Http(
                "POST",
                texts.getOrDefault("url", "http://h/{a}?q={b}"),
                Map.of("q", texts.getOrDefault("query", "{a}"), "all", "1"),
                Map.of("X-Name", texts.getOrDefault("header", "{b}"), "Authorization", "Bearer ${env:TOKEN}"),
                json);
        Problems problems = new Problems(Path.of("actions.yaml"));
        HttpTemplate template = HttpTemplate.read(http, "http", new TemplateReader(ENV, problems));
        expect(template != null || problems.count() > 0, () -> "refused without a problem");
        return template;
    }

    private static @Nullable HttpCall render(HttpTemplate template, Map<String, String> said) {
        try {
            return template.render(said, "key");
        } catch (RuleBroken e) {
            return null;
        }
    }

    private static void expectUri(String plain, String uri) {
        expect(uri.startsWith("/") && uri.chars().allMatch(c -> c > ' ' && c < 0x7f), () -> "no URI: " + uri);
        URI before = URI.create("http://h" + plain);
        URI after = URI.create("http://h" + uri);
        boolean same = after.getRawAuthority().equals("h")
                && after.getRawFragment() == null
                && count(after.getRawPath(), '/') == count(before.getRawPath(), '/')
                && count(after.normalize().getRawPath(), '/')
                        == count(before.normalize().getRawPath(), '/')
                && count(after.getRawQuery(), '&') == count(before.getRawQuery(), '&')
                && count(after.getRawQuery(), '=') == count(before.getRawQuery(), '=');
        expect(same, () -> plain + " became " + uri);
    }

    private static int count(@Nullable String text, char wanted) {
        return text == null ? -1 : (int) text.chars().filter(c -> c == wanted).count();
    }

    private static void expectHeaders(Map<String, String> plain, Map<String, String> headers) {
        expect(headers.keySet().equals(plain.keySet()), () -> "headers " + headers.keySet());
        headers.values()
                .forEach(value -> expect(
                        value.chars().allMatch(c -> c == '\t' || c >= ' ' && c <= 0xff && c != 0x7f), () -> value));
    }

    /** As many members of the same kinds; what is nothing but a value is exactly that value. */
    private static void expectBody(Map<String, String> said, HttpCall plain, HttpCall call) {
        Map<?, ?> body = body(call);
        expect(body.keySet().equals(body(plain).keySet()), () -> "members " + body.keySet());
        boolean same = CleanText.wellFormed(said.get("a")).equals(body.get("whole"))
                && List.of(CleanText.wellFormed(said.get("b")), 1).equals(body.get("list"))
                && (body.get("part") == null || body.get("part") instanceof String);
        expect(same, () -> "body " + body);
    }

    private static Map<?, ?> body(HttpCall call) {
        try {
            return JSON.readValue(call.body().getBytes(), Map.class);
        } catch (IOException e) {
            throw new AssertionError("a body that is no JSON", e);
        }
    }
}
