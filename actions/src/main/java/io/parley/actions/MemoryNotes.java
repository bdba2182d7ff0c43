package io.parley.actions;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Notes that end with the process. Safe on any thread. */
final class MemoryNotes implements Notes {
    private final LongSupplier nanos;
    private final Map<String, Map<String, Note>> owners = new HashMap<>();

    private record Note(String value, long until) {}

    /** @param nanos monotonic time */
    MemoryNotes(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public synchronized Future<@Nullable String> get(String owner, String key) {
        Note note = owners.getOrDefault(owner, Map.of()).get(key);
        return Future.succeededFuture(note == null || over(note) ? null : note.value);
    }

    @Override
    public synchronized Future<Boolean> put(String owner, String key, String value, Duration keep) {
        Map<String, Note> notes = owners.computeIfAbsent(owner, name -> new HashMap<>());
        if (notes.size() >= MAX_KEYS && !notes.containsKey(key)) {
            notes.values().removeIf(this::over);
        }
        boolean room = notes.size() < MAX_KEYS || notes.containsKey(key);
        if (room) {
            notes.put(key, new Note(value, nanos.getAsLong() + keep.toNanos()));
        }
        return Future.succeededFuture(room);
    }

    @Override
    public synchronized Future<Void> delete(String owner, String key) {
        owners.getOrDefault(owner, new HashMap<>()).remove(key);
        return Future.succeededFuture();
    }

    private boolean over(Note note) {
        return note.until - nanos.getAsLong() <= 0;
    }
}
