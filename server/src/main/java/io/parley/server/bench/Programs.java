package io.parley.server.bench;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Programs that the machine may have, and what is left of them. */
final class Programs {
    /** Debian has servers here, which is not on everybody's PATH. */
    private static final String SERVERS = "/usr/sbin";

    private static final int END_SECONDS = 5;

    private Programs() {}

    /** The first of these that there is; null where there is none. */
    static @Nullable Path find(String... names) {
        List<String> folders =
                new ArrayList<>(List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)));
        folders.add(SERVERS);
        for (String folder : folders) {
            for (String name : names) {
                if (Files.isExecutable(Path.of(folder, name))) {
                    return Path.of(folder, name);
                }
            }
        }
        return null;
    }

    /** Ends a process that we started, by force where it does not listen. */
    static void end(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        if (!awaitEnd(process, END_SECONDS)) {
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /**
     * Waits for a process of ours that is about to end, because it was told to or nothing more is written to it; ends it by
     * force when it does not.
     *
     * @return whether it ended by itself
     */
    static boolean awaitEnd(Process process, long seconds) {
        try {
            if (process.waitFor(seconds, TimeUnit.SECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }

    /** A UDP port of loopback that was free when it was looked at. */
    static int freePort() throws IOException {
        try (DatagramSocket any = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    /** Deletes a folder for temporary files, with what is in it. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            // A folder for temporary files stays behind.
        }
    }
}
