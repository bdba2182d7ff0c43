package io.parley.server;

import io.parley.media.MediaCounter;
import io.parley.media.MediaCounters;
import io.parley.models.Lane;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures what {@link Admission} judges: a job now and then to every lane, the media thread's counters, the heap. Looked
 * after by one timer.
 */
final class LoadProbe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoadProbe.class);

    /** How often {@link #look} is to be called. */
    static final int LOOK_MILLIS = 100;

    private static final int LOOKS = 1_000 / LOOK_MILLIS;
    private static final long NEVER = -1;
    /** Steps in a second below which a share of them says nothing: of one call, five late ones would be a tenth. */
    private static final long FEWEST_STEPS = 400;

    private final Admission admission;
    private final List<Queue> queues;
    private final MediaCounters media;
    private final LongSupplier nanos;
    private volatile Admission.Load last = new Admission.Load(0, 0, 0);
    private int looks;
    private long steps;
    private long late;
    private boolean closed;

    /** @param nanos monotonic clock */
    LoadProbe(Admission admission, List<Lane> lanes, MediaCounters media, LongSupplier nanos) {
        this.admission = admission;
        this.queues = lanes.stream().map(Queue::new).toList();
        this.media = media;
        this.nanos = nanos;
    }

    /** What was measured last. Any thread. */
    Admission.Load last() {
        return last;
    }

    synchronized void look() {
        if (closed) {
            return;
        }
        queues.forEach(Queue::look);
        if (++looks == LOOKS) {
            looks = 0;
            judge(new Admission.Load(queueMillis(), lateSteps(), heap()));
        }
    }

    /** From here on no lane is asked: they may be closed next. */
    @Override
    public synchronized void close() {
        closed = true;
    }

    private void judge(Admission.Load load) {
        last = load;
        boolean refused = admission.refuses();
        admission.measured(load);
        if (admission.refuses() != refused) {
            LOG.warn(
                    "{}: lanes are {} ms behind, {} % of the media steps are late, {} % of the heap is in use",
                    refused ? "new calls are taken again" : "new calls are refused because of the load",
                    Math.round(load.queueMillis()),
                    Math.round(100 * load.lateSteps()),
                    Math.round(100 * load.heap()));
        }
    }

    private double queueMillis() {
        return queues.stream().mapToDouble(Queue::takeShortest).max().orElse(0);
    }

    private double lateSteps() {
        long stepsBefore = steps;
        long lateBefore = late;
        steps = media.get(MediaCounter.STEPS);
        late = media.get(MediaCounter.STEPS_LATE) + media.get(MediaCounter.STEPS_SKIPPED);
        return steps - stepsBefore < FEWEST_STEPS ? 0 : (double) (late - lateBefore) / (steps - stepsBefore);
    }

    private static double heap() {
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage afterCollection = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            used += afterCollection == null ? 0 : afterCollection.getUsed();
        }
        return (double) used / Runtime.getRuntime().maxMemory();
    }

    /** How long jobs wait for a lane: one job of ours at a time, the next when it has run. */
    private final class Queue {
        private final Lane lane;
        private final AtomicLong handedIn = new AtomicLong(NEVER);
        private final AtomicLong shortest = new AtomicLong(Long.MAX_VALUE);

        Queue(Lane lane) {
            this.lane = lane;
        }

        void look() {
            if (handedIn.compareAndSet(NEVER, nanos.getAsLong())) {
                lane.execute(this::begin);
            }
        }

        private void begin() {
            shortest.accumulateAndGet(nanos.getAsLong() - handedIn.getAndSet(NEVER), Math::min);
        }

        /** The shortest wait since the last time; where none has ended, that of the job which still waits. */
        double takeShortest() {
            long ended = shortest.getAndSet(Long.MAX_VALUE);
            long since = handedIn.get();
            long waiting = since == NEVER ? 0 : nanos.getAsLong() - since;
            return (ended == Long.MAX_VALUE ? waiting : ended) / 1e6;
        }
    }
}
