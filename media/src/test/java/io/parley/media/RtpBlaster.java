package io.parley.media;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A measuring aid, not a test: {@code RtpBlaster N seconds} calls the N sessions of {@link EchoLoad} with a click every
 * half second, and prints how even what comes back is and how long the clicks took.
 */
public final class RtpBlaster {
    private static final int CLICK_EVERY = 25;

    private final DatagramChannel[] channels;
    private final int[] sequences;
    private final long[] clickSent;
    private final long[] lastBack;
    private final int[] gaps = new int[2_000];
    private final int[] echoes = new int[2_000];
    private final ByteBuffer out = ByteBuffer.allocateDirect(172);
    private final ByteBuffer in = ByteBuffer.allocateDirect(1_500);
    private long back;

    private RtpBlaster(int calls) throws Exception {
        channels = new DatagramChannel[calls];
        sequences = new int[calls];
        clickSent = new long[calls];
        lastBack = new long[calls];
        for (int i = 0; i < calls; i++) {
            channels[i] = DatagramChannel.open();
            channels[i].configureBlocking(false);
            channels[i].bind(new InetSocketAddress("127.0.0.1", EchoLoad.FIRST_CALLER_PORT + 2 * i));
        }
    }

    public static void main(String[] args) throws Exception {
        int calls = Integer.parseInt(args[0]);
        RtpBlaster blaster = new RtpBlaster(calls);
        blaster.run(calls, Integer.parseInt(args[1]));
        System.out.printf(
                "back=%d gap ms p99.9=%.1f max=%.1f echo ms p50=%.1f p99=%.1f%n",
                blaster.back,
                percentile(blaster.gaps, 0.999),
                percentile(blaster.gaps, 1),
                percentile(blaster.echoes, 0.5),
                percentile(blaster.echoes, 0.99));
    }

    private void run(int calls, int seconds) throws Exception {
        long start = System.nanoTime();
        long warm = start + TimeUnit.SECONDS.toNanos(7);
        for (long millisecond = 0; millisecond < seconds * 1_000L; millisecond++) {
            long due = start + millisecond * 1_000_000;
            long wait = due - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
            boolean counted = due > warm;
            for (int i = (int) (millisecond % 20); i < calls; i += 20) {
                send(i);
                receive(i, counted);
            }
            for (int i = (int) ((millisecond + 3) % 4); i < calls; i += 4) {
                receive(i, counted);
            }
        }
    }

    private void send(int call) throws Exception {
        int sequence = sequences[call]++;
        boolean click = sequence % CLICK_EVERY == 0;
        out.clear();
        out.put((byte) 0x80)
                .put((byte) 0)
                .putShort((short) sequence)
                .putInt(sequence * 160)
                .putInt(call + 7);
        for (int i = 0; i < 160; i++) {
            out.put((byte) (click && i > 150 ? 0x80 : 0xff));
        }
        out.flip();
        channels[call].send(out, new InetSocketAddress("127.0.0.1", EchoLoad.FIRST_PORT + 2 * call));
        if (click) {
            clickSent[call] = System.nanoTime();
        }
    }

    private void receive(int call, boolean counted) throws Exception {
        while (true) {
            in.clear();
            if (channels[call].receive(in) == null) {
                return;
            }
            in.flip();
            long now = System.nanoTime();
            back++;
            if (counted && lastBack[call] != 0) {
                count(gaps, now - lastBack[call]);
            }
            lastBack[call] = now;
            if (isClick() && clickSent[call] != 0) {
                if (counted) {
                    count(echoes, now - clickSent[call]);
                }
                clickSent[call] = 0;
            }
        }
    }

    private boolean isClick() {
        for (int i = 12; i < in.limit(); i++) {
            int magnitude = in.get(i) & 0x7f;
            if (magnitude < 0x20) {
                return true;
            }
        }
        return false;
    }

    private static void count(int[] histogram, long nanos) {
        histogram[(int) Math.max(0, Math.min(histogram.length - 1, nanos / 100_000))]++;
    }

    private static double percentile(int[] histogram, double share) {
        long total = Arrays.stream(histogram).asLongStream().sum();
        long seen = 0;
        for (int i = 0; i < histogram.length; i++) {
            seen += histogram[i];
            if (total > 0 && seen >= total * share) {
                return (i + 1) / 10.0;
            }
        }
        return 0;
    }
}
