package io.parley.server;

import io.parley.agent.dictation.Dictation;
import io.parley.agent.dictation.DictationCounters;
import io.parley.agent.dictation.Readers;
import io.parley.agent.ear.EarModel;
import io.parley.agent.ear.Grammar;
import io.parley.agent.ear.SoundSearch;
import io.parley.agent.phrases.Paraphrases;
import io.parley.agent.phrases.PhraseModel;
import io.parley.config.AgentSpec;
import io.parley.config.EngineKind;
import io.parley.models.recogniser.RecogniserException;
import io.parley.models.recogniser.VoskModel;
import io.parley.server.metrics.Metrics;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Free speech taken down: the packs that only some agents need, and what is made of them. Made and closed on a thread that
 * may block.
 */
public final class Recognition implements AutoCloseable {
    private final Closing closing = new Closing();
    private final VoskModel speech;
    private final SoundSearch sounds;
    private final @Nullable PhraseModel phrases;
    private final DictationCounters counters = new DictationCounters();

    private Recognition(VoskModel speech, SoundSearch sounds, @Nullable PhraseModel phrases) {
        this.speech = closing.add("the model of free speech", speech);
        this.sounds = sounds;
        this.phrases = phrases;
        if (phrases != null) {
            closing.add("phrases", phrases);
        }
    }

    /**
     * @param agents all that are served, of which at least one needs it
     * @throws io.parley.models.ModelException naming the file that differs from its manifest
     * @throws ServerFault naming the agent that needs what this system has no library for
     */
    public static Recognition open(Home home, Models models, List<AgentSpec> agents, Metrics metrics) {
        AgentSpec needs = agents.stream()
                .filter(agent -> agent.dictates().isPresent())
                .findFirst()
                .orElseThrow();
        EarModel ear = models.ear();
        VoskModel speech = speech(home, needs);
        boolean compares = agents.stream().anyMatch(AgentSpec::paraphrases);
        try {
            PhraseModel phrases = compares ? PhraseModel.open(home.unpacked("phrases-en")) : null;
            Recognition made = new Recognition(speech, new SoundSearch(ear.tree(), ear.lexicon()), phrases);
            metrics.show(made.counters);
            return made;
        } catch (RuntimeException e) {
            speech.close();
            throw e;
        }
    }

    private static VoskModel speech(Home home, AgentSpec needs) {
        try {
            return VoskModel.open(home.unpacked("dictation-en"));
        } catch (RecogniserException e) {
            throw new ServerFault(
                    needs.folder().resolve("agent.yaml") + ": "
                            + needs.dictates().orElse("") + ": needs a recogniser of"
                            + " free speech, which cannot be had here: " + e.getMessage(),
                    e);
        }
    }

    /**
     * Recognisers, closed with this.
     *
     * @param threads one for each
     */
    public Dictation dictation(List<? extends Executor> threads) {
        Dictation dictation = new Dictation(List.copyOf(threads), speech::recogniser, counters);
        closing.add("the recognisers", () -> Waiting.on(dictation.close(), "closing the recognisers"));
        return dictation;
    }

    /** What an agent wants to know of words that were taken down. */
    Readers readers(AgentSpec agent, Grammar grammar) {
        boolean always = agent.engine() == EngineKind.CASCADE;
        Paraphrases paraphrases = agent.paraphrases() ? new Paraphrases(Objects.requireNonNull(phrases), agent) : null;
        return new Readers(always, grammar, sounds, paraphrases);
    }

    /** Whether it can tell what means the same. */
    boolean compares() {
        return phrases != null;
    }

    @Override
    public void close() {
        closing.close();
    }
}
