package io.parley.actions;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Writes the server has not confirmed, in order, each with its number. Bounded by count and by bytes. Plain data:
 * {@link RedisWriter} guards it.
 */
final class WriteBuffer<T> {
    private final int maxWrites;
    private final long maxBytes;
    private final Deque<Entry<T>> waiting = new ArrayDeque<>();
    private long bytes;
    private long lastNumber;

    WriteBuffer(int maxWrites, long maxBytes) {
        this.maxWrites = maxWrites;
        this.maxBytes = maxBytes;
    }

    /** @param number from 1, without gaps */
    record Entry<T>(long number, long bytes, T write) {}

    /** @return false when there is no room; the write is then dropped */
    boolean offer(T write, long size) {
        if (waiting.size() >= maxWrites || bytes + size > maxBytes) {
            return false;
        }
        waiting.addLast(new Entry<>(++lastNumber, size, write));
        bytes += size;
        return true;
    }

    /** The first writes, as many as fit, one at least (unless none waits). They stay until they are confirmed. */
    List<Entry<T>> head(int atMost, long bytesAtMost) {
        List<Entry<T>> head = new ArrayList<>();
        long size = 0;
        for (Entry<T> entry : waiting) {
            size += entry.bytes();
            if (head.size() >= atMost || (size > bytesAtMost && !head.isEmpty())) {
                break;
            }
            head.add(entry);
        }
        return head;
    }

    /** Removes and gives the writes up to this number. */
    List<Entry<T>> confirm(long number) {
        List<Entry<T>> confirmed = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.getFirst().number() <= number) {
            confirmed.add(take(waiting.removeFirst()));
        }
        return confirmed;
    }

    /** Removes one write that the server will never take. */
    void reject(Entry<T> entry) {
        if (waiting.remove(entry)) {
            take(entry);
        }
    }

    /** Removes and gives everything. */
    List<Entry<T>> clear() {
        return confirm(Long.MAX_VALUE);
    }

    int size() {
        return waiting.size();
    }

    /** Number of the write accepted last; 0 before the first. */
    long lastNumber() {
        return lastNumber;
    }

    private Entry<T> take(Entry<T> entry) {
        bytes -= entry.bytes();
        return entry;
    }
}
