package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A record made in code is held to the same rules as one from a file. */
@Timeout(10)
class RecordsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    static List<Arguments> wrong() {
        return List.of(
                bad(() -> new Listen(Transport.UDP, null, -1), "found '-1', expected a port from 0 to 65535"),
                bad(
                        () -> new Listen(Transport.UDP, "example.org", 5060),
                        "found 'example.org', expected an address such as 192.0.2.4"),
                bad(
                        () -> new MediaConfig(20001, 20000, Duration.ZERO, SECOND.negated()),
                        "ports: found '20001-20000', expected a range such as 20000-20999, from an even port to an odd"
                                + " one, because RTP and RTCP go in pairs\n"
                                + "inactivity: found '0s', expected more than 0\n"
                                + "port-rest: found '-1s', expected 0s or more"),
                bad(() -> new TrunkPolicy(true, names(21), 0, false), "headers: found '21', expected at most 20 names"),
                bad(() -> new Limits(0, SECOND), "calls: found '0', expected auto, or a number from 1 to 30000"),
                bad(
                        () -> new VoiceSpec("", "warm"),
                        "name: expected a name: a letter, then at most 31 letters, digits, '-' or '_'"),
                bad(
                        () -> new SlotSpec.Digits("pin", null, 5, 4),
                        "length: found '5-4', expected a number of digits such as 4, or a range such as 4-8, from 1 to"
                                + " 32"),
                bad(
                        () -> new CallStep.Sign("SING", null, null),
                        "act: found 'SING', expected one of GREET, ASK, FILL, CONFIRM, CORRECT, CALL, TELL, SAY,"
                                + " BACKCHANNEL, WAIT, REPEAT, RESUME, APOLOGISE, CANCEL, TRANSFER, END"),
                bad(
                        () -> HttpRules.checked(new ActionSpec.Http(
                                "POST", "http://localhost/", Map.of(), Map.of(), Map.of("a", Optional.empty()))),
                        "json.a: found 'Optional.empty', expected text, a number, true, false, a list or keys and values"));
    }

    private static List<String> names(int n) {
        return IntStream.range(0, n).mapToObj(i -> "X-" + i).toList();
    }

    private static Arguments bad(ThrowingCallable made, String message) {
        return Arguments.of(message, made);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void refusesWhatNoFileCouldSayEither(String message, ThrowingCallable made) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void recordsDoNotChangeWithWhatTheyWereMadeFrom() {
        List<String> synonyms = new ArrayList<>(List.of("big"));
        Map<String, List<String>> values = new HashMap<>(Map.of("large", synonyms));
        List<Object> list = new ArrayList<>(List.of("a"));
        Map<String, Object> json = new HashMap<>(Map.of("list", list));

        SlotSpec.Choice choice = new SlotSpec.Choice("size", null, values, List.of());
        ActionSpec.Http http = new ActionSpec.Http("POST", "http://localhost/", Map.of(), Map.of(), json);
        synonyms.add("huge");
        values.clear();
        list.add("b");
        json.clear();

        assertThat(choice.values()).isEqualTo(Map.of("large", List.of("big")));
        assertThat(http.json()).isEqualTo(Map.of("list", List.of("a")));
        assertThatThrownBy(() -> choice.values().put("x", List.of())).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> choice.values().get("large").add("x"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anAgentMadeInCodeHasEveryPrompt() {
        AgentSpec agent = new AgentSpec(
                "shop",
                Path.of("shop"),
                List.of(),
                Locale.US,
                VoiceSpec.DEFAULT,
                "Hello.",
                true,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(Prompt.HELP, "Just  talk."),
                false,
                EngineKind.NATIVE,
                false,
                false,
                Map.of());

        assertThat(agent.prompts()).hasSize(Prompt.values().length).containsEntry(Prompt.HELP, "Just talk.");
    }
}
