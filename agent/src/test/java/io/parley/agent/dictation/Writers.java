package io.parley.agent.dictation;

import io.parley.agent.ear.Ears;
import io.parley.agent.ear.SoundSearch;
import io.parley.agent.phrases.Paraphrases;
import io.parley.agent.phrases.PhraseModel;
import io.parley.config.AgentSpec;
import io.parley.config.EngineKind;
import io.parley.models.recogniser.VoskModel;
import io.parley.testkit.Outside;
import java.nio.file.Path;

/** What takes callers down, opened once for all tests of a run. */
public final class Writers {
    private static final Path PACKS = Outside.home().resolve("models/target/packs");

    private static final class Held {
        static final VoskModel SPEECH = VoskModel.open(PACKS.resolve("dictation-en"));
        static final PhraseModel PHRASES = PhraseModel.open(PACKS.resolve("phrases-en"));
        static final SoundSearch SOUNDS =
                new SoundSearch(Ears.model().tree(), Ears.model().lexicon());
    }

    private Writers() {}

    /** Not to be closed. */
    public static VoskModel speech() {
        return Held.SPEECH;
    }

    /** Not to be closed. */
    public static PhraseModel phrases() {
        return Held.PHRASES;
    }

    public static SoundSearch sounds() {
        return Held.SOUNDS;
    }

    public static Readers readers(AgentSpec agent, io.parley.agent.ear.Grammar grammar) {
        boolean always = agent.engine() == EngineKind.CASCADE;
        return new Readers(always, grammar, sounds(), agent.paraphrases() ? new Paraphrases(phrases(), agent) : null);
    }
}
