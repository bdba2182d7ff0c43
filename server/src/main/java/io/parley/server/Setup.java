package io.parley.server;

import io.parley.config.AgentSpec;
import io.parley.config.EngineKind;
import io.parley.config.HttpConfig;
import io.parley.config.Listen;
import io.parley.config.ParleyConfig;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a server is started with.
 *
 * @param env what <code>${env:NAME}</code> in the agents' actions stand for
 * @param progress told what the start is about to do, a few words each
 * @param watcher watches every call
 * @param engine hears all agents' callers, whatever their files say; null leaves it to the files
 * @param world what is around it
 */
public record Setup(
        Home home,
        ParleyConfig config,
        Map<String, String> env,
        Consumer<String> progress,
        CallWatcher watcher,
        @Nullable EngineKind engine,
        World world) {
    public Setup {
        env = Map.copyOf(env);
    }

    public static Setup of(Home home, ParleyConfig config) {
        return new Setup(home, config, System.getenv(), step -> {}, CallWatcher.NONE, null, World.REAL);
    }

    public Setup withProgress(Consumer<String> steps) {
        return new Setup(home, config, env, steps, watcher, engine, world);
    }

    public Setup withWatcher(CallWatcher of) {
        return new Setup(home, config, env, progress, of, engine, world);
    }

    public Setup withEngine(@Nullable EngineKind of) {
        return new Setup(home, config, env, progress, watcher, of, world);
    }

    public Setup in(World around) {
        return new Setup(home, config, env, progress, watcher, engine, around);
    }

    /** The agents as this setup has them heard. */
    List<AgentSpec> heard(List<AgentSpec> agents) {
        return engine == null
                ? agents
                : agents.stream().map(agent -> agent.heardBy(engine)).toList();
    }

    /** The same with other listening points, for {@code --sip-port} and {@code --http-port}. */
    public static ParleyConfig listening(ParleyConfig config, List<Listen> sip, HttpConfig http) {
        return new ParleyConfig(
                config.sip().listening(sip),
                http,
                config.media(),
                config.agents(),
                config.routes(),
                config.trunks(),
                config.registrar(),
                config.redis(),
                config.limits(),
                config.dictation(),
                config.dial());
    }
}
