package io.parley.actions;

import io.lettuce.core.SetArgs;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One write as Redis commands.
 *
 * @param chars length of key and value
 * @param commands sent inside a transaction; the stage completes with the transaction
 * @param reply told what was there before, where somebody asked
 */
record RedisWrite(int chars, Commands commands, @Nullable Promise<@Nullable String> reply) {
    /** About how many events the stream keeps. */
    static final int MAX_EVENTS = 10_000;

    /** The most turns kept of one call; the first ones go. */
    static final int MAX_TURNS = 5_000;

    private static final String EVENTS = "parley:events";

    interface Commands {
        CompletionStage<? extends @Nullable Object> send(RedisAsyncCommands<String, String> redis);
    }

    static String liveKey(String callId) {
        return "parley:live:" + callId;
    }

    static String recordKey(String callId) {
        return "parley:call:" + callId;
    }

    static String transcriptKey(String callId) {
        return "parley:transcript:" + callId;
    }

    static String wishKey(String key) {
        return "parley:wish:" + key;
    }

    static RedisWrite set(String key, String value, Duration keep) {
        SetArgs args = new SetArgs().px(millis(keep));
        return of(key, value, redis -> redis.set(key, value, args));
    }

    static RedisWrite delete(String key) {
        return of(key, "", redis -> redis.del(key));
    }

    static RedisWrite appendTurn(String callId, String json, Duration keep) {
        String key = transcriptKey(callId);
        return of(key, json, redis -> {
            CompletableFuture<Long> pushed = redis.rpush(key, json).toCompletableFuture();
            redis.ltrim(key, -MAX_TURNS, -1);
            redis.pexpire(key, millis(keep));
            return pushed;
        });
    }

    static RedisWrite publish(String json) {
        XAddArgs args = new XAddArgs().maxlen(MAX_EVENTS).approximateTrimming();
        return of(EVENTS, json, redis -> redis.xadd(EVENTS, args, Map.of("event", json)));
    }

    /** SET NX and GET in one transaction; SET with NX and GET at once would need Redis 7. */
    static RedisWrite setIfAbsent(String key, String value, Duration keep, Promise<@Nullable String> reply) {
        SetArgs args = new SetArgs().nx().px(millis(keep));
        Commands commands = redis -> {
            CompletableFuture<String> set = redis.set(key, value, args).toCompletableFuture();
            return redis.get(key).thenCombine(set, (there, done) -> done == null ? there : null);
        };
        return new RedisWrite(key.length() + value.length(), commands, reply);
    }

    private static RedisWrite of(String key, String value, Commands commands) {
        return new RedisWrite(key.length() + value.length(), commands, null);
    }

    private static long millis(Duration keep) {
        Duration capped = keep.compareTo(Store.MAX_KEEP) > 0 ? Store.MAX_KEEP : keep;
        return Math.max(1, capped.toMillis());
    }
}
