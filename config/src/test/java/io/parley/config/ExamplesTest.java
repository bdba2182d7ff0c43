package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.TaskSpec.Presence;
import io.parley.testkit.Outside;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agents that a newcomer can phone. */
@Timeout(30)
class ExamplesTest {
    private static final AgentSpec COFFEE = AgentSpec.load(Outside.home().resolve("examples/coffee-shop"));
    private static final AgentSpec DIGITS = AgentSpec.load(Outside.home().resolve("examples/digits"));

    @Test
    void allExamplesLoadTogether() {
        assertThat(AgentSpecs.load(List.of(Outside.home().resolve("examples"))))
                .extracting(AgentSpec::id)
                .contains("coffee-shop", "digits");
    }

    @Test
    void scriptedCallersOfAllExamplesAreSound() {
        for (AgentSpec agent : AgentSpecs.load(List.of(Outside.home().resolve("examples")))) {
            assertThat(CallScripts.load(agent)).isNotNull();
        }
    }

    @Test
    void coffeeNeedsOnlyTheDrink() {
        assertThat(COFFEE.tasks().get("order").slots())
                .isEqualTo(Map.of(
                        "size",
                        Presence.OPTIONAL,
                        "roast",
                        Presence.OPTIONAL,
                        "shots",
                        Presence.OPTIONAL,
                        "drink",
                        Presence.REQUIRED,
                        "milk",
                        Presence.OPTIONAL,
                        "sugar",
                        Presence.OPTIONAL));
        assertThat(COFFEE.actions().get("orders.place").requiredArguments()).isEmpty();
        assertThat(COFFEE.actions().get("orders.place").arguments())
                .isEqualTo(COFFEE.tasks().get("order").slots().keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "can I get",
                "can I have",
                "I want",
                "I'd like",
                "get me",
                "give me",
                "make me",
                "may I have",
                "brew"
            })
    void coffeeIsOrderedWithEveryUsualLeadIn(String leadIn) {
        assertThat(COFFEE.tasks().get("order").examples()).anyMatch(example -> example.startsWith(leadIn + " "));
    }

    @Test
    void aMediumRoastIsMedium() {
        SlotSpec.Choice roast = (SlotSpec.Choice) COFFEE.slots().get("roast");
        SlotSpec.Choice shots = (SlotSpec.Choice) COFFEE.slots().get("shots");

        assertThat(roast.values()).containsEntry("medium", List.of("medium roast"));
        assertThat(shots.values()).containsEntry("triple", List.of("triple shot"));
    }

    @Test
    void milkAndSugarComeInAmounts() {
        for (String slot : Set.of("milk", "sugar")) {
            assertThat(((SlotSpec.Choice) COFFEE.slots().get(slot)).modifiers())
                    .containsExactly("some", "a bit of", "a little bit of", "lots of", "a lot of");
        }
    }

    @Test
    void digitsListensToOneDigit() {
        assertThat(DIGITS.numbers()).containsExactly("digits");
        assertThat(DIGITS.slots().get("digit")).isInstanceOfSatisfying(SlotSpec.Digits.class, slot -> {
            assertThat(slot.minLength()).isEqualTo(1);
            assertThat(slot.maxLength()).isEqualTo(1);
        });
        assertThat(DIGITS.tasks().get("record").tell()).isEqualTo("You said {digit}.");
    }
}
