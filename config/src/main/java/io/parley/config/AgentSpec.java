package io.parley.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An agent as its folder describes it: {@code agent.yaml} and {@code actions.yaml}.
 *
 * @param id the folder's name
 * @param numbers user parts of SIP addresses, or telephone numbers, that reach it
 * @param disclosure whether the greeting must say that a machine is speaking
 * @param transfers name (for example {@code person}) to SIP URI; the only places a caller can be sent
 * @param prompts every prompt, defaults filled in
 * @param recording whether calls are recorded
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
        Map<String, String> transfers,
        Map<Prompt, String> prompts,
        boolean recording) {}
