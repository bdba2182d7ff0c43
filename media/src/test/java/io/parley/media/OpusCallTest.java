package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call with Opus, packet by packet, <a href="https://www.rfc-editor.org/rfc/rfc7587">RFC 7587</a>. */
@Timeout(60)
class OpusCallTest {
    private static final int TYPE = 111;
    private static final double RMS = 8_000 / Math.sqrt(2);

    private final CallUnderTest call = new CallUnderTest();
    private final AudioEncoder encoder = Codec.OPUS.encoder();

    @Test
    void packetsAreOfTheClockOf48Kilohertz() {
        up(20, OpusFormat.DEFAULT);

        speak(5);

        List<RtpPacket> sent = call.sent.packets();
        assertThat(sent).hasSize(5);
        assertThat(sent.get(4).payloadType).isEqualTo(TYPE);
        assertThat(sent.get(4).timestamp - sent.get(0).timestamp & 0xffff_ffffL).isEqualTo(4 * 960);
        assertThat(call.lastTick().sentClock).isEqualTo(48_000);
    }

    /** Section 4.2: a receiver must take any of them. */
    @ParameterizedTest(name = "{0} tenths of a millisecond")
    @ValueSource(ints = {25, 50, 100, 200, 400, 600, 800, 1_000, 1_200})
    void packetsOfEveryLengthAreHeard(int tenths) {
        up(20, OpusFormat.DEFAULT);

        List<byte[]> packets = tone(tenths, 24_000 / tenths);
        int sequence = 0;
        long timestamp = 0;
        for (int elapsed = 0; elapsed < 24_000; elapsed += 200) {
            for (; sequence * tenths < elapsed + 200 && sequence < packets.size(); sequence++) {
                receive(packets.get(sequence), sequence, timestamp);
                timestamp += tenths * 48L / 10;
            }
            call.step();
        }

        List<AudioTick> steady = call.ticks.subList(20, call.ticks.size() - 10);
        assertThat(steady.stream().filter(tick -> tick.concealed)).isEmpty();
        steady.forEach(tick -> assertThat(rms(tick.caller)).isCloseTo(RMS, within(RMS / 5)));
        assertThat(crossings(steady)).isCloseTo(2 * 440 * steady.size() / 50, within(4));
    }

    @Test
    void rubbishIsHeardAsLossAndNothingElseHappens() {
        up(20, OpusFormat.DEFAULT);
        Random random = new Random(5);
        for (int i = 0; i < 3_000; i++) {
            byte[] rubbish = new byte[1 + random.nextInt(1_400)];
            random.nextBytes(rubbish);
            receive(rubbish, i, i * 960L);
            call.step();
        }
        List<byte[]> packets = tone(200, 50);
        for (int i = 0; i < packets.size(); i++) {
            receive(packets.get(i), 3_000 + i, (3_000 + i) * 960L);
            call.step();
        }

        assertThat(call.ticks).hasSize(3_050);
        assertThat(call.count(MediaCounter.RTP_MALFORMED)).isPositive();
        assertThat(rms(call.lastTick().caller)).isCloseTo(RMS, within(RMS / 8));
    }

    /** Every packet cut short at every length, and one bit of each turned over. */
    @Test
    void damagedPacketsDoNoHarm() {
        up(20, OpusFormat.DEFAULT);
        List<byte[]> packets = tone(200, 20);
        int sequence = 0;
        for (byte[] packet : packets) {
            for (int length = 1; length <= packet.length; length++) {
                byte[] damaged = Arrays.copyOf(packet, length);
                damaged[length / 2] ^= (byte) (1 << length % 8);
                receive(damaged, sequence, sequence * 960L);
                sequence++;
                call.step();
            }
        }
        assertThat(call.ticks).hasSize(sequence);
    }

    @Test
    void digitsAreSentByTheClockOfTheEvents() {
        for (int clock : new int[] {48_000, 8_000}) {
            CallUnderTest far = new CallUnderTest();
            far.call.target(target(20, OpusFormat.DEFAULT, clock), far.now);
            far.call.start(far.now);
            far.call.sendDigits("5");
            far.steps(5);

            RtpPacket last = far.sent.last();
            assertThat(last.payloadType).isEqualTo(101);
            assertThat(JitsiDtmf.duration(JitsiDtmf.read(last))).isEqualTo(clock / 10);
            assertThat(far.sent.packets()).allMatch(packet -> packet.timestamp == last.timestamp);
        }
    }

    /** RFC 4733, section 2.5.1.3: a key held longer than 1.3 s, whose duration does not fit, goes on in segments. */
    @Test
    void aLongPressIsOneDigit() {
        up(20, OpusFormat.DEFAULT);
        long began = 960;
        int sequence = 0;
        for (int segment = 0; segment < 3; segment++) {
            for (int duration = 960; duration <= 0xffff; duration += 960) {
                call.rtp(
                        Packets.event(segment == 0 && duration == 960, sequence++, began, 0x5151, 7, false, duration),
                        Packets.FAR);
                call.step();
            }
            began += 0xffff;
        }

        assertThat(call.digits).hasToString("7");
    }

    @Test
    void silenceIsNotSentToWhoWouldLikeItSo() {
        up(20, OpusFormat.read("usedtx=1"));

        speak(25);
        call.steps(100);
        int before = call.sent.packets().size();
        call.steps(100);
        int silent = call.sent.packets().size() - before;
        speak(5);

        assertThat(silent).isBetween(1, 10);
        RtpPacket again = call.sent.packets().get(before + silent);
        assertThat(again.marker).isTrue();
        RtpPacket first = call.sent.packets().get(0);
        assertThat(again.timestamp - first.timestamp & 0xffff_ffffL).isEqualTo(225 * 960);
    }

    @Test
    void aBitrateThatIsAskedForIsKept() {
        assertThat(octets("maxaveragebitrate=8000;cbr=1")).isBetween(15 * 50, 22 * 50);
        assertThat(octets("maxaveragebitrate=500000")).isLessThan(100 * 50);
    }

    private int octets(String parameters) {
        CallUnderTest far = new CallUnderTest();
        far.call.target(target(20, OpusFormat.read(parameters), 48_000), far.now);
        far.call.start(far.now);
        for (int i = 0; i < 50; i++) {
            far.playout.offer(VoiceSource.speech(Codec.OPUS, i * 320L, 320), 0, 1, 0);
            far.step();
        }
        return far.sent.packets().stream()
                .mapToInt(packet -> packet.payloadLength)
                .sum();
    }

    /** RFC 7160, section 4.1: streams of one SSRC have one clock. */
    @Test
    void anotherClockIsAnotherStream() {
        up(20, OpusFormat.DEFAULT);
        speak(2);
        int ssrc = call.sent.last().ssrc;

        call.call.target(Packets.target(), call.now);
        speak(2);

        assertThat(call.sent.last().payloadType).isZero();
        assertThat(call.sent.last().ssrc).isNotEqualTo(ssrc);
        assertThat(call.lastTick().sentClock).isEqualTo(8_000);
    }

    @Test
    void nothingNativeIsLeftOfACall() {
        int before = JitsiOpus.unclosed();
        up(20, OpusFormat.DEFAULT);
        assertThat(JitsiOpus.unclosed()).isEqualTo(before + 2);
        speak(2);
        call.call.target(Packets.target(), call.now);
        assertThat(JitsiOpus.unclosed()).isEqualTo(before);
        up(40, OpusFormat.DEFAULT);
        speak(2);

        call.call.close(call.now);

        assertThat(JitsiOpus.unclosed()).isEqualTo(before);
        up(20, OpusFormat.DEFAULT);
        receive(tone(200, 1).get(0), 0, 0);
        call.step();
        call.call.close(call.now);
        assertThat(JitsiOpus.unclosed()).isEqualTo(before);
    }

    private void up(int packetMillis, OpusFormat format) {
        call.call.target(target(packetMillis, format, 48_000), call.now);
        call.call.start(call.now);
    }

    private static RtpTarget target(int packetMillis, OpusFormat format, int eventClock) {
        return new RtpTarget(
                Packets.FAR,
                null,
                Codec.OPUS,
                TYPE,
                TYPE,
                101,
                101,
                eventClock,
                packetMillis,
                Direction.SENDRECV,
                false,
                format,
                null);
    }

    private void speak(int frames) {
        for (int i = 0; i < frames; i++) {
            call.playout.offer(VoiceSource.speech(Codec.OPUS, i * 320L, 320), 0, 1, 0);
            call.step();
        }
    }

    private void receive(byte[] payload, int sequence, long timestamp) {
        call.rtp(Packets.rtp(TYPE, false, sequence, timestamp, 0x5151, payload), Packets.FAR);
    }

    /** Packets of a tone. Those longer than 60 ms are of several frames of 20 ms (RFC 6716, section 3.2.5). */
    private List<byte[]> tone(int tenths, int count) {
        int frames = tenths > 600 ? tenths / 200 : 1;
        int samples = tenths * 16 / 10 / frames;
        List<byte[]> packets = new ArrayList<>();
        short[] pcm = new short[samples];
        long at = 0;
        for (int i = 0; i < count; i++) {
            List<byte[]> parts = new ArrayList<>();
            for (int frame = 0; frame < frames; frame++) {
                for (int n = 0; n < samples; n++) {
                    pcm[n] = (short) (8_000 * Math.sin(2 * Math.PI * 440 * at++ / 16_000));
                }
                byte[] payload = new byte[1_400];
                parts.add(Arrays.copyOf(payload, encoder.encode(pcm, 0, payload, 0, samples)));
                System.arraycopy(payload, 0, parts.get(frame), 0, parts.get(frame).length);
            }
            packets.add(frames == 1 ? parts.get(0) : joined(parts));
        }
        return packets;
    }

    private static byte[] joined(List<byte[]> parts) {
        java.io.ByteArrayOutputStream packet = new java.io.ByteArrayOutputStream();
        packet.write(parts.get(0)[0] | 3);
        packet.write(0x80 | parts.size());
        for (byte[] part : parts.subList(0, parts.size() - 1)) {
            assertThat(part.length - 1).isLessThan(252);
            packet.write(part.length - 1);
        }
        parts.forEach(part -> packet.write(part, 1, part.length - 1));
        return packet.toByteArray();
    }

    private static double rms(short[] frame) {
        return Math.sqrt(Pcm.power(frame, 0, frame.length));
    }

    private static int crossings(List<AudioTick> ticks) {
        int crossings = 0;
        short last = 0;
        for (AudioTick tick : ticks) {
            for (short sample : tick.caller) {
                crossings += last < 0 != sample < 0 ? 1 : 0;
                last = sample;
            }
        }
        return crossings;
    }
}
