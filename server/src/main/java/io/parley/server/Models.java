package io.parley.server;

import io.parley.agent.LocalEngine.Workplace;
import io.parley.agent.ear.EarLane;
import io.parley.agent.ear.EarModel;
import io.parley.agent.voice.OnnxVoice;
import io.parley.agent.voice.PromptCache;
import io.parley.agent.voice.TextToPhones;
import io.parley.agent.voice.VoiceCounters;
import io.parley.models.Lane;
import io.parley.models.Pack;
import io.parley.server.metrics.Metrics;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The packs, opened once, and the lanes that run them: every lane has an ear and a voice of its own. Made and closed on
 * a thread that may block.
 */
final class Models implements AutoCloseable {
    private final Closing closing = new Closing();
    private final EarModel ear;
    private final TextToPhones speech;
    private final List<Workplace> workplaces = new ArrayList<>();

    private Models(EarModel ear, TextToPhones speech) {
        this.ear = ear;
        this.speech = speech;
    }

    /** @throws io.parley.models.ModelException naming the file that differs from its manifest */
    static Models open(Home home, Vertx vertx, Metrics metrics) {
        try {
            EarModel ear = EarModel.open(home.models("ear-en"));
            Models models = new Models(ear, TextToPhones.english());
            models.closing.add("ear", ear);
            try {
                models.staff(home, vertx, metrics);
                return models;
            } catch (RuntimeException e) {
                models.close();
                throw e;
            }
        } catch (LinkageError e) {
            throw new ServerFault(
                    "ONNX Runtime has no library for " + System.getProperty("os.name") + " on "
                            + System.getProperty("os.arch") + ", and without it nothing hears or speaks: " + e,
                    e);
        }
    }

    private void staff(Home home, Vertx vertx, Metrics metrics) {
        Pack vad = closing.add("vad", Pack.open(home.models("vad")));
        Pack voice = closing.add("voice", Pack.open(home.models("voice-en")));
        VoiceCounters counters = new VoiceCounters();
        metrics.show(counters);
        List<Lane> lanes = Waiting.on(Lane.deploy(vertx, Lane.defaultCount()), "the lanes");
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            Executor timed = timed(lane, String.valueOf(i), metrics);
            EarLane ears = new EarLane(ear, vad, timed, metrics.earTimes());
            OnnxVoice mouth = new OnnxVoice(voice, speech, timed, counters, System::nanoTime);
            workplaces.add(new Workplace(lane, ears, new PromptCache(mouth)));
            closing.add("voice of lane " + i, mouth);
            closing.add("ear of lane " + i, () -> Waiting.on(lane, ears::close));
        }
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

    List<Workplace> workplaces() {
        return workplaces;
    }

    EarModel ear() {
        return ear;
    }

    TextToPhones speech() {
        return speech;
    }

    @Override
    public void close() {
        closing.close();
    }
}
