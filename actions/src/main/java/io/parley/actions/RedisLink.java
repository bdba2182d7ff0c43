package io.parley.actions;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two connections to Redis: one for the writer's transactions, one for reads and the heartbeat. Lettuce's own
 * reconnecting stays off, because it would send again what may have been carried out. Safe on any thread; never blocks
 * but in {@link #close}.
 */
final class RedisLink {
    private static final Logger log = LoggerFactory.getLogger(RedisLink.class);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int THREADS = 2; // the fewest Lettuce takes

    private final Vertx vertx;
    private final RedisURI uri;
    private final RedisWriter writer;
    private final ActionsCounters counters;
    private final StoreBounds bounds;
    private final ClientResources resources;
    private final RedisClient client;

    private @Nullable StatefulRedisConnection<String, String> writes;
    private volatile @Nullable StatefulRedisConnection<String, String> reads;
    private volatile boolean answering;
    private boolean asked;
    private int silentBeats;
    private int failures;
    private long heartbeat = -1;
    private boolean closed;

    RedisLink(Vertx vertx, RedisURI uri, RedisWriter writer, ActionsCounters counters, StoreBounds bounds) {
        this.vertx = vertx;
        this.uri = uri;
        this.writer = writer;
        this.counters = counters;
        this.bounds = bounds;
        uri.setTimeout(CONNECT_TIMEOUT);
        uri.setClientName("parley");
        resources = ClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .build();
        client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                // A late command may still be carried out; silence is the heartbeat's matter.
                .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .keepAlive(true)
                        .build())
                .build());
    }

    void start() {
        heartbeat = vertx.setPeriodic(bounds.heartbeat().toMillis(), timer -> beat());
        connect();
    }

    /** Whether there is a connection and the last question was answered. */
    boolean answering() {
        return answering;
    }

    /** @return null while the server is away */
    @Nullable
    RedisAsyncCommands<String, String> reads() {
        StatefulRedisConnection<String, String> now = reads;
        return answering && now != null ? now.async() : null;
    }

    /** Blocks until Lettuce's threads are gone. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        vertx.cancelTimer(heartbeat);
        drop("closed");
        client.shutdown(0, 1, TimeUnit.SECONDS);
        resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
    }

    private void connect() {
        CompletableFuture<StatefulRedisConnection<String, String>> first = open();
        CompletableFuture<StatefulRedisConnection<String, String>> second = open();
        first.thenCombine(second, this::up).whenComplete((up, error) -> {
            if (error != null) {
                first.thenAccept(RedisLink::discard);
                second.thenAccept(RedisLink::discard);
                notUp();
            }
        });
    }

    /** A connection more, which is whoever's asks for it; it ends with this at the latest. */
    CompletableFuture<StatefulRedisConnection<String, String>> open() {
        try {
            return client.connectAsync(StringCodec.UTF8, uri).toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private @Nullable Void up(
            StatefulRedisConnection<String, String> forWrites, StatefulRedisConnection<String, String> forReads) {
        synchronized (this) {
            if (closed) {
                discard(forWrites);
                discard(forReads);
                return null;
            }
            writes = forWrites;
            reads = forReads;
            failures = 0;
            silentBeats = 0;
            asked = false;
        }
        RedisConnectionStateListener lost = new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
                lost(connection);
            }
        };
        forWrites.addListener(lost);
        forReads.addListener(lost);
        answering(true);
        counters.add(ActionsCounter.STORE_CONNECTS);
        log.info("event=store-connected host={} port={}", uri.getHost(), uri.getPort());
        writer.connected(forWrites);
        if (!forWrites.isOpen() || !forReads.isOpen()) {
            lost(forWrites); // It was lost before the listener was there.
        }
        return null;
    }

    private void notUp() {
        int before;
        synchronized (this) {
            if (closed) {
                return;
            }
            before = failures++;
        }
        counters.add(ActionsCounter.STORE_CONNECT_FAILURES);
        if (before == 0) {
            log.warn("event=store-away host={} port={}", uri.getHost(), uri.getPort());
        }
        Duration wait = Backoff.delay(before, ThreadLocalRandom.current().nextDouble());
        vertx.setTimer(wait.toMillis(), timer -> connect());
    }

    private void lost(Object connection) {
        synchronized (this) {
            if (connection != writes && connection != reads) {
                return;
            }
        }
        drop("lost");
    }

    /** Lets go of both connections and makes new ones; when closed, the client closes them as it shuts down. */
    private void drop(String why) {
        StatefulRedisConnection<String, String> oldWrites;
        StatefulRedisConnection<String, String> oldReads;
        boolean again;
        synchronized (this) {
            oldWrites = writes;
            oldReads = reads;
            writes = null;
            reads = null;
            again = !closed;
        }
        writer.disconnected();
        answering(false);
        if (again && oldWrites != null && oldReads != null) {
            counters.add(ActionsCounter.STORE_DISCONNECTS);
            log.info("event=store-disconnected why={} host={} port={}", why, uri.getHost(), uri.getPort());
            discard(oldWrites);
            discard(oldReads);
            connect();
        }
    }

    private void beat() {
        StatefulRedisConnection<String, String> now = reads;
        if (now == null) {
            return;
        }
        boolean ask;
        synchronized (this) {
            ask = !asked;
            asked = true;
            silentBeats = ask ? 0 : silentBeats + 1;
        }
        if (ask) {
            now.async().ping().whenComplete((pong, error) -> answered(now, error == null));
        } else if (bounds.heartbeat().multipliedBy(silentBeats).compareTo(bounds.silence()) >= 0) {
            drop("silent");
        } else {
            answering(false);
        }
    }

    private void answered(StatefulRedisConnection<String, String> connection, boolean ok) {
        synchronized (this) {
            if (connection != reads) {
                return;
            }
            asked = false;
        }
        answering(ok);
    }

    private void answering(boolean now) {
        answering = now;
        counters.set(ActionsCounter.STORE_CONNECTED, now ? 1 : 0);
    }

    private static void discard(StatefulRedisConnection<String, String> connection) {
        if (connection.isOpen()) {
            connection.closeAsync();
        }
    }
}
