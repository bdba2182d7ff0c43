package io.parley.server;

import io.parley.agent.AgentRuntime;
import io.parley.agent.LocalEngine.Workplace;
import io.parley.agent.StockPhrases;
import io.parley.agent.dialogue.DialogueState;
import io.parley.agent.dialogue.Expectation;
import io.parley.agent.dictation.Dictation;
import io.parley.agent.ear.EarSlot;
import io.parley.agent.voice.PromptCache;
import io.parley.agent.voice.Style;
import io.parley.agent.voice.Utterance;
import io.parley.config.ActionSpec;
import io.parley.config.Prompt;
import io.parley.config.SlotSpec;
import io.parley.config.TaskSpec;
import io.parley.media.Audio;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the first caller be served like the thousandth: the agents' fixed sentences are rendered into the caches, and
 * every lane hears a second of speech and a pause for every agent. On a thread that may block.
 */
final class WarmUp {
    /** 900 ms of speech and 300 ms of pause: less than an ear lets wait, and long enough for a look ahead. */
    private static final int SPEECH_FRAMES = 45;

    private static final int PAUSE_FRAMES = 15;

    /** What a recogniser hears before it hears a caller. */
    private static final int FIRST_SPEECH_SECONDS = 15;

    /** Many agents have many sentences, and a machine that starts may have other things to do. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private WarmUp() {}

    static void run(Models models, Collection<AgentRuntime> agents) {
        // One agent after the other: what they have in common is rendered for the first and kept for the rest.
        for (PromptCache prompts : models.prompts()) {
            agents.forEach(agent -> Waiting.on(
                    spokenBy(prompts, agent).warm(sentences(agent), agent.style()), PATIENCE, "rendering the prompts"));
        }
        models.workplaces().forEach(workplace -> agents.forEach(agent -> hear(workplace, agent)));
    }

    /** Records what an agent's callers hear when nothing can be rendered for them. */
    static StockPhrases record(AgentRuntime agent, PromptCache prompts) {
        PromptCache own = spokenBy(prompts, agent);
        return new StockPhrases(
                rendered(own, StockPhrases.waitingText(agent), agent.style()),
                rendered(own, StockPhrases.partingText(agent), agent.style()));
    }

    private static PromptCache spokenBy(PromptCache prompts, AgentRuntime agent) {
        return prompts.as(agent.persona());
    }

    /** Every recogniser hears some prompts, its first seconds of speech being slow. */
    static void run(Dictation dictation, Models models) {
        short[] speech = new short[FIRST_SPEECH_SECONDS * Audio.SAMPLE_RATE];
        int at = 0;
        for (Prompt prompt : Prompt.values()) {
            short[] said = rendered(models.prompts().get(0), prompt.text(), Style.NEUTRAL);
            int taken = Math.min(said.length, speech.length - at);
            System.arraycopy(said, 0, speech, at, taken);
            at += taken;
            if (at == speech.length) {
                break;
            }
        }
        Waiting.on(dictation.warm(speech), PATIENCE, "warming the recognisers");
    }

    private static short[] rendered(PromptCache prompts, String text, Style style) {
        Utterance utterance = prompts.speak(text, Map.of(), style);
        CompletableFuture<Void> done = new CompletableFuture<>();
        utterance.onProgress(() -> {
            if (utterance.done()) {
                done.complete(null);
            }
        });
        Waiting.on(done, "rendering speech that is kept");
        short[] pcm = new short[utterance.available()];
        utterance.copy(0, pcm, 0, pcm.length);
        return pcm;
    }

    /** Everything an agent says whose words are known beforehand, at least in part. */
    private static Set<String> sentences(AgentRuntime agent) {
        Set<String> sentences = new LinkedHashSet<>();
        sentences.add(agent.wording().greeting());
        agent.spec().slots().values().stream()
                .map(SlotSpec::name)
                .map(agent.wording()::ask)
                .forEach(sentences::add);
        Stream.of(Prompt.values()).map(agent.wording()::prompt).forEach(sentences::add);
        Stream.concat(
                        agent.spec().tasks().values().stream().flatMap(WarmUp::sentences),
                        agent.spec().actions().values().stream().flatMap(WarmUp::sentences))
                .filter(Objects::nonNull)
                .map(agent.wording()::words)
                .forEach(sentences::add);
        return sentences;
    }

    private static Stream<@Nullable String> sentences(TaskSpec task) {
        return Stream.of(task.tell(), task.offer());
    }

    private static Stream<@Nullable String> sentences(ActionSpec action) {
        return Stream.of(action.waiting(), action.failed(), action.refused());
    }

    private static void hear(Workplace workplace, AgentRuntime agent) {
        CompletableFuture<Void> heard = new CompletableFuture<>();
        int end = (SPEECH_FRAMES + PAUSE_FRAMES - 2) * Audio.FRAME_MILLIS;
        Map<String, Float> priors =
                Expectation.of(agent.spec(), DialogueState.START).priors();
        EarSlot slot = workplace.ear().open(agent.grammar(), priors, Runnable::run, report -> {
            if (report.atMillis() >= end) {
                heard.complete(null);
            }
        });
        Utterance greeting =
                workplace.voice().as(agent.persona()).speak(agent.wording().greeting(), agent.style());
        try {
            hear(workplace, slot, greeting);
            Waiting.on(heard, "warming the ear");
        } finally {
            slot.close();
        }
    }

    private static void hear(Workplace workplace, EarSlot slot, Utterance greeting) {
        short[] frame = new short[Audio.FRAME_SAMPLES];
        for (int i = 0; i < SPEECH_FRAMES + PAUSE_FRAMES; i++) {
            int copied = i < SPEECH_FRAMES ? greeting.copy(i * frame.length, frame, 0, frame.length) : 0;
            java.util.Arrays.fill(frame, copied, frame.length, (short) 0);
            slot.hear(frame, 0);
            // Callers may be on this lane: they wait for one frame of this, not for a second.
            Waiting.on(workplace.lane(), () -> {});
        }
    }
}
