package io.parley.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What fuzz targets of files have in common. */
final class FuzzedFiles {
    private FuzzedFiles() {}

    /** A new folder of that name, which goes with the process. */
    static Path folder(String name) {
        try {
            Path parent = Files.createTempDirectory("fuzz");
            Path folder = Files.createDirectory(parent.resolve(name));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(parent)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a loader, which may refuse; then each problem must name a file of the folder, a key, and what to write. */
    static void expectProblems(Path folder, Runnable loader) {
        try {
            loader.run();
        } catch (ConfigException e) {
            if (e.problems().isEmpty()) {
                throw new AssertionError("refused, and does not say why", e);
            }
            for (ConfigProblem problem : e.problems()) {
                check(folder, problem);
            }
        }
    }

    private static void check(Path folder, ConfigProblem problem) {
        String told = problem.toString();
        boolean named = problem.file().startsWith(folder)
                && problem.line() >= 0
                && !problem.key().isBlank()
                && !problem.expected().isBlank();
        boolean printable = told.chars().noneMatch(Character::isISOControl);
        if (!named || !printable || told.length() > 4_000) {
            throw new AssertionError("a problem that helps nobody: " + told);
        }
    }

    static void same(Object first, Object second) {
        if (!first.equals(second)) {
            throw new AssertionError(first + " was read as " + second);
        }
    }
}
