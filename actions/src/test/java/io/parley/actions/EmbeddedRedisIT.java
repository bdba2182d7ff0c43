package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lettuce.core.RedisConnectionException;
import io.parley.testkit.Eventually;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The private Redis, with real processes that are killed, stopped and left behind. */
@Timeout(120)
class EmbeddedRedisIT {
    @TempDir
    Path data;

    private final ActionsCounters counters = new ActionsCounters();

    @Test
    void answersOnLoopbackWithItsPasswordOnly() throws IOException {
        try (EmbeddedRedis redis = start(data);
                RawRedis raw = new RawRedis(redis.uri())) {
            assertThat(raw.redis().ping()).isEqualTo("PONG");
            Map<String, String> config = raw.redis().configGet("*");
            assertThat(config)
                    .containsEntry("bind", "127.0.0.1")
                    .containsEntry("protected-mode", "yes")
                    .containsEntry("appendonly", "yes")
                    .containsEntry("maxmemory-policy", "volatile-lru")
                    .containsEntry("save", "")
                    .containsEntry("dir", data.toRealPath().toString());
            assertThat(config.get("maxmemory")).isNotEqualTo("0");

            assertThatThrownBy(() -> new RawRedis(URI.create("redis://127.0.0.1:" + redis.port())))
                    .isInstanceOf(RedisConnectionException.class)
                    .hasStackTraceContaining("NOAUTH");
            assertThatThrownBy(() -> new RawRedis(URI.create("redis://:wrong@127.0.0.1:" + redis.port())))
                    .isInstanceOf(RedisConnectionException.class)
                    .hasStackTraceContaining("WRONGPASS");
            assertThatThrownBy(() -> connect("127.0.0.2", redis.port())).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void thePasswordStandsInAFileOfItsOwnerAndNowhereElse() throws IOException {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.setLevel(Level.INFO);
        root.addAppender(lines);
        try (EmbeddedRedis redis = start(data)) {
            String password = redis.uri().getUserInfo().substring(1);

            assertThat(password).matches("[0-9a-f]{64}");
            assertThat(Files.readString(Path.of("/proc", Long.toString(redis.pid()), "cmdline")))
                    .doesNotContain(password);
            assertThat(Files.readString(data.resolve("redis.log"))).doesNotContain(password);
            assertThat(lines.list).noneMatch(line -> line.getFormattedMessage().contains(password));
            assertThat(Files.readString(data.resolve("redis.conf"))).contains(password);
            assertThat(permissions(data.resolve("redis.conf"))).isEqualTo("rw-------");
            assertThat(permissions(data)).isEqualTo("rwx------");
        } finally {
            root.detachAppender(lines);
            root.setLevel(before);
        }
    }

    @Test
    void isInASessionOfItsOwnSoThatCtrlCDoesNotReachIt() throws IOException {
        Outside.program("setsid");
        try (EmbeddedRedis redis = start(data)) {
            assertThat(session(redis.pid())).isEqualTo(redis.pid());
        }
    }

    @Test
    void dataOutlivesARestart() {
        try (EmbeddedRedis redis = start(data);
                RawRedis raw = new RawRedis(redis.uri())) {
            raw.redis().set("a", "1");
        }
        try (EmbeddedRedis redis = start(data);
                RawRedis raw = new RawRedis(redis.uri())) {
            assertThat(raw.redis().get("a")).isEqualTo("1");
        }
    }

    @Test
    void aFolderMayHaveAnyName() {
        Path folder = data.resolve("it's \"our\" folder \\ für %20 # alles");
        try (EmbeddedRedis redis = start(folder);
                RawRedis raw = new RawRedis(redis.uri())) {
            raw.redis().set("a", "1");
        }
        try (EmbeddedRedis redis = start(folder);
                RawRedis raw = new RawRedis(redis.uri())) {
            assertThat(raw.redis().get("a")).isEqualTo("1");
        }
        assertThat(folder.resolve("appendonlydir")).isDirectory();
    }

    @Test
    void closingEndsTheProcess() {
        EmbeddedRedis redis = start(data);
        ProcessHandle process = ProcessHandle.of(redis.pid()).orElseThrow();

        redis.close();
        redis.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(counters.get(ActionsCounter.REDIS_RESTARTS)).isZero();
    }

    @Test
    void closingEndsAStoppedProcess() {
        EmbeddedRedis redis = start(data);
        ProcessHandle process = ProcessHandle.of(redis.pid()).orElseThrow();
        Frozen.signal("STOP", process.pid());

        redis.close();

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void isStartedAgainWithItsDataWhenItDies() {
        try (EmbeddedRedis redis = start(data)) {
            try (RawRedis raw = new RawRedis(redis.uri())) {
                raw.redis().set("a", "1");
                raw.awaitFile();
            }
            long first = redis.pid();
            Frozen.signal("KILL", first);

            Eventually.isTrue("another process runs", () -> redis.pid() != first && RawRedis.answers(redis));

            try (RawRedis raw = new RawRedis(redis.uri())) {
                assertThat(raw.redis().get("a")).isEqualTo("1");
            }
            assertThat(counters.get(ActionsCounter.REDIS_RESTARTS)).isEqualTo(1);
        }
    }

    @Test
    void twoLiveSideBySide(@TempDir Path other) {
        try (EmbeddedRedis one = start(data);
                EmbeddedRedis two = start(other);
                RawRedis first = new RawRedis(one.uri());
                RawRedis second = new RawRedis(two.uri())) {
            first.redis().set("a", "1");

            assertThat(second.redis().get("a")).isNull();
            assertThat(one.port()).isNotEqualTo(two.port());
        }
    }

    @Test
    void oneFolderServesOneParley() throws IOException {
        String message = "redis.data: the folder " + data.toRealPath()
                + " is in use by another running Parley: end that one, or give this one a folder of its own";
        try (EmbeddedRedis redis = start(data)) {
            assertThatThrownBy(() -> start(data))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(message);
            // The attempt above must not have let go of the lock.
            try (ParleyProcess other = ParleyProcess.start(data, true)) {
                assertThat(other.said()).isEqualTo("error " + message);
            }
            assertThat(RawRedis.answers(redis)).isTrue();
        }
        start(data).close();
    }

    @Test
    void aFolderThatCannotBeSaysSo() throws IOException {
        Path file = Files.createFile(data.resolve("file"));

        assertThatThrownBy(() -> start(file.resolve("below")))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("redis.data: cannot use the folder " + file.resolve("below"));
    }

    // Left behind

    @Test
    void anOrphanOfAKilledParleyIsEndedAndItsDataKept() {
        try (ParleyProcess other = ParleyProcess.start(data, false)) {
            ProcessHandle orphan = other.redis();
            other.kill();
            assertThat(orphan.isAlive()).isTrue();

            try (EmbeddedRedis redis = start(data);
                    RawRedis raw = new RawRedis(redis.uri())) {
                assertThat(isGone(orphan)).isTrue();
                assertThat(redis.pid()).isNotEqualTo(orphan.pid());
                assertThat(raw.redis().get("from")).isEqualTo("the other process");
            }
        }
    }

    @Test
    void aStoppedOrphanIsEndedToo() {
        try (ParleyProcess other = ParleyProcess.start(data, false)) {
            ProcessHandle orphan = other.redis();
            other.kill();
            Frozen.signal("STOP", orphan.pid());

            try (EmbeddedRedis redis = start(data);
                    RawRedis raw = new RawRedis(redis.uri())) {
                assertThat(isGone(orphan)).isTrue();
                assertThat(raw.redis().get("from")).isEqualTo("the other process");
            }
        }
    }

    @Test
    void aStrangerWithTheNumberInThePidFileIsLeftAlone() throws IOException {
        start(data).close();
        Process stranger =
                new ProcessBuilder("sleep", "600").directory(data.toFile()).start();
        Files.writeString(data.resolve("redis.pid"), stranger.pid() + "\n");

        try (EmbeddedRedis redis = start(data)) {
            assertThat(stranger.isAlive()).isTrue();
            assertThat(RawRedis.answers(redis)).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void anotherFoldersRedisIsLeftAlone(@TempDir Path other) throws IOException {
        start(data).close();
        try (EmbeddedRedis neighbour = start(other)) {
            Files.writeString(data.resolve("redis.pid"), neighbour.pid() + "\n");
            // The neighbour may even have been given the port that was ours before; it does not take our password.
            String conf = Files.readString(data.resolve("redis.conf"));
            Files.writeString(data.resolve("redis.conf"), conf.replaceAll("(?m)^port .*", "port " + neighbour.port()));

            try (EmbeddedRedis redis = start(data)) {
                assertThat(RawRedis.answers(neighbour)).isTrue();
                assertThat(RawRedis.answers(redis)).isTrue();
            }
        }
    }

    @Test
    void endsWithAParleyThatIsKilled() {
        Outside.program("setpriv");
        try (ParleyProcess other = ParleyProcess.start(data, true)) {
            ProcessHandle redis = other.redis();

            other.kill();

            Eventually.isTrue("Redis has ended", () -> isGone(redis));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsWithAParleyThatEndsInOrder(boolean withParley) {
        try (ParleyProcess other = ParleyProcess.start(data, withParley)) {
            ProcessHandle redis = other.redis();

            other.endInOrder();

            Eventually.isTrue("Redis has ended", () -> isGone(redis));
        }
    }

    private EmbeddedRedis start(Path folder) {
        return EmbeddedRedis.start(folder, true, counters);
    }

    /** Dead, or a zombie that nobody has collected yet. */
    private static boolean isGone(ProcessHandle process) {
        try {
            return !process.isAlive() || stat(process.pid())[0].equals("Z");
        } catch (IOException e) {
            return true;
        }
    }

    private static long session(long pid) throws IOException {
        return Long.parseLong(stat(pid)[3]);
    }

    /** State, parent, group, session, … of a process. */
    private static String[] stat(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void connect(String host, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 2_000);
        }
    }
}
