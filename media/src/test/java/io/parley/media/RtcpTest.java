package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reports, <a href="https://www.rfc-editor.org/rfc/rfc3550#section-6">RFC 3550, section 6</a>. */
@Timeout(10)
class RtcpTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final int OURS = 0x0a0b0c0d;
    private static final int THEIRS = 0x11223344;

    private final SentPackets sent = new SentPackets();
    private final MediaCounters counters = new MediaCounters();
    private final RtpSender sender = new RtpSender(new Outgoing(), sent, counters, OURS, 1, 5_000);
    private final ReceptionStats reception = new ReceptionStats(8_000);
    private final NtpClock clock = new NtpClock(1_700_000_000_000L, 0);
    private double random = 0.5;
    private final Rtcp rtcp = new Rtcp(sender, reception, sent, counters, clock, () -> random, "0123456789abcdef");

    @Test
    void intervalsAreFiveSecondsRandomisedAndCompensatedAndTheFirstIsHalfOfThat() {
        List<Double> times = reportTimes(60, new Random(9));

        assertThat(times.get(0)).isBetween(2.5 * 0.5 / 1.2183, 2.5 * 1.5 / 1.2182);
        double sum = 0;
        for (int i = 1; i < times.size(); i++) {
            double interval = times.get(i) - times.get(i - 1);
            assertThat(interval).isBetween(5 * 0.5 / 1.2183, 5 * 1.5 / 1.2182 + 0.02);
            sum += interval;
        }
        assertThat(sum / (times.size() - 1)).isCloseTo(5 / 1.218, within(0.6));
    }

    @Test
    void aSenderReportTellsWhatWasSentAndWhen() {
        sender.target(Packets.target(), Packets.FAR);
        sender.frame(new AudioTick(), 0, Packets.FAR);
        sender.frame(new AudioTick(), 0, Packets.FAR);
        ByteBuffer report = reportAt(10 * SECOND);

        assertThat(report.get(0) & 0xff).isEqualTo(0x80);
        assertThat(report.get(1) & 0xff).isEqualTo(200);
        assertThat(report.getShort(2)).isEqualTo((short) 6);
        assertThat(report.getInt(4)).isEqualTo(OURS);
        assertThat(report.getInt(8) & 0xffff_ffffL).isEqualTo(1_700_000_010L + 2_208_988_800L);
        assertThat(report.getInt(12)).isZero();
        assertThat(report.getInt(16)).isEqualTo(5_320);
        assertThat(report.getInt(20)).isEqualTo(2);
        assertThat(report.getInt(24)).isEqualTo(320);
    }

    @Test
    void afterSilenceOfOursTheReportIsAReceiversAndTellsWhatCame() {
        rtcp.remote(THEIRS);
        for (int sequence : new int[] {65_534, 65_535, 2}) {
            reception.received(sequence, 0, 0, false);
        }
        ByteBuffer report = reportAt(10 * SECOND);

        assertThat(report.get(0) & 0xff).isEqualTo(0x81);
        assertThat(report.get(1) & 0xff).isEqualTo(201);
        assertThat(report.getInt(8)).isEqualTo(THEIRS);
        assertThat(report.get(12) & 0xff).isEqualTo(2 * 256 / 5);
        assertThat(report.getInt(12) & 0xffffff).isEqualTo(2);
        assertThat(report.getInt(16)).isEqualTo(0x1_0002);
        assertThat(report.getInt(24)).as("no sender report came, so no LSR").isZero();
    }

    @Test
    void everyReportCarriesACanonicalNamePaddedToWords() {
        ByteBuffer report = reportAt(10 * SECOND);

        assertThat(JitsiRtcp.isValid(report.array(), report.limit())).isTrue();
        assertThat(report.get(9) & 0xff).isEqualTo(202);
        assertThat(report.get(16)).isEqualTo((byte) 1);
        assertThat(report.get(17)).isEqualTo((byte) 16);
        assertThat(new String(report.array(), 18, 16, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("0123456789abcdef");
        assertThat(report.limit() % 4).isZero();
    }

    @Test
    void tellsWhenTheirLastSenderReportCame() {
        rtcp.remote(THEIRS);
        reception.received(1, 0, 0, false);
        receive("80c80006 11223344 e9e8d7c6 b5a49382 00000000 00000000 00000000", 7 * SECOND);
        ByteBuffer report = reportAt(10 * SECOND);

        assertThat(report.getInt(24)).isEqualTo(0xd7c6_b5a4);
        assertThat(report.getInt(28)).isEqualTo(3 * 65_536);
    }

    @Test
    void roundTripIsArrivalLessSendingLessTheTimeItLayThere() {
        assertThat(rtcp.roundTripMillis()).isEqualTo(-1);
        int sentAt = clock.middle(20 * SECOND);
        int lay = 2 * 65_536;
        ByteBuffer report = ByteBuffer.allocate(32);
        report.putInt(0x81c9_0007).putInt(THEIRS).putInt(OURS);
        report.putInt(0).putInt(0).putInt(0).putInt(sentAt).putInt(lay);

        rtcp.receive(report.array(), 32, 22 * SECOND + 84 * MILLI);

        assertThat(rtcp.roundTripMillis()).isCloseTo(84, within(0.1));
    }

    @Test
    void reportsAboutOthersAndAboutNothingSayNothing() {
        receive("81c90007 11223344 99999999 00000000 00000000 00000000 12345678 00000000", SECOND);
        receive("81c90007 11223344 0a0b0c0d 00000000 00000000 00000000 00000000 00000000", SECOND);

        assertThat(rtcp.roundTripMillis()).isEqualTo(-1);
    }

    @Test
    void moreBlocksClaimedThanThereAreDoNoHarm() {
        assertThat(receive("9fc90001 11223344", SECOND)).isTrue();
        assertThat(receive("9fc80001 11223344", SECOND)).isTrue();
    }

    @Test
    void goodbyesAreCountedAndSent() {
        receive("80c90001 11223344 81cb0001 11223344", SECOND);
        assertThat(counters.get(MediaCounter.RTCP_BYES)).isEqualTo(1);

        rtcp.bye(OURS, SECOND, Packets.FAR);
        byte[] bytes = sent.rtcp.get(0).bytes();
        assertThat(JitsiRtcp.isValid(bytes, bytes.length)).isTrue();
        ByteBuffer bye = ByteBuffer.wrap(bytes);
        assertThat(bye.getInt(bytes.length - 8)).isEqualTo(0x81cb_0001);
        assertThat(bye.getInt(bytes.length - 4)).isEqualTo(OURS);
    }

    @Test
    void whatIsNotSoundIsCountedAndForgotten() {
        assertThat(receive("80c900", SECOND)).isFalse();
        assertThat(receive("80c9ffff 11223344", SECOND)).isFalse();

        assertThat(counters.get(MediaCounter.RTCP_MALFORMED)).isEqualTo(2);
        assertThat(counters.get(MediaCounter.RTCP_RECEIVED)).isZero();
    }

    private boolean receive(String hex, long now) {
        byte[] bytes = Packets.hex(hex);
        byte[] array = java.util.Arrays.copyOf(bytes, RtpPacket.MAX_BYTES);
        return rtcp.receive(array, bytes.length, now);
    }

    /** The report sent at {@code now}, the clock having run since 0. */
    private ByteBuffer reportAt(long now) {
        rtcp.step(0, Packets.FAR);
        rtcp.step(now, Packets.FAR);
        assertThat(sent.rtcp).hasSize(1);
        return ByteBuffer.wrap(sent.rtcp.get(0).bytes());
    }

    private List<Double> reportTimes(int count, Random source) {
        List<Double> times = new ArrayList<>();
        for (long now = 0; times.size() < count; now += 20 * MILLI) {
            random = source.nextDouble();
            int before = sent.rtcp.size();
            rtcp.step(now, Packets.FAR);
            if (sent.rtcp.size() > before) {
                times.add(now / 1e9);
            }
        }
        return times;
    }
}
