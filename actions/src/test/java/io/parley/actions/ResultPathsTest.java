package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.ActionSpec.Rows;
import io.parley.config.ConfigProblem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ResultPathsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "42, 42",
                "42.0, 42",
                "42.000, 42",
                "0, 0",
                "0.0, 0",
                "-0.0, 0",
                "12.5, 12.5",
                "12.50, 12.50",
                "-7, -7",
                "1e3, 1000",
                "100, 100",
                "12345678901234567890, 12345678901234567890",
                "1e999999999, 1E+999999999",
                "1e-999999999, 1E-999999999",
                "true, true",
                "false, false",
                "\"text\", text",
                "\"007\", 007",
                "\"a\\nb\\u0000c\\u001b[31m\\u202e\", a bc[31m",
                "\"  x  \\r\\n y \", x y",
                "\"\\ud83d\\ude00\", \uD83D\uDE00",
                "\"a\\ud83d\", a",
            })
    void aValueBecomesText(String json, String expected) {
        assertThat(paths(Map.of("v", "$.v")).take(bytes("{\"v\":" + json + "}")))
                .isEqualTo(new ActionResult.Ok(Map.of("v", expected)));
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        String long1 = "a".repeat(ResultPaths.MAX_VALUE_CHARS - 1) + "\uD83D\uDE00";

        assertThat(paths(Map.of("v", "$.v")).take(bytes("{\"v\":\"" + long1 + "\"}")))
                .isEqualTo(new ActionResult.Ok(Map.of("v", "a".repeat(ResultPaths.MAX_VALUE_CHARS - 1))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1}|$.number|the answer has nothing at $['number']",
                "{\"number\":null}|$.number|the answer has nothing at $['number']",
                "null|$.number|the answer has nothing at $['number']",
                "[]|$[0].id|the answer has nothing at $[0]['id']",
                "7|$.number|the answer has nothing at $['number']",
                "{\"number\":[1]}|$.number|the answer has a list or an object at $['number']",
                "{\"number\":{\"a\":1}}|$.number|the answer has a list or an object at $['number']",
            })
    void aMissingResultNamesItsPath(String body, String path, String reason) {
        assertThat(paths(Map.of("number", path)).take(bytes(body))).isEqualTo(new ActionResult.Failed(false, reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$.orders[1].id|8",
                "$..id|7",
                "$.orders[?(@.open == true)].id|8",
                "$.orders.length()|2",
            })
    void pathsReachInside(String path, String expected) {
        byte[] body = bytes("{\"orders\":[{\"id\":7,\"open\":false},{\"id\":8,\"open\":true}]}");

        assertThat(paths(Map.of("v", path)).take(body)).isEqualTo(new ActionResult.Ok(Map.of("v", expected)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<html>", "{\"a\":", "{\"number\":1} trailing", "{'number':1}", "NaN"})
    void whatIsNoJsonFails(String body) {
        assertThat(paths(Map.of("number", "$.number")).take(bytes(body)))
                .isEqualTo(new ActionResult.Failed(false, "the answer is not JSON"));
    }

    @Test
    void jsonBeyondTheBoundsIsNoJson() {
        ResultPaths paths = paths(Map.of("v", "$.v"));
        ActionResult refused = new ActionResult.Failed(false, "the answer is not JSON");

        assertThat(paths.take(bytes("{\"v\":" + "[".repeat(65) + "]".repeat(65) + "}")))
                .isEqualTo(refused);
        assertThat(paths.take(bytes("{\"v\":" + "9".repeat(101) + "}"))).isEqualTo(refused);
    }

    @Test
    void aBodyNobodyAsksForIsNotRead() {
        assertThat(paths(Map.of()).take(bytes("<html>"))).isEqualTo(new ActionResult.Ok(Map.of()));
    }

    @Test
    void aByteOrderMarkDoesNotMatter() {
        assertThat(paths(Map.of("v", "$.v")).take(bytes("\uFEFF{\"v\":1}")))
                .isEqualTo(new ActionResult.Ok(Map.of("v", "1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.", "number", "$[?(", ""})
    void aPathThatIsNoneIsAProblemOfTheFile(String path) {
        Problems problems = new Problems(Path.of("actions.yaml"));

        ResultPaths.read("actions.x.result", Map.of("number", path), problems);

        assertThat(problems.list()).extracting(ConfigProblem::key).containsExactly("actions.x.result.number");
    }

    @Test
    void aListIsTakenRowByRowInItsOrderUpToTheMostThatCanBeTold() {
        Problems problems = new Problems(Path.of("actions.yaml"));
        Rows rows = new Rows("$.payments[?(@.open)]", Map.of("to", "$.payee.name", "sum", "$.cents"));
        ResultPaths paths = ResultPaths.read("result", Map.of(), Map.of("payments", rows), problems);
        String row = "{\"open\":true,\"payee\":{\"name\":\"Bell\"},\"cents\":%d}";
        String body = IntStream.range(0, 12).mapToObj(row::formatted).collect(Collectors.joining(","));

        ActionResult.Ok ok = (ActionResult.Ok) paths.take(bytes("{\"payments\":[" + body + "]}"));

        assertThat(ok.lists().get("payments"))
                .hasSize(Rows.MAX_ROWS)
                .startsWith(Map.of("to", "Bell", "sum", "0"), Map.of("to", "Bell", "sum", "1"));
        assertThat(paths.take(bytes("{\"payments\":[]}")))
                .isEqualTo(new ActionResult.Ok(Map.of(), Map.of("payments", List.of())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|the answer has nothing at $['rows']",
                "{\"rows\":\"none\"}|the answer has no list at $['rows']",
                "{\"rows\":{\"a\":1}}|the answer has a list or an object at $['rows']",
                "{\"rows\":[{\"a\":1},{\"b\":2}]}|the answer has nothing at $['a']",
                "{\"rows\":[1]}|the answer has nothing at $['a']",
            })
    void aListThatIsNoneOrLacksAValueFails(String body, String reason) {
        Problems problems = new Problems(Path.of("actions.yaml"));
        Rows rows = new Rows("$.rows", Map.of("a", "$.a"));

        assertThat(ResultPaths.read("result", Map.of(), Map.of("rows", rows), problems)
                        .take(bytes(body)))
                .isEqualTo(new ActionResult.Failed(false, reason));
    }

    private static ResultPaths paths(Map<String, String> result) {
        Problems problems = new Problems(Path.of("actions.yaml"));
        ResultPaths paths = ResultPaths.read("result", result, problems);
        assertThat(problems.list()).isEmpty();
        return paths;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
