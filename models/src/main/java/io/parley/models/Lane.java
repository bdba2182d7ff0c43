package io.parley.models;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thread that runs models: a Vert.x worker verticle with a pool of one. Jobs run in the order they were given, one at
 * a time, so what a lane's jobs share needs no lock. Jobs should be short (under 10 ms): all the calls of a lane wait
 * for each.
 */
public final class Lane implements Executor {
    private final Executor jobs;
    private final AtomicInteger calls = new AtomicInteger();

    private Lane(Executor jobs) {
        this.jobs = jobs;
    }

    /** A lane over a thread of somebody else's, which must run jobs one at a time and in order. */
    public static Lane over(Executor jobs) {
        return new Lane(jobs);
    }

    /** Lanes for a machine: every core but one, which is left to media, signalling and call logic. */
    public static int defaultCount() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    /** Starts lanes. They end with the Vert.x instance. */
    public static Future<List<Lane>> deploy(Vertx vertx, int count) {
        return deploy(vertx, "lane", count);
    }

    /**
     * Starts lanes for something else than calls.
     *
     * @param name of their threads, before a number
     */
    public static Future<List<Lane>> deploy(Vertx vertx, String name, int count) {
        List<Future<Lane>> starting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DeploymentOptions options = new DeploymentOptions()
                    .setThreadingModel(ThreadingModel.WORKER)
                    .setWorkerPoolName(name + "-" + i)
                    .setWorkerPoolSize(1);
            Holder holder = new Holder();
            starting.add(vertx.deployVerticle(holder, options).map(id -> new Lane(holder.jobs())));
        }
        return Future.all(starting).map(all -> all.<Lane>list());
    }

    @Override
    public void execute(Runnable job) {
        jobs.execute(job);
    }

    /** The lane that serves the fewest calls, with one call more from now on; {@link #leave} when that call ends. */
    public static synchronized Lane join(List<Lane> lanes) {
        Lane least = lanes.get(0);
        for (Lane lane : lanes) {
            least = lane.calls.get() < least.calls.get() ? lane : least;
        }
        least.calls.incrementAndGet();
        return least;
    }

    public void leave() {
        calls.decrementAndGet();
    }

    /** A verticle that does nothing but own the worker context. */
    private static final class Holder extends AbstractVerticle {
        Executor jobs() {
            Context own = context;
            return job -> own.runOnContext(ignored -> job.run());
        }
    }
}
