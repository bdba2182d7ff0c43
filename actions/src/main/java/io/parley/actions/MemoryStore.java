package io.parley.actions;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Memory that ends with the process, for simulated calls: knows wishes and notes, and nothing of calls. Wishes do not expire. Safe on any
 * thread.
 */
final class MemoryStore implements Store {
    private final Map<String, String> wishes = new ConcurrentHashMap<>();
    private final Notes notes = new MemoryNotes(System::nanoTime);

    @Override
    public Future<@Nullable String> putIfAbsent(String key, String value, Duration keep) {
        return Future.succeededFuture(wishes.putIfAbsent(key, value));
    }

    @Override
    public void put(String key, String value, Duration keep) {
        wishes.put(key, value);
    }

    @Override
    public void remove(String key) {
        wishes.remove(key);
    }

    @Override
    public Notes notes() {
        return notes;
    }

    @Override
    public void putLive(String callId, String json) {
        // Nobody asks.
    }

    @Override
    public void removeLive(String callId) {
        // Nobody asks.
    }

    @Override
    public Future<List<String>> live() {
        return Future.succeededFuture(List.of());
    }

    @Override
    public void putRecord(String callId, String json, Duration keep) {
        // Nobody asks.
    }

    @Override
    public void appendTranscript(String callId, String json, Duration keep) {
        // Nobody asks.
    }

    @Override
    public void publish(String json) {
        // Nobody listens.
    }

    @Override
    public Future<@Nullable String> record(String callId) {
        return Future.succeededFuture(null);
    }

    @Override
    public Future<List<String>> transcript(String callId) {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Void> flush() {
        return Future.succeededFuture();
    }

    @Override
    public boolean connected() {
        return true;
    }

    @Override
    public int buffered() {
        return 0;
    }

    @Override
    public long dropped() {
        return 0;
    }

    @Override
    public void close() {
        wishes.clear();
    }
}
