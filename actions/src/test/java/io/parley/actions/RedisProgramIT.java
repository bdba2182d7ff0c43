package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.testkit.Outside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program that is run as the private Redis: which one, with what, and what it says when it does not run. */
@Timeout(120)
class RedisProgramIT {
    @TempDir
    Path data;

    private final ActionsCounters counters = new ActionsCounters();

    /** Redis writes over its own command line and environment, so a script looks at them first. */
    @Test
    void theEnvironmentsSecretsStayWithParleyAndThePasswordInItsFile(@TempDir Path bin) throws IOException {
        Path real = Outside.program("redis-server");
        Path seen = bin.resolve("seen");
        Path program = script(
                bin,
                "[ $1 = --version ] && exec " + real + " --version\n" + "echo ARGUMENTS=$@ > " + seen + "; env >> "
                        + seen + "; exec " + real + " $1");
        Set<String> ofTheShell = Set.of("PATH", "LD_LIBRARY_PATH", "PWD", "OLDPWD", "SHLVL", "_");
        assertThat(System.getenv().keySet()).anyMatch(name -> !ofTheShell.contains(name));

        try (EmbeddedRedis redis = start(data, program)) {
            assertThat(RawRedis.answers(redis)).isTrue();
            assertThat(Files.readAllLines(seen))
                    .contains("ARGUMENTS=" + data.toRealPath().resolve("redis.conf"))
                    .noneMatch(line -> line.contains(password()))
                    .extracting(line -> line.substring(0, line.indexOf('=')))
                    .allMatch(name -> name.equals("ARGUMENTS") || ofTheShell.contains(name));
        }
    }

    @Test
    void theShippedBinaryServesWhereNoneIsOnThePath(@TempDir Path bin) {
        RedisProgram shipped = RedisProgram.find("", bin);
        assertThat(shipped.version()).startsWith("6.2");
        assertThat(shipped.file()).startsWith(bin.toAbsolutePath());

        try (EmbeddedRedis redis = start(data, shipped.file());
                RawRedis raw = new RawRedis(redis.uri())) {
            assertThat(raw.redis().info("server")).contains("redis_version:6.2");
            raw.redis().set("a", "1");
        }
        try (EmbeddedRedis redis = start(data, shipped.file());
                RawRedis raw = new RawRedis(redis.uri())) {
            assertThat(raw.redis().get("a")).isEqualTo("1");
        }
    }

    @Test
    void theProgramOnThePathIsPreferred(@TempDir Path bin) {
        Path onPath = Outside.program("redis-server");

        assertThat(RedisProgram.find(System.getenv("PATH"), bin).file()).isEqualTo(onPath.toAbsolutePath());
        assertThat(bin).isEmptyDirectory();
    }

    @Test
    void anOlderProgramDoesNotSilentlyStartEmpty(@TempDir Path bin) throws IOException {
        Files.createDirectory(data.resolve("appendonlydir"));

        assertThatThrownBy(() -> start(data, RedisProgram.shipped(bin)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("was written by Redis 7 or newer")
                .hasMessageContaining("put a newer redis-server on the PATH");
    }

    @Test
    void aProgramThatIsNoRedisSaysSo(@TempDir Path bin) throws IOException {
        assertThatThrownBy(() -> start(data, script(bin, "echo hello; exit 3")))
                .isInstanceOf(StoreException.class)
                .hasMessage(bin.resolve("redis-server") + " does not run: hello");
    }

    @Test
    void aProgramThatDoesNotStartIsQuotedWithoutThePassword(@TempDir Path bin) throws IOException {
        Path program = script(bin, "[ $1 = --version ] && echo v=7.0.0 && exit; echo 'Fatal:'; cat $1; exit 1");

        assertThatThrownBy(() -> start(data, program))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("does not start; it says: ")
                .hasMessageContaining("volatile-lru")
                .hasMessageNotContaining(password());
        // The folder is free again.
        start(data).close();
    }

    @Test
    void anotherPortIsTakenWhenTheFirstIsGone(@TempDir Path bin) throws IOException {
        Path real = Outside.program("redis-server");
        Path program = script(
                bin,
                "[ $1 = --version ] && echo v=7.0.0 && exit\n"
                        + "if [ ! -e " + bin + "/once ]; then touch " + bin + "/once; "
                        + "echo 'Could not create server TCP listening socket: bind: Address already in use'; exit 1; fi\n"
                        + "exec " + real + " $1");

        try (EmbeddedRedis redis = start(data, program)) {
            assertThat(RawRedis.answers(redis)).isTrue();
            assertThat(bin.resolve("once")).exists();
        }
    }

    private EmbeddedRedis start(Path folder) {
        return EmbeddedRedis.start(folder, true, counters);
    }

    private EmbeddedRedis start(Path folder, @Nullable Path program) {
        return EmbeddedRedis.start(new EmbeddedRedis.Options(folder, program, true, true), counters);
    }

    private String password() {
        try {
            return Files.readString(data.resolve("redis.conf")).replaceAll("(?s).*requirepass ([0-9a-f]+).*", "$1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path script(Path folder, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("redis-server"), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }
}
