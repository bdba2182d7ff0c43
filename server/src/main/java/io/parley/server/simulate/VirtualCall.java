package io.parley.server.simulate;

import io.parley.actions.ActionBus;
import io.parley.agent.AgentRuntime;
import io.parley.agent.CallEvent;
import io.parley.agent.CallInfo;
import io.parley.agent.CallObserver;
import io.parley.agent.Conversation;
import io.parley.agent.LocalEngine;
import io.parley.agent.LocalEngine.Workplace;
import io.parley.agent.dictation.Dictation;
import io.parley.agent.simulation.RealTimeActions;
import io.parley.agent.simulation.VirtualLane;
import io.parley.agent.simulation.VirtualLeg;
import io.parley.agent.simulation.VirtualTime;
import io.parley.config.AgentSpec;
import io.parley.media.Audio;
import io.parley.media.SteppedLine;
import io.parley.server.ServerFault;
import io.parley.server.phone.Caller;
import io.parley.server.phone.PhoneCall;
import io.parley.server.phone.PhoneObserver;
import io.parley.server.phone.PhoneReport;
import io.parley.server.trial.TrialCall;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** One call in virtual time: the real engine and the real telephone, step by step, on the thread that runs it. */
final class VirtualCall {
    /** The longest call: a script whose agent never ends it is wrong. */
    private static final Duration LONGEST = Duration.ofMinutes(15);
    /** What was begun before the end goes on for so long. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(3);

    private static final long STEP = Audio.FRAME_NANOS;

    private final Caller caller;
    private final BiConsumer<CallInfo, CallEvent> watcher;
    private final VirtualTime time = new VirtualTime();
    private final TrialCall.Builder record = new TrialCall.Builder();
    private final VirtualLeg leg;
    private final CallerEnd end;
    private @Nullable RealTimeActions real;

    /**
     * @param line between caller and agent
     * @param desk the status with which whoever the caller is put through to answers, by SIP URI
     */
    VirtualCall(
            CallInfo info,
            SteppedLine line,
            ToIntFunction<String> desk,
            VirtualLane lane,
            Caller caller,
            BiConsumer<CallInfo, CallEvent> watcher) {
        this.caller = caller;
        this.watcher = watcher;
        leg = new VirtualLeg(info, time, lane, desk, line);
        end = new CallerEnd(leg, time);
    }

    /** A call of that name to an agent. */
    static CallInfo info(AgentSpec agent, String name, String from, Clock clock) {
        List<String> numbers = agent.numbers();
        String number = numbers.isEmpty() ? agent.id() : numbers.get(0);
        return new CallInfo(name, true, number, from, null, "simulated", clock.instant());
    }

    /** A clock that stands at noon of a day. */
    static Clock noon(java.time.LocalDate day) {
        return Clock.fixed(day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    }

    /**
     * @param dictation recognisers on the workplace's lane, null where no agent needs them
     * @param bus gives the bus that answers in virtual time
     */
    TrialCall run(
            Workplace workplace,
            @Nullable Dictation dictation,
            AgentRuntime agent,
            Clock clock,
            Function<VirtualCall, ActionBus> bus,
            PhoneObserver observer) {
        Future<PhoneReport> report = PhoneCall.at(end, caller, observer, false);
        LocalEngine engine = new LocalEngine(List.of(workplace), bus.apply(this), new Told(), clock, dictation);
        Conversation conversation = engine.open(leg, agent);
        leg.settle();
        long steps = 0;
        while (leg.ended() == null && steps++ * STEP < LONGEST.toNanos()) {
            step();
        }
        if (leg.ended() == null) {
            throw new ServerFault(
                    leg.info().id() + ": the call was not over after " + LONGEST.toMinutes() + " minutes of its time");
        }
        for (long after = 0; stillActing() && after < AFTERWARDS.toNanos(); after += STEP) {
            pass();
        }
        return record.build(leg.info().id(), report.result(), conversation.record());
    }

    VirtualTime time() {
        return time;
    }

    VirtualLeg leg() {
        return leg;
    }

    /** Actions of the real world, for which virtual time waits. */
    ActionBus inRealTime(ActionBus bus) {
        RealTimeActions actions = new RealTimeActions(bus, leg.executor());
        real = actions;
        return actions;
    }

    private void step() {
        pass();
        end.step();
        leg.settle();
    }

    private boolean stillActing() {
        return real == null ? time.waiting() : real.running() > 0;
    }

    /** 20 ms pass; while a real action is under way they take as long as they do. */
    private void pass() {
        if (real != null && real.running() > 0) {
            waitFor(real);
        }
        time.pass(STEP, leg::settle);
    }

    private void waitFor(RealTimeActions actions) {
        long until = System.nanoTime() + STEP;
        long left = STEP;
        try {
            while (left > 0 && actions.running() > 0) {
                leg.await(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
                left = until - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFault("interrupted", e);
        }
    }

    private final class Told implements CallObserver {
        @Override
        public void event(CallEvent event) {
            record.event(event, time.nanos());
            caller.told(event, time.nanos());
            watcher.accept(leg.info(), event);
        }
    }
}
