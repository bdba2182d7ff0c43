package io.parley.agent;

import io.parley.actions.ActionBus;
import io.parley.agent.ear.EarLane;
import io.parley.agent.ear.EarSlot;
import io.parley.agent.ear.Heard;
import io.parley.agent.voice.Voice;
import io.parley.models.Lane;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The engine {@code native}: ear, grammar search, dialogue and voice, all in this process, no text recogniser between
 * hearing and acting.
 */
public final class NativeEngine implements Engine {
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

    /** @param clock the wall clock and time zone, for "tomorrow" */
    public NativeEngine(List<Workplace> workplaces, ActionBus bus, CallObserver observer, Clock clock) {
        this.workplaces = List.copyOf(workplaces);
        this.bus = bus;
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public Conversation open(CallLeg call, AgentRuntime agent) {
        Workplace workplace = join();
        NativeConversation conversation = new NativeConversation(call, agent, new Services(workplace));
        call.audio().listen(conversation);
        call.listen(conversation);
        call.answer();
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

        Mouthpiece mouthpiece(Executor context) {
            return new Mouthpiece(workplace.voice, context);
        }

        EarSlot ear(Executor context, AgentRuntime agent, Map<String, Float> priors, Consumer<Heard> listener) {
            return workplace.ear.open(agent.grammar(), priors, context, listener);
        }

        void leave() {
            workplace.lane.leave();
        }
    }
}
