package io.parley.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

/** A {@link VirtualCaller} heard by {@link CallerAudio} through a {@link VirtualNetwork}, in virtual time. */
final class VirtualCall {
    private static final long MILLI = 1_000_000;

    final MediaCounters counters = new MediaCounters();
    final CallerAudio audio;
    final VirtualCaller caller;
    final VirtualNetwork network;

    /** Delay of each frame of speech from the end of its packet's speech to its playing, in milliseconds. */
    final List<Double> delays = new ArrayList<>();
    /** From the sending of a frame's end to its playing. */
    final List<Double> journeys = new ArrayList<>();
    /** From a packet's arrival to the step that played the end of it. */
    final List<Double> waits = new ArrayList<>();

    final List<short[]> heard = new ArrayList<>();
    final List<Boolean> concealed = new ArrayList<>();
    final List<Long> timestamps = new ArrayList<>();
    /** Speaks in these packets; silent, without a packet, in the others. */
    LongPredicate speaks = packet -> true;

    boolean keepsWhatIsHeard = true;

    /** Sends comfort noise in the first packet of a silence. */
    boolean sendsNoise;

    private long now;
    private long nextStep = 7 * MILLI + 300_000;
    private long packet;
    private boolean spoke;
    private int ssrc;
    private int received;
    private final RtpPacket packetIn = new RtpPacket();
    private final AudioTick tick = new AudioTick();

    VirtualCall(VirtualCaller caller, VirtualNetwork network) {
        this.caller = caller;
        this.network = network;
        audio = new CallerAudio(caller.codec, counters);
    }

    void run(double seconds) {
        long end = now + (long) (seconds * 1e9);
        while (now < end) {
            long send = caller.nextSend(0);
            now = Math.min(send, nextStep);
            if (send <= now) {
                say();
            }
            if (nextStep <= now) {
                deliver();
                step();
            }
        }
    }

    private void say() {
        boolean speech = speaks.test(packet++);
        if (speech) {
            network.send(caller.packet(!spoke), now);
        } else if (spoke && sendsNoise) {
            network.send(caller.comfortNoise(), now);
        } else {
            caller.skip();
        }
        spoke = speech;
    }

    void deliver() {
        network.deliver(now, datagram -> receive(datagram.bytes, datagram.length, datagram.due));
    }

    void receive(byte[] bytes, long arrival) {
        receive(bytes, bytes.length, arrival);
    }

    private void receive(byte[] bytes, int length, long arrival) {
        System.arraycopy(bytes, 0, packetIn.buffer, 0, length);
        packetIn.length = length;
        packetIn.arrival = arrival;
        if (!packetIn.parse()) {
            throw new IllegalArgumentException("not RTP");
        }
        if (packetIn.ssrc != ssrc && received++ > 0) {
            audio.nextStream();
        }
        ssrc = packetIn.ssrc;
        boolean noise = packetIn.payloadType == 13;
        audio.receive(packetIn, noise ? JitterBuffer.Kind.NOISE : JitterBuffer.Kind.AUDIO);
    }

    private void step() {
        audio.step(now, tick);
        if (keepsWhatIsHeard) {
            heard.add(Arrays.copyOf(tick.caller, tick.caller.length));
        }
        concealed.add(tick.concealed);
        timestamps.add(tick.callerTimestamp);
        if (!tick.concealed) {
            waits.add((now - tick.arrivalNanos) / 1e6);
            delays.add(audio.delayNanos() / 1e6);
            journeys.add((now - caller.sent(tick.callerTimestamp + 160)) / 1e6);
        }
        nextStep += 20 * MILLI + audio.phase() * MILLI;
    }

    /** Forgets what was measured so far. */
    void forget() {
        delays.clear();
        waits.clear();
        journeys.clear();
        heard.clear();
        concealed.clear();
        timestamps.clear();
    }

    long count(MediaCounter counter) {
        return counters.get(counter);
    }

    static double percentile(List<Double> values, double percent) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * percent / 100))];
    }
}
