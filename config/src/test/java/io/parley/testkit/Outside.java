package io.parley.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Things a test needs from outside the project: public test data that lies in {@code ../shared}, and peers such as SIPp.
 * Where one is missing the test is skipped with a message. With {@code PARLEY_CI} set a missing peer fails the test, so
 * that a green build means that every peer was phoned; the data cannot be installed, so its tests are still skipped.
 */
public final class Outside {
    private Outside() {}

    /** A file or folder below {@code ../shared} (or below {@code PARLEY_SHARED}); without it the test is skipped. */
    public static Path shared(String relative) {
        Path path = sharedOrMissing(relative);
        if (!Files.exists(path)) {
            Assumptions.abort("skipped, missing: test data " + path + " (set PARLEY_SHARED to the folder that holds "
                    + relative + ")");
        }
        return path;
    }

    /** The same, whether it is there or not. */
    public static Path sharedOrMissing(String relative) {
        String env = System.getenv("PARLEY_SHARED");
        Path root = env == null ? home().resolveSibling("shared") : Path.of(env);
        return root.resolve(relative);
    }

    /** The root of the project. */
    public static Path home() {
        String home = System.getProperty("parley.home");
        if (home != null) {
            return Path.of(home);
        }
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.exists(here.resolve(".mvn"))) {
            here = here.getParent();
        }
        Assertions.assertNotNull(here, "the tests must run below the project's root");
        return here;
    }

    /** A program on the PATH. */
    public static Path program(String name) {
        for (String dir : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path file = Path.of(dir, name);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        missing("program '" + name + "' (docker/install-peers.sh installs it on Debian)");
        throw new AssertionError("unreachable");
    }

    /** Skips the test, or fails it under CI, because something it needs cannot be had. */
    public static void missing(String what) {
        if (System.getenv("PARLEY_CI") != null) {
            Assertions.fail("missing: " + what);
        }
        Assumptions.abort("skipped, missing: " + what);
    }
}
