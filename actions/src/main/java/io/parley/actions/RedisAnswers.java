package io.parley.actions;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the streams of answers, on a connection of its own that blocks. Where it breaks, reading goes on behind the last
 * answer that was seen, so none is missed. Safe on any thread.
 */
final class RedisAnswers {
    private static final Logger log = LoggerFactory.getLogger(RedisAnswers.class);

    /** Streams of all files that have been read; more are not followed. */
    static final int MAX_STREAMS = 256;

    /** A stream that is followed anew is read after this at the latest. */
    private static final Duration BLOCK = Duration.ofMillis(250);

    /** A server that says nothing for so long, not even that there is nothing, is gone. */
    private static final long SILENCE_MS = 5_000;

    private static final int MOST_AT_ONCE = 100;

    private final Vertx vertx;
    private final Supplier<CompletableFuture<StatefulRedisConnection<String, String>>> connect;
    /** By the key of their stream, the last answer that was read. */
    private final Map<String, String> positions = new HashMap<>();

    private final Map<String, Consumer<Map<String, String>>> waiting = new ConcurrentHashMap<>();
    private @Nullable StatefulRedisConnection<String, String> connection;
    private boolean begun;
    private boolean closed;
    private int failures;

    RedisAnswers(Vertx vertx, Supplier<CompletableFuture<StatefulRedisConnection<String, String>>> connect) {
        this.vertx = vertx;
        this.connect = connect;
    }

    void follow(String stream) {
        synchronized (this) {
            if (positions.size() < MAX_STREAMS) {
                // From its beginning, which is not long ago: an answer may be there before we are.
                positions.putIfAbsent(stream, "0-0");
            }
            if (begun) {
                return;
            }
            begun = true;
        }
        open();
    }

    boolean await(String id, Consumer<Map<String, String>> answer) {
        return waiting.size() < Streams.MAX_WAITING && waiting.putIfAbsent(id, answer) == null;
    }

    void forget(String id) {
        waiting.remove(id);
    }

    /** Its connection ends with the client. */
    synchronized void close() {
        closed = true;
        waiting.clear();
    }

    private void open() {
        connect.get().whenComplete((opened, error) -> {
            boolean use;
            synchronized (this) {
                use = error == null && !closed;
                connection = use ? opened : null;
            }
            if (use) {
                read(opened);
            } else if (error != null) {
                again();
            } else {
                opened.closeAsync();
            }
        });
    }

    private void again() {
        int before;
        synchronized (this) {
            if (closed) {
                return;
            }
            before = failures++;
        }
        long wait =
                Backoff.delay(before, ThreadLocalRandom.current().nextDouble()).toMillis();
        vertx.setTimer(wait, timer -> open());
    }

    private void read(StatefulRedisConnection<String, String> from) {
        RedisFuture<List<StreamMessage<String, String>>> asked =
                from.async().xread(XReadArgs.Builder.block(BLOCK).count(MOST_AT_ONCE), offsets());
        long watchdog = vertx.setTimer(SILENCE_MS, timer -> asked.cancel(true));
        asked.whenComplete((messages, error) -> {
            vertx.cancelTimer(watchdog);
            if (error != null) {
                log.debug("reading answers", error);
                if (from.isOpen()) {
                    from.closeAsync();
                }
                again();
                return;
            }
            messages.forEach(this::tell);
            synchronized (this) {
                failures = 0;
                if (closed) {
                    return;
                }
            }
            read(from);
        });
    }

    @SuppressWarnings("unchecked") // an array of a generic type
    private synchronized StreamOffset<String>[] offsets() {
        return positions.entrySet().stream()
                .map(stream -> StreamOffset.from(stream.getKey(), stream.getValue()))
                .toArray(StreamOffset[]::new);
    }

    private void tell(StreamMessage<String, String> message) {
        synchronized (this) {
            positions.put(message.getStream(), message.getId());
        }
        Consumer<Map<String, String>> who = waiting.remove(message.getBody().getOrDefault("id", ""));
        if (who == null) {
            log.debug("an answer in {} that nobody here waits for", message.getStream());
        } else {
            who.accept(message.getBody());
        }
    }
}
