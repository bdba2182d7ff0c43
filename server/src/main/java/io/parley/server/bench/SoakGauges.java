package io.parley.server.bench;

import io.parley.server.Parley;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a server holds at one moment, and what must be back where it was when its calls are over.
 *
 * @param calls that hold a line
 * @param dialogs SIP dialogs
 * @param transactions SIP transactions, server and client
 * @param timers that run, of calls and of the SIP stack
 * @param sessions RTP sessions
 * @param threads of the process, without the senders of SIP: their pool fills, to 32 for each endpoint, as they are needed
 * @param files open file descriptors of the process, sockets included; -1 where the system does not tell
 * @param directBytes in direct buffers
 * @param heapBytes used after a collection
 * @param rssBytes memory that the process holds; -1 where the system does not tell
 */
public record SoakGauges(
        long calls,
        long dialogs,
        long transactions,
        long timers,
        long sessions,
        long threads,
        long files,
        long directBytes,
        long heapBytes,
        long rssBytes) {
    private static final long MEBIBYTE = 1 << 20;
    private static final String SENDERS = "parley-sip-sender";

    /** Threads, and files, that are made once, with the first calls, and stay: pools that fill, names that are looked up. */
    private static final long MADE_ONCE = 16;

    private static final long DIRECT_MADE_ONCE = 4 * MEBIBYTE;

    /** As they are now. Collects garbage first, which takes some 50 ms. */
    static SoakGauges of(Parley parley) {
        System.gc();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return new SoakGauges(
                parley.liveCalls(),
                parley.dialogs(),
                parley.transactions(),
                parley.timers(),
                parley.sessions(),
                runningThreads(),
                openFiles(),
                direct,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ProcessLoad.now().rssBytes());
    }

    private static long runningThreads() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> !thread.getThreadName().startsWith(SENDERS))
                .count();
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.UnixOperatingSystemMXBean os
                ? os.getOpenFileDescriptorCount()
                : -1;
    }

    /** What is still there that was not before, one phrase each. Heap and RSS are judged by their slope. */
    List<String> leftSince(SoakGauges before) {
        List<String> left = new ArrayList<>();
        compare("calls", before.calls, calls, 0, left);
        compare("dialogs", before.dialogs, dialogs, 0, left);
        compare("transactions", before.transactions, transactions, 0, left);
        compare("timers", before.timers, timers, 0, left);
        compare("RTP sessions", before.sessions, sessions, 0, left);
        compare("threads", before.threads, threads, MADE_ONCE, left);
        compare("files", before.files, files, MADE_ONCE, left);
        compare("bytes in direct buffers", before.directBytes, directBytes, DIRECT_MADE_ONCE, left);
        return left;
    }

    private static void compare(String what, long before, long now, long allowance, List<String> left) {
        if (now > before + allowance) {
            left.add(now - before + " " + what + " more than the " + before + " at the start");
        }
    }

    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("calls", calls);
        json.put("dialogs", dialogs);
        json.put("transactions", transactions);
        json.put("timers", timers);
        json.put("rtp_sessions", sessions);
        json.put("threads", threads);
        json.put("files", files < 0 ? null : files);
        json.put("direct_mb", megabytes(directBytes));
        json.put("heap_mb", megabytes(heapBytes));
        json.put("rss_mb", rssBytes < 0 ? null : megabytes(rssBytes));
        return json;
    }

    private static double megabytes(long bytes) {
        return Math.round(bytes / 1e5) / 10.0;
    }

    @Override
    public String toString() {
        return "calls " + calls + ", dialogs " + dialogs + ", transactions " + transactions + ", timers " + timers
                + ", RTP sessions "
                + sessions
                + ", threads " + threads + ", files " + files + ", direct " + megabytes(directBytes) + " MB, heap "
                + megabytes(heapBytes) + " MB, RSS " + megabytes(rssBytes) + " MB";
    }
}
