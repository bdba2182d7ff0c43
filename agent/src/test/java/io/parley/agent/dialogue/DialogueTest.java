package io.parley.agent.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.AgentFiles;
import io.parley.agent.TypedCaller;
import io.parley.config.AgentSpec;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Conversations as tables (resources/dialogue/*.txt): what the caller does, and every act of the agent, each passed by the
 * guard. The words go through the agent's own grammar.
 */
@Timeout(60)
class DialogueTest {
    private static final Map<String, AgentSpec> AGENTS = new HashMap<>();
    private static final Map<String, TypedCaller> CALLERS = new HashMap<>();

    record Conversation(String agent, String name, List<String> lines) {
        @Override
        public String toString() {
            return agent + ": " + name;
        }
    }

    @ParameterizedTest
    @MethodSource
    void coffeeShop(Conversation conversation) {
        play(conversation);
    }

    @ParameterizedTest
    @MethodSource
    void digits(Conversation conversation) {
        play(conversation);
    }

    @ParameterizedTest
    @MethodSource
    void teller(Conversation conversation) {
        play(conversation);
    }

    @ParameterizedTest
    @MethodSource
    void bank(Conversation conversation) {
        play(conversation);
    }

    @ParameterizedTest
    @MethodSource
    void desk(Conversation conversation) {
        play(conversation);
    }

    @ParameterizedTest
    @MethodSource
    void survey(Conversation conversation) {
        play(conversation);
    }

    @ParameterizedTest
    @MethodSource
    void readout(Conversation conversation) {
        play(conversation);
    }

    @ParameterizedTest
    @MethodSource
    void message(Conversation conversation) {
        play(conversation);
    }

    @ParameterizedTest
    @MethodSource
    void branch(Conversation conversation) {
        play(conversation);
    }

    /** With whoever is to take a call over. */
    @ParameterizedTest
    @MethodSource
    void briefing(Conversation conversation) {
        AgentSpec asking = Briefing.agent(agent("coffee-shop"));
        TypedCaller person = CALLERS.computeIfAbsent(conversation.agent, a -> new TypedCaller(asking));
        Briefing briefing = new Briefing(asking, "I have a caller for you. It is about: A latte.");
        assertThat(Script.play(asking, briefing, person, conversation.lines))
                .containsExactlyElementsOf(conversation.lines);
    }

    static Stream<Conversation> briefing() {
        return read("briefing");
    }

    static Stream<Conversation> coffeeShop() {
        return read("coffee-shop");
    }

    static Stream<Conversation> digits() {
        return read("digits");
    }

    static Stream<Conversation> teller() {
        return read("teller");
    }

    static Stream<Conversation> bank() {
        return read("bank");
    }

    static Stream<Conversation> desk() {
        return read("desk");
    }

    static Stream<Conversation> survey() {
        return read("survey");
    }

    static Stream<Conversation> readout() {
        return read("readout");
    }

    static Stream<Conversation> message() {
        return read("message");
    }

    static Stream<Conversation> branch() {
        return read("branch");
    }

    @Test
    void aPirateIsOneInEverySentence(@TempDir Path folder) {
        List<String> lines = List.of(
                "GREET: Ahoy, this be the automatic barista. What can I get ye?",
                "...",
                "APOLOGISE: Beggin' yer pardon, I did not hear anything.",
                "ASK: What can I get ye?",
                "> i want an espresso",
                "FILL drink=espresso",
                "SAY: An espresso.",
                "CALL orders.place {drink=espresso}",
                "! refused no beans",
                "APOLOGISE: I be beggin' yer pardon, the kitchen cannot make that.",
                "ASK: Be there anything else?");
        AgentSpec pirate = AgentFiles.rewritten("coffee-shop", "style: cheerful", "style: pirate", folder);

        assertThat(Script.play(pirate, new TypedCaller(pirate), lines)).containsExactlyElementsOf(lines);
    }

    private static void play(Conversation conversation) {
        AgentSpec agent = agent(conversation.agent);
        TypedCaller caller = CALLERS.computeIfAbsent(conversation.agent, a -> new TypedCaller(agent));

        assertThat(Script.play(agent, caller, conversation.lines)).containsExactlyElementsOf(conversation.lines);
    }

    static AgentSpec agent(String name) {
        return AGENTS.computeIfAbsent(name, n -> AgentSpec.load(AgentFiles.folder(n)));
    }

    static Stream<Conversation> read(String agent) {
        Path file = Outside.home().resolve("agent/src/test/resources/dialogue/" + agent + ".txt");
        List<Conversation> all = new ArrayList<>();
        try {
            for (String section : Files.readString(file).split("(?m)^=== ")) {
                if (!section.isBlank()) {
                    List<String> lines =
                            section.strip().lines().map(String::strip).toList();
                    all.add(new Conversation(agent, lines.get(0), lines.subList(1, lines.size())));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return all.stream();
    }
}
