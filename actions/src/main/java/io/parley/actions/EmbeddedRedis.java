package io.parley.actions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A private real Redis as a child process, for a Parley that was given none: own data folder, append-only file,
 * loopback only, a free port, a random password. If it ends by itself it is started again on the same port.
 *
 * <p>How it ends:
 *
 * <ul>
 *   <li>{@link #close}: Redis writes its file and ends. A server that drains calls closes it last, after its store.
 *   <li>With a shutdown hook, at the JVM's orderly end (exit, SIGTERM, Ctrl-C), at the same time as other hooks.
 *   <li>Parley killed (SIGKILL, crash) on Linux with util-linux: the kernel sends Redis SIGTERM, and it ends as above.
 *   <li>Parley killed elsewhere: Redis lives on, reachable only with its password, until the next start with the same
 *       folder ends it. Its data is kept in every case; at most the last second is lost when the machine itself fails.
 * </ul>
 */
public final class EmbeddedRedis implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);

    private static final int PORT_TRIES = 5;
    private static final Duration START_PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOAD_PATIENCE = Duration.ofMinutes(5);
    private static final Duration PROGRESS = Duration.ofSeconds(5);
    private static final String PORT_TAKEN = "Address already in use";

    private final DataFolder folder;
    private final RedisConf conf;
    private final RedisKeeper keeper;
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable Thread hook;

    private EmbeddedRedis(DataFolder folder, RedisConf conf, RedisKeeper keeper) {
        this.folder = folder;
        this.conf = conf;
        this.keeper = keeper;
    }

    /**
     * @param data folder of its files
     * @param program the server to run; null for the one on the PATH, else the one Parley ships
     * @param withParley whether it is to end when Parley is killed, where the system can do that
     * @param shutdownHook whether it is to end at the JVM's orderly end without being closed
     */
    record Options(Path data, @Nullable Path program, boolean withParley, boolean shutdownHook) {}

    /**
     * Starts it and waits until it answers; with much data that takes a while, and is logged. Blocks: never on an event
     * loop.
     *
     * @param data folder of its files, made where it is missing; one Parley at a time can use it
     * @param shutdownHook whether it ends at the JVM's orderly end by itself; false for a caller that closes it
     * @throws StoreException when there is no Redis to run, the folder is in use, or it does not start
     */
    public static EmbeddedRedis start(Path data, boolean shutdownHook, ActionsCounters counters) {
        return start(new Options(data, null, true, shutdownHook), counters);
    }

    static EmbeddedRedis start(Options options, ActionsCounters counters) {
        DataFolder folder = DataFolder.open(options.data());
        try {
            OrphanRedis.end(folder);
            RedisProgram program = options.program() == null
                    ? RedisProgram.find(System.getenv("PATH"), folder.file("bin"))
                    : RedisProgram.of(options.program());
            checkReadable(folder, program);
            EmbeddedRedis redis = start(folder, program, options.withParley(), counters);
            if (options.shutdownHook()) {
                redis.endAtShutdown();
            }
            log.info(
                    "event=redis-started version={} port={} folder={}", program.version(), redis.port(), folder.path());
            return redis;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Where it listens, with the password: not for logs. */
    public URI uri() {
        return URI.create("redis://:" + conf.password() + "@127.0.0.1:" + conf.port());
    }

    public int port() {
        return conf.port();
    }

    /** Id of the process that runs now, or ran last. */
    long pid() {
        return keeper.pid();
    }

    /** Ends it and waits until it has ended. Blocks a moment. */
    @Override
    public void close() {
        if (hook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM is ending, so the hook runs as well; ending twice does no harm.
            }
        }
        end();
    }

    private void endAtShutdown() {
        hook = new Thread(this::end, "redis-shutdown");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            end();
            throw new StoreException("the JVM is ending", e);
        }
    }

    private void end() {
        if (closed.compareAndSet(false, true)) {
            keeper.stop();
            folder.close();
        }
    }

    private static EmbeddedRedis start(
            DataFolder folder, RedisProgram program, boolean withParley, ActionsCounters counters) {
        String said = "";
        for (int i = 0; i < PORT_TRIES; i++) {
            RedisConf conf = RedisConf.withNewPassword(freePort());
            folder.writeSecret(RedisConf.FILE, conf.text(folder.path()));
            RedisKeeper keeper = new RedisKeeper(folder, program, withParley, counters);
            Process process = keeper.start();
            if (awaitReady(process, conf)) {
                return new EmbeddedRedis(folder, conf, keeper);
            }
            keeper.stop();
            said = RedisKeeper.lastWords(folder, conf);
            if (!said.contains(PORT_TAKEN)) {
                break;
            }
        }
        throw new StoreException(program.file() + " does not start; it says: " + said + " (all of it: "
                + folder.file(RedisConf.LOG_FILE) + ")");
    }

    /** @return false when it ended or took too long */
    private static boolean awaitReady(Process process, RedisConf conf) {
        long began = System.nanoTime();
        long told = began;
        long patience = START_PATIENCE.toNanos();
        try (RedisProbe probe = new RedisProbe(conf)) {
            while (System.nanoTime() - began < patience) {
                RedisProbe.Answer answer = probe.ping();
                if (answer == RedisProbe.Answer.READY) {
                    return true;
                }
                if (answer == RedisProbe.Answer.LOADING) {
                    patience = LOAD_PATIENCE.toNanos();
                }
                if (System.nanoTime() - told > PROGRESS.toNanos()) {
                    told = System.nanoTime();
                    log.info("event=redis-starting answer={}", answer);
                }
                if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Redis 7 keeps its data in a folder that Redis 6 would not see: it would start empty, and nobody would notice. */
    private static void checkReadable(DataFolder folder, RedisProgram program) {
        Path newer = folder.file("appendonlydir");
        if (program.major() < 7 && Files.isDirectory(newer)) {
            throw new StoreException("redis.data: " + newer + " was written by Redis 7 or newer, but " + program.file()
                    + " is " + program.version() + ": put a newer redis-server on the PATH, or use another folder");
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
