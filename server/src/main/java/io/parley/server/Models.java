package io.parley.server;

import io.parley.agent.LocalEngine.Workplace;
import io.parley.agent.ear.EarLane;
import io.parley.agent.ear.EarModel;
import io.parley.agent.voice.LetterPack;
import io.parley.agent.voice.OnnxVoice;
import io.parley.agent.voice.PackVoice;
import io.parley.agent.voice.PromptCache;
import io.parley.agent.voice.RelayVoice;
import io.parley.agent.voice.TextToPhones;
import io.parley.agent.voice.VoiceCounters;
import io.parley.models.Lane;
import io.parley.models.Pack;
import io.parley.server.metrics.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The packs, opened once, and what runs them: every lane has an ear and a voice of its own, and what is rendered once is
 * kept for all of them. Made and closed on a thread that may block.
 */
public final class Models implements AutoCloseable {
    private final Closing closing;
    private final EarModel ear;
    private final Pack vad;
    private final Pack voice;
    private final List<PackVoice> voices;
    private final LetterPack letters;
    private final VoiceCounters counters = new VoiceCounters();
    private final List<Workplace> workplaces = new ArrayList<>();
    private final List<PromptCache> prompts = new ArrayList<>();

    private Models(Home home, Closing closing) {
        this.closing = closing;
        this.ear = closing.add("ear", EarModel.open(home.models("ear-en")));
        this.vad = closing.add("vad", Pack.open(home.models("vad")));
        this.voice = closing.add("voice", Pack.open(home.models("voice-en")));
        this.voices = VoiceNames.voices(home);
        this.letters = closing.add("letters", LetterPack.open(home.models("letters-en")));
    }

    /**
     * @param lanes the threads that run the models
     * @throws io.parley.models.ModelException naming the file that differs from its manifest
     */
    public static Models open(Home home, List<Lane> lanes, Metrics metrics) {
        Closing closing = new Closing();
        try {
            Models models = new Models(home, closing);
            metrics.show(models.counters);
            models.staff(lanes, metrics);
            return models;
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        } catch (LinkageError e) {
            throw new ServerFault(
                    "ONNX Runtime has no library for " + System.getProperty("os.name") + " on "
                            + System.getProperty("os.arch") + ", and without it nothing hears or speaks: " + e,
                    e);
        }
    }

    private void staff(List<Lane> lanes, Metrics metrics) {
        List<EarLane> hearing = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            Executor timed = timed(lane, String.valueOf(i), metrics);
            EarLane ears = new EarLane(ear, vad, timed, metrics.earTimes());
            OnnxVoice mouth = voice(timed);
            PromptCache cache = i == 0 ? new PromptCache(mouth) : prompts.get(0).spokenBy(mouth);
            prompts.add(cache);
            hearing.add(ears);
            closing.add("voice of lane " + i, mouth);
            closing.add("ear of lane " + i, () -> Waiting.on(lane, ears::close));
        }
        for (int i = 0; i < lanes.size(); i++) {
            workplaces.add(new Workplace(lanes.get(i), hearing.get(i), relay(i)));
        }
    }

    /** A lane's voice, with those of the other lanes behind it, and itself once more where there is no other. */
    private RelayVoice relay(int lane) {
        List<PromptCache> voices = new ArrayList<>();
        for (int i = 0; i < Math.max(2, prompts.size()); i++) {
            voices.add(prompts.get((lane + i) % prompts.size()));
        }
        return new RelayVoice(voices);
    }

    /** A voice of its own for whoever asks, to be closed before the models. */
    public OnnxVoice voice(Executor lane) {
        return new OnnxVoice(voice, letters::of, lane, counters, System::nanoTime);
    }

    /** Those that agents' files can name. */
    public List<PackVoice> voices() {
        return voices;
    }

    /** Tells how long jobs wait for their lane. */
    private static Executor timed(Lane lane, String name, Metrics metrics) {
        return job -> {
            long handedIn = System.nanoTime();
            lane.execute(() -> {
                metrics.queued(name, System.nanoTime() - handedIn);
                job.run();
            });
        };
    }

    public List<Workplace> workplaces() {
        return workplaces;
    }

    /** What all voices of all lanes have done so far. */
    public VoiceCounters voiceCounters() {
        return counters;
    }

    /** The prompts of each lane. */
    public List<PromptCache> prompts() {
        return prompts;
    }

    EarModel ear() {
        return ear;
    }

    TextToPhones speech() {
        return letters.english();
    }

    @Override
    public void close() {
        closing.close();
    }
}
