package io.parley.embed;

import io.parley.config.Listen;
import io.parley.config.ParleyConfig;
import io.parley.config.Transport;
import io.parley.server.Home;
import io.parley.server.Parley;
import io.parley.server.Setup;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Answers telephone calls for the program that made it:
 *
 * <pre>{@code
 * try (VoiceAgent agent = VoiceAgent.listen(5060)) {
 *     agent.onCall(call -> call.greet("Hello, this is the automatic barista. What can I get you?")
 *             .slot("drink", Slots.choice("tea", "coffee"), "What would you like to drink?")
 *             .task("order", task -> task.example("can I have a {drink}")
 *                     .needs("drink")
 *                     .run("orders.place")
 *                     .tell("Your order number is {number}."))
 *             .allow(Actions.call("orders.place", order -> Map.of("number", kitchen.place(order.get("drink"))))
 *                     .returns("number")
 *                     .writes())
 *             .record(Consent.NONE));
 *     agent.awaitShutdown();
 * }
 * }</pre>
 *
 * <p>It is the server of {@code ./parley serve}, with HTTP, metrics, records and Redis; what the program says takes the place
 * of the agents' files. One process has room for one. Methods may be called on any thread, and those that start and stop
 * block for seconds. {@code docs/embedding.md} tells what a program must bring along.
 */
public final class VoiceAgent implements AutoCloseable {
    /** How long calls under way may take when it is closed. */
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final Callers callers = new Callers();
    private final Parley parley;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::close, "parley-stop");
    private boolean closed;

    private VoiceAgent(ParleyConfig config) {
        Setup setup = Setup.of(Home.ofThisProcess(), config).withWatcher(callers);
        parley = Parley.start(setup, callers, callers);
        callers.serve(parley);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Listens as a {@code parley.yaml} says, which must not name agents or routes. Until the first {@link #onCall} calls are
     * answered 503.
     *
     * @throws io.parley.config.ConfigException with everything that is wrong in the file
     * @throws io.parley.server.ServerFault when the models are not where the system property {@code parley.home} says
     * @throws RuntimeException when a port, the store or a model cannot be had; nothing stays open
     */
    public static VoiceAgent listen(Path configuration) {
        return listen(ParleyConfig.loadWithoutAgents(configuration));
    }

    /**
     * Listens on a port of every local address, UDP and TCP. This machine and private networks may call, and HTTP is on
     * {@code localhost:8080}.
     *
     * @param sipPort usually 5060; 0 for any free one
     */
    public static VoiceAgent listen(int sipPort) {
        ParleyConfig defaults =
                ParleyConfig.defaults(Home.ofThisProcess().folder()).withoutAgents();
        List<Listen> points = List.of(point(Transport.UDP, sipPort), point(Transport.TCP, sipPort));
        return listen(Setup.listening(defaults, points, defaults.http()));
    }

    private static Listen point(Transport transport, int port) {
        return Mistake.in("listen", () -> new Listen(transport, null, port));
    }

    /** @param config without agents and routes */
    public static VoiceAgent listen(ParleyConfig config) {
        if (!config.agents().isEmpty() || !config.routes().isEmpty()) {
            throw Mistake.of(
                    "listen",
                    config.agents() + " " + config.routes(),
                    "a configuration without agents and routes, as ParleyConfig.loadWithoutAgents reads it");
        }
        return new VoiceAgent(config);
    }

    /**
     * Says what the agent is in calls to any number that nothing else is said for.
     *
     * @param plan made once at once, so that what is wrong is thrown here and nobody waits for what has to be compiled; then
     *     for every call while it rings, on one of a few threads that may block. A plan may look at who calls. Where it
     *     throws, the caller gets a 500. What callers may say follows from slots and tasks: where they differ from call to
     *     call, up to 32 sorts of them are kept, and a new one takes up to a second to compile
     * @throws io.parley.config.ConfigException with everything that is wrong in the plan
     */
    public VoiceAgent onCall(Consumer<CallPlan> plan) {
        return onCall("*", plan);
    }

    /**
     * The same for calls to some numbers.
     *
     * @param number as in {@code routes} of {@code parley.yaml}: exact ({@code coffee}, {@code +15550100}), a prefix
     *     ({@code +1555*}), a pattern ({@code /[0-9]{4}/}) or {@code *}
     */
    public VoiceAgent onCall(String number, Consumer<CallPlan> plan) {
        callers.add(number, plan);
        return this;
    }

    /** Where SIP is heard. */
    public List<InetSocketAddress> addresses(Transport transport) {
        return parley.sip(transport);
    }

    /** Where HTTP is heard. */
    public int httpPort() {
        return parley.httpPort();
    }

    /** Calls that ring or are up. */
    public int liveCalls() {
        return parley.liveCalls();
    }

    /** Returns when it has been closed, by another thread or by SIGTERM; or when the waiting thread is interrupted. */
    public void awaitShutdown() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops: new calls get 503, those under way may end for 20 s, the rest is hung up, records are written. */
    @Override
    public void close() {
        close(DRAIN);
    }

    /** @param drain how long calls under way may take */
    public synchronized void close(Duration drain) {
        if (closed) {
            return;
        }
        closed = true;
        try {
            parley.stop(drain);
        } finally {
            callers.close();
            over.countDown();
            forgetHook();
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: it is the hook that closes.
        }
    }
}
