package io.parley.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Does to a Redis what happens to one, with inline commands (https://redis.io/docs/latest/develop/reference/protocol-spec). */
final class RedisConsole implements AutoCloseable {
    private static final int MILLIS = 10_000;

    private final Socket socket;
    private final BufferedReader answers;
    private final long pid;

    RedisConsole(URI uri) {
        try {
            socket = new Socket(uri.getHost(), uri.getPort());
            socket.setSoTimeout(MILLIS);
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            ask("AUTH " + uri.getUserInfo().substring(1));
            pid = Long.parseLong(info("server", "process_id:"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line of the answer. */
    String ask(String command) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String line = answers.readLine();
            if (line.startsWith("-")) {
                throw new AssertionError(command + ": " + line);
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String info(String section, String key) {
        int left = Integer.parseInt(ask("INFO " + section).substring(1)) + 2;
        String found = "";
        try {
            while (left > 0) {
                String line = answers.readLine();
                left -= line.length() + 2;
                found = line.startsWith(key) ? line.substring(key.length()) : found;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Its sockets stay open and nothing answers. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
            if (!kill.waitFor(MILLIS, TimeUnit.MILLISECONDS) || kill.exitValue() != 0) {
                throw new AssertionError("cannot send SIG" + name + " to " + pid);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
