package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An hour with somebody whose clock is not ours, in virtual time: every packet in, every step, every packet out. */
@Timeout(60)
class LongCallTest {
    private static final long MILLI = 1_000_000;
    private static final long HOUR = 3_600_000 * MILLI;

    private final CallUnderTest call = new CallUnderTest();
    private final RtpPacket in = new RtpPacket();
    private final List<Double> delays = new ArrayList<>();
    private final Echo echo = new Echo();
    private final StereoLine recording = new StereoLine(echo);
    private long ticks;
    private long firstTimestamp;
    private long lastTimestamp;

    /**
     * In an hour the two clocks come apart by 720 ms. A step moves by a millisecond now and then and follows the far
     * clock; that is all that may happen. What we heard is said back in the step after, and recorded on both sides: where
     * not a sample is left out, put in or made up, and neither side of the recording moves against the other, the right
     * side is the left one, an unchanging while later, from the first second to the last.
     */
    @ParameterizedTest(name = "{0}, the far clock is off by {1} ppm")
    @CsvSource({"PCMU, 200", "PCMU, -200", "G722, 200"})
    void driftingClocksCostNoSampleAndNoDelayAndLeaveTheRecordingAligned(Codec codec, double ppm) {
        VirtualCaller caller = new VirtualCaller(codec, 20);
        caller.driftPpm = ppm;
        VirtualNetwork network = new VirtualNetwork(Networks.jitter(3, 30, 1));
        begin(codec);
        long next = 7 * MILLI + 300_000;
        while (next < HOUR) {
            long sends = caller.nextSend(0);
            if (sends <= next) {
                network.send(caller.packet(false), sends);
                continue;
            }
            network.deliver(next, this::receive);
            call.call.step(next, next);
            delays.add(echo.began ? call.call.delayNanos() / 1e6 : 0);
            next += (Audio.FRAME_MILLIS + call.call.phase()) * MILLI;
        }

        assertThat(echo.compared).isGreaterThan(3_590L * Audio.SAMPLE_RATE);
        assertThat(echo.different).isZero();
        assertThat(VirtualCall.percentile(delays, 99.9)).isLessThan(6);
        assertThat(call.count(MediaCounter.FRAMES_CONCEALED)).isZero();
        assertThat(call.count(MediaCounter.FRAMES_SKIPPED)).isZero();
        assertThat(call.count(MediaCounter.PITCH_PERIODS_CUT)).isZero();
        // As many frames as the caller sent, not as many as our clock counted.
        assertThat(lastTimestamp - firstTimestamp).isEqualTo((ticks - 1) * 160);
        assertThat((double) ticks).isCloseTo(HOUR / 20e6 * (1 - ppm / 1e6), within(60.0));
    }

    private void begin(Codec codec) {
        call.keeps = false;
        call.sent.keeps = false;
        call.recorder = this::heard;
        call.call.target(Packets.target(codec, 20), 0);
        call.call.start(0);
    }

    private void receive(Datagram datagram) {
        System.arraycopy(datagram.bytes, 0, in.buffer, 0, datagram.length);
        in.length = datagram.length;
        in.source = Packets.FAR;
        in.arrival = datagram.due;
        call.call.receiveRtp(in);
    }

    private void heard(AudioTick tick) {
        if (tick.callerTimestamp == 0) {
            return;
        }
        firstTimestamp = ticks++ == 0 ? tick.callerTimestamp : firstTimestamp;
        lastTimestamp = tick.callerTimestamp;
        call.playout.offer(tick.caller, 0, 1, 0);
        try {
            recording.add(tick);
            recording.flush(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compares the right side of a recording with the left one as it was a while before, once it knows how long. */
    private static final class Echo implements StereoLine.Sink {
        private static final int KEPT = 2 * Audio.SAMPLE_RATE;
        private final short[] left = new short[KEPT];
        private boolean began;
        private long at;
        private int behind = -1;
        private long compared;
        private long different;

        @Override
        public void write(short[] stereo, int count) {
            began = true;
            for (int i = 0; i < count; i++) {
                left[(int) (at % KEPT)] = stereo[2 * i];
                short right = stereo[2 * i + 1];
                if (behind < 0 && right != 0 && at > Audio.SAMPLE_RATE) {
                    behind = find(stereo, i, count);
                } else if (behind >= 0) {
                    compared++;
                    different += left[(int) ((at - behind) % KEPT)] == right ? 0 : 1;
                }
                at++;
            }
        }

        /** How much later on the right; what follows in this piece must agree. */
        private int find(short[] stereo, int from, int count) {
            for (int lag = 1; lag < Audio.SAMPLE_RATE / 2; lag++) {
                int same = 0;
                while (from + same < count
                        && same < lag
                        && left[(int) ((at + same - lag) % KEPT)] == stereo[2 * (from + same) + 1]) {
                    same++;
                }
                if (same == Math.min(lag, count - from) && same > 100) {
                    return lag;
                }
            }
            return -1;
        }
    }
}
