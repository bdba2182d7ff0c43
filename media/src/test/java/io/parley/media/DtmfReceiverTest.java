package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Digits, <a href="https://www.rfc-editor.org/rfc/rfc4733#section-2.5">RFC 4733, section 2.5</a>. */
@Timeout(10)
class DtmfReceiverTest {
    private static final long MILLI = 1_000_000;
    private static final String DIGITS = "0123456789*#ABCD00112233";

    private final DtmfReceiver receiver = new DtmfReceiver();
    private final StringBuilder heard = new StringBuilder();
    private long now;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"0, 0", "1, 1", "2, 2", "3, 3", "4, 4", "5, 5", "6, 6", "7, 7", "8, 8", "9, 9", "star, *", "pound, #"})
    void hearsACapturedPressOnce(String name, char digit) throws IOException {
        for (Pcap.Captured captured : Pcap.read("dtmf_2833_" + name + ".pcap")) {
            hear(captured.payload(), captured.nanos());
        }
        assertThat(heard).hasToString(String.valueOf(digit));
    }

    @ParameterizedTest(name = "loss {0}, bursts of {1}")
    @CsvSource({"0.01, 1", "0.03, 1", "0.05, 1", "0.01, 2", "0.03, 2", "0.05, 2", "0.05, 4", "0.10, 4"})
    void hearsEveryDigitOnceIfOneOfItsPacketsGetsThrough(double loss, double burst) {
        int pressed = 0;
        int swallowed = 0;
        for (long seed = 1; seed <= 50; seed++) {
            String expected = sendThrough(loss, burst, seed);
            assertThat(heard).as("seed " + seed).hasToString(expected);
            pressed += DIGITS.length();
            swallowed += DIGITS.length() - expected.length();
        }
        // A press lasts eight packets; nothing is left of it when a burst takes all of them.
        double chance = burst == 1 ? Math.pow(loss, 8) : loss * Math.pow(1 - 1 / burst, 7);
        assertThat((double) swallowed / pressed).isLessThanOrEqualTo(2 * chance);
    }

    /** Presses all digits through a bad network; those of which anything gets through. */
    private String sendThrough(double loss, double burst, long seed) {
        receiver.restart();
        heard.setLength(0);
        List<byte[]> packets = new ArrayList<>();
        List<Integer> digitOf = new ArrayList<>();
        for (int i = 0; i < DIGITS.length(); i++) {
            press(packets, DIGITS.charAt(i), 1_000L + i * 1_600L);
            while (digitOf.size() < packets.size()) {
                digitOf.add(i);
            }
        }
        boolean[] through = new boolean[DIGITS.length()];
        int[] sent = {0};
        Stage<Datagram> losses = ImpairedPath.loss(seed, loss, burst);
        VirtualNetwork network = new VirtualNetwork(
                packet -> {
                    Datagram left = losses.apply(packet);
                    through[digitOf.get(sent[0]++)] |= left != null;
                    return left;
                },
                ImpairedPath.reorder(seed, 0.02),
                ImpairedPath.duplicate(seed, 0.05));
        for (int i = 0; i < packets.size(); i++) {
            int pauses = 2 * digitOf.get(i);
            network.send(packets.get(i), (i + pauses) * 20 * MILLI);
        }
        network.deliver(Long.MAX_VALUE, packet -> hear(Arrays.copyOf(packet.bytes, packet.length), packet.due));
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < through.length; i++) {
            expected.append(through[i] ? DIGITS.substring(i, i + 1) : "");
        }
        return expected.toString();
    }

    @Test
    void aPressOfWhichOnlyTheEndGetsThroughIsHeard() {
        event(false, 5_000, 7, true, 800);
        event(false, 5_000, 7, true, 800);

        assertThat(heard).hasToString("7");
    }

    @Test
    void aPressWhoseEndIsLostIsHeardOnceAndTheNextOneToo() {
        event(true, 1_000, 5, false, 160);
        event(false, 1_000, 5, false, 320);
        now += 400 * MILLI;
        event(false, 5_000, 5, false, 160);

        assertThat(heard).hasToString("55");
    }

    @Test
    void twoFastPressesOfOneDigitAreTwoEvenWithoutMarkersAndEnds() {
        event(false, 1_000, 3, false, 160);
        event(false, 1_000, 3, false, 320);
        now += 40 * MILLI;
        event(false, 1_000 + 1_120, 3, false, 160);

        assertThat(heard).hasToString("33");
    }

    @Test
    void aLongPressInSegmentsIsOne() {
        event(true, 0, 9, false, 160);
        event(false, 0, 9, false, 0xffff);
        event(false, 0xffff, 9, false, 160);
        event(false, 0xffff, 9, false, 0xffff);
        event(false, 2 * 0xffff, 9, true, 4_000);

        assertThat(heard).hasToString("9");
    }

    @Test
    void aSegmentWhosePredecessorsEndWasLostIsNoNewPress() {
        event(true, 0, 9, false, 60_000);
        event(false, 0xffff, 9, false, 160);

        assertThat(heard).hasToString("9");
    }

    @Test
    void aSenderWhoseTimestampCreepsThroughTheEventIsForgiven() {
        for (int i = 0; i < 6; i++) {
            event(i == 0, 1_000 + i * 160L, 4, i == 5, 160 * (i + 1));
        }
        assertThat(heard).hasToString("4");
    }

    @Test
    void aStragglerOfTheLastPressIsNoNewOne() {
        event(true, 1_000, 1, true, 800);
        event(true, 3_000, 2, false, 160);
        event(false, 1_000, 1, true, 800);

        assertThat(heard).hasToString("12");
    }

    @Test
    void timestampsThatWrapAreNoStragglers() {
        event(true, 0xffff_fff0L, 1, true, 800);
        event(true, 0x600, 2, true, 800);

        assertThat(heard).hasToString("12");
    }

    @Test
    void anotherStreamMayUseEarlierTimestamps() {
        event(true, 90_000, 1, true, 800);
        receiver.restart();
        event(true, 5, 1, true, 800);

        assertThat(heard).hasToString("11");
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 64, 255})
    void whatIsNoDigitIsNotTold(int code) {
        event(true, 1_000, code, false, 160);

        assertThat(heard).isEmpty();
    }

    private static void press(List<byte[]> packets, char digit, long timestamp) {
        int code = JitsiDtmf.DIGITS.indexOf(digit);
        Random sequence = new Random(timestamp);
        for (int i = 1; i <= 5; i++) {
            packets.add(Packets.event(i == 1, sequence.nextInt(9), timestamp, 1, code, i == 5, i * 160));
        }
        packets.add(Packets.event(false, 1, timestamp, 1, code, true, 800));
        packets.add(Packets.event(false, 1, timestamp, 1, code, true, 800));
        packets.add(Packets.event(false, 1, timestamp, 1, code, true, 800));
    }

    private void event(boolean marker, long timestamp, int code, boolean end, int duration) {
        now += 20 * MILLI;
        hear(Packets.event(marker, 1, timestamp, 1, code, end, duration), now);
    }

    private void hear(byte[] bytes, long arrival) {
        RtpPacket packet = Packets.received(bytes, Packets.FAR, arrival);
        assertThat(packet.parse()).isTrue();
        char digit = receiver.hear(JitsiDtmf.read(packet), packet.marker, packet.timestamp, arrival);
        if (digit != DtmfReceiver.NONE) {
            heard.append(digit);
        }
    }
}
