package io.parley.agent;

import io.parley.actions.ActionBus;
import io.parley.agent.LocalEngine.Workplace;
import io.parley.agent.dictation.Dictation;
import io.parley.agent.dictation.DictationCounters;
import io.parley.agent.dictation.Writers;
import io.parley.agent.ear.EarLane;
import io.parley.agent.ear.EarModel;
import io.parley.agent.ear.EarTimes;
import io.parley.agent.ear.Ears;
import io.parley.agent.grammar.AgentGrammar;
import io.parley.agent.simulation.VirtualLane;
import io.parley.agent.voice.OnnxVoice;
import io.parley.agent.voice.Persona;
import io.parley.agent.voice.PromptCache;
import io.parley.agent.voice.Style;
import io.parley.agent.voice.TextToPhones;
import io.parley.agent.voice.Utterance;
import io.parley.agent.voice.VoiceCounters;
import io.parley.config.AgentSpec;
import io.parley.config.EngineKind;
import io.parley.media.Audio;
import io.parley.media.AudioFiles;
import io.parley.models.Lane;
import io.parley.models.Pack;
import io.parley.models.recogniser.Recogniser;
import io.parley.testkit.Outside;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The real models and agents on a lane without a thread. */
public final class Studio implements AutoCloseable {
    private static final Instant TODAY = Instant.parse("2026-03-03T12:00:00Z");

    /** Compiled once for all tests of a run: an agent is its file and the ear's tree, whoever speaks. */
    private static final Map<String, AgentRuntime> AGENTS = new HashMap<>();

    private static final int LOUD = 1_000;
    private static final int PRE_ROLL = Audio.SAMPLE_RATE / 10;

    private final Pack vad = Pack.open(Ears.vadPack());
    private final Pack voice = Pack.open(Outside.home().resolve("models/voice-en"));
    private final TextToPhones speech = TextToPhones.english();
    private final VirtualLane lane = new VirtualLane();
    private final EarLane ear;
    private final OnnxVoice mouth = new OnnxVoice(voice, speech, lane, new VoiceCounters(), () -> 0);
    private final PromptCache prompts = new PromptCache(mouth);
    private final Map<String, short[]> said = new HashMap<>();
    private @Nullable Dictation dictation;

    public Studio() {
        this(Ears.model());
    }

    /** With an ear that a test may break; the caller's to close. */
    Studio(EarModel model) {
        ear = new EarLane(model, vad, lane, EarTimes.NONE);
    }

    /** From now on nothing can be rendered. */
    void loseVoice() {
        mouth.close();
    }

    /** What an agent's callers hear when nothing can be rendered. */
    StockPhrases phrases(AgentRuntime agent) {
        return new StockPhrases(said(StockPhrases.waitingText(agent)), said(StockPhrases.partingText(agent)));
    }

    VirtualLane lane() {
        return lane;
    }

    public EarLane ear() {
        return ear;
    }

    LocalEngine engine(ActionBus bus, CallObserver observer) {
        Workplace workplace = new Workplace(Lane.over(lane), ear, prompts);
        return new LocalEngine(List.of(workplace), bus, observer, Clock.fixed(TODAY, ZoneOffset.UTC), dictation);
    }

    /** So many recognisers, made by this, for the agents that need them; their thread is the test's. */
    DictationCounters recognisers(int count, Supplier<Recogniser> made) {
        closeDictation();
        DictationCounters counters = new DictationCounters();
        dictation = new Dictation(Collections.nCopies(count, lane), made, counters);
        return counters;
    }

    private void closeDictation() {
        if (dictation != null) {
            dictation.close();
        }
    }

    /** An agent of the examples, or of these tests. */
    public AgentRuntime agent(String name) {
        return agent(name, null);
    }

    /** The same heard by another engine than its file says. */
    AgentRuntime agent(String name, @Nullable EngineKind engine) {
        return AGENTS.computeIfAbsent(name + engine, n -> {
            AgentSpec file = AgentSpec.load(AgentFiles.folder(name));
            AgentSpec spec = engine == null ? file : file.heardBy(engine);
            AgentRuntime runtime = AgentRuntime.of(
                    spec, AgentGrammar.compile(spec, Ears.model().tree(), word -> {
                        List<String> known = Ears.model().lexicon().pronunciations(word);
                        return known.isEmpty() ? List.of(String.join(" ", speech.arpabet(word))) : known;
                    }));
            return spec.dictates().isEmpty() ? runtime : runtime.taking(Writers.readers(spec, runtime.grammar()));
        });
    }

    /** A recorded caller of the coffee shop, without the silence before. */
    static short[] recorded(String name) {
        Path calls = Outside.home().resolve("examples/coffee-shop/calls");
        short[] pcm = AudioFiles.read(calls.resolve(name + ".wav"));
        int first = 0;
        while (Math.abs(pcm[first]) < LOUD) {
            first++;
        }
        return Arrays.copyOfRange(pcm, Math.max(0, first - PRE_ROLL), pcm.length);
    }

    /** A caller who speaks with the agent's voice. */
    short[] said(String text) {
        return said(text, "heart");
    }

    /** A caller who speaks with some voice of the pack. */
    short[] said(String text, String voice) {
        return said.computeIfAbsent(voice + ": " + text, t -> {
            Utterance utterance = mouth.as(Persona.named(voice)).speak(text, Style.NEUTRAL);
            lane.work();
            short[] pcm = new short[utterance.available()];
            utterance.copy(0, pcm, 0, pcm.length);
            return pcm;
        });
    }

    @Override
    public void close() {
        closeDictation();
        mouth.close();
        ear.close();
        vad.close();
        voice.close();
    }
}
