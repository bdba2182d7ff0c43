package io.parley.server;

import io.parley.actions.ActionsCounters;
import io.parley.actions.EmbeddedRedis;
import io.parley.actions.RedisStore;
import io.parley.actions.Store;
import io.parley.config.HttpConfig;
import io.parley.config.ParleyConfig;
import io.parley.config.RedisConfig;
import io.parley.config.Transport;
import io.parley.media.AudioFiles;
import io.parley.server.demo.ExampleApis;
import io.parley.server.phone.CallerScript;
import io.parley.server.phone.CallerSpeech;
import io.parley.server.phone.Move;
import io.parley.server.phone.PhoneObserver;
import io.parley.server.trial.Trial;
import io.parley.server.trial.TrialCall;
import io.parley.testkit.FreePort;
import io.parley.testkit.Outside;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A whole server and a telephone, shared by all tests that ask for it, because its models take a while to load: the
 * examples and the {@link Kiosks}, a real Redis that the tests look into, and how it answered while it started.
 */
final class Served implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final AtomicInteger NAMES = new AtomicInteger();

    final Home home = new Home(Outside.home());
    /** By step of the start: the status of {@code /health}, that of {@code /ready}, and its reason. */
    final Map<String, String> start = new LinkedHashMap<>();

    final Http http;
    final Trial trial;
    final Store store;
    final URI redis;
    private final Closing closing = new Closing();

    private Served() {
        Outside.program("redis-server");
        try {
            Path folder = Files.createTempDirectory("parley-served");
            Path agents = Files.createDirectories(folder.resolve("agents"));
            closing.add("the businesses", new Kiosks(agents));
            EmbeddedRedis own =
                    closing.add("redis", EmbeddedRedis.start(folder.resolve("state"), true, new ActionsCounters()));
            redis = own.uri();
            int port = FreePort.next();
            http = new Http(port);
            ParleyConfig plain = Trial.config(home, folder, List.of(home.examples(), agents), 24);
            ParleyConfig config = new ParleyConfig(
                    plain.sip(),
                    new HttpConfig("127.0.0.1", port),
                    plain.media(),
                    plain.agents(),
                    plain.routes(),
                    plain.trunks(),
                    plain.registrar(),
                    new RedisConfig(redis, folder.resolve("unused")),
                    plain.limits(),
                    plain.dictation());
            trial = closing.add("the trial", new Trial(Setup.of(home, config).withProgress(this::asked), folder));
            store = closing.add("the store", RedisStore.open(trial.parley().vertx(), redis, new ActionsCounters()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            closing.close();
            throw e;
        }
    }

    private void asked(String step) {
        HttpResponse<String> ready = http.get("/ready");
        String reason = Json.read(ready.body()).path("reason").asText();
        start.put(step, http.get("/health").statusCode() + " " + ready.statusCode() + " " + reason);
    }

    InetSocketAddress sip(Transport transport) {
        return trial.parley().sip(transport).get(0);
    }

    ExampleApis examples() {
        return trial.exampleApis();
    }

    /** Phones; the call is over when this completes. */
    Future<TrialCall> phone(String number, Move... moves) {
        return trial.call(
                number,
                "caller-" + NAMES.incrementAndGet(),
                new CallerScript(List.of(moves)),
                PhoneObserver.NONE,
                (call, event) -> {});
    }

    static TrialCall over(Future<TrialCall> call) {
        return Waiting.on(call, LONGEST, "the call");
    }

    /** A recording beside the coffee shop's call scripts. */
    Move coffee(String name) {
        return new Move.Play(speech(home.examples().resolve("coffee-shop/calls/" + name + ".wav")), null);
    }

    Move digit(String name) {
        return new Move.Play(speech(home.examples().resolve("digits/calls/" + name + ".wav")), null);
    }

    static CallerSpeech speech(Path file) {
        return CallerSpeech.of(String.valueOf(file.getFileName()), AudioFiles.read(file));
    }

    @Override
    public void close() {
        closing.close();
    }

    /** Starts it for the first test that asks, and stops it after the last test of all. */
    static final class Here implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == Served.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Served.class))
                    .computeIfAbsent(Served.class, key -> new Served(), Served.class);
        }
    }
}
