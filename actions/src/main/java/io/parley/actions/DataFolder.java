package io.parley.actions;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The private Redis' folder, readable by nobody else and held by one Parley at a time. The lock is the operating
 * system's, so it ends with the process however that ends.
 */
final class DataFolder implements AutoCloseable {
    private static final String LOCK = "parley.lock";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FILE = PosixFilePermissions.fromString("rw-------");

    /**
     * Folders held in this process. POSIX locks belong to the process, and closing any other handle of the lock file
     * would silently let go of them, so a second opening must not even touch the file.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** @throws StoreException when it cannot be made, or another Parley holds it */
    static DataFolder open(Path wanted) {
        Path path;
        try {
            Files.createDirectories(wanted);
            path = wanted.toRealPath();
            restrict(path, OWNER_ONLY);
        } catch (IOException e) {
            throw new StoreException("redis.data: cannot use the folder " + wanted + ": " + e, e);
        }
        if (path.toString().chars().anyMatch(Character::isISOControl)) {
            throw new StoreException("redis.data: expected a path without control characters");
        }
        if (!HELD_HERE.add(path)) {
            throw held(path);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) != null) {
                return new DataFolder(path, channel);
            }
        } catch (IOException e) {
            release(path, channel);
            throw new StoreException("redis.data: cannot lock " + path.resolve(LOCK) + ": " + e, e);
        }
        release(path, channel);
        throw held(path);
    }

    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Writes a file that nobody else may read; a reader sees the old or the new one, never a part. */
    void writeSecret(String name, String text) {
        Path temporary = file(name + ".new");
        try {
            Files.deleteIfExists(temporary);
            Files.createFile(temporary);
            restrict(temporary, OWNER_ONLY_FILE);
            Files.writeString(temporary, text);
            Files.move(temporary, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StoreException("redis.data: cannot write " + file(name) + ": " + e, e);
        }
    }

    @Override
    public void close() {
        release(path, lockFile);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        return channel.tryLock();
    }

    private static void release(Path path, @Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The process still holds the lock, which does no harm: it goes with the process.
        }
        HELD_HERE.remove(path);
    }

    private static StoreException held(Path path) {
        return new StoreException("redis.data: the folder " + path
                + " is in use by another running Parley: end that one, or give this one a folder of its own");
    }

    private static void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }
}
