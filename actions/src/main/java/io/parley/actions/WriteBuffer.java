package io.parley.actions;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Writes the server has not confirmed, in order, each with its number; behind them those it confirmed a moment ago, as
 * it may come back without them: what is confirmed is in its memory, and reaches its file up to two seconds later
 * (appendfsync everysec). Bounded by count and by bytes, both together; what is confirmed makes room. Plain data: {@link
 * RedisWriter} guards it. Times are nanoseconds of any clock.
 */
final class WriteBuffer<T> {
    private final int maxWrites;
    private final long maxBytes;
    private final long keepNanos;
    private final Deque<Entry<T>> waiting = new ArrayDeque<>();
    private final Deque<Confirmed<T>> recent = new ArrayDeque<>();
    private long bytes;
    private long lastNumber;

    /** @param keepNanos for how long what is confirmed is kept */
    WriteBuffer(int maxWrites, long maxBytes, long keepNanos) {
        this.maxWrites = maxWrites;
        this.maxBytes = maxBytes;
        this.keepNanos = keepNanos;
    }

    /** @param number from 1, without gaps */
    record Entry<T>(long number, long bytes, T write) {}

    private record Confirmed<T>(Entry<T> entry, long at) {}

    /** @return false when there is no room; the write is then dropped */
    boolean offer(T write, long size) {
        while (!recent.isEmpty() && isFull(size)) {
            take(recent.removeFirst().entry());
        }
        if (isFull(size)) {
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

    /** Gives the writes up to this number, which no longer wait, and forgets those confirmed long before. */
    List<Entry<T>> confirm(long number, long now) {
        List<Entry<T>> confirmed = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.getFirst().number() <= number) {
            Entry<T> entry = waiting.removeFirst();
            confirmed.add(entry);
            recent.addLast(new Confirmed<>(entry, now));
        }
        while (!recent.isEmpty() && now - recent.getFirst().at() > keepNanos) {
            take(recent.removeFirst().entry());
        }
        return confirmed;
    }

    /**
     * The server is back: those it confirmed and no longer has wait again, before all others.
     *
     * @param number the last write it has; 0 when it cannot say, and then only those confirmed shortly before it went
     *     count as lost
     * @param lost when it went
     * @return how many
     */
    int recover(long number, long lost) {
        int recovered = 0;
        while (!recent.isEmpty()) {
            Confirmed<T> last = recent.removeLast();
            if (last.entry().number() > number && (number > 0 || lost - last.at() <= keepNanos)) {
                waiting.addFirst(last.entry());
                recovered++;
            } else {
                take(last.entry());
            }
        }
        return recovered;
    }

    /** Removes one write that the server will never take. */
    void reject(Entry<T> entry) {
        if (waiting.remove(entry)) {
            take(entry);
        }
    }

    /** Removes everything. Gives what still waited. */
    List<Entry<T>> clear() {
        List<Entry<T>> left = List.copyOf(waiting);
        waiting.clear();
        recent.clear();
        bytes = 0;
        return left;
    }

    /** How many wait. */
    int size() {
        return waiting.size();
    }

    /** Whether something is kept that the server might come back without. */
    boolean keepsConfirmed() {
        return !recent.isEmpty();
    }

    /** Number of the write accepted last; 0 before the first. */
    long lastNumber() {
        return lastNumber;
    }

    private boolean isFull(long size) {
        return waiting.size() + recent.size() >= maxWrites || bytes + size > maxBytes;
    }

    private void take(Entry<T> entry) {
        bytes -= entry.bytes();
    }
}
