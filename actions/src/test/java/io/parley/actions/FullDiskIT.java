package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parley.testkit.Eventually;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The private Redis on a disk of a few megabytes that fills up. Needs the right to mount one: root, on Linux. */
@Timeout(120)
class FullDiskIT {
    private static final Duration DAY = Duration.ofDays(1);
    private static final String VALUE = "x".repeat(16_000);

    @TempDir
    private Path disk;

    private final Vertx vertx = Vertx.vertx();
    private final ActionsCounters counters = new ActionsCounters();
    private boolean mounted;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        boolean linux = System.getProperty("os.name").equals("Linux");
        mounted = linux && run("mount", "-t", "tmpfs", "-o", "size=4m", "none", disk.toString());
        assumeTrue(mounted, "skipped: nothing may be mounted here (root on Linux may)");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        Await.get(vertx.close());
        if (mounted) {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Test
    void whatDoesNotFitWaitsUntilThereIsRoomAndIsThenWrittenOnce() throws IOException {
        Path ballast = Files.write(disk.resolve("ballast"), new byte[3 << 20]);
        EmbeddedRedis redis = EmbeddedRedis.start(disk.resolve("redis"), true, counters);
        RedisStore store = RedisStore.open(vertx, redis.uri(), counters);
        try {
            IntStream.range(0, 200).forEach(i -> store.appendTranscript("c1", i + VALUE, DAY));
            Eventually.isTrue("the disk is full", () -> counters.get(ActionsCounter.STORE_PAUSES) > 0);
            assertThat(store.buffered()).isPositive();
            assertThat(store.connected()).isTrue();

            Files.delete(ballast);
            Await.get(store.flush());

            assertThat(Await.get(store.transcript("c1")))
                    .isEqualTo(IntStream.range(0, 200).mapToObj(i -> i + VALUE).toList());
            assertThat(counters.get(ActionsCounter.STORE_DROPPED)).isZero();
            assertThat(counters.get(ActionsCounter.REDIS_RESTARTS)).isZero();
        } finally {
            store.close();
            redis.close();
        }
    }
}
