package io.parley.config;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Looks into folders. */
final class Folders {
    private Folders() {}

    /**
     * What of a folder's entries fits, by name.
     *
     * @param most stops looking when it has found more than these
     * @throws IOException if the folder cannot be read
     */
    static List<Path> list(Path folder, Predicate<Path> fits, int most) throws IOException {
        TreeSet<Path> found = new TreeSet<>();
        try (var entries = Files.newDirectoryStream(folder, fits::test)) {
            for (Path entry : entries) {
                found.add(entry);
                if (found.size() > most) {
                    break;
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return List.copyOf(found);
    }
}
