package io.parley.actions;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SetArgs;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends buffered writes in order, each exactly once, whatever happens to connections.
 *
 * <p>Writes go in transactions. Each one also sets a mark of this writer's own to the number of its last write, and
 * reads and watches the mark before: after a broken connection the mark tells which writes were carried out, and the
 * watch keeps a transaction that still lingers in an old connection from being carried out behind our back. A server
 * that was killed may come back without its last moments, or a replica in its place with less; the mark tells that too,
 * and those writes are made again.
 *
 * <p>Safe on any thread; nothing blocks; promises complete outside the lock.
 */
final class RedisWriter {
    private static final Logger log = LoggerFactory.getLogger(RedisWriter.class);

    private static final int BATCH_WRITES = 200;
    private static final long BATCH_BYTES = 256 * 1024;
    private static final Duration MARK_KEEP = Duration.ofDays(1);
    private static final long PAUSE_MS = 500;

    /** Redis writes its file at the latest two seconds after it has answered; a replica is not much further behind. */
    private static final Duration CONFIRMED_KEEP = Duration.ofSeconds(5);

    /** Java keeps a char in at most two bytes; the rest is the entry's own weight. */
    private static final int BYTES_PER_CHAR = 2;

    private static final int BYTES_PER_WRITE = 200;

    private final Vertx vertx;
    private final ActionsCounters counters;
    private final long maxValueBytes;
    private final String mark = "parley:writer:" + UUID.randomUUID();
    private final WriteBuffer<RedisWrite> buffer;
    private final TreeMap<Long, List<Promise<Void>>> flushes = new TreeMap<>();
    private @Nullable StatefulRedisConnection<String, String> connection;
    private boolean sending;
    private boolean closed;

    /** Whether the server, since it was away, has not yet been asked what it has. */
    private boolean unasked;

    private long lostNanos;
    private volatile boolean pauseLogged;

    RedisWriter(Vertx vertx, ActionsCounters counters, StoreBounds bounds) {
        this.vertx = vertx;
        this.counters = counters;
        this.maxValueBytes = bounds.maxValueBytes();
        this.buffer = new WriteBuffer<>(bounds.maxWrites(), bounds.maxBytes(), CONFIRMED_KEEP.toNanos());
    }

    void accept(RedisWrite write) {
        long bytes = (long) BYTES_PER_CHAR * write.chars() + BYTES_PER_WRITE;
        boolean accepted;
        synchronized (this) {
            accepted = !closed && bytes <= maxValueBytes && buffer.offer(write, bytes);
            counters.set(ActionsCounter.STORE_BUFFERED, buffer.size());
        }
        if (accepted) {
            pump();
        } else {
            counters.add(ActionsCounter.STORE_DROPPED);
            fail(write, "the write was dropped: the buffer is full or the value too large");
        }
    }

    /** A connection of our own, on which nobody else sends. */
    void connected(StatefulRedisConnection<String, String> fresh) {
        synchronized (this) {
            connection = fresh;
            sending = false;
        }
        pump();
    }

    synchronized void disconnected() {
        if (connection != null) {
            unasked = true;
            lostNanos = System.nanoTime();
        }
        connection = null;
        sending = false;
    }

    synchronized int buffered() {
        return buffer.size();
    }

    Future<Void> flush() {
        Promise<Void> promise = Promise.promise();
        synchronized (this) {
            if (buffer.size() > 0 || mayHaveLost()) {
                flushes.computeIfAbsent(buffer.lastNumber(), n -> new ArrayList<>())
                        .add(promise);
                return promise.future();
            }
        }
        return Future.succeededFuture();
    }

    /** Drops what is left. */
    void close() {
        List<WriteBuffer.Entry<RedisWrite>> left;
        synchronized (this) {
            closed = true;
            connection = null;
            left = buffer.clear();
            counters.set(ActionsCounter.STORE_BUFFERED, 0);
        }
        counters.add(ActionsCounter.STORE_DROPPED, left.size());
        left.forEach(entry -> fail(entry.write(), "the store was closed"));
        completeFlushes();
    }

    /** Begins the next transaction unless one is under way: first what the server already has. */
    private void pump() {
        StatefulRedisConnection<String, String> now;
        RedisFuture<String> carriedOut;
        synchronized (this) {
            now = connection;
            if (now == null || sending || (buffer.size() == 0 && !mayHaveLost())) {
                return;
            }
            sending = true;
            now.async().watch(mark);
            carriedOut = now.async().get(mark);
        }
        carriedOut.whenComplete((number, error) -> {
            if (error != null) {
                pause(now, error);
            } else {
                reached(now, number == null ? 0 : Long.parseLong(number));
                transact(now);
            }
        });
    }

    /** @param number the last of our writes that the server has */
    private void reached(StatefulRedisConnection<String, String> now, long number) {
        int recovered = 0;
        synchronized (this) {
            if (connection == now && unasked) {
                unasked = false;
                recovered = buffer.recover(number, lostNanos);
            }
        }
        if (recovered > 0) {
            counters.add(ActionsCounter.STORE_RECOVERED, recovered);
            log.warn("event=store-recovered writes={} why=\"the server came back without them\"", recovered);
        }
        confirm(number);
    }

    private boolean mayHaveLost() {
        return unasked && buffer.keepsConfirmed();
    }

    private void transact(StatefulRedisConnection<String, String> now) {
        List<WriteBuffer.Entry<RedisWrite>> batch;
        List<CompletableFuture<@Nullable String>> replies = new ArrayList<>();
        RedisFuture<TransactionResult> done;
        synchronized (this) {
            if (connection != now) {
                return;
            }
            batch = buffer.head(BATCH_WRITES, BATCH_BYTES);
            if (batch.isEmpty()) {
                sending = false;
                return;
            }
            done = send(now, batch, replies);
        }
        done.whenComplete((result, error) -> {
            if (error != null) {
                aborted(now, batch, replies, error);
            } else if (!result.wasDiscarded()) {
                carriedOut(batch, replies);
            }
            if (error == null) {
                next(now);
            }
        });
    }

    private RedisFuture<TransactionResult> send(
            StatefulRedisConnection<String, String> now,
            List<WriteBuffer.Entry<RedisWrite>> batch,
            List<CompletableFuture<@Nullable String>> replies) {
        RedisAsyncCommands<String, String> redis = now.async();
        now.setAutoFlushCommands(false);
        redis.multi();
        for (WriteBuffer.Entry<RedisWrite> entry : batch) {
            replies.add(entry.write()
                    .commands()
                    .send(redis)
                    .toCompletableFuture()
                    .thenApply(reply -> reply instanceof String text ? text : null));
        }
        long last = batch.get(batch.size() - 1).number();
        redis.set(mark, Long.toString(last), new SetArgs().px(MARK_KEEP.toMillis()));
        RedisFuture<TransactionResult> done = redis.exec();
        now.setAutoFlushCommands(true);
        now.flushCommands();
        return done;
    }

    private void carriedOut(
            List<WriteBuffer.Entry<RedisWrite>> batch, List<CompletableFuture<@Nullable String>> replies) {
        for (int i = 0; i < batch.size(); i++) {
            CompletableFuture<@Nullable String> reply = replies.get(i);
            RedisWrite write = batch.get(i).write();
            if (reply.isDone() && !reply.isCompletedExceptionally()) {
                counters.add(ActionsCounter.STORE_WRITES);
                if (write.reply() != null) {
                    write.reply().tryComplete(reply.join());
                }
            } else {
                counters.add(ActionsCounter.STORE_REJECTED);
                log.warn("event=store-rejected reason=\"{}\"", withoutArguments(reason(reply)));
            }
        }
        pauseLogged = false;
        confirm(batch.get(batch.size() - 1).number());
    }

    /** The transaction was not carried out. What the server will never take goes; the rest is sent again later. */
    private void aborted(
            StatefulRedisConnection<String, String> now,
            List<WriteBuffer.Entry<RedisWrite>> batch,
            List<CompletableFuture<@Nullable String>> replies,
            Throwable error) {
        int rejected = 0;
        for (int i = 0; i < batch.size(); i++) {
            String reason = reason(replies.get(i));
            if (isForGood(reason)) {
                rejected++;
                log.warn("event=store-rejected reason=\"{}\"", withoutArguments(reason));
                synchronized (this) {
                    buffer.reject(batch.get(i));
                }
                fail(batch.get(i).write(), "the store's server refuses the write");
            }
        }
        counters.add(ActionsCounter.STORE_REJECTED, rejected);
        completeFlushes();
        if (rejected > 0) {
            next(now);
        } else {
            pause(now, error);
        }
    }

    private void next(StatefulRedisConnection<String, String> now) {
        synchronized (this) {
            if (connection != now) {
                return;
            }
            sending = false;
        }
        pump();
    }

    /** The server answers but takes nothing now (loading, memory or disk full, read-only); a lost connection ends this. */
    private void pause(StatefulRedisConnection<String, String> now, Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof RedisCommandExecutionException) {
            counters.add(ActionsCounter.STORE_PAUSES);
        }
        if (cause instanceof RedisCommandExecutionException && !pauseLogged) {
            pauseLogged = true;
            log.warn("event=store-paused reason=\"{}\"", withoutArguments(String.valueOf(cause.getMessage())));
        }
        vertx.setTimer(PAUSE_MS, timer -> next(now));
    }

    private void confirm(long number) {
        List<WriteBuffer.Entry<RedisWrite>> confirmed;
        synchronized (this) {
            confirmed = buffer.confirm(number, System.nanoTime());
            counters.set(ActionsCounter.STORE_BUFFERED, buffer.size());
        }
        // A reply that is still open was lost with its connection.
        confirmed.forEach(entry -> fail(entry.write(), "the reply was lost; the write was carried out"));
        completeFlushes();
    }

    private void completeFlushes() {
        List<Promise<Void>> reached = new ArrayList<>();
        synchronized (this) {
            List<WriteBuffer.Entry<RedisWrite>> first = buffer.head(1, Long.MAX_VALUE);
            long open = first.isEmpty() ? Long.MAX_VALUE : first.get(0).number();
            Map<Long, List<Promise<Void>>> done = flushes.headMap(open, false);
            done.values().forEach(reached::addAll);
            done.clear();
        }
        reached.forEach(Promise::tryComplete);
    }

    private static void fail(RedisWrite write, String reason) {
        if (write.reply() != null) {
            write.reply().tryFail(new StoreException(reason));
        }
    }

    private static boolean isForGood(String reason) {
        return reason.startsWith("NOPERM") || reason.startsWith("WRONGTYPE") || reason.startsWith("ERR");
    }

    /** The server may repeat what we sent, which can be personal. */
    private static String withoutArguments(String reason) {
        int arguments = reason.indexOf(", with args");
        return arguments < 0 ? reason : reason.substring(0, arguments);
    }

    private static String reason(CompletableFuture<?> reply) {
        if (!reply.isCompletedExceptionally()) {
            return "";
        }
        try {
            reply.join();
            return "";
        } catch (CompletionException e) {
            return String.valueOf(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
