package io.parley.media;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.parley.config.MediaConfig;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A measuring aid, not a test: {@code EchoLoad N [seconds]} opens N sessions that echo what they hear, for
 * {@link RtpBlaster} in another process to call, and prints what the media cost.
 */
public final class EchoLoad {
    static final int FIRST_PORT = 30_000;
    static final int FIRST_CALLER_PORT = 40_000;

    private static final int MAX_WAITS = 5_000_000;

    private EchoLoad() {}

    public static void main(String[] args) throws Exception {
        int calls = Integer.parseInt(args[0]);
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        Vertx vertx = Vertx.vertx();
        InetAddress local = InetAddress.getByName("127.0.0.1");
        MediaConfig config =
                new MediaConfig(FIRST_PORT, FIRST_PORT + 2 * calls + 1, Duration.ofMinutes(10), Duration.ofSeconds(1));
        int[] waits = new int[MAX_WAITS];
        int[] count = {0};
        try (MediaEngine engine = MediaEngine.start(config)) {
            List<RtpSession> sessions = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                sessions.add(open(engine, vertx, local, waits, count));
            }
            System.out.println("ready");
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(8));
            measure(engine, calls, seconds, sessions, waits, count);
        }
        System.exit(0);
    }

    private static RtpSession open(MediaEngine engine, Vertx vertx, InetAddress local, int[] waits, int[] count) {
        RtpSession session = engine.open(local, vertx.getOrCreateContext());
        int caller = FIRST_CALLER_PORT + session.localPort() - FIRST_PORT;
        session.listen(new AudioListener() {
            @Override
            public void onTick(AudioTick tick) {
                session.playout().offer(tick.caller, 0, 1, 0);
                if (!tick.concealed) {
                    synchronized (count) {
                        if (count[0] < MAX_WAITS) {
                            waits[count[0]++] = (int) ((tick.sentNanos - tick.arrivalNanos) / 1_000);
                        }
                    }
                }
            }

            @Override
            public void onDigit(char digit) {}
        });
        session.target(new RtpTarget(
                new InetSocketAddress(local, caller), null, Codec.PCMU, 0, 0, 101, 101, 20, Direction.SENDRECV, false));
        session.start();
        return session;
    }

    private static void measure(
            MediaEngine engine, int calls, int seconds, List<RtpSession> sessions, int[] waits, int[] count) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long media = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("parley-media"))
                .findFirst()
                .orElseThrow()
                .getId();
        synchronized (count) {
            count[0] = 0;
        }
        long cpu = system.getProcessCpuTime();
        long mediaCpu = threads.getThreadCpuTime(media);
        long allocated = threads.getThreadAllocatedBytes(media);
        long steps = engine.counters().get(MediaCounter.STEPS);
        long late = engine.counters().get(MediaCounter.STEPS_LATE);
        long received = engine.counters().get(MediaCounter.RTP_RECEIVED);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
        long stepsRun = engine.counters().get(MediaCounter.STEPS) - steps;
        double used = (system.getProcessCpuTime() - cpu) / 1e9 / seconds * 100;
        double usedByMedia = (threads.getThreadCpuTime(media) - mediaCpu) / 1e9 / seconds * 100;
        int[] sorted;
        synchronized (count) {
            sorted = Arrays.copyOf(waits, count[0]);
        }
        Arrays.sort(sorted);
        RtpStats first = sessions.get(0).stats();
        System.out.printf(
                "calls=%d cpu=%.1f%% (%.3f%%/call) media-thread=%.1f%% (%.3f%%/call) packets/s/call=%.1f steps/s/call=%.2f "
                        + "allocated/step=%.2f B late-steps=%d skipped=%d wait ms p50=%.2f p99=%.2f p99.9=%.2f max=%.2f "
                        + "ticks-dropped=%d lost=%d late=%d concealed=%d mos=%.2f%n",
                calls,
                used,
                used / calls,
                usedByMedia,
                usedByMedia / calls,
                (engine.counters().get(MediaCounter.RTP_RECEIVED) - received) / (double) seconds / calls,
                stepsRun / (double) seconds / calls,
                (threads.getThreadAllocatedBytes(media) - allocated) / (double) stepsRun,
                engine.counters().get(MediaCounter.STEPS_LATE) - late,
                engine.counters().get(MediaCounter.STEPS_SKIPPED),
                at(sorted, 0.5),
                at(sorted, 0.99),
                at(sorted, 0.999),
                at(sorted, 1),
                engine.counters().get(MediaCounter.TICKS_DROPPED),
                sessions.stream().mapToLong(s -> s.stats().packetsLost()).sum(),
                engine.counters().get(MediaCounter.RTP_LATE),
                engine.counters().get(MediaCounter.FRAMES_CONCEALED),
                first.mos());
    }

    private static double at(int[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e3;
    }
}
