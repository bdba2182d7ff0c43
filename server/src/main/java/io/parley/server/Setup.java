package io.parley.server;

import io.parley.config.HttpConfig;
import io.parley.config.Listen;
import io.parley.config.ParleyConfig;
import io.parley.config.SipConfig;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a server is started with.
 *
 * @param env what <code>${env:NAME}</code> in the agents' actions stand for
 * @param progress told what the start is about to do, a few words each
 * @param watcher watches every call
 * @param world what is around it
 */
public record Setup(
        Home home,
        ParleyConfig config,
        Map<String, String> env,
        Consumer<String> progress,
        CallWatcher watcher,
        World world) {
    public Setup {
        env = Map.copyOf(env);
    }

    public static Setup of(Home home, ParleyConfig config) {
        return new Setup(home, config, System.getenv(), step -> {}, CallWatcher.NONE, World.REAL);
    }

    public Setup withProgress(Consumer<String> steps) {
        return new Setup(home, config, env, steps, watcher, world);
    }

    public Setup withWatcher(CallWatcher of) {
        return new Setup(home, config, env, progress, of, world);
    }

    public Setup in(World around) {
        return new Setup(home, config, env, progress, watcher, around);
    }

    /** The same with other listening points, for {@code --sip-port} and {@code --http-port}. */
    public static ParleyConfig listening(ParleyConfig config, List<Listen> sip, HttpConfig http) {
        return new ParleyConfig(
                new SipConfig(sip, config.sip().publicAddress()),
                http,
                config.media(),
                config.agents(),
                config.routes(),
                config.trunks(),
                config.redis(),
                config.limits());
    }
}
