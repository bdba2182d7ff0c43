package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
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

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void hearsEveryDigitOnceThroughLossReorderingAndDuplicates(long seed) {
        String digits = "0123456789*#ABCD00112233";
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < digits.length(); i++) {
            press(packets, digits.charAt(i), 1_000L + i * 1_600L);
        }
        VirtualNetwork network = new VirtualNetwork(
                Impairments.loss(seed, 0.05), Impairments.reorder(seed, 0.02, 30), Impairments.duplicate(seed, 0.05));
        for (int i = 0; i < packets.size(); i++) {
            network.send(packets.get(i), i * 20 * MILLI);
        }
        network.arrived(Long.MAX_VALUE).forEach(packet -> hear(packet.bytes, packet.due));

        assertThat(heard).hasToString(digits);
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
