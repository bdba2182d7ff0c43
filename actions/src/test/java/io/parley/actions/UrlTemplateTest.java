package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.ConfigProblem;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class UrlTemplateTest {
    static final List<String> VALUES = Hostile.VALUES;
    static final List<String> CONTROLS = Hostile.CONTROLS;
    static final List<String> DOTS = Hostile.DOTS;

    private static final Map<String, String> ENV =
            Map.of("BASE", "https://api.example.org/v1/", "BARE", "http://127.0.0.1:9000", "EMPTY", "");

    @ParameterizedTest
    @FieldSource("VALUES")
    void aValueIsOneSegmentOfThePathAndNothingElse(String value) {
        String uri = url("http://api.example.org/orders/{x}/lines").render(Map.of("x", value));

        URI parsed = URI.create("http://api.example.org" + uri);
        assertThat(parsed.getRawPath().split("/", -1))
                .hasSize(4)
                .startsWith("", "orders")
                .endsWith("lines");
        assertThat(URI.create("http://api.example.org").resolve(uri).normalize().getRawPath())
                .isEqualTo(parsed.getRawPath());
        assertThat(parsed.getRawQuery()).isNull();
        assertThat(parsed.getRawFragment()).isNull();
        assertThat(decoded(uri.split("/")[2])).isEqualTo(value);
    }

    @ParameterizedTest
    @FieldSource({"VALUES", "CONTROLS", "DOTS"})
    void aValueInTheQueryStaysOneValue(String value) {
        String uri = url("http://api.example.org/find?q={x}&limit=1").render(Map.of("x", value));

        String query = URI.create("http://api.example.org" + uri).getRawQuery();
        assertThat(query.split("&")).hasSize(2).endsWith("limit=1");
        assertThat(decoded(query.substring(2, query.indexOf('&')))).isEqualTo(value);
    }

    @ParameterizedTest
    @FieldSource("CONTROLS")
    void aLineEndInAPathIsEncoded(String value) {
        assertThat(url("http://h/{x}").render(Map.of("x", value))).matches("/[A-Za-z0-9%._~-]+");
    }

    @ParameterizedTest
    @FieldSource("DOTS")
    void aValueThatWalksThroughThePathIsRefused(String value) {
        UrlTemplate url = url("http://h/orders/{x}");

        assertThatThrownBy(() -> url.render(Map.of("x", value)))
                .isInstanceOf(RuleBroken.class)
                .hasMessageContaining("dot segment");
    }

    @Test
    void valuesThatMakeADotSegmentTogetherAreRefused() {
        UrlTemplate url = url("http://h/a/{x}./b");

        assertThat(url.render(Map.of("x", "1"))).isEqualTo("/a/1./b");
        assertThatThrownBy(() -> url.render(Map.of("x", "."))).isInstanceOf(RuleBroken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void anEmptyValueDoesNotTurnAnItemIntoItsList(String value) {
        assertThatThrownBy(() -> url("http://h/orders/{id}").render(Map.of("id", value)))
                .isInstanceOf(RuleBroken.class)
                .hasMessage("argument 'id' is missing");
    }

    @Test
    void aMissingValueIsNamed() {
        assertThatThrownBy(() -> url("http://h/orders/{id}").render(Map.of()))
                .isInstanceOf(RuleBroken.class)
                .hasMessage("argument 'id' is missing");
        assertThatThrownBy(() -> url("http://h/orders?id={id}").render(Map.of()))
                .isInstanceOf(RuleBroken.class)
                .hasMessage("argument 'id' is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "http://api.example.org, http://api.example.org:80, /",
        "HTTPS://API.example.org, https://api.example.org:443, /",
        "http://api:8080/, http://api:8080, /",
        "http://my_service:8080/a/b, http://my_service:8080, /a/b",
        "'http://[::1]:9/x?y=1&z', 'http://[::1]:9', '/x?y=1&z'",
        "http://h?a=b, http://h:80, /?a=b",
        "http://h/über%20all?ö, http://h:80, /%C3%BCber%20all?%C3%B6",
        "${env:BASE}/orders, https://api.example.org:443, /v1/orders",
        "${env:BASE}orders, https://api.example.org:443, /v1/orders",
        "${env:BARE}/orders, http://127.0.0.1:9000, /orders",
    })
    void theFilesOwnTextIsKept(String text, String origin, String uri) {
        UrlTemplate url = url(text);

        assertThat(url.origin()).hasToString(origin);
        assertThat(url.render(Map.of())).isEqualTo(uri);
    }

    @Test
    void slotsMayShareASegment() {
        assertThat(url("http://h/{a}-{b}.json?x={a}{b}").render(Map.of("a", "1/2", "b", "ü")))
                .isEqualTo("/1%2F2-%C3%BC.json?x=1%2F2%C3%BC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "/orders",
                "ftp://h/x",
                "file:///etc/passwd",
                "{base}/orders",
                "http://{host}/orders",
                "http://api.{tenant}.example.org/",
                "http://api.example.org{path}",
                "http://api.example.org:{port}/",
                "{scheme}://h/",
                "http://user:secret@h/",
                "http://h/x#y",
                "http:///x",
                "http://h /x",
                "http://h/a b",
                "http://h:99999/",
                "http://h:0/",
                "http://h/{open",
                "http://h/${env:UNSET}",
                "http://h/${env:EMPTY}",
                "http://h/${slot}",
                "${env:UNSET}/x"
            })
    void aUrlThatCannotBeIsAProblemOfTheFile(String text) {
        Problems problems = new Problems(Path.of("agents/a/actions.yaml"));

        UrlTemplate url = UrlTemplate.read(new TemplateReader(ENV, problems), "actions.x.http.url", text);

        assertThat(url).isNull();
        assertThat(problems.list()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).hasToString("agents/a/actions.yaml");
            assertThat(problem.key()).isEqualTo("actions.x.http.url");
            assertThat(problem.value()).isEqualTo(text.replace("user:secret@", "…@"));
            assertThat(problem.expected()).isNotBlank();
        });
    }

    @Test
    void anUnsetVariableIsNamedAndItsNeighboursValueIsNotShown() {
        Problems problems = new Problems(Path.of("actions.yaml"));

        UrlTemplate.read(new TemplateReader(ENV, problems), "k", "${env:BASE}/${env:ORDERS_URL}");

        assertThat(problems.list())
                .extracting(ConfigProblem::toString)
                .containsExactly("actions.yaml: k: found '${env:BASE}/${env:ORDERS_URL}', expected the environment"
                        + " variable ORDERS_URL to be set");
    }

    private static UrlTemplate url(String text) {
        Problems problems = new Problems(Path.of("actions.yaml"));
        UrlTemplate url = UrlTemplate.read(new TemplateReader(ENV, problems), "url", text);
        assertThat(problems.list()).isEmpty();
        return Objects.requireNonNull(url);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
