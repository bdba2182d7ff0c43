package io.parley.server.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Programs that the machine may have. */
final class Programs {
    /** Debian has servers here, which is not on everybody's PATH. */
    private static final String SERVERS = "/usr/sbin";

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
}
