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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

    /** How long a stream is kept after an answer that nobody waited for, in milliseconds. */
    private static final long KEPT_MS = 3_600_000;

    private static final int MAX_CAUSE_CHARS = 200;

    /** Who waits for an answer, and in which stream. */
    private record Waiting(String stream, Consumer<Map<String, String>> answer) {}

    private final Vertx vertx;
    private final Supplier<CompletableFuture<StatefulRedisConnection<String, String>>> connect;
    /** By the key of their stream, the last answer that was read. */
    private final Map<String, String> positions = new HashMap<>();

    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private @Nullable StatefulRedisConnection<String, String> connection;
    private boolean begun;
    private boolean closed;
    private int failures;

    RedisAnswers(Vertx vertx, Supplier<CompletableFuture<StatefulRedisConnection<String, String>>> connect) {
        this.vertx = vertx;
        this.connect = connect;
    }

    /** @return whether it is followed: not where there are as many as may be */
    boolean follow(String stream) {
        synchronized (this) {
            if (!positions.containsKey(stream) && positions.size() >= MAX_STREAMS) {
                return false;
            }
            // From its beginning, which is not long ago: an answer may be there before we are.
            positions.putIfAbsent(stream, "0-0");
            if (begun) {
                return true;
            }
            begun = true;
        }
        open();
        return true;
    }

    /** Follows no others any more, but those in which somebody waits for an answer. */
    synchronized void keepOnly(Set<String> streams) {
        Set<String> awaited = waiting.values().stream().map(Waiting::stream).collect(Collectors.toSet());
        positions.keySet().removeIf(stream -> !streams.contains(stream) && !awaited.contains(stream));
    }

    boolean await(String stream, String id, Consumer<Map<String, String>> answer) {
        return waiting.size() < Streams.MAX_WAITING && waiting.putIfAbsent(id, new Waiting(stream, answer)) == null;
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
                again(error);
            } else {
                opened.closeAsync();
            }
        });
    }

    private void again(Throwable cause) {
        int before;
        synchronized (this) {
            if (closed) {
                return;
            }
            before = failures++;
        }
        if (before == 0) {
            String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            log.warn("event=answers-not-read cause=\"{}\"", CleanText.of(why, MAX_CAUSE_CHARS));
        }
        long wait =
                Backoff.delay(before, ThreadLocalRandom.current().nextDouble()).toMillis();
        vertx.setTimer(wait, timer -> open());
    }

    private void read(StatefulRedisConnection<String, String> from) {
        StreamOffset<String>[] offsets = offsets();
        if (offsets.length == 0) {
            from.closeAsync();
            return;
        }
        RedisFuture<List<StreamMessage<String, String>>> asked =
                from.async().xread(XReadArgs.Builder.block(BLOCK).count(MOST_AT_ONCE), offsets);
        long watchdog = vertx.setTimer(SILENCE_MS, timer -> asked.cancel(true));
        asked.whenComplete((messages, error) -> {
            vertx.cancelTimer(watchdog);
            if (error != null) {
                if (from.isOpen()) {
                    from.closeAsync();
                }
                again(error);
                return;
            }
            messages.stream()
                    .filter(message -> !tell(message))
                    .map(StreamMessage::getStream)
                    .distinct()
                    .forEach(stream -> from.async().pexpire(stream, KEPT_MS));
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
        begun = !positions.isEmpty(); // Where none is left, reading ends until another is followed.
        return positions.entrySet().stream()
                .map(stream -> StreamOffset.from(stream.getKey(), stream.getValue()))
                .toArray(StreamOffset[]::new);
    }

    /** @return whether somebody waited for it */
    private boolean tell(StreamMessage<String, String> message) {
        synchronized (this) {
            positions.replace(message.getStream(), message.getId());
        }
        Waiting who = waiting.remove(message.getBody().getOrDefault("id", ""));
        if (who == null) {
            log.debug("an answer in {} that nobody here waits for", message.getStream());
        } else {
            who.answer().accept(message.getBody());
        }
        return who != null;
    }
}
