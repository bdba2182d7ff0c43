package io.parley.actions;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Notes in Redis: a value each under the digest of its key, and for each owner a sorted set of them by the time at which
 * they expire, by which they are counted.
 */
record RedisNotes(Reads reads) implements Notes {
    /** KEYS: the set, the value. ARGV: member, value, milliseconds it is kept, the most there may be. */
    private static final String PUT = """
            local t = redis.call('TIME')
            local now = t[1] * 1000 + math.floor(t[2] / 1000)
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
            if not redis.call('ZSCORE', KEYS[1], ARGV[1]) and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[4]) then
              return 0
            end
            redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
            redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
            local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
            redis.call('PEXPIREAT', KEYS[1], last[2])
            return 1""";

    private static final String DELETE = """
            redis.call('ZREM', KEYS[1], ARGV[1])
            return redis.call('DEL', KEYS[2])""";

    /** Asks the server, which may be away. */
    interface Reads {
        <T extends @Nullable Object> Future<T> read(
                Function<RedisAsyncCommands<String, String>, CompletionStage<T>> command);
    }

    @Override
    public Future<@Nullable String> get(String owner, String key) {
        return reads.read(redis -> redis.get(keys(owner, digest(key))[1]));
    }

    @Override
    public Future<Boolean> put(String owner, String key, String value, Duration keep) {
        String member = digest(key);
        String millis = Long.toString(Math.max(1, keep.toMillis()));
        return reads.read(redis -> redis.<Long>eval(
                        PUT,
                        ScriptOutputType.INTEGER,
                        keys(owner, member),
                        member,
                        value,
                        millis,
                        Integer.toString(MAX_KEYS)))
                .map(kept -> kept == 1);
    }

    @Override
    public Future<Void> delete(String owner, String key) {
        String member = digest(key);
        return reads.read(redis -> redis.<Long>eval(DELETE, ScriptOutputType.INTEGER, keys(owner, member), member))
                .mapEmpty();
    }

    private static String[] keys(String owner, String member) {
        return new String[] {"parley:notes:" + owner, "parley:note:" + owner + ":" + member};
    }

    /** Whoever looks through the server's keys finds no telephone numbers. */
    private static String digest(String key) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
