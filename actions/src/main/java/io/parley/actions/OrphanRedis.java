package io.parley.actions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the Redis that a killed Parley left behind in a data folder. It is known to be ours because it takes the
 * folder's password, or, when it does not answer (stopped, still loading), because Linux says that it is a Redis whose
 * working directory is this folder. A process that merely has the number in the pid file is left alone.
 */
final class OrphanRedis {
    private static final Logger log = LoggerFactory.getLogger(OrphanRedis.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private OrphanRedis() {}

    /** Called by the holder of the folder's lock, so no living Parley's Redis is meant. */
    static void end(DataFolder folder) {
        OptionalLong pid = find(folder);
        if (pid.isEmpty()) {
            return;
        }
        log.info("event=redis-orphan pid={} folder={}", pid.getAsLong(), folder.path());
        ProcessHandle.of(pid.getAsLong()).ifPresent(OrphanRedis::end);
        if (!isGone(pid.getAsLong())) {
            throw new StoreException("redis.data: a Redis of an earlier Parley (process " + pid.getAsLong()
                    + ") still runs in " + folder.path() + " and cannot be ended: end it, then start again");
        }
    }

    private static OptionalLong find(DataFolder folder) {
        RedisConf conf = RedisConf.of(folder);
        if (conf == null) {
            return OptionalLong.empty();
        }
        try (RedisProbe probe = new RedisProbe(conf)) {
            OptionalLong answered = probe.pid();
            if (answered.isPresent()) {
                return answered;
            }
        }
        OptionalLong written = writtenPid(folder);
        return written.isPresent() && runsIn(written.getAsLong(), folder.path()) ? written : OptionalLong.empty();
    }

    private static OptionalLong writtenPid(DataFolder folder) {
        try {
            return OptionalLong.of(Long.parseLong(
                    Files.readString(folder.file(RedisConf.PID_FILE)).strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static boolean runsIn(long pid, Path folder) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            return Files.readString(process.resolve("comm")).startsWith("redis")
                    && process.resolve("cwd").toRealPath().equals(folder);
        } catch (IOException e) {
            return false;
        }
    }

    /** Redis writes its file and ends at SIGTERM; a stopped one needs SIGKILL. */
    private static void end(ProcessHandle process) {
        process.destroy();
        if (!awaitGone(process.pid())) {
            process.destroyForcibly();
            awaitGone(process.pid());
        }
    }

    private static boolean awaitGone(long pid) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!isGone(pid) && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        return isGone(pid);
    }

    /** A zombie that nobody collects is gone for us: its files and its port are free. */
    private static boolean isGone(long pid) {
        if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
            return true;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException e) {
            return false;
        }
    }
}
