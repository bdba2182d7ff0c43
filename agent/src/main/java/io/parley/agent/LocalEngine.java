package io.parley.agent;

import io.parley.actions.ActionBus;
import io.parley.agent.dictation.Dictation;
import io.parley.agent.dictation.Readers;
import io.parley.agent.dictation.Stenographer;
import io.parley.agent.ear.EarLane;
import io.parley.agent.ear.Heard;
import io.parley.agent.ear.Hearing;
import io.parley.agent.voice.Voice;
import io.parley.models.Lane;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The engines {@code native} and {@code cascade}: all models in this process. With the first the ear hears by the agent's
 * grammar, no text between hearing and acting; with the second a recogniser of free speech writes, and its words are read
 * by the same grammar. Everything behind is shared.
 */
public final class LocalEngine implements Engine {
    /**
     * One lane's models.
     *
     * @param lane the thread that runs them, null where the caller runs them itself
     */
    public record Workplace(Lane lane, EarLane ear, Voice voice) {}

    private final List<Workplace> workplaces;
    private final ActionBus bus;
    private final CallObserver observer;
    private final Clock clock;
    private final @Nullable Dictation dictation;

    /**
     * Without recognisers: for agents that need none.
     *
     * @param clock the wall clock and time zone, for "tomorrow"
     */
    public LocalEngine(List<Workplace> workplaces, ActionBus bus, CallObserver observer, Clock clock) {
        this(workplaces, bus, observer, clock, null);
    }

    /** @param dictation the recognisers, null where no agent needs them */
    public LocalEngine(
            List<Workplace> workplaces,
            ActionBus bus,
            CallObserver observer,
            Clock clock,
            @Nullable Dictation dictation) {
        this.dictation = dictation;
        this.workplaces = List.copyOf(workplaces);
        this.bus = bus;
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public Conversation open(CallLeg call, AgentRuntime agent) {
        Workplace workplace = join();
        SpokenConversation conversation = new SpokenConversation(call, agent, new Services(workplace));
        call.audio().listen(conversation);
        call.listen(conversation);
        if (agent.spec().earlyGreeting()) {
            call.progress();
        } else {
            call.answer();
        }
        return conversation;
    }

    private Workplace join() {
        Lane lane = Lane.join(workplaces.stream().map(Workplace::lane).toList());
        return workplaces.stream().filter(w -> w.lane == lane).findFirst().orElseThrow();
    }

    /** What one conversation uses. */
    final class Services {
        private final Workplace workplace;

        Services(Workplace workplace) {
            this.workplace = workplace;
        }

        ActionBus bus() {
            return bus;
        }

        CallObserver observer() {
            return observer;
        }

        LocalDate today() {
            return LocalDate.now(clock);
        }

        Mouthpiece mouthpiece(Executor context, AgentRuntime agent) {
            return new Mouthpiece(workplace.voice.as(agent.persona()), context);
        }

        Hearing hearing(Executor context, AgentRuntime agent, Map<String, Float> priors, Consumer<Heard> listener) {
            Readers readers = agent.readers();
            if (readers == null || dictation == null) {
                return workplace.ear.open(agent.grammar(), priors, context, listener);
            }
            Function<Consumer<Heard>, Hearing> ear = readers.always()
                    ? reports -> workplace.ear.openGate(context, reports)
                    : reports -> workplace.ear.open(agent.grammar(), priors, context, reports);
            return new Stenographer(dictation, readers, context, ear, listener);
        }

        void leave() {
            workplace.lane.leave();
        }
    }
}
