package io.parley.actions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The private Redis' configuration. The password stands here and nowhere else: in a file that only its owner can read,
 * never on a command line.
 */
record RedisConf(int port, String password) {
    static final String FILE = "redis.conf";
    static final String PID_FILE = "redis.pid";
    static final String LOG_FILE = "redis.log";

    private static final int PASSWORD_BYTES = 32;
    private static final Pattern PORT = Pattern.compile("(?m)^port ([0-9]{1,5})$");
    private static final Pattern PASSWORD = Pattern.compile("(?m)^requirepass ([0-9a-f]{64})$");

    static RedisConf withNewPassword(int port) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new RedisConf(port, HexFormat.of().formatHex(bytes));
    }

    /** What an earlier Parley wrote, or null. */
    static @Nullable RedisConf of(DataFolder folder) {
        try {
            Path file = folder.file(FILE);
            String text = Files.isRegularFile(file) ? Files.readString(file) : "";
            Matcher port = PORT.matcher(text);
            Matcher password = PASSWORD.matcher(text);
            return port.find() && password.find()
                    ? new RedisConf(Integer.parseInt(port.group(1)), password.group(1))
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Every write goes to the append-only file, which reaches the disk each second. When memory is full, what was not
     * read for the longest time goes first among what expires anyway: old records. Directives both 6.2 and 7 know.
     */
    String text(Path folder) {
        return String.join(
                "\n",
                "# Written by Parley at each start.",
                "bind 127.0.0.1",
                "port " + port,
                "protected-mode yes",
                "requirepass " + password,
                "daemonize no",
                "supervised no",
                "databases 1",
                "maxclients 64",
                "dir " + quoted(folder.toString()),
                "pidfile " + quoted(folder.resolve(PID_FILE).toString()),
                "logfile \"\"",
                "save \"\"",
                "appendonly yes",
                "appendfsync everysec",
                "maxmemory 256mb",
                "maxmemory-policy volatile-lru",
                "");
    }

    @Override
    public String toString() {
        return "127.0.0.1:" + port;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
