package io.parley.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LaneTest {
    @Test
    void aCallJoinsTheLaneThatServesTheFewest() {
        Lane one = Lane.over(Runnable::run);
        Lane two = Lane.over(Runnable::run);
        List<Lane> lanes = List.of(one, two);

        assertThat(Lane.join(lanes)).isSameAs(one);
        assertThat(Lane.join(lanes)).isSameAs(two);
        assertThat(Lane.join(lanes)).isSameAs(one);
        one.leave();
        one.leave();
        assertThat(Lane.join(lanes)).isSameAs(one);
        assertThat(Lane.join(lanes)).isSameAs(one);
        assertThat(Lane.join(lanes)).isSameAs(two);
    }

    @Test
    void everyLaneRunsItsJobsInOrderOnOneThreadOfItsOwn() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            List<Lane> lanes = Lane.deploy(vertx, 2)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            List<Integer> order = new ArrayList<>();
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            CountDownLatch done = new CountDownLatch(2);
            CountDownLatch other = new CountDownLatch(1);
            for (int i = 0; i < 100; i++) {
                int job = i;
                lanes.get(0).execute(() -> {
                    threads.add(Thread.currentThread());
                    order.add(job);
                });
            }
            // The first lane waits here for the second: they share no thread.
            lanes.get(0).execute(() -> await(other));
            lanes.get(0).execute(done::countDown);
            lanes.get(1).execute(() -> {
                threads.add(Thread.currentThread());
                other.countDown();
                done.countDown();
            });

            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(order).hasSize(100).isSorted();
            assertThat(threads).hasSize(2);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void leavesACoreToTheRest() {
        int cores = Runtime.getRuntime().availableProcessors();

        assertThat(Lane.defaultCount()).isEqualTo(cores == 1 ? 1 : cores - 1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
