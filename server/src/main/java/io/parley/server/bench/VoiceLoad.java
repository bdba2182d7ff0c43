package io.parley.server.bench;

import io.parley.agent.AgentRuntime;
import io.parley.agent.LocalEngine.Workplace;
import io.parley.agent.dialogue.DialogueState;
import io.parley.agent.dialogue.Expectation;
import io.parley.agent.ear.EarSlot;
import io.parley.agent.voice.Language;
import io.parley.agent.voice.PackVoice;
import io.parley.agent.voice.Persona;
import io.parley.agent.voice.PromptCache;
import io.parley.agent.voice.Style;
import io.parley.agent.voice.Utterance;
import io.parley.agent.voice.Voice;
import io.parley.config.AgentSpec;
import io.parley.media.Audio;
import io.parley.models.Lane;
import io.parley.server.Agents;
import io.parley.server.Home;
import io.parley.server.Models;
import io.parley.server.Waiting;
import io.parley.server.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Agents that all talk at once, on the lanes of a server with the voices and the ears of a server; there are no sockets and
 * no dialogues. On a thread that may block, which is the one that plays.
 */
public final class VoiceLoad implements AutoCloseable {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(Audio.FRAME_MILLIS);
    private static final long LATE_NANOS = (long) (MediaLevel.IN_TIME_MILLIS * 1e6);
    /** A kept prompt is asked for every 100 ms. */
    private static final int PROMPT_STEPS = 5;

    /** How long it waits at the end for first sounds that were asked for in the measured time: 10 s. */
    private static final int SETTLE_STEPS = 500;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Vertx vertx = Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2).setInternalBlockingPoolSize(2));
    private final Random random;
    private final List<Persona> personas = new ArrayList<>();
    private final Models models;
    private final AgentRuntime agent;
    private final boolean deaf;
    /** Those asked for beside the calls. */
    private final List<Utterance> prompts = new ArrayList<>();

    /**
     * Opens the models, and renders what is kept.
     *
     * @param deaf whether nobody listens
     * @param seed draws what is said, and the noise on the lines
     * @param progress told what is being done
     */
    public VoiceLoad(Home home, boolean deaf, long seed, Consumer<String> progress) {
        this.deaf = deaf;
        this.random = new Random(seed);
        progress.accept("loading the models");
        models = opened(home);
        try {
            progress.accept("compiling what callers may say");
            AgentSpec spec = Callers.agent(home);
            agent = Agents.ready(List.of(spec), models, null)
                    .values()
                    .iterator()
                    .next();
            progress.accept("warming the models and rendering the prompts");
            warm();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private Models opened(Home home) {
        try {
            List<Lane> lanes = Waiting.on(Lane.deploy(vertx, Lane.defaultCount()), "the lanes");
            return Models.open(home, lanes, new Metrics());
        } catch (RuntimeException | Error e) {
            Waiting.on(vertx.close(), "closing Vert.x");
            throw e;
        }
    }

    private void warm() {
        for (PackVoice voice : models.voices()) {
            if (voice.language().isTongueOf(Language.EN_US)) {
                Persona persona = Persona.named(voice.name());
                personas.add(persona);
                PromptCache prompts = models.prompts().get(0).as(persona);
                Waiting.on(
                        Future.fromCompletionStage(prompts.warm(VoiceSentences.PROMPTS, Style.NEUTRAL)),
                        PATIENCE,
                        "rendering the prompts");
            }
        }
    }

    /** How many threads render and listen. */
    public int lanes() {
        return models.workplaces().size();
    }

    /**
     * @param voices at once
     * @param warm how long they speak before they are measured; within two thirds of it all begin, one after the other
     * @param measured how long they are measured
     */
    public VoiceLevel run(int voices, Duration warm, Duration measured) {
        List<TalkingCall> calls = new ArrayList<>();
        List<EarSlot> ears = new ArrayList<>();
        for (int i = 0; i < voices; i++) {
            Voice voice = workplace(i).voice().as(persona(i));
            calls.add(new TalkingCall(voice, () -> VoiceSentences.next(random), System::nanoTime));
            if (!deaf) {
                ears.add(ear(workplace(i)));
            }
        }
        try {
            Stage stage = new Stage(calls, ears, steps(warm), steps(measured));
            VoiceReading from = stage.play(new VoiceTally(), 0, stage.warm);
            VoiceTally tally = new VoiceTally();
            VoiceReading to = stage.play(tally, stage.warm, stage.warm + stage.measured);
            stage.settle(tally);
            return to.since(from, voices, tally);
        } finally {
            calls.forEach(TalkingCall::end);
            prompts.forEach(Utterance::cancel);
            prompts.clear();
            ears.forEach(EarSlot::close);
        }
    }

    private static int steps(Duration time) {
        return (int) (time.toMillis() / Audio.FRAME_MILLIS);
    }

    private Workplace workplace(int call) {
        return models.workplaces().get(call % lanes());
    }

    private Persona persona(int call) {
        return personas.get(call % personas.size());
    }

    private EarSlot ear(Workplace workplace) {
        Map<String, Float> priors =
                Expectation.of(agent.spec(), DialogueState.START).priors();
        return workplace.ear().open(agent.grammar(), priors, Runnable::run, heard -> {});
    }

    /** The calls of a level, played step by step. */
    private final class Stage {
        private final List<TalkingCall> calls;
        private final List<EarSlot> ears;
        private final int warm;
        private final int measured;
        private final LineNoise noise = new LineNoise(random.nextLong());
        private long due = System.nanoTime();

        Stage(List<TalkingCall> calls, List<EarSlot> ears, int warm, int measured) {
            this.calls = calls;
            this.ears = ears;
            this.warm = warm;
            this.measured = measured;
        }

        /** @return what has been used when these steps are over */
        VoiceReading play(VoiceTally tally, int from, int to) {
            for (int step = from; step < to; step++) {
                step(step, tally);
                if (step % PROMPT_STEPS == 0) {
                    prompt(step / PROMPT_STEPS, tally);
                }
            }
            return VoiceReading.now(models.voiceCounters());
        }

        /** Goes on until everything that was asked for has been heard: who waits longest is measured too. */
        void settle(VoiceTally tally) {
            VoiceTally after = new VoiceTally();
            for (int step = 0; step < SETTLE_STEPS && tally.waits(); step++) {
                step(warm + measured + step, after);
            }
        }

        private void step(int step, VoiceTally tally) {
            due += STEP_NANOS;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            tally.steps++;
            tally.lateSteps += System.nanoTime() - due > LATE_NANOS ? 1 : 0;
            ears.forEach(ear -> ear.hear(noise.frame(), 0));
            for (int i = 0; i < calls.size(); i++) {
                if (step >= 2L * i * warm / (3L * calls.size())) {
                    calls.get(i).step(tally);
                }
            }
        }
    }

    /** Asks beside the calls for a prompt that is kept, and plays it to nobody. */
    private void prompt(int number, VoiceTally tally) {
        Voice voice = workplace(number).voice().as(persona(number));
        String text = VoiceSentences.PROMPTS.get(number / personas.size() % VoiceSentences.PROMPTS.size());
        tally.prompts++;
        long asked = System.nanoTime();
        Utterance said = voice.speak(text, Style.NEUTRAL);
        prompts.add(said);
        FirstSound.of(said, asked, System::nanoTime, (millis, silence) -> tally.cached(millis));
    }

    @Override
    public void close() {
        try {
            models.close();
        } finally {
            Waiting.on(vertx.close(), "closing Vert.x");
        }
    }
}
