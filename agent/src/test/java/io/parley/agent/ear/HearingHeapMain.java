package io.parley.agent.ear;

import io.parley.agent.AgentRuntime;
import io.parley.agent.Studio;
import io.parley.media.Audio;
import io.parley.media.AudioFiles;
import io.parley.testkit.Outside;
import java.util.List;
import java.util.stream.Stream;

/**
 * Heap that a call's hearing takes, measured after collections, beside what {@link Footprint} counts: so many calls of the
 * coffee shop in one process, 100 unless told, while they are silent, in the middle of an order and after it.
 */
final class HearingHeapMain {
    private static final int SILENCE = 500; // frames
    private static final int COLLECTIONS = 5;

    private final short[] quiet = new short[Audio.FRAME_SAMPLES];
    private final short[] frame = new short[Audio.FRAME_SAMPLES];
    private final List<EarSlot> calls;
    private final Studio studio;
    private final AgentRuntime agent;
    private final long before;

    private HearingHeapMain(Studio studio, AgentRuntime agent, int count) {
        this.studio = studio;
        this.agent = agent;
        warmUp();
        before = used();
        calls = Stream.generate(this::open).limit(count).toList();
    }

    public static void main(String[] arguments) {
        int count = arguments.length == 0 ? 100 : Integer.parseInt(arguments[0]);
        try (Studio studio = new Studio()) {
            new HearingHeapMain(studio, studio.agent("coffee-shop"), count).measure();
        }
    }

    private EarSlot open() {
        return Ears.call(studio.ear(), agent, heard -> {});
    }

    /** Whatever the first call alone brings, and what the first collections take away, is no call's. */
    private void warmUp() {
        for (int call = 0; call < 2; call++) { // the second one's sound makes the lane forget the first
            EarSlot slot = open();
            for (int i = 0; i < SILENCE; i++) {
                slot.hear(quiet, 0);
            }
            slot.close();
        }
        used();
    }

    private void measure() {
        System.out.println("| " + calls.size() + " calls | heap in use, kB a call | counted, kB a call |");
        System.out.println("|---|---|---|");
        for (int i = 0; i < SILENCE; i++) {
            hear(quiet);
        }
        row("silent");
        short[] order = AudioFiles.read(Outside.home().resolve("examples/coffee-shop/calls/americano.wav"));
        for (int at = 0; at + frame.length <= order.length; at += frame.length) {
            System.arraycopy(order, at, frame, 0, frame.length);
            hear(frame);
            if (at < order.length / 2 && at + frame.length >= order.length / 2) {
                row("in the middle of an order");
            }
        }
        calls.forEach(EarSlot::settle);
        hear(quiet);
        row("after it");
    }

    private void hear(short[] heard) {
        calls.forEach(call -> call.hear(heard, 0));
    }

    private void row(String state) {
        long used = (used() - before) / calls.size() / 1000;
        long counted = calls.stream()
                        .mapToLong(call -> Footprint.ofCall(call, studio.ear(), agent.grammar()))
                        .sum()
                / calls.size()
                / 1000;
        System.out.println("| " + state + " | " + used + " | " + counted + " |");
    }

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
