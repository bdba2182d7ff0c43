package io.parley.server.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The far ends of many calls, as a program of its own so that it can have cores of its own: sends a packet of G.711 or
 * G.722 every 20 ms from each of its sockets, the sockets spread over the 20 ms, and watches what comes back.
 *
 * <p>{@code Blaster CALLS TYPE} prints {@code ports …}, one for each call; reads {@code to PORT …}, where each call is
 * to send, and {@code measure WARM MEASURED} in milliseconds; sends for so long, prints {@code begun} when the warming
 * is over and {@code result sent=… …} of what it measured after it. On loopback, one thread.
 */
public final class Blaster {
    private static final long MILLI = 1_000_000;
    private static final int PACKET_MILLIS = 20;
    private static final int OCTETS = 160;
    private static final int HEADER = 12;
    /** Later than this the blaster itself spoils what it measures. */
    private static final long LATE_NANOS = 5 * MILLI;
    /** Of the histogram of gaps between packets: 0.1 ms each. */
    private static final int GAP_BINS = 2_000;

    private static final long GAP_NANOS = 100_000;

    private final int type;
    private final Selector selector = Selector.open();
    private final Far[] calls;
    private final ByteBuffer out = ByteBuffer.allocateDirect(HEADER + OCTETS);
    private final ByteBuffer in = ByteBuffer.allocateDirect(1_500);
    private final int[] gaps = new int[GAP_BINS];
    private boolean measuring;
    private long sent;
    private long late;
    private long received;

    private Blaster(int count, int type) throws IOException {
        this.type = type;
        calls = new Far[count];
        for (int i = 0; i < count; i++) {
            calls[i] = new Far(i, selector);
        }
    }

    /** One call's far end. */
    private static final class Far {
        final int number;
        final DatagramChannel channel = DatagramChannel.open();
        InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        int sequence;
        int firstBack;
        int highestBack;
        int back;
        long lastBack;

        Far(int number, Selector selector) throws IOException {
            this.number = number;
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        int port() throws IOException {
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        }

        long lost() {
            return back == 0 ? 0 : Math.max(0, highestBack - firstBack + 1 - back);
        }
    }

    public static void main(String[] args) throws IOException {
        Blaster blaster = new Blaster(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        System.out.println("ports " + blaster.ports());
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ");
            switch (words[0]) {
                case "to" -> blaster.aim(words);
                case "measure" -> {
                    blaster.run(Long.parseLong(words[1]), Long.parseLong(words[2]));
                    System.out.println(blaster.result());
                }
                default -> throw new IllegalArgumentException("found '" + words[0] + "', expected to or measure");
            }
        }
    }

    private String ports() throws IOException {
        int[] ports = new int[calls.length];
        for (int i = 0; i < ports.length; i++) {
            ports[i] = calls[i].port();
        }
        return IntStream.of(ports).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }

    private void aim(String... words) {
        for (int i = 0; i < calls.length; i++) {
            calls[i].target = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[i + 1]));
        }
    }

    private void run(long warmMillis, long measuredMillis) throws IOException {
        long start = System.nanoTime();
        for (long millisecond = 0; millisecond < warmMillis + measuredMillis; millisecond++) {
            if (millisecond == warmMillis) {
                begin();
                System.out.println("begun");
            }
            long due = start + millisecond * MILLI;
            receiveUntil(due);
            boolean isLate = System.nanoTime() - due > LATE_NANOS;
            for (int i = (int) (millisecond % PACKET_MILLIS); i < calls.length; i += PACKET_MILLIS) {
                send(calls[i]);
                late += isLate ? 1 : 0;
            }
        }
        receiveUntil(System.nanoTime() + PACKET_MILLIS * MILLI);
        measuring = false;
    }

    private void begin() {
        measuring = true;
        sent = 0;
        late = 0;
        received = 0;
        Arrays.fill(gaps, 0);
        for (Far call : calls) {
            call.back = 0;
            call.lastBack = 0;
        }
    }

    private void receiveUntil(long due) throws IOException {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            // The selector's clock has milliseconds. Whoever polls instead of waiting takes a core from somebody.
            if (left >= MILLI) {
                selector.select(this::read, left / MILLI);
            } else {
                selector.selectNow(this::read);
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
        selector.selectNow(this::read);
    }

    private void send(Far call) throws IOException {
        int sequence = call.sequence++;
        out.clear();
        out.put((byte) 0x80).put((byte) type).putShort((short) sequence);
        out.putInt(sequence * OCTETS).putInt(call.number + 1);
        for (int i = 0; i < OCTETS; i++) {
            // Loud and never the same for long: what is silent could be cheaper to play.
            out.put((byte) (sequence * 31 + i * 7));
        }
        out.flip();
        call.channel.send(out, call.target);
        sent++;
    }

    private void read(SelectionKey key) {
        Far call = (Far) key.attachment();
        try {
            in.clear();
            while (call.channel.receive(in) != null) {
                in.flip();
                if (measuring && in.remaining() > HEADER && (in.get(1) & 0x7f) == type) {
                    count(call, in.getShort(2) & 0xffff, System.nanoTime());
                }
                in.clear();
            }
        } catch (IOException e) {
            // A port that nobody listens on yet: what is not received counts.
            in.clear();
        }
    }

    private void count(Far call, int sequence, long now) {
        received++;
        if (call.back++ == 0) {
            call.firstBack = sequence;
            call.highestBack = sequence;
        }
        call.highestBack = Math.max(call.highestBack, call.highestBack + (short) (sequence - call.highestBack));
        if (call.lastBack != 0) {
            gaps[(int) Math.min(GAP_BINS - 1, (now - call.lastBack) / GAP_NANOS)]++;
        }
        call.lastBack = now;
    }

    private String result() {
        long lost = Arrays.stream(calls).mapToLong(Far::lost).sum();
        return "result sent=" + sent + " late=" + late + " received=" + received + " lost=" + lost + " gap50="
                + gap(0.5) + " gap999=" + gap(0.999) + " gapMost=" + gap(1);
    }

    /** Milliseconds; 0 where nothing came back. */
    private double gap(double share) {
        long all = Arrays.stream(gaps).asLongStream().sum();
        long wanted = (long) Math.ceil(share * all);
        long seen = 0;
        for (int i = 0; i < GAP_BINS; i++) {
            seen += gaps[i];
            if (all > 0 && seen >= wanted) {
                return (i + 1) * GAP_NANOS / (double) MILLI;
            }
        }
        return 0;
    }
}
