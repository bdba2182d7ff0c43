package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class RtpSenderTest {
    private static final long FIRST_TIMESTAMP = 0xffff_ff00L;

    private final SentPackets sent = new SentPackets();
    private final MediaCounters counters = new MediaCounters();
    private final RtpSender sender = new RtpSender(new Outgoing(), sent, counters, 0x77, 65_534, FIRST_TIMESTAMP);
    private final AudioTick tick = new AudioTick();

    @ParameterizedTest(name = "{0} ms")
    @ValueSource(ints = {10, 20, 30, 40, 50, 60})
    void sendsPacketsOfTheAgreedTimeEvenlySpacedAndWithoutGaps(int packetMillis) {
        sender.target(Packets.target(Direction.SENDRECV, packetMillis, false), Packets.FAR);
        List<Integer> times = new ArrayList<>();
        for (int millis = 0; millis < 1_200; millis += 10) {
            int before = sent.rtp.size();
            if (millis % 20 == 0) {
                sender.frame(tick, millis, Packets.FAR);
            } else if (sender.needsHalfSteps()) {
                sender.halfStep(Packets.FAR);
            }
            assertThat(sent.rtp.size() - before).isLessThanOrEqualTo(1);
            if (sent.rtp.size() > before) {
                times.add(millis);
            }
        }

        assertThat(times).hasSizeGreaterThanOrEqualTo(1_200 / packetMillis - 2);
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isEqualTo(packetMillis);
            RtpPacket packet = sent.rtp.get(i).packet();
            RtpPacket before = sent.rtp.get(i - 1).packet();
            assertThat(packet.payloadLength).isEqualTo(packetMillis * 8);
            assertThat((packet.timestamp - before.timestamp) & 0xffff_ffffL).isEqualTo(packetMillis * 8L);
            assertThat((packet.sequence - before.sequence) & 0xffff).isEqualTo(1);
        }
    }

    /** RFC 3264, sections 8.3.2 and 8.3.4: codec and packet time may change as often as the far end likes. */
    @Test
    void everySampleIsSentUnderItsOwnCodecAndWithoutDelayHoweverOftenTheAgreementChanges() {
        int[] times = {60, 10, 50, 20, 30, 40};
        Codec[] codecs = {Codec.PCMU, Codec.PCMA, Codec.PCMA};
        for (int change = 0; change < 300; change++) {
            Codec codec = codecs[change % codecs.length];
            int packetMillis = times[change % times.length];
            sender.target(Packets.target(codec, packetMillis), Packets.FAR);
            for (int step = 0; step <= change % 4; step++) {
                sender.frame(tick, 0, Packets.FAR);
                if (sender.needsHalfSteps()) {
                    sender.halfStep(Packets.FAR);
                }
                assertThat(waiting()).as("after change %d", change).isBetween(0L, (packetMillis + 10L) * 8);
            }
        }

        long expected = FIRST_TIMESTAMP;
        for (SentPackets.Sent each : sent.rtp) {
            RtpPacket packet = each.packet();
            assertThat(packet.timestamp).isEqualTo(expected & 0xffff_ffffL);
            expected += packet.payloadLength;
            byte[] payload = Arrays.copyOfRange(packet.buffer, packet.payloadOffset, packet.length);
            assertThat(payload).containsOnly((byte) (packet.payloadType == 0 ? 0xff : 0xd5));
        }
    }

    /** Ticks of the clock since the end of the last packet: what has not been sent. */
    private long waiting() {
        long sentUntil = sent.rtp.isEmpty() ? FIRST_TIMESTAMP : sent.last().timestamp + sent.last().payloadLength;
        return sender.timestamp() - sentUntil & 0xffff_ffffL;
    }

    /** RFC 3551, section 4.5.2: an octet for two samples, and a clock of 8 kHz for audio of 16. */
    @Test
    void g722IsSentAtItsFullRateUnderAClockOfHalfOfIt() {
        sender.target(Packets.target(Codec.G722, 20), Packets.FAR);
        AudioDecoder far = Codec.G722.decoder();
        short[] heard = new short[50 * Audio.FRAME_SAMPLES];
        for (int frame = 0; frame < 50; frame++) {
            for (int i = 0; i < tick.played.length; i++) {
                // 6 kHz: what a filter for telephones would take away.
                tick.played[i] = (short) (8_000 * Math.sin(2 * Math.PI * 6_000 * i / Audio.SAMPLE_RATE));
            }
            sender.frame(tick, 0, Packets.FAR);
            RtpPacket packet = sent.last();
            assertThat(packet.payloadType).isEqualTo(9);
            assertThat(packet.payloadLength).isEqualTo(160);
            assertThat(packet.timestamp).isEqualTo(0xffff_ff00L + 160L * frame & 0xffff_ffffL);
            byte[] payload = Arrays.copyOfRange(packet.buffer, packet.payloadOffset, packet.length);
            far.decode(payload, payload.length, heard, frame * Audio.FRAME_SAMPLES);
        }

        assertThat(Pcm.power(heard, 8_000, 8_000)).isGreaterThan(0.7 * 8_000 * 8_000 / 2);
    }

    @Test
    void beginsAtItsRandomNumbersAndMarksTheFirstPacket() {
        sender.target(Packets.target(), Packets.FAR);
        frames(3);

        assertThat(sent.rtp.get(0).packet().sequence).isEqualTo(65_534);
        assertThat(sent.rtp.get(0).packet().timestamp).isEqualTo(0xffff_ff00L);
        assertThat(sent.rtp.get(2).packet().sequence).isZero();
        assertThat(sent.rtp.get(2).packet().timestamp).isEqualTo(0x40);
        assertThat(sent.rtp).extracting(each -> each.packet().marker).containsExactly(true, false, false);
    }

    @Test
    void tellsTheTickWhereItWent() {
        sender.target(Packets.target(), Packets.FAR);
        frames(1);
        sender.frame(tick, 4_711, Packets.FAR);

        assertThat(tick.sentSequence).isEqualTo(65_535).isEqualTo(sent.last().sequence);
        assertThat(tick.sentTimestamp & 0xffff_ffffL).isEqualTo(sent.last().timestamp);
        assertThat(tick.sentNanos).isEqualTo(4_711);
    }

    @Test
    void theTimestampMovesThroughAPauseAndTheNextPacketIsMarked() {
        sender.target(Packets.target(), Packets.FAR);
        frames(1);
        sender.pass(50);
        frames(1);

        assertThat(sent.rtp).hasSize(2);
        assertThat(sent.last().timestamp - sent.rtp.get(0).packet().timestamp + 0x1_0000_0000L)
                .isEqualTo(51 * 160);
        assertThat(sent.last().sequence).isEqualTo(65_535);
        assertThat(sent.last().marker).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"PCMU, 0, -1", "PCMA, 8, -43"})
    void encodesWithTheAgreedCodecAndNumber(Codec codec, int type, byte silence) {
        sender.target(Packets.target(codec, 20), Packets.FAR);
        frames(1);

        assertThat(sent.last().payloadType).isEqualTo(type);
        byte[] payload = Arrays.copyOfRange(sent.last().buffer, 12, 172);
        assertThat(payload).containsOnly(silence);
    }

    @Test
    void aDigitIsFivePacketsOfAGrowingEventAndTwoMoreOfItsEnd() {
        sender.target(Packets.target(), Packets.FAR);
        frames(1);
        digit(5);

        List<String> packets =
                sent.rtp.stream().skip(1).map(RtpSenderTest::describe).toList();
        assertThat(packets)
                .containsExactly(
                        "marked event 5 of 160 at 65440",
                        "event 5 of 320 at 65440",
                        "event 5 of 480 at 65440",
                        "event 5 of 640 at 65440",
                        "end of event 5 of 800 at 65440",
                        "end of event 5 of 800 at 65440",
                        "end of event 5 of 800 at 65440",
                        "audio at 1024",
                        "audio at 1184",
                        "audio at 1344");
        for (int i = 1; i < sent.rtp.size(); i++) {
            int step = sent.rtp.get(i).packet().sequence - sent.rtp.get(i - 1).packet().sequence;
            assertThat(step & 0xffff).isEqualTo(1);
        }
    }

    @Test
    void whatCannotBeSentIsCounted() {
        sender.target(Packets.target(), Packets.FAR);
        sent.broken = true;
        frames(2);
        sender.frame(tick, 0, null);

        assertThat(counters.get(MediaCounter.SEND_FAILED)).isEqualTo(3);
        assertThat(sender.total()).isZero();
    }

    @Test
    void anotherSsrcStartsItsOwnCounts() {
        sender.target(Packets.target(), Packets.FAR);
        frames(2);
        assertThat(sender.packets()).isEqualTo(2);
        assertThat(sender.octets()).isEqualTo(320);
        sender.begin(0x99, 500);
        frames(1);

        assertThat(sender.packets()).isEqualTo(1);
        assertThat(sender.total()).isEqualTo(3);
        assertThat(sent.last().ssrc).isEqualTo(0x99);
    }

    private void frames(int count) {
        for (int i = 0; i < count; i++) {
            sender.frame(tick, 0, Packets.FAR);
        }
    }

    private void digit(int code) {
        DtmfSender digits = new DtmfSender();
        digits.add(JitsiDtmf.DIGITS.substring(code, code + 1));
        for (DtmfSender.Step step = digits.next(); step != DtmfSender.Step.IDLE; step = digits.next()) {
            if (step == DtmfSender.Step.PAUSE) {
                sender.frame(tick, 0, Packets.FAR);
            } else {
                sender.event(step, digits.code(), digits.steps(), tick, 0, Packets.FAR);
            }
        }
    }

    private static String describe(SentPackets.Sent sent) {
        RtpPacket packet = sent.packet();
        long timestamp = packet.timestamp & 0xffff;
        if (packet.payloadType != 101) {
            return "audio at " + timestamp;
        }
        int event = JitsiDtmf.read(packet);
        return (packet.marker ? "marked " : "") + (JitsiDtmf.isEnd(event) ? "end of " : "") + "event "
                + JitsiDtmf.code(event) + " of " + JitsiDtmf.duration(event) + " at " + timestamp;
    }
}
