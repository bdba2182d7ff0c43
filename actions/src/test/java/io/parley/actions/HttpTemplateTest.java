package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.config.ActionSpec.Http;
import io.parley.config.ConfigProblem;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
class HttpTemplateTest {
    static final List<String> VALUES = Hostile.VALUES;
    static final List<String> CONTROLS = Hostile.CONTROLS;
    static final List<String> DOTS = Hostile.DOTS;

    private static final Map<String, String> ENV = Map.of("TOKEN", "s3cret", "BROKEN", "a\r\nX-Evil: 1", "QUOTE", "\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @FieldSource({"VALUES", "CONTROLS", "DOTS"})
    void aValueInTheBodyIsOneJsonString(String value) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("alone", "{x}");
        json.put("inside", "say \"{x}\"!");
        json.put("list", List.of("{x}", List.of(Map.of("deep", "{x}"))));

        JsonNode body = body(json, Map.of("x", value));

        assertThat(body).hasSize(3);
        assertThat(body.path("alone").textValue()).isEqualTo(value);
        assertThat(body.path("inside").textValue()).isEqualTo("say \"" + value + "\"!");
        assertThat(body.path("list").path(0).textValue()).isEqualTo(value);
        assertThat(body.path("list").path(1).path(0).path("deep").textValue()).isEqualTo(value);
    }

    @ParameterizedTest
    @FieldSource({"VALUES", "CONTROLS", "DOTS"})
    void aValueOfTheQueryIsOneParameter(String value) {
        HttpTemplate template = template("http://h/find?a=b", Map.of("q", "{x}", "two words", "v-{x}"), Map.of(), null);

        String query = URI.create(
                        "http://h" + template.render(Map.of("x", value), null).uri())
                .getRawQuery();

        assertThat(Arrays.stream(query.split("&")).map(HttpTemplateTest::decoded))
                .containsExactlyInAnyOrder("a=b", "q=" + value, "two words=v-" + value);
    }

    @ParameterizedTest
    @FieldSource({"VALUES", "DOTS"})
    void aValueOfAHeaderStaysInItsLine(String value) {
        HttpTemplate template = template("http://h/", Map.of(), Map.of("X-Name", "caller {x}"), null);

        String header = template.render(Map.of("x", value), null).headers().get("x-name");

        assertThat(new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .isEqualTo("caller " + value);
        assertThat(header.chars()).allMatch(c -> c == '\t' || (c >= ' ' && c <= 0xFF));
    }

    @ParameterizedTest
    @FieldSource("CONTROLS")
    void aValueThatEndsAHeadersLineIsRefused(String value) {
        HttpTemplate template = template("http://h/", Map.of(), Map.of("X-Name", "{x}"), null);

        assertThatThrownBy(() -> template.render(Map.of("x", value), null))
                .isInstanceOf(RuleBroken.class)
                .hasMessageContaining("X-Name");
    }

    @Test
    void aSlotThatStandsAloneIsLeftOutWithItsNameWhenItHasNoValue() throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("drink", "{drink}");
        json.put("size", "{size}");
        json.put("extras", List.of("{milk}", "{sugar}"));
        json.put("nested", Map.of("size", "{size}"));
        HttpTemplate template = template("http://h/", Map.of("size", "{size}"), Map.of("X-Size", "{size}"), json);

        HttpCall call = template.render(Map.of("drink", "latte", "sugar", "some"), null);

        assertThat(JSON.readTree(Objects.requireNonNull(call.body()).getBytes()))
                .isEqualTo(JSON.readTree("{\"drink\":\"latte\",\"extras\":[\"some\"],\"nested\":{}}"));
        assertThat(call.uri()).isEqualTo("/");
        assertThat(call.headers()).doesNotContainKey("x-size");
    }

    @Test
    void anEmptyValueIsAValue() throws IOException {
        assertThat(body(Map.of("note", "{note}"), Map.of("note", ""))).isEqualTo(JSON.readTree("{\"note\":\"\"}"));
    }

    @ParameterizedTest
    @CsvSource({"json, a {x}", "query, a {x}", "header, a {x}", "whole, {x}"})
    void aMissingValueInsideATextIsRefused(String place, String text) {
        HttpTemplate template = template(
                "http://h/",
                place.equals("query") ? Map.of("q", text) : Map.of(),
                place.equals("header") ? Map.of("H", text) : Map.of(),
                place.equals("json") ? Map.of("j", text) : place.equals("whole") ? text : null);

        assertThatThrownBy(() -> template.render(Map.of(), null))
                .isInstanceOf(RuleBroken.class)
                .hasMessageContaining("missing");
    }

    @Test
    void theTreesOwnValuesKeepTheirTypes() throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("n", 7);
        json.put("long", 1L << 40);
        json.put("big", new BigInteger("123456789012345678901"));
        json.put("real", 0.5);
        json.put("money", new BigDecimal("12.50"));
        json.put("yes", true);
        json.put("none", null);
        json.put("graph", "query { orders { id } }");
        json.put("quoted", "{x} and ${env:QUOTE}");

        assertThat(new String(bodyBytes(json, Map.of("x", "\"")), StandardCharsets.UTF_8))
                .isEqualTo("{\"n\":7,\"long\":1099511627776,\"big\":123456789012345678901,\"real\":0.5,\"money\":12.50,"
                        + "\"yes\":true,\"none\":null,\"graph\":\"query { orders { id } }\","
                        + "\"quoted\":\"\\\" and \\\"\"}");
    }

    @Test
    void aLoneSurrogateDoesNotBreakTheBody() throws IOException {
        assertThat(body(Map.of("x", "{x}"), Map.of("x", "a\uD83Db")).path("x").textValue())
                .isEqualTo("a\uFFFDb");
    }

    @Test
    void aValueIsNeverReadAsATemplate() throws IOException {
        assertThat(body(Map.of("x", "{x}{y}"), Map.of("x", "{y}${env:TOKEN}", "y", "1"))
                        .path("x")
                        .textValue())
                .isEqualTo("{y}${env:TOKEN}1");
    }

    @Test
    void valuesOfTheCallStandWhereSlotsMay() throws IOException {
        Map<String, String> query = Map.of("who", "{call.asserted}", "by", "{call.referred-by}");
        HttpTemplate template = template(
                "http://h/{call.number}", query, Map.of("X-C", "{call.header.X-Customer}"), Map.of("a", "{call}"));

        HttpCall call = template.render(
                Map.of("call.number", "1/2", "call.asserted", "+1&x", "call.header.X-Customer", "4711", "call", "us"),
                null);

        assertThat(call.uri()).isEqualTo("/1%2F2?who=%2B1%26x");
        assertThat(call.headers()).containsEntry("x-c", "4711");
        assertThat(JSON.readTree(Objects.requireNonNull(call.body()).getBytes()))
                .isEqualTo(JSON.readTree("{\"a\":\"us\"}"));
    }

    @Test
    void headersCarryTheEnvironmentsSecretsAndTheDefaults() {
        HttpTemplate template =
                template("http://h/", Map.of(), Map.of("Authorization", "Bearer ${env:TOKEN}"), Map.of("a", 1));

        assertThat(template.render(Map.of(), "k1").headers())
                .containsEntry("authorization", "Bearer s3cret")
                .containsEntry("content-type", "application/json")
                .containsEntry("accept", "application/json")
                .containsEntry("idempotency-key", "k1");
    }

    @Test
    void aHeaderOfTheFileReplacesOurDefault() {
        HttpTemplate template =
                template("http://h/", Map.of(), Map.of("Content-Type", "application/vnd.x+json"), Map.of("a", 1));

        assertThat(template.render(Map.of(), null).headers())
                .containsEntry("content-type", "application/vnd.x+json")
                .doesNotContainKey("Content-Type")
                .doesNotContainKey("idempotency-key");
    }

    @ParameterizedTest
    @CsvSource({
        "actions.x.http.method, OPTIONS",
        "actions.x.http.headers.Host, evil",
        "actions.x.http.headers.content-length, 3",
        "actions.x.http.headers.Idempotency-Key, mine",
        "actions.x.http.headers.a b, x",
        "actions.x.http.headers.X, ${env:BROKEN}",
        "actions.x.http.headers.X, ${env:UNSET}",
        "actions.x.http.query.q, {open",
        "actions.x.http.json.a[1].b, ${env:UNSET}",
        "actions.x.http.json.{slot}, value",
    })
    void whatCannotBeIsAProblemThatNamesItsKey(String key, String value) {
        String last = key.substring(key.lastIndexOf('.') + 1);
        Object json = key.contains("json.a")
                ? Map.of("a", List.of(1, Map.of("b", value)))
                : key.contains("json") ? Map.of(last, value) : null;
        Http http = new Http(
                key.endsWith("method") ? value : "POST",
                "http://h/",
                key.contains("query") ? Map.of(last, value) : Map.of(),
                key.contains("headers") ? Map.of(last, value) : Map.of(),
                json);
        Problems problems = new Problems(Path.of("actions.yaml"));

        HttpTemplate read = HttpTemplate.read(http, "actions.x.http", new TemplateReader(ENV, problems));

        assertThat(read).isNull();
        assertThat(problems.list()).extracting(ConfigProblem::key).containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void aNumberThatJsonDoesNotKnowIsAProblem(double number) {
        Problems problems = new Problems(Path.of("actions.yaml"));

        JsonTemplate.read(new TemplateReader(ENV, problems), "json", Map.of("n", number));

        assertThat(problems.list()).extracting(ConfigProblem::key).containsExactly("json.n");
    }

    @Test
    void everyProblemOfAnActionIsReportedAtOnce() {
        Http http = new Http("PUT", "nowhere", Map.of("q", "{a"), Map.of("Host", "x"), List.of("${env:UNSET}"));
        Problems problems = new Problems(Path.of("actions.yaml"));

        HttpTemplate.read(http, "h", new TemplateReader(ENV, problems));

        assertThat(problems.list())
                .extracting(ConfigProblem::key)
                .containsExactlyInAnyOrder("h.url", "h.query.q", "h.headers.Host", "h.json[0]");
    }

    private static JsonNode body(Object json, Map<String, String> arguments) throws IOException {
        return JSON.readTree(bodyBytes(json, arguments));
    }

    private static byte[] bodyBytes(Object json, Map<String, String> arguments) {
        HttpCall call = template("http://h/", Map.of(), Map.of(), json).render(arguments, null);
        return Objects.requireNonNull(call.body()).getBytes();
    }

    private static HttpTemplate template(
            String url, Map<String, String> query, Map<String, String> headers, Object json) {
        Problems problems = new Problems(Path.of("actions.yaml"));
        HttpTemplate template = HttpTemplate.read(
                new Http("POST", url, query, headers, json), "actions.x.http", new TemplateReader(ENV, problems));
        assertThat(problems.list()).isEmpty();
        return Objects.requireNonNull(template);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
