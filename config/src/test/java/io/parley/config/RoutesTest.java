package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class RoutesTest {
    private static AgentSpec agent(String id, String... numbers) {
        return new AgentSpec(
                id,
                Path.of(id),
                List.of(numbers),
                Locale.US,
                VoiceSpec.DEFAULT,
                "Hello.",
                true,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                false,
                EngineKind.NATIVE,
                false,
                false,
                Map.of());
    }

    private static final List<AgentSpec> AGENTS = List.of(
            agent("coffee-shop", "coffee", "+1 (555) 010-0", "1234"), agent("bank", "bank", "*98"), agent("clinic"));

    private static final Routes ROUTES = Routes.of(
            AGENTS,
            List.of(
                    new Route("/[0-9]{4}/", "bank"),
                    new Route("/[0-9]+/", "clinic"),
                    new Route("+1*", "clinic"),
                    new Route("+1-555*", "bank"),
                    new Route("desk*", "clinic"),
                    new Route("+1 555 0199", "coffee-shop"),
                    new Route("1234", "clinic")));

    @ParameterizedTest
    @CsvSource({
        "coffee, coffee-shop, the number in the agent's file",
        "Coffee, , the case of a user part counts (RFC 3261 section 19.1.4)",
        "coffe, , a part of a number is not the number",
        "+15550100, coffee-shop, exact beats prefix",
        "+1.555.0100, coffee-shop, visual separators do not count",
        "+1-(555)-01-00, coffee-shop, visual separators do not count",
        "15550100, clinic, without the plus it is another number",
        "+15550199, coffee-shop, an exact route beats a prefix",
        "+15550100;ext=12, coffee-shop, parameters do not count",
        "+15551234, bank, the longest prefix",
        "+1.555.1234, bank, the longest prefix without separators",
        "+12025550100, clinic, a shorter prefix",
        "+1, clinic, a prefix alone",
        "+44, , no prefix of it",
        "desk, clinic, a prefix of words",
        "desk-7, clinic, a prefix of words",
        "1234, clinic, a route beats the agent's own number",
        "9999, bank, the first pattern in the file's order",
        "99999, clinic, the next pattern",
        "99-99, bank, a pattern sees no separators",
        "x9999, , a pattern matches the whole number",
        "*98, bank, a star code",
        "'', , nothing was dialled",
    })
    void answersWhoAnswers(String number, String agent, String because) {
        assertThat(ROUTES.agentFor(number).orElse(null)).as(because).isEqualTo(agent);
    }

    @Test
    void theDefaultAnswersWhatIsLeft() {
        Routes routes = Routes.of(AGENTS, List.of(new Route("*", "bank"), new Route("coffee*", "clinic")));

        assertThat(routes.agentFor("anything")).contains("bank");
        assertThat(routes.agentFor("")).contains("bank");
        assertThat(routes.agentFor("coffee")).contains("coffee-shop");
        assertThat(routes.agentFor("coffees")).contains("clinic");
    }

    @Test
    void aNumberAboveTheCapIsNobodysNotEvenTheDefaults() {
        Routes routes = Routes.of(AGENTS, List.of(new Route("*", "bank")));

        assertThat(routes.agentFor("1".repeat(Routes.MAX_USER_PART))).contains("bank");
        assertThat(routes.agentFor("1".repeat(Routes.MAX_USER_PART + 1))).isEmpty();
    }

    @Test
    void noPatternTakesLongOnAnyNumber() {
        // Backtracking engines need time exponential in the length for this one.
        Routes routes = Routes.of(AGENTS, List.of(new Route("/(a+)+(a+)+(a+)+b/", "bank")));
        String number = "a".repeat(Routes.MAX_USER_PART);

        for (int i = 0; i < 1_000; i++) {
            assertThat(routes.agentFor(number)).isEmpty();
        }
    }

    @Test
    void refusesARouteToAnAgentThatIsNotThere() {
        assertThatThrownBy(() -> Routes.of(AGENTS, List.of(new Route("x", "hotel"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("routes: found 'hotel', expected one of coffee-shop, bank, clinic");
    }
}
