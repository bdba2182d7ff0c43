package io.parley.actions;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a private Redis, with its password, whether and who it is. Blocks; used while starting, on no event loop. */
final class RedisProbe implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Pattern PID = Pattern.compile("process_id:([0-9]+)");

    enum Answer {
        READY,
        LOADING,
        NONE
    }

    private final ClientResources resources;
    private final RedisClient client;

    RedisProbe(RedisConf conf) {
        resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .build();
        RedisURI uri = RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(conf.port())
                .withPassword(conf.password().toCharArray())
                .withTimeout(TIMEOUT)
                .build();
        client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .build());
    }

    Answer ping() {
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            connection.sync().ping();
            return Answer.READY;
        } catch (RedisLoadingException e) {
            return Answer.LOADING;
        } catch (RedisException e) {
            return e.getCause() instanceof RedisLoadingException ? Answer.LOADING : Answer.NONE;
        }
    }

    /** Process id of the server that takes our password on our port; empty when none does. */
    OptionalLong pid() {
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            Matcher pid = PID.matcher(connection.sync().info("server"));
            return pid.find() ? OptionalLong.of(Long.parseLong(pid.group(1))) : OptionalLong.empty();
        } catch (RedisException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        client.shutdown(0, 1, TimeUnit.SECONDS);
        resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
    }
}
