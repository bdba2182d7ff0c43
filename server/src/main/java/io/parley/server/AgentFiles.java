package io.parley.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What there is in agents' folders, to be compared with what there is later.
 *
 * @param stamps of every file that an agent may be made of
 */
record AgentFiles(Map<Path, Stamp> stamps) {
    /** Files that are looked at: beyond that there may be changes that go unseen. */
    static final int MOST_FILES = 20_000;
    /** Of calls that test an agent: the agent is not made of them. */
    private static final String RECORDING = ".*\\.(wav|flac)";
    /** A folder of agents' folders, such a folder, and one for its scripts. */
    private static final int DEPTH = 3;

    /** Of a file whose text differs, one or the other differs: an editor that saves twice in one tick of the clock is rare. */
    record Stamp(FileTime written, long bytes) {}

    /**
     * Looks at the file system.
     *
     * @param paths as in {@link io.parley.config.AgentSpecs#load}
     */
    static AgentFiles of(List<Path> paths) {
        Map<Path, Stamp> stamps = new HashMap<>();
        for (Path path : paths) {
            Path parent = path.toAbsolutePath().getParent();
            look(Files.isRegularFile(path) && parent != null ? parent : path, stamps);
        }
        return new AgentFiles(Map.copyOf(stamps));
    }

    private static void look(Path path, Map<Path, Stamp> stamps) {
        // What links lead to is looked at: a ConfigMap of Kubernetes changes by its links.
        try (Stream<Path> found = Files.find(path, DEPTH, AgentFiles::isOfAgent, FileVisitOption.FOLLOW_LINKS)) {
            found.limit(MOST_FILES - stamps.size()).forEach(file -> stamp(file, stamps));
        } catch (IOException | UncheckedIOException e) {
            // Nothing is there, or it is going away: as if it were empty, until the next look.
            return;
        }
    }

    private static boolean isOfAgent(Path file, BasicFileAttributes is) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        return is.isRegularFile() && !name.startsWith(".") && !name.endsWith("~") && !name.matches(RECORDING);
    }

    private static void stamp(Path file, Map<Path, Stamp> stamps) {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
            stamps.put(file, new Stamp(is.lastModifiedTime(), is.size()));
        } catch (IOException e) {
            stamps.remove(file); // gone since it was listed
        }
    }
}
