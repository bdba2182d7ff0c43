package io.parley.server;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What there is in agents' folders, to be compared with what there is later.
 *
 * @param stamps of every file that an agent may be made of
 */
record AgentFiles(Map<Path, Stamp> stamps) {
    /** Files that are looked at: beyond that there may be changes that go unseen. */
    static final int MOST_FILES = 20_000;
    /** Of calls that test an agent, or what its tool servers write: the agent is not made of them. */
    private static final Pattern OTHER = Pattern.compile(".*\\.(wav|flac|log|db)");
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
        try {
            Files.walkFileTree(path, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, new Look(stamps));
        } catch (IOException e) {
            // Nothing is there, or it is going away: as if it were empty, until the next look.
        }
    }

    /** What cannot be looked at is passed over: a folder that is locked, a link to where it came from. */
    private static final class Look extends SimpleFileVisitor<Path> {
        private final Map<Path, Stamp> stamps;

        Look(Map<Path, Stamp> stamps) {
            this.stamps = stamps;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
            if (isOfAgent(file, is)) {
                stamps.put(file, new Stamp(is.lastModifiedTime(), is.size()));
            }
            return stamps.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) {
            return FileVisitResult.CONTINUE;
        }
    }

    /** Files that are not what they were in the other, or not there in one of the two. */
    Set<Path> differing(AgentFiles other) {
        Set<Path> differing = new HashSet<>(stamps.keySet());
        differing.addAll(other.stamps.keySet());
        differing.removeIf(file -> Objects.equals(stamps.get(file), other.stamps.get(file)));
        return differing;
    }

    private static boolean isOfAgent(Path file, BasicFileAttributes is) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        return is.isRegularFile()
                && !name.startsWith(".")
                && !name.endsWith("~")
                && !OTHER.matcher(name).matches();
    }
}
