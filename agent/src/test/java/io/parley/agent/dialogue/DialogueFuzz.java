package io.parley.agent.dialogue;

import static io.parley.testkit.FuzzTarget.expect;

import io.parley.agent.TypedCaller;
import io.parley.agent.voice.TextToPhones;
import io.parley.config.AgentSpec;
import io.parley.testkit.FuzzTarget;
import io.parley.testkit.FuzzText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An agent's name, then what happens in a conversation, as {@link Script} writes it: a caller who says anything, and an
 * API that answers anything. No act is forbidden, and whatever is to be said can be said.
 */
public final class DialogueFuzz implements FuzzTarget {
    private static final List<String> AGENTS = List.of("readout", "teller", "bank", "coffee-shop", "survey", "message");
    private static final Pattern EVENT = Pattern.compile("[>~] .{1,60}|# [0-9*#A-D]{1,32}|\\.\\.\\.|%"
            + "|! (?:ok|ok [a-z]+=.*|refused .*|failed|late|cancelled|transfer [3-6][0-9]{2})");
    private static final int MAX_LINES = 16;

    private final Map<String, AgentSpec> agents = new HashMap<>();
    private final Map<String, TypedCaller> callers = new HashMap<>();
    private final TextToPhones voice = TextToPhones.english();

    @Override
    public void accept(byte[] input) {
        List<String> lines = FuzzText.utf8(input).lines().toList();
        String name = lines.isEmpty() || !AGENTS.contains(lines.get(0)) ? "readout" : lines.get(0);
        AgentSpec agent = agents.computeIfAbsent(name, DialogueTest::agent);
        TypedCaller caller = callers.computeIfAbsent(name, key -> new TypedCaller(agent));
        List<String> events = lines.stream()
                .filter(line -> EVENT.matcher(line).matches())
                .limit(MAX_LINES)
                .toList();
        for (String played : Script.play(agent, caller, events)) {
            expect(!played.startsWith("FORBIDDEN"), () -> played);
            int text = played.indexOf(": ");
            voice.clauses(text < 0 ? played : played.substring(text + 2));
        }
    }

    @Override
    public int maxLength() {
        return 800;
    }
}
