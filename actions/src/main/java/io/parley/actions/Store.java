package io.parley.actions;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parley's memory outside a call: live calls, call records, transcripts, idempotency keys, the event stream. Values are
 * JSON text. Writes are accepted at once, buffered (bounded) while the server is away and replayed in order; a write
 * that finds the buffer full is dropped and counted.
 *
 * <p>Call ids are Parley's own random ids; no key holds personal data. What a caller said lives in records and
 * transcripts, and as results under idempotency keys, all of which expire. Every method may be called on any thread and
 * returns at once; futures complete on the Vert.x context of the caller.
 */
public interface Store extends AutoCloseable {
    /** The longest that anything about a caller is kept; a longer wish is cut to this. */
    Duration MAX_KEEP = Duration.ofDays(30);

    /** How long a mark of a live call stands unless it is renewed: a killed Parley's calls do not look alive for long. */
    Duration LIVE_KEEP = Duration.ofMinutes(10);

    /** Memory that ends with the process and knows idempotency keys only: for calls that are simulated. */
    static Store inMemory() {
        return new MemoryStore();
    }

    /** Marks a call as live, or renews the mark, which must happen more often than {@link #LIVE_KEEP}. */
    void putLive(String callId, String json);

    void removeLive(String callId);

    /** The marks of live calls, whoever made them; looks through all keys. Fails at once while the server is away. */
    Future<List<String>> live();

    /** Keeps a finished call's record. */
    void putRecord(String callId, String json, Duration keep);

    /** Adds one turn to a call's transcript. */
    void appendTranscript(String callId, String json, Duration keep);

    /** Adds an event to the stream, which is capped. Events do not expire: no personal data in them. */
    void publish(String json);

    /** Fails at once while the server is away. */
    Future<@Nullable String> record(String callId);

    /** The turns in order. Fails at once while the server is away. */
    Future<List<String>> transcript(String callId);

    /**
     * Keeps a value under an idempotency key unless one is there; gives what was there, or null when ours was kept. A
     * write like the others: while the server is away the future waits; it fails when the write is dropped.
     */
    Future<@Nullable String> putIfAbsent(String key, String value, Duration keep);

    /** Keeps a value under an idempotency key, in place of what was there. */
    void put(String key, String value, Duration keep);

    /** Forgets an idempotency key. */
    void remove(String key);

    /** What scripts remember. Not buffered: while the server is away nothing is kept. */
    Notes notes();

    /** Requests to workers; null where there is no server that workers can reach. */
    default @Nullable Streams streams() {
        return null;
    }

    /**
     * Counts one under every tally, or under none where one of them is full. Fails at once while the server is away.
     *
     * @return whether it was counted
     */
    default Future<Boolean> take(List<Tally> tallies) {
        return Future.failedFuture(new StoreException("this store counts nothing"));
    }

    /** Completes once every write accepted before is with the server, or dropped. */
    Future<Void> flush();

    /** Whether the server answers. */
    boolean connected();

    /** Writes waiting for the server. */
    int buffered();

    /** Writes given up because the buffer was full. */
    long dropped();

    /** Waits a little for the server to take what is buffered, then lets go. Blocks: never on an event loop. */
    @Override
    void close();
}
