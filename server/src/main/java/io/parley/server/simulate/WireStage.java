package io.parley.server.simulate;

import io.parley.actions.ScriptedAnswers;
import io.parley.agent.CallEvent;
import io.parley.agent.CallInfo;
import io.parley.agent.CallLeg;
import io.parley.agent.Consultation;
import io.parley.agent.ForwardingLeg;
import io.parley.agent.Termination;
import io.parley.config.AgentSpec;
import io.parley.config.CallScript;
import io.parley.config.ParleyConfig;
import io.parley.config.Route;
import io.parley.server.Home;
import io.parley.server.Setup;
import io.parley.server.Waiting;
import io.parley.server.World;
import io.parley.server.phone.PhoneObserver;
import io.parley.server.phone.ScriptedCaller;
import io.parley.server.trial.Trial;
import io.parley.server.trial.TrialCall;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The stage in real time: a whole server and a telephone, over SIP and RTP on loopback. */
public final class WireStage implements Stage {
    private static final Duration LONGEST = Duration.ofMinutes(11);

    private final Conditions conditions;
    private final CallerVoice voice;
    private final Casting casting;
    private final ScriptedAnswers answers = new ScriptedAnswers();
    private final Trial trial;

    /** Of the call under way; calls are placed one after another. */
    private volatile LocalDate today;

    private volatile int desk = CallScript.TAKEN;
    private int calls;

    /** @param progress told what is being done */
    public WireStage(Home home, List<AgentSpec> agents, Conditions conditions, Consumer<String> progress) {
        this.conditions = conditions;
        this.today = conditions.today();
        voice = CallerVoice.open(home);
        casting = new Casting(voice);
        Path folder = Trial.temporaryFolder();
        Setup setup = Setup.of(home, config(home, folder, agents))
                .withProgress(progress)
                .in(new World(new Today(), conditions.live() ? null : answers, Transferring::new));
        try {
            trial = new Trial(setup, folder);
        } catch (RuntimeException | Error e) {
            voice.close();
            throw e;
        }
    }

    /** Every agent is phoned by a number of its own, so that it need have none. */
    private static ParleyConfig config(Home home, Path folder, List<AgentSpec> agents) {
        List<Path> folders = agents.stream().map(AgentSpec::folder).toList();
        List<Route> routes = agents.stream()
                .map(agent -> new Route(number(agent), agent.id()))
                .toList();
        ParleyConfig plain = Trial.config(home, folder, folders, 1);
        return new ParleyConfig(
                plain.sip(),
                plain.http(),
                plain.media(),
                plain.agents(),
                routes,
                plain.trunks(),
                plain.registrar(),
                plain.redis(),
                plain.limits(),
                plain.dictation());
    }

    private static String number(AgentSpec agent) {
        return "simulated-" + agent.id();
    }

    @Override
    public Played play(Scene scene, PhoneObserver observer, BiConsumer<CallInfo, CallEvent> watcher) {
        today = conditions.today(scene);
        desk = scene.script().transfer();
        answers.use(scene.script().answers());
        ScriptedCaller caller = casting.caller(scene, conditions.seed());
        long began = System.nanoTime();
        TrialCall placed = Waiting.on(
                trial.call(number(scene.agent()), "caller-" + ++calls, caller, observer, watcher),
                LONGEST,
                "the call " + scene.name());
        TrialCall call = new TrialCall(scene.name(), placed.report(), placed.record(), placed.events());
        String failure = Failure.of(caller, call, answers);
        return new Played(scene, call, failure, (System.nanoTime() - began) / 1e9);
    }

    @Override
    public void close() {
        trial.close();
        voice.close();
    }

    /** Noon of the day on which the call takes place. */
    private final class Today extends Clock {
        @Override
        public ZoneId getZone() {
            return VirtualCall.noon(today).getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return VirtualCall.noon(today).withZone(zone);
        }

        @Override
        public Instant instant() {
            return VirtualCall.noon(today).instant();
        }
    }

    /** The telephones here cannot be put through to anybody: the script says what would have come of it. */
    private final class Transferring extends ForwardingLeg {
        Transferring(CallLeg leg) {
            super(leg);
        }

        @Override
        public Future<Integer> transfer(String target) {
            int status = desk;
            if (status < 300) {
                hangUp(Termination.transferred());
            }
            return Future.succeededFuture(status);
        }

        @Override
        public Future<Integer> consult(Consultation consultation) {
            return transfer(consultation.to().to());
        }
    }
}
