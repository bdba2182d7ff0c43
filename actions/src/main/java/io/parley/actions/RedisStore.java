package io.parley.actions;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The store in Redis, by Lettuce. It may be away at any time, also at the start; writes wait for it in a bounded buffer
 * and are carried out in order, each once.
 */
public final class RedisStore implements Store {
    /** The longest a read may take; a healthy Redis answers in well under a millisecond. */
    private static final long READ_TIMEOUT_MS = 2_000;

    /** How long {@link #close} waits for the server to take what is buffered. */
    private static final long FLUSH_WAIT_MS = 2_000;

    /** All or nothing, by the server's clock: a time for each that was counted, the old ones forgotten. */
    private static final String TAKE = """
            local t = redis.call('TIME')
            local now = t[1] * 1000 + math.floor(t[2] / 1000)
            for i, key in ipairs(KEYS) do
              redis.call('ZREMRANGEBYSCORE', key, '-inf', now - tonumber(ARGV[2 * i + 1]))
              if redis.call('ZCARD', key) >= tonumber(ARGV[2 * i]) then return 0 end
            end
            for i, key in ipairs(KEYS) do
              redis.call('ZADD', key, now, ARGV[1])
              redis.call('PEXPIRE', key, ARGV[2 * i + 1])
            end
            return 1
            """;

    private final Vertx vertx;
    private final ActionsCounters counters;
    private final RedisWriter writer;
    private final RedisLink link;
    private final RedisAnswers answers;
    private final @Nullable Streams streams;

    private RedisStore(Vertx vertx, RedisURI uri, ActionsCounters counters, StoreBounds bounds, boolean shared) {
        this.vertx = vertx;
        this.counters = counters;
        this.writer = new RedisWriter(vertx, counters, bounds);
        this.link = new RedisLink(vertx, uri, writer, counters, bounds);
        this.answers = new RedisAnswers(vertx, link::open);
        this.streams = shared ? new RedisStreams(this::read, answers) : null;
    }

    /**
     * Begins to connect and returns at once.
     *
     * @param uri {@code redis://[[user:]password@]host[:port][/database]} or {@code rediss://…} for TLS
     * @throws StoreException when the URI cannot name a Redis
     */
    public static RedisStore open(Vertx vertx, URI uri, ActionsCounters counters) {
        return open(vertx, uri, counters, StoreBounds.DEFAULT);
    }

    /** The same with a server that nobody else can reach: there are no streams for workers. */
    public static RedisStore openPrivate(Vertx vertx, URI uri, ActionsCounters counters) {
        return open(vertx, uri, counters, StoreBounds.DEFAULT, false);
    }

    static RedisStore open(Vertx vertx, URI uri, ActionsCounters counters, StoreBounds bounds) {
        return open(vertx, uri, counters, bounds, true);
    }

    private static RedisStore open(Vertx vertx, URI uri, ActionsCounters counters, StoreBounds bounds, boolean shared) {
        RedisURI redis;
        try {
            redis = RedisURI.create(uri);
        } catch (IllegalArgumentException e) {
            // The URI may hold a password, so it is not repeated here.
            throw new StoreException("redis.uri: expected redis://host:port or rediss://host:port", e);
        }
        RedisStore store = new RedisStore(vertx, redis, counters, bounds, shared);
        store.link.start();
        return store;
    }

    @Override
    public void putLive(String callId, String json) {
        writer.accept(RedisWrite.set(RedisWrite.liveKey(callId), json, LIVE_KEEP));
    }

    @Override
    public void removeLive(String callId) {
        writer.accept(RedisWrite.delete(RedisWrite.liveKey(callId)));
    }

    @Override
    public Future<List<String>> live() {
        return read(redis -> redis.keys(RedisWrite.liveKey("*")).thenCompose(keys -> values(redis, keys)));
    }

    private static CompletionStage<List<String>> values(RedisAsyncCommands<String, String> redis, List<String> keys) {
        return keys.isEmpty()
                ? CompletableFuture.completedStage(List.of())
                : redis.mget(keys.toArray(String[]::new))
                        .thenApply(found -> found.stream()
                                .filter(KeyValue::hasValue)
                                .map(KeyValue::getValue)
                                .toList());
    }

    @Override
    public void putRecord(String callId, String json, Duration keep) {
        writer.accept(RedisWrite.set(RedisWrite.recordKey(callId), json, keep));
    }

    @Override
    public void appendTranscript(String callId, String json, Duration keep) {
        writer.accept(RedisWrite.appendTurn(callId, json, keep));
    }

    @Override
    public void publish(String json) {
        writer.accept(RedisWrite.publish(json));
    }

    @Override
    public Future<@Nullable String> record(String callId) {
        return read(redis -> redis.get(RedisWrite.recordKey(callId)));
    }

    @Override
    public Future<List<String>> transcript(String callId) {
        return read(redis -> redis.lrange(RedisWrite.transcriptKey(callId), 0, -1));
    }

    @Override
    public Future<@Nullable String> putIfAbsent(String key, String value, Duration keep) {
        Promise<@Nullable String> reply = Promise.promise();
        Future<@Nullable String> there = onCallersContext(reply.future());
        writer.accept(RedisWrite.setIfAbsent(RedisWrite.wishKey(key), value, keep, reply));
        return there;
    }

    @Override
    public void put(String key, String value, Duration keep) {
        writer.accept(RedisWrite.set(RedisWrite.wishKey(key), value, keep));
    }

    @Override
    public void remove(String key) {
        writer.accept(RedisWrite.delete(RedisWrite.wishKey(key)));
    }

    @Override
    public Notes notes() {
        return new RedisNotes(this::read);
    }

    @Override
    public @Nullable Streams streams() {
        return streams;
    }

    @Override
    public Future<Boolean> take(List<Tally> tallies) {
        String[] keys = tallies.stream().map(RedisStore::tallyKey).toArray(String[]::new);
        List<String> values = new ArrayList<>(List.of(UUID.randomUUID().toString()));
        for (Tally tally : tallies) {
            values.add(Integer.toString(tally.most()));
            values.add(Long.toString(tally.window().toMillis()));
        }
        return read(redis -> redis.<Long>eval(TAKE, ScriptOutputType.INTEGER, keys, values.toArray(String[]::new)))
                .map(taken -> taken == 1);
    }

    private static String tallyKey(Tally tally) {
        return "parley:tally:" + tally.key() + ":" + tally.window().toSeconds();
    }

    @Override
    public Future<Void> flush() {
        return onCallersContext(writer.flush());
    }

    @Override
    public boolean connected() {
        return link.answering();
    }

    @Override
    public int buffered() {
        return writer.buffered();
    }

    @Override
    public long dropped() {
        return counters.get(ActionsCounter.STORE_DROPPED);
    }

    @Override
    public void close() {
        try {
            if (connected()) {
                writer.flush().toCompletionStage().toCompletableFuture().get(FLUSH_WAIT_MS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // What is left is dropped and counted below.
        }
        answers.close();
        writer.close();
        link.close();
    }

    private <T extends @Nullable Object> Future<T> read(
            Function<RedisAsyncCommands<String, String>, CompletionStage<T>> command) {
        RedisAsyncCommands<String, String> redis = link.reads();
        if (redis == null) {
            counters.add(ActionsCounter.STORE_READ_FAILURES);
            return Future.failedFuture(new StoreException("the store's server is away"));
        }
        return Future.fromCompletionStage(command.apply(redis), vertx.getOrCreateContext())
                .timeout(READ_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .onFailure(error -> counters.add(ActionsCounter.STORE_READ_FAILURES));
    }

    private <T extends @Nullable Object> Future<T> onCallersContext(Future<T> future) {
        Context context = vertx.getOrCreateContext();
        Promise<T> there = Promise.promise();
        future.onComplete(done -> context.runOnContext(v -> {
            if (done.succeeded()) {
                there.complete(done.result());
            } else {
                there.fail(done.cause());
            }
        }));
        return there.future();
    }
}
