package io.parley.config;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * @param uri {@code redis://…}; null ({@code embedded}) starts a private server as a child process
 * @param data folder of the private server's append-only file
 */
public record RedisConfig(@Nullable URI uri, Path data) {}
