package io.parley.server.simulate;

import io.parley.actions.ActionBus;
import io.parley.actions.HttpActionBus;
import io.parley.actions.ScriptedAnswers;
import io.parley.agent.AgentRuntime;
import io.parley.agent.CallEvent;
import io.parley.agent.CallInfo;
import io.parley.agent.LocalEngine.Workplace;
import io.parley.agent.dictation.Dictation;
import io.parley.agent.simulation.RememberingVoice;
import io.parley.agent.simulation.VirtualLane;
import io.parley.config.AgentSpec;
import io.parley.config.CallScript;
import io.parley.media.StepLine;
import io.parley.media.SteppedLine;
import io.parley.models.Lane;
import io.parley.server.Agents;
import io.parley.server.Home;
import io.parley.server.Models;
import io.parley.server.Recognition;
import io.parley.server.metrics.Metrics;
import io.parley.server.phone.Caller;
import io.parley.server.phone.PhoneObserver;
import io.parley.server.phone.ScriptedCaller;
import io.parley.server.trial.TrialCall;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stages in virtual time: one set of models and agents for all of them, a lane for each. A stage is used by one thread at a
 * time, different stages by different threads. Opened and closed on a thread that may block.
 */
public final class VirtualStages implements AutoCloseable {
    private static final int ANSWERED = 200;

    private final Conditions conditions;
    private final Models models;
    private final @Nullable Recognition recognition;
    private final Map<String, AgentRuntime> agents;
    private final @Nullable LiveBusiness live;
    private final RememberingVoice memory = new RememberingVoice();
    private final List<VirtualStage> stages = new ArrayList<>();

    /** @param progress told what is being done */
    public VirtualStages(
            Home home, List<AgentSpec> specs, Conditions conditions, int count, Consumer<String> progress) {
        this.conditions = conditions;
        List<VirtualLane> lanes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lanes.add(new VirtualLane());
        }
        progress.accept("loading the models");
        Metrics metrics = new Metrics();
        models = Models.open(home, lanes.stream().map(Lane::over).toList(), metrics);
        try {
            boolean dictated = specs.stream().anyMatch(agent -> agent.dictates().isPresent());
            recognition = dictated ? Recognition.open(home, models, specs, metrics) : null;
            progress.accept("compiling what callers may say");
            agents = Agents.ready(specs, models, recognition);
            live = conditions.live() ? LiveBusiness.open(home, specs) : null;
        } catch (RuntimeException e) {
            models.close();
            throw e;
        }
        for (int i = 0; i < count; i++) {
            VirtualLane lane = lanes.get(i);
            Dictation dictation = recognition == null ? null : recognition.dictation(List.of(lane));
            stages.add(new VirtualStage(lane, models.workplaces().get(i), dictation));
        }
    }

    public List<Stage> stages() {
        return List.copyOf(stages);
    }

    /** The same stages for callers without a script. */
    public List<VirtualPhone> phones() {
        return List.copyOf(stages);
    }

    @Override
    public void close() {
        stages.forEach(Stage::close);
        if (live != null) {
            live.close();
        }
        if (recognition != null) {
            recognition.close();
        }
        models.close();
    }

    private final class VirtualStage implements Stage, VirtualPhone {
        private final VirtualLane lane;
        private final Workplace workplace;
        private final @Nullable Dictation dictation;
        private final CallerVoice voice;
        private final Casting casting;

        VirtualStage(VirtualLane lane, Workplace workplace, @Nullable Dictation dictation) {
            this.lane = lane;
            this.dictation = dictation;
            this.workplace = new Workplace(workplace.lane(), workplace.ear(), memory.over(workplace.voice()));
            this.voice = CallerVoice.of(models.voice(new VirtualLane()), memory);
            this.casting = new Casting(voice);
        }

        @Override
        public Played play(Scene scene, PhoneObserver observer, BiConsumer<CallInfo, CallEvent> watcher) {
            long began = System.nanoTime();
            AgentRuntime agent = Objects.requireNonNull(agents.get(scene.agent().id()));
            Clock clock = VirtualCall.noon(conditions.today(scene));
            ScriptedCaller caller = casting.caller(scene, conditions.seed());
            ScriptedAnswers answers = new ScriptedAnswers();
            answers.use(scene.script().answers());
            CallScript script = scene.script();
            CallInfo info = VirtualCall.info(scene.agent(), scene.name(), script.name(), clock);
            VirtualCall call =
                    new VirtualCall(info, StepLine.overTelephone(), target -> script.transfer(), lane, caller, watcher);
            SplittableRandom random = scene.random(conditions.seed());
            TrialCall done = call.run(
                    workplace,
                    dictation,
                    agent,
                    clock,
                    placed -> bus(placed, scene.agent(), random, answers),
                    observer);
            String failure = Failure.of(caller, done, answers);
            return new Played(scene, done, failure, (System.nanoTime() - began) / 1e9);
        }

        @Override
        public TrialCall call(AgentSpec spec, String name, Caller caller, SteppedLine line) {
            AgentRuntime agent = Objects.requireNonNull(agents.get(spec.id()), spec.id());
            Clock clock = VirtualCall.noon(conditions.today());
            CallInfo info = VirtualCall.info(spec, name, "caller", clock);
            VirtualCall call = new VirtualCall(info, line, target -> ANSWERED, lane, caller, (who, what) -> {});
            SplittableRandom random = new SplittableRandom(conditions.seed());
            return call.run(
                    workplace,
                    dictation,
                    agent,
                    clock,
                    placed -> bus(placed, spec, random, new ScriptedAnswers()),
                    PhoneObserver.NONE);
        }

        private ActionBus bus(VirtualCall call, AgentSpec agent, SplittableRandom random, ScriptedAnswers answers) {
            if (live != null) {
                return call.inRealTime(live.bus());
            }
            return HttpActionBus.simulated(
                    call.time(),
                    call.leg().executor(),
                    random::nextDouble,
                    agent.actions().values(),
                    answers);
        }

        @Override
        public void close() {
            voice.close();
        }
    }
}
