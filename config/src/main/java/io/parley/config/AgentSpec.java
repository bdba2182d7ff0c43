package io.parley.config;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An agent as its folder describes it: {@code agent.yaml} and {@code actions.yaml}.
 *
 * @param id the folder's name
 * @param numbers user parts of SIP addresses, or telephone numbers, that reach it
 * @param disclosure whether the greeting must say that a machine is speaking
 * @param transfers by name (for example {@code person}), the only places a caller can be sent
 * @param prompts every prompt; those left out get their defaults
 * @param recording whether calls are recorded
 * @param engine what hears its callers
 * @param paraphrases whether what no example explains is compared with the examples by its meaning
 * @param earlyGreeting whether the greeting is spoken before the call is answered, where the caller can hear it
 * @param pronounce words, or groups of words, to how the voice says them: plain letters, or IPA between slashes
 */
public record AgentSpec(
        String id,
        Path folder,
        List<String> numbers,
        Locale language,
        VoiceSpec voice,
        String greeting,
        boolean disclosure,
        Map<String, SlotSpec> slots,
        Map<String, TaskSpec> tasks,
        Map<String, ActionSpec> actions,
        Map<String, TransferSpec> transfers,
        Map<Prompt, String> prompts,
        boolean recording,
        EngineKind engine,
        boolean paraphrases,
        boolean earlyGreeting,
        Map<String, String> pronounce) {
    public static final int MAX_NUMBERS = 100;
    public static final int MAX_SLOTS = 64;
    public static final int MAX_TASKS = 64;
    public static final int MAX_ACTIONS = 64;
    public static final int MAX_TRANSFERS = 64;

    public AgentSpec {
        numbers = List.copyOf(numbers);
        greeting = Words.tidy(greeting);
        slots = Frozen.map(slots);
        tasks = Frozen.map(tasks);
        actions = Frozen.map(actions);
        transfers = Frozen.map(transfers);
        prompts = AgentRules.withDefaults(prompts);
        pronounce = Pronunciations.tidy(pronounce);
        Rules rules = new Rules().require(Names.isAgentId(id), "folder", id, Names.AGENT);
        AgentRules.numbers(rules, numbers);
        AgentRules.language(rules, language);
        Words.sentence(rules, "greeting", greeting);
        AgentRules.atMost(rules, "slots", slots.size(), MAX_SLOTS);
        AgentRules.atMost(rules, "tasks", tasks.size(), MAX_TASKS);
        AgentRules.atMost(rules, "actions", actions.size(), MAX_ACTIONS);
        AgentRules.transfers(rules, transfers, slots.keySet());
        AgentRules.prompts(rules, new EnumMap<>(prompts));
        Pronunciations.check(rules, pronounce);
        rules.check();
    }

    /** The same heard by another engine. */
    public AgentSpec heardBy(EngineKind other) {
        return new AgentSpec(
                id,
                folder,
                numbers,
                language,
                voice,
                greeting,
                disclosure,
                slots,
                tasks,
                actions,
                transfers,
                prompts,
                recording,
                other,
                paraphrases,
                earlyGreeting,
                pronounce);
    }

    /** Why this agent needs free speech taken down: the key and value of its file; empty where it does not. */
    public Optional<String> dictates() {
        if (engine == EngineKind.CASCADE) {
            return Optional.of("engine: cascade");
        }
        if (paraphrases) {
            return Optional.of("paraphrases: true");
        }
        return slots.values().stream()
                .filter(SlotSpec.Text.class::isInstance)
                .map(slot -> "slots." + slot.name() + ".type: text")
                .findFirst();
    }

    /**
     * Reads an agent's folder.
     *
     * @param folder the folder, or its {@code agent.yaml}
     * @throws ConfigException with everything that is wrong in its files
     */
    public static AgentSpec load(Path folder) {
        return AgentSpecs.load(folder);
    }
}
