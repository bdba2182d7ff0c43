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
import io.parley.models.Lane;
import io.parley.models.recogniser.RecogniserException;
import io.parley.models.recogniser.VoskModel;
import io.parley.server.metrics.Metrics;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Free speech taken down: the packs that only some agents need, and the threads that run them. Made and closed on a
 * thread that may block.
 */
final class Recognition implements AutoCloseable {
    private final Closing closing = new Closing();
    private final Dictation dictation;
    private final SoundSearch sounds;
    private final @Nullable PhraseModel phrases;

    private Recognition(Dictation dictation, SoundSearch sounds, @Nullable PhraseModel phrases) {
        this.dictation = dictation;
        this.sounds = sounds;
        this.phrases = phrases;
    }

    /**
     * @param agents that need it; at least one
     * @throws io.parley.models.ModelException naming the file that differs from its manifest
     * @throws ServerFault naming the agent that needs what this system has no library for
     */
    static Recognition open(
            Home home, Vertx vertx, Metrics metrics, EarModel ear, List<AgentSpec> agents, int recognisers) {
        VoskModel speech = speech(home, agents.get(0));
        List<Executor> threads = List.copyOf(Waiting.on(Lane.deploy(vertx, "recogniser", recognisers), "threads"));
        DictationCounters counters = new DictationCounters();
        metrics.show(counters);
        boolean compares = agents.stream().anyMatch(AgentSpec::paraphrases);
        Recognition made = new Recognition(
                new Dictation(threads, speech::recogniser, counters),
                new SoundSearch(ear.tree(), ear.lexicon()),
                compares ? PhraseModel.open(home.unpacked("phrases-en")) : null);
        if (made.phrases != null) {
            made.closing.add("phrases", made.phrases);
        }
        made.closing.add("the model of free speech", speech);
        made.closing.add("the recognisers", () -> Waiting.on(made.dictation.close(), "closing the recognisers"));
        return made;
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

    Dictation dictation() {
        return dictation;
    }

    /** What an agent wants to know of words that were taken down. */
    Readers readers(AgentSpec agent, Grammar grammar) {
        boolean always = agent.engine() == EngineKind.CASCADE;
        Paraphrases paraphrases = agent.paraphrases() ? new Paraphrases(Objects.requireNonNull(phrases), agent) : null;
        return new Readers(always, grammar, sounds, paraphrases);
    }

    @Override
    public void close() {
        closing.close();
    }
}
