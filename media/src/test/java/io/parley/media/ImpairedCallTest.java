package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetSocketAddress;
import java.util.Arrays;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two calls' media on both ends of a bad network, in virtual time: speech, digits and reports. */
@Timeout(30)
class ImpairedCallTest {
    private static final long MILLI = 1_000_000;
    private static final String DIGITS = "0123456789*#ABCD";

    private static final InetSocketAddress RTCP =
            new InetSocketAddress(Packets.FAR.getAddress(), Packets.FAR.getPort() + 1);
    private static final short[] VOICE = voice();

    private final CallUnderTest near = new CallUnderTest(7);
    private final CallUnderTest far = new CallUnderTest(8);
    private final RtpPacket carried = new RtpPacket();

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "loss=5%",
                "loss=5%,burst=2",
                "loss=5%,burst=2,jitter=40ms,reorder=2%,duplicate=1%",
                "loss=3%,jitter=40ms,reorder=10%,duplicate=20%"
            })
    void everyDigitIsHeardOnce(String impairments) {
        StringBuilder pressed = new StringBuilder();
        connect(Codec.PCMU);
        ImpairedNetwork network = network(impairments);
        for (int round = 0; round < 20; round++) {
            far.call.sendDigits(DIGITS);
            pressed.append(DIGITS);
            run(network, 16 * 10 + 10);
        }

        assertThat(near.digits).hasToString(pressed.toString());
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "PCMU | loss=10%",
                "PCMA | loss=10%,burst=5,jitter=40ms",
                "G722 | loss=10%,burst=5,jitter=40ms,reorder=5%",
                "G722 | loss=10%,jitter=60ms"
            })
    void aCallSurvivesTenPercentAndKnowsHowBadItIs(Codec codec, String impairments) {
        connect(codec);
        ImpairedNetwork network = network(impairments);
        run(network, 3_000);
        near.call.close(near.now);

        RtpStats stats = near.figures.snapshot();
        assertThat(near.ticks).hasSize(3_000);
        assertThat(stats.packetsLost() / (stats.packetsReceived() + (double) stats.packetsLost()))
                .isCloseTo(0.1, within(0.03));
        assertThat(stats.mos()).isBetween(1.5, 3.6);
        assertThat(near.count(MediaCounter.MEDIA_ERRORS)).isZero();
        // Reports get through now and then, so the round trip is known.
        assertThat(stats.roundTripMillis()).isGreaterThanOrEqualTo(0);
    }

    private void connect(Codec codec) {
        for (CallUnderTest call : new CallUnderTest[] {near, far}) {
            call.call.target(Packets.target(codec, 20), call.now);
            call.call.start(call.now);
        }
    }

    /** Beside the near call: both ways impaired alike. */
    private ImpairedNetwork network(String impairments) {
        return new ImpairedNetwork(Impairments.NONE.and(impairments), 3, () -> near.now, new PacketSink() {
            @Override
            public boolean rtp(byte[] bytes, int length, InetSocketAddress to) {
                far.rtp(Arrays.copyOf(bytes, length), Packets.FAR);
                return true;
            }

            @Override
            public boolean rtcp(byte[] bytes, int length, InetSocketAddress to) {
                far.call.receiveRtcp(Arrays.copyOf(bytes, length), length, RTCP, far.now);
                return true;
            }
        });
    }

    private void run(ImpairedNetwork network, int steps) {
        for (int i = 0; i < steps; i++) {
            far.playout.offer(VOICE, 0, 1, 0);
            far.step();
            far.sent.rtp.forEach(sent -> carry(network, sent.packet().buffer, sent.packet().length, false));
            far.sent.rtcp.forEach(sent -> carry(network, sent.bytes(), sent.bytes().length, true));
            forget(far.sent);
            near.step();
            near.sent.rtp.forEach(sent -> network.rtp(sent.packet().buffer, sent.packet().length, sent.to()));
            near.sent.rtcp.forEach(sent -> network.rtcp(sent.bytes(), sent.bytes().length, sent.to()));
            forget(near.sent);
            for (long at = near.now; at < near.now + 20 * MILLI; at += MILLI) {
                network.deliver(near.call, at);
            }
        }
    }

    private static void forget(SentPackets sent) {
        sent.rtp.clear();
        sent.rtcp.clear();
    }

    private void carry(ImpairedNetwork network, byte[] bytes, int length, boolean rtcp) {
        System.arraycopy(bytes, 0, carried.buffer, 0, length);
        carried.length = length;
        carried.source = rtcp ? RTCP : Packets.FAR;
        carried.arrival = far.now;
        network.received(carried, rtcp);
    }

    private static short[] voice() {
        short[] voice = new short[Audio.FRAME_SAMPLES];
        for (int i = 0; i < voice.length; i++) {
            voice[i] = (short) (4_000 * Math.sin(2 * Math.PI * i / 80));
        }
        return voice;
    }
}
