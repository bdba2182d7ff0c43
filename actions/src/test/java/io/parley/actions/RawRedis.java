package io.parley.actions;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.parley.testkit.Eventually;
import java.net.URI;
import java.util.function.Consumer;

/** A second client, to look at what the store did from outside. */
final class RawRedis implements AutoCloseable {
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    RawRedis(URI uri) {
        client = RedisClient.create(uri.toString());
        connection = client.connect();
    }

    /** Whether it does now. */
    static boolean answers(EmbeddedRedis redis) {
        try (RawRedis raw = new RawRedis(redis.uri())) {
            return raw.redis().ping().equals("PONG");
        } catch (RuntimeException e) {
            return false;
        }
    }

    RedisCommands<String, String> redis() {
        return connection.sync();
    }

    RedisFuture<TransactionResult> transaction(Consumer<RedisAsyncCommands<String, String>> commands) {
        RedisAsyncCommands<String, String> redis = connection.async();
        redis.multi();
        commands.accept(redis);
        return redis.exec();
    }

    /** Every client's writes wait from here on; reads go on. */
    void pauseWrites() {
        client("PAUSE", "60000", "WRITE");
    }

    /** The writes that waited are carried out in the order in which they came. */
    void resumeWrites() {
        client("UNPAUSE");
    }

    /** Waits until what Redis has confirmed has reached its file, so that killing it loses nothing. */
    void awaitFile() {
        Eventually.isTrue(
                "the append-only file is written",
                () -> redis().info("persistence").contains("aof_buffer_length:0")
                        && redis().info("persistence").contains("aof_pending_bio_fsync:0"));
    }

    /** Every other client's connection ends. */
    void killOthers() {
        redis().clientKill(KillArgs.Builder.typeNormal().skipme(true));
    }

    @Override
    public void close() {
        client.shutdown();
    }

    private void client(String... words) {
        CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8);
        for (String word : words) {
            args.add(word);
        }
        redis().dispatch(CommandType.CLIENT, new StatusOutput<>(StringCodec.UTF8), args);
    }
}
