package io.parley.actions;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;

/** A second client, to look at what the store did from outside. */
final class RawRedis implements AutoCloseable {
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    RawRedis(URI uri) {
        client = RedisClient.create(uri.toString());
        connection = client.connect();
    }

    RedisCommands<String, String> redis() {
        return connection.sync();
    }

    /** Waits until what Redis has confirmed has reached its file, so that killing it loses nothing. */
    void awaitFile() {
        Await.until(
                "the append-only file is written",
                () -> redis().info("persistence").contains("aof_buffer_length:0")
                        && redis().info("persistence").contains("aof_pending_bio_fsync:0"));
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
