package io.parley.agent.voice;

import io.parley.models.Pack;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long it takes until the voice can be heard: {@code LatencyMain PACK LINES}. Each line is spoken alone on an otherwise
 * idle lane; printed are the times to the first samples, to the first audible sample and to the end, the longest job, and
 * the processor time for a second of audio. A plain program, because a test must not judge wall time.
 */
final class LatencyMain {
    private static final int AUDIBLE = 164;

    private LatencyMain() {}

    public static void main(String[] args) throws IOException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        AtomicLong longest = new AtomicLong();
        AtomicLong spent = new AtomicLong();
        try (Pack pack = Pack.open(Path.of(args[0]))) {
            VoiceCounters counters = new VoiceCounters();
            List<String> lines = Files.readAllLines(Path.of(args[1]));
            OnnxVoice voice = new OnnxVoice(
                    pack,
                    TextToPhones.english(),
                    job -> thread.execute(() -> timed(job, longest, spent)),
                    counters,
                    System::nanoTime);
            for (int round = 0; round < 3; round++) {
                longest.set(0);
                spent.set(0);
                round(voice, lines, round, longest, spent);
            }
            Runtime.getRuntime().gc();
            System.out.printf(
                    "heap used %.1f MB%n",
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1e6);
            Files.lines(Path.of("/proc/self/status"))
                    .filter(line -> line.startsWith("VmRSS"))
                    .forEach(System.out::println);
            voice.close();
        } finally {
            thread.shutdown();
        }
    }

    /** In processor time, so that what else the machine does is left out. */
    private static void timed(Runnable job, AtomicLong longest, AtomicLong spent) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        job.run();
        long took = threads.getCurrentThreadCpuTime() - began;
        longest.accumulateAndGet(took, Math::max);
        spent.addAndGet(took);
    }

    private static void round(OnnxVoice voice, List<String> lines, int round, AtomicLong longest, AtomicLong spent) {
        long[] first = new long[lines.size()];
        long[] audible = new long[lines.size()];
        long[] whole = new long[lines.size()];
        long samples = 0;
        for (int i = 0; i < lines.size(); i++) {
            long asked = System.nanoTime();
            Utterance utterance = voice.speak(lines.get(i), Style.NEUTRAL);
            int n = i;
            utterance.onProgress(() -> {
                long now = System.nanoTime() - asked;
                first[n] = first[n] == 0 && utterance.available() > 0 ? now : first[n];
                audible[n] = audible[n] == 0 && isAudible(utterance) ? now : audible[n];
            });
            samples += Utterances.finishedQuietly(utterance).length;
            whole[n] = System.nanoTime() - asked;
        }
        System.out.printf(
                "round %d: %d sentences, first samples p50 %.1f p95 %.1f, audible p50 %.1f p95 %.1f max %.1f, whole p50 %.0f"
                        + " p95 %.0f, longest job %.1f ms of processor, processor time per second of audio %.4f%n",
                round,
                lines.size(),
                percentile(first, 50),
                percentile(first, 95),
                percentile(audible, 50),
                percentile(audible, 95),
                percentile(audible, 100),
                percentile(whole, 50),
                percentile(whole, 95),
                longest.get() / 1e6,
                spent.get() / 1e9 / (samples / 16_000.0));
    }

    private static boolean isAudible(Utterance utterance) {
        short[] samples = new short[utterance.available()];
        utterance.copy(0, samples, 0, samples.length);
        for (short sample : samples) {
            if (Math.abs(sample) >= AUDIBLE) {
                return true;
            }
        }
        return false;
    }

    private static double percentile(long[] nanos, int percent) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }
}
