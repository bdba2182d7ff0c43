package io.parley.actions;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A process stopped as by a debugger, or by a machine that hangs: its sockets stay open and nothing answers. */
final class Frozen implements AutoCloseable {
    private final long pid;

    private Frozen(long pid) {
        this.pid = pid;
    }

    static Frozen redis(EmbeddedRedis redis) {
        Frozen frozen = new Frozen(redis.pid());
        signal("STOP", frozen.pid);
        return frozen;
    }

    long pid() {
        return pid;
    }

    @Override
    public void close() {
        signal("CONT", pid);
    }

    static void signal(String name, long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .inheritIO()
                    .start();
            if (!kill.waitFor(Await.SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new AssertionError("cannot send SIG" + name + " to " + pid);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
