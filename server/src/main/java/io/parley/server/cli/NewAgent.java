package io.parley.server.cli;

import io.parley.server.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An agent that somebody begins with: questions that it answers, and a telephone number to call back, each with a call
 * that tests it. Pure: makes texts.
 *
 * @param id the folder's name
 * @param number that reaches it
 * @param person SIP address of who takes callers that want a person; null for nobody
 * @param answers to questions
 * @param url where numbers to call back are sent; null leaves them in the records of the calls
 */
record NewAgent(
        String id,
        String number,
        String greeting,
        @Nullable String person,
        List<Answer> answers,
        boolean callsBack,
        @Nullable String url) {
    /** Questions that a new agent is given at most: with more, a file is the better editor. */
    static final int MOST_ANSWERS = 20;

    /** What callers ask, and what they are told. */
    record Answer(String question, String told) {}

    /** Everything that lies in its folder, by relative path. */
    Map<Path, String> files() {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(Path.of("agent.yaml"), agent());
        if (callsBack && url != null) {
            files.put(Path.of("actions.yaml"), actions());
        }
        for (int i = 0; i < answers.size(); i++) {
            files.put(Path.of("calls", task(i) + ".yaml"), asked(answers.get(i)));
        }
        if (callsBack) {
            files.put(Path.of("calls", "callback.yaml"), calledBack());
        }
        if (person != null) {
            files.put(Path.of("calls", "person.yaml"), putThrough());
        }
        return files;
    }

    private static String task(int index) {
        return "answer-" + (index + 1);
    }

    private String agent() {
        StringBuilder text = new StringBuilder("""
                # What it says, asks and does: docs/agents.md tells every key.
                parley: 1
                numbers: [%s]
                greeting: %s
                """.formatted(quoted(number), quoted(greeting)));
        if (person != null) {
            text.append("transfers: { person: ").append(quoted(person)).append(" }\n");
        }
        if (callsBack) {
            text.append("""

                    slots:
                      phone: { type: digits, length: 3-15, ask: Which number should we call? }
                    """);
        }
        text.append("\ntasks:\n");
        for (int i = 0; i < answers.size(); i++) {
            text.append("""
                      %s:
                        examples: [%s]  # the more ways to say it, the better it is understood
                        tell: %s
                    """.formatted(
                            task(i),
                            quoted(answers.get(i).question()),
                            quoted(answers.get(i).told())));
        }
        if (callsBack) {
            text.append(callback().indent(2));
        }
        return text.toString();
    }

    private String callback() {
        return """
                callback:
                  examples: [call me back, please call me back, can you call me back, I would like to be called back]
                  slots: { phone: required }
                  confirm: always
                %s  summary: "we call {phone}"
                  tell: Thank you. We will call you.
                  then: goodbye
                """.formatted(url == null ? "" : "  action: callbacks.add\n");
    }

    private String actions() {
        return """
                # What it does: docs/actions.md tells every key.
                parley: 1
                actions:
                  callbacks.add:
                    http: { method: POST, url: %s, json: { phone: "{phone}" } }
                    risk: write
                    deadline: 5s
                    waiting: One moment, I am writing that down.
                    failed: I am sorry, I could not write that down. Please call again later.
                """.formatted(quoted(String.valueOf(url)));
    }

    private static String asked(Answer answer) {
        return """
                parley: 1
                steps:
                  - hear: { act: GREET }
                  - say: %s
                  - hear: { act: TELL }
                  - say: no thank you
                expect: { says: [%s], termination: agent-ended }
                """.formatted(quoted(answer.question()), quoted(answer.told()));
    }

    private String calledBack() {
        return """
                parley: 1
                steps:
                  - hear: { act: GREET }
                  - say: please call me back
                  - hear: { act: ASK, slot: phone }
                  - dtmf: "5550123#"
                  - hear: { act: CONFIRM }
                  - say: yes please
                expect: { %ssays: [We will call you], termination: agent-ended }
                """.formatted(url == null ? "" : "action: callbacks.add, args: { phone: \"5550123\" }, ");
    }

    private static String putThrough() {
        return """
                parley: 1
                steps:
                  - hear: { act: GREET }
                  - say: can I talk to a person
                expect: { termination: transferred }
                """;
    }

    /** JSON's strings are YAML's, whatever somebody has typed. */
    private static String quoted(String text) {
        return Json.text(text);
    }

    /** A folder's name as it is said: {@code grand-hotel} is "Grand Hotel". */
    static String spoken(String id) {
        return List.of(id.split("-")).stream()
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining(" "));
    }
}
