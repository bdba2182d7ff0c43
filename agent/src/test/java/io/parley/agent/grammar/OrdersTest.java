package io.parley.agent.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.ear.Search.Result;
import io.parley.agent.ear.TypedSearch;
import io.parley.config.AgentSpec;
import io.parley.config.SlotSpec.Choice;
import io.parley.testkit.Outside;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every order that the coffee shop's examples allow, and what else its callers say, comes out as what was meant. */
@Timeout(60)
class OrdersTest {
    private static final long SEED = 20_260_303;
    private static final AgentSpec COFFEE = AgentSpec.load(Outside.home().resolve("examples/coffee-shop"));
    private static final TypedSearch SEARCH = new TypedSearch(AgentGrammar.graph(COFFEE));
    private static final Map<String, Float> OPEN =
            Map.of("task:order", 0f, "commands", -4f, "backchannel", -4f, "yesno", -6f, "correct", -12f);

    @Test
    void ordersWithAnyOfTheirSlots() {
        Random random = new Random(SEED);
        List<Template> templates = java.util.Objects.requireNonNull(
                        COFFEE.tasks().get("order"))
                .examples()
                .stream()
                .map(Template::parse)
                .toList();
        for (int i = 0; i < 1_000; i++) {
            Template template = templates.get(random.nextInt(templates.size()));
            Map<String, String> wanted = new LinkedHashMap<>();
            String words = order(template, random, wanted);

            Meaning meaning = hear(words);
            assertThat(meaning).as("'%s', seed %d", words, SEED).isNotNull();
            assertThat(meaning.slots()).as("'%s', seed %d", words, SEED).isEqualTo(wanted);
            assertThat(meaning.complete()).isTrue();
            assertThat(meaning.weakest()).as("'%s', seed %d", words, SEED).isGreaterThan(0.9f);
        }
    }

    @Test
    void hesitationsAndPolitenessMeanNothing() {
        assertThat(slots("hi um can i get a uh large latte please"))
                .isEqualTo(Map.of("size", "large", "drink", "latte"));
        assertThat(slots("so i'd like a small um mocha with a bit of soy milk thank you"))
                .isEqualTo(Map.of("size", "small", "drink", "mocha", "milk", "a bit of soy milk"));
    }

    @Test
    void anArticleIsNotNeeded() {
        assertThat(slots("large latte")).isEqualTo(slots("a large latte"));
        assertThat(slots("espresso")).isEqualTo(Map.of("drink", "espresso"));
    }

    @ParameterizedTest
    @CsvSource({
        "help, HELP",
        "what can i say, HELP",
        "repeat that, REPEAT",
        "pardon, REPEAT",
        "can i talk to a person, PERSON",
        "operator please, PERSON",
        "i'd like to speak to a human, PERSON",
        "goodbye, GOODBYE",
        "that's all thanks, GOODBYE",
        "never mind, CANCEL",
        "cancel my order, CANCEL",
        "start over, RESTART",
        "hold on a second, WAIT",
        "hello, GREETING",
    })
    void whatCallersWantOfTheConversation(String words, Command command) {
        Meaning meaning = hear(words);

        assertThat(meaning).isNotNull();
        assertThat(meaning.command()).isEqualTo(command);
        assertThat(meaning.slots()).isEmpty();
    }

    @Test
    void whatNobodyOrdersMeansNothing() {
        for (String words : List.of("the weather is nice", "a large", "can i get a", "latte of with", "umbrella")) {
            assertThat(hear(words) == null || !hear(words).slots().containsKey("drink"))
                    .as(words)
                    .isTrue();
        }
    }

    /** The words for some of a template's slots, always with the drink; what they mean goes to {@code wanted}. */
    private static String order(Template template, Random random, Map<String, String> wanted) {
        List<String> words = new ArrayList<>(template.lead());
        boolean first = true;
        for (int s = 0; s < template.slots().size(); s++) {
            String slot = template.slots().get(s);
            if (!slot.equals("drink") && random.nextInt(3) == 0) {
                continue;
            }
            if (s > 0 && !first) {
                words.addAll(template.before().get(s - 1));
            } else if (random.nextBoolean()) {
                words.add("a");
            }
            first = false;
            words.addAll(List.of(value(slot, random, wanted).split(" ")));
        }
        words.addAll(template.tail());
        return String.join(" ", words);
    }

    private static String value(String slot, Random random, Map<String, String> wanted) {
        Choice choice = (Choice) java.util.Objects.requireNonNull(COFFEE.slots().get(slot));
        List<String> values = List.copyOf(choice.values().keySet());
        String value = values.get(random.nextInt(values.size()));
        Set<String> phrases =
                java.util.Objects.requireNonNull(SlotPhrases.phrases(choice).get(value));
        List<String> said = phrases.stream()
                // A bare "medium" is the size.
                .filter(p -> !(slot.equals("roast") && p.equals("medium")))
                .toList();
        String phrase = said.get(random.nextInt(said.size()));
        boolean modified = !choice.modifiers().isEmpty() && random.nextBoolean();
        String modifier = modified
                ? choice.modifiers().get(random.nextInt(choice.modifiers().size())) + " "
                : "";
        wanted.put(slot, modifier + value);
        return modifier + phrase;
    }

    private static Map<String, String> slots(String words) {
        Meaning meaning = hear(words);
        assertThat(meaning).as(words).isNotNull();
        return meaning.slots();
    }

    private static @org.jspecify.annotations.Nullable Meaning hear(String words) {
        Result result = SEARCH.hear(OPEN, words);
        return Meaning.of(result, COFFEE.slots(), LocalDate.EPOCH, Known.NOTHING);
    }
}
