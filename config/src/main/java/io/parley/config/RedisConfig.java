package io.parley.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the state is kept.
 *
 * @param uri {@code redis://…}, {@code rediss://…} (TLS) or {@code redis-socket://…}; null ({@code embedded}) starts a
 *     private server as a child process
 * @param data folder of the private server's append-only file
 */
public record RedisConfig(@Nullable URI uri, Path data) {
    static final String EXPECTED = "embedded, or an address such as redis://127.0.0.1:6379";
    private static final Set<String> NETWORK_SCHEMES = Set.of("redis", "rediss");

    public RedisConfig {
        new Rules()
                .require(uri == null || isRedis(uri), "uri", shown(uri), EXPECTED)
                .check();
    }

    private static boolean isRedis(URI uri) {
        String scheme = String.valueOf(uri.getScheme());
        return scheme.equals("redis-socket")
                ? uri.getPath() != null
                : NETWORK_SCHEMES.contains(scheme) && uri.getHost() != null;
    }

    private static @Nullable String shown(@Nullable URI uri) {
        return uri == null ? null : ConfigProblem.withoutSecrets(uri.toString());
    }
}
