package io.parley.actions;

import io.vertx.core.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Parley's memory outside a call: live calls, call records, transcripts, idempotency keys, the event stream. Values are
 * JSON text. Writes are accepted at once, buffered (bounded) while the server is away and replayed in order; a write
 * that finds the buffer full is dropped and counted.
 */
public interface Store extends AutoCloseable {
    /** Marks a call as live, or renews the mark. */
    void putLive(String callId, String json);

    void removeLive(String callId);

    /** Keeps a finished call's record. */
    void putRecord(String callId, String json, Duration keep);

    /** Adds one turn to a call's transcript. */
    void appendTranscript(String callId, String json, Duration keep);

    /** Adds an event to the stream, which is capped. */
    void publish(String json);

    Future<@Nullable String> record(String callId);

    Future<java.util.List<String>> transcript(String callId);

    /** Keeps a value under an idempotency key unless one is there; gives what was there, or null when ours was kept. */
    Future<@Nullable String> putIfAbsent(String key, String value, Duration keep);

    /** Whether the server answers. */
    boolean connected();

    /** Writes waiting for the server. */
    int buffered();

    /** Writes given up because the buffer was full. */
    long dropped();

    @Override
    void close();
}
