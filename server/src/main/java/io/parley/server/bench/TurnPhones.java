package io.parley.server.bench;

import io.parley.config.AgentSpec;
import io.parley.config.EngineKind;
import io.parley.media.Impairments;
import io.parley.server.Home;
import io.parley.server.simulate.Conditions;
import io.parley.server.simulate.VirtualStages;
import io.parley.server.trial.Trial;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Telephones for recorded turns, and what stands behind them. Opened and closed on a thread that may block.
 *
 * @param all so many calls can be made at once
 * @param house closes what stands behind them
 */
public record TurnPhones(List<? extends TurnPhone> all, Runnable house) implements AutoCloseable {
    /** The day on which virtual calls take place: what depends on the day is the same on every day. */
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 3);

    private static final long SEED = 1;

    public TurnPhones {
        all = List.copyOf(all);
    }

    /**
     * A server and a telephone, in real time.
     *
     * @param engine hears the callers, whatever the agents' files say; null leaves it to the files
     */
    public static TurnPhones real(
            Home home,
            List<AgentSpec> agents,
            Impairments impairments,
            @Nullable EngineKind engine,
            int count,
            Consumer<String> progress) {
        Map<String, String> numbers = agents.stream()
                .collect(
                        Collectors.toMap(AgentSpec::id, agent -> agent.numbers().get(0)));
        Trial trial =
                new Trial(home, agents.stream().map(AgentSpec::folder).toList(), count, impairments, engine, progress);
        return new TurnPhones(Collections.nCopies(count, new RealTurnPhone(trial, numbers)), trial::close);
    }

    /** In virtual time; with impairments or without, the media of both ends is that of real calls. */
    public static TurnPhones virtual(
            Home home,
            List<AgentSpec> agents,
            Impairments impairments,
            @Nullable EngineKind engine,
            int count,
            Consumer<String> progress) {
        List<AgentSpec> heard = engine == null
                ? agents
                : agents.stream().map(agent -> agent.heardBy(engine)).toList();
        VirtualStages stages = new VirtualStages(home, heard, new Conditions(SEED, TODAY, false), count, progress);
        Map<String, AgentSpec> byId = heard.stream().collect(Collectors.toMap(AgentSpec::id, Function.identity()));
        return new TurnPhones(
                stages.phones().stream()
                        .map(phone -> new VirtualTurnPhone(phone, byId, impairments))
                        .toList(),
                stages::close);
    }

    @Override
    public void close() {
        house.run();
    }
}
