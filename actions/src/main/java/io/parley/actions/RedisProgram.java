package io.parley.actions;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/**
 * The {@code redis-server} to run: the one on the PATH, else the binary that Parley ships for Linux and macOS.
 *
 * @param version for example {@code 7.0.15}
 */
record RedisProgram(Path file, String version) {
    private static final String NAME = "redis-server";
    private static final Pattern VERSION = Pattern.compile("\\bv=([0-9]+(?:\\.[0-9]+)*)");
    private static final long VERSION_WAIT_SECONDS = 10;

    /**
     * @param path the PATH variable's value
     * @param unpackTo folder for the shipped binary
     * @throws StoreException when there is none that runs
     */
    static RedisProgram find(@Nullable String path, Path unpackTo) {
        Path found = onPath(path);
        return of(found != null ? found : shipped(unpackTo));
    }

    static RedisProgram of(Path file) {
        return new RedisProgram(file, version(file));
    }

    int major() {
        return Integer.parseInt(version.split("\\.")[0]);
    }

    private static @Nullable Path onPath(@Nullable String path) {
        for (String folder : (path == null ? "" : path).split(File.pathSeparator)) {
            Path file = Path.of(folder, NAME);
            if (!folder.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                return file.toAbsolutePath();
            }
        }
        return null;
    }

    /** Unpacks the shipped binary, anew each time: it must be ours, whatever lies there. */
    static Path shipped(Path unpackTo) {
        try {
            Files.createDirectories(unpackTo);
            Path file = ExecutableProvider.newJarResourceProvider(unpackTo.toFile())
                    .get()
                    .toPath();
            if (!file.toFile().setExecutable(true)) {
                throw new IOException("cannot make it executable");
            }
            return file.toAbsolutePath();
        } catch (IOException | RuntimeException e) {
            throw new StoreException(
                    "no redis-server on the PATH, and none is shipped for "
                            + Map.of("os", System.getProperty("os.name"), "arch", System.getProperty("os.arch"))
                            + ": install redis-server, or set redis.uri in parley.yaml",
                    e);
        }
    }

    private static String version(Path file) {
        try {
            Process process = new ProcessBuilder(file.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(VERSION_WAIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new StoreException(
                        file + " does not run: it says no version within " + VERSION_WAIT_SECONDS + " s");
            }
            String said = new String(process.getInputStream().readNBytes(1_000), StandardCharsets.UTF_8);
            Matcher matcher = VERSION.matcher(said);
            if (matcher.find()) {
                return matcher.group(1);
            }
            throw new StoreException(file + " does not run: " + CleanText.of(said, 300));
        } catch (IOException e) {
            throw new StoreException(file + " does not run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while starting " + file, e);
        }
    }
}
