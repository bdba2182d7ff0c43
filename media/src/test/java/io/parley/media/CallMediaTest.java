package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(10)
class CallMediaTest {
    @Test
    void nothingIsSentAndNoTickComesBeforeTheStart() {
        CallUnderTest call = new CallUnderTest();
        call.call.target(Packets.target(), call.now);
        call.steps(100);

        assertThat(call.sent.rtp).isEmpty();
        assertThat(call.sent.rtcp).isEmpty();
        assertThat(call.ticks).isEmpty();
    }

    @Test
    void everyStepIsATickAndAPacket() {
        CallUnderTest call = CallUnderTest.up();
        call.steps(10);

        assertThat(call.ticks).hasSize(10);
        assertThat(call.sent.rtp).hasSize(10).allMatch(sent -> sent.to().equals(Packets.FAR));
        assertThat(call.recorded).isEqualTo(10);
        assertThat(call.ticks).allMatch(tick -> tick.concealed);
    }

    @Test
    void aTickTellsWhatWasSentInItsStep() {
        CallUnderTest call = CallUnderTest.up();
        short[] frame = new short[320];
        Arrays.fill(frame, (short) 5_000);
        call.playout.offer(frame, 0, 3, 8);
        call.playout.gain(0.5f);
        call.step();

        AudioTick tick = call.lastTick();
        assertThat(tick.utterance).isEqualTo(3);
        assertThat(tick.unit).isEqualTo(8);
        assertThat(tick.played[319]).isEqualTo((short) 2_500);
        assertThat(tick.sentSequence).isEqualTo(call.sent.last().sequence);
        assertThat(tick.sentTimestamp & 0xffff_ffffL).isEqualTo(call.sent.last().timestamp);
        assertThat(tick.sentNanos).isEqualTo(call.now);
    }

    @Test
    void theCallerIsHeardWithTimestampAndArrival() {
        CallUnderTest call = CallUnderTest.up();
        call.talk(5);

        AudioTick tick = call.lastTick();
        assertThat(tick.concealed).isFalse();
        assertThat(tick.callerTimestamp).isEqualTo(8_000 + 4 * 160);
        assertThat(tick.arrivalNanos).isEqualTo(call.now - CallUnderTest.MILLI);
        assertThat(tick.caller[200]).isNotZero();
    }

    @Test
    void underrunsInsideAnUtteranceAreCounted() {
        CallUnderTest call = CallUnderTest.up();
        call.playout.offer(new short[320], 0, 1, 0);
        call.steps(3);
        call.playout.offer(new short[320], 0, 1, 0);
        call.steps(5);

        call.call.close(call.now);
        assertThat(call.figures.snapshot().underruns()).isEqualTo(2);
        assertThat(call.count(MediaCounter.UNDERRUNS)).isEqualTo(2);
    }

    @Test
    void aPayloadTypeThatWasNotAgreedIsNotHeard() {
        CallUnderTest call = CallUnderTest.up();
        call.rtp(Packets.rtp(8, false, 1, 0, 1, new byte[160]), Packets.FAR);
        call.rtp(Packets.rtp(0, false, 1, 0, 1), Packets.FAR);
        call.rtp(Packets.rtp(0, false, 1, 0, 1, new byte[RtpReceiver.MAX_PAYLOAD + 1]), Packets.FAR);

        assertThat(call.count(MediaCounter.RTP_TYPE_REFUSED)).isEqualTo(3);
        assertThat(call.figures.snapshot().rejected()).isEqualTo(3);
        assertThat(call.figures.snapshot().packetsReceived()).isZero();
    }

    @Test
    void aStrangerIsNeitherHeardNorAnswered() {
        CallUnderTest call = CallUnderTest.up();
        call.talk(3);
        for (int i = 0; i < 50; i++) {
            call.audio(Packets.OTHER, 0);
            call.step();
        }

        assertThat(call.count(MediaCounter.RTP_SOURCE_REFUSED)).isEqualTo(50);
        assertThat(call.sent.rtp).allMatch(sent -> sent.to().equals(Packets.FAR));
    }

    @Test
    void aLearnedSourceIsAnsweredAndItsRtcpTakenFromTheSameHostOnly() {
        CallUnderTest call = new CallUnderTest();
        call.call.target(Packets.target(Direction.SENDRECV, 20, true), call.now);
        call.call.start(call.now);
        String report = "80c90001 00005151";
        InetSocketAddress translated = new InetSocketAddress("203.0.113.9", 31_000);
        call.rtcp(report, Packets.OTHER);
        for (int i = 0; i < 4; i++) {
            call.audio(translated, 0x30);
            call.step();
        }
        call.rtcp(report, Packets.OTHER);
        assertThat(call.count(MediaCounter.RTCP_SOURCE_REFUSED)).isEqualTo(2);

        call.rtcp(report, new InetSocketAddress("203.0.113.9", 31_777));
        assertThat(call.count(MediaCounter.RTCP_RECEIVED)).isEqualTo(1);
        call.rtcp(report, new InetSocketAddress("203.0.113.9", 31_778));
        assertThat(call.count(MediaCounter.RTCP_SOURCE_REFUSED)).isEqualTo(3);
        assertThat(call.sent.rtp.get(call.sent.rtp.size() - 1).to()).isEqualTo(translated);
        assertThat(call.count(MediaCounter.SOURCES_LEARNED)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(value = Direction.class, names = "SENDRECV", mode = EnumSource.Mode.EXCLUDE)
    void onHoldTicksPauseAndOnlyAListenerGetsSilence(Direction direction) {
        CallUnderTest call = CallUnderTest.up();
        call.talk(10);
        call.playout.offer(new short[320], 0, 1, 0);
        call.call.target(Packets.target(direction, 20, false), call.now);
        int before = call.sent.rtp.size();
        call.talk(500);

        assertThat(call.ticks).hasSize(10);
        assertThat(call.sent.rtp.size() - before).isEqualTo(direction.sends() ? 500 : 0);
        assertThat(call.playout.room()).as("the utterance waits for the resume").isEqualTo(2);
        assertThat(call.sent.rtcp).isNotEmpty();
        assertThat(call.inactive).isZero();
    }

    @Test
    void afterAHoldTheCallGoesOnWithThePresent() {
        CallUnderTest call = CallUnderTest.up();
        call.talk(10);
        call.call.target(Packets.target(Direction.INACTIVE, 20, false), call.now);
        call.steps(400);
        call.timestamp += 400 * 160;
        call.call.target(Packets.target(), call.now);
        call.talk(5);

        assertThat(call.ticks).hasSize(15);
        assertThat(call.lastTick().concealed).isFalse();
        assertThat(call.lastTick().callerTimestamp).isEqualTo(8_000 + 414 * 160);
        RtpPacket first = call.sent.rtp.get(10).packet();
        assertThat(first.marker).isTrue();
        assertThat(first.timestamp - call.sent.rtp.get(9).packet().timestamp & 0xffff_ffffL)
                .isEqualTo(401 * 160);
    }

    @Test
    void anAddressThatMeansHoldGetsNothingAtAll() {
        CallUnderTest call = CallUnderTest.up();
        call.talk(5);
        int before = call.sent.rtp.size();
        InetSocketAddress nowhere = new InetSocketAddress("0.0.0.0", 4_000);
        call.call.target(
                new RtpTarget(nowhere, null, Codec.PCMU, 0, 0, 101, 101, 20, Direction.RECVONLY, false), call.now);
        call.steps(400);

        assertThat(call.sent.rtp).hasSize(before);
        assertThat(call.sent.rtcp).isEmpty();
    }

    @Test
    void silenceOfTheNetworkIsToldOnce() {
        CallUnderTest call = CallUnderTest.up();
        call.talk(10);
        call.steps(249);
        assertThat(call.inactive).isZero();
        call.steps(2);
        assertThat(call.inactive).isEqualTo(1);
        call.steps(1_000);
        assertThat(call.inactive).isEqualTo(1);
    }

    @Test
    void aCallThatNeverGetsRtpIsToldToo() {
        CallUnderTest call = CallUnderTest.up();
        call.steps(252);

        assertThat(call.inactive).isEqualTo(1);
    }

    @Test
    void aHoldGivesTheFarEndItsTimeAnew() {
        CallUnderTest call = CallUnderTest.up();
        call.talk(10);
        call.steps(200);
        call.call.target(Packets.target(Direction.RECVONLY, 20, false), call.now);
        call.steps(1_000);
        call.call.target(Packets.target(), call.now);
        call.steps(240);

        assertThat(call.inactive).isZero();
    }

    @Test
    void digitsAreHeardOnceAndTakeNoPlaceInTheSpeech() {
        CallUnderTest call = CallUnderTest.up();
        call.talk(20);
        for (int i = 1; i <= 8; i++) {
            call.rtp(
                    Packets.event(i == 1, call.sequence++, 20_000, call.ssrc, 7, i >= 6, Math.min(i, 6) * 160),
                    Packets.FAR);
            call.step();
        }
        call.timestamp += 8 * 160;
        call.talk(20);

        assertThat(call.digits).hasToString("7");
        assertThat(call.count(MediaCounter.FRAMES_CONCEALED)).isZero();
        assertThat(call.lastTick().concealed).isFalse();
        call.call.close(call.now);
        assertThat(call.figures.snapshot().packetsLost()).isZero();
    }

    @Test
    void digitsOutPauseTheVoiceAndComeWithTheFarEndsNumber() {
        CallUnderTest call = CallUnderTest.up();
        call.playout.offer(new short[320], 0, 1, 0);
        call.call.sendDigits("12");
        call.steps(20);

        assertThat(call.playout.room()).isEqualTo(2);
        assertThat(call.sent.rtp.stream().filter(sent -> sent.packet().payloadType == 101))
                .hasSize(14);
        assertThat(call.count(MediaCounter.DIGITS_SENT)).isEqualTo(2);
        call.step();
        assertThat(call.lastTick().utterance).isEqualTo(1);
    }

    @Test
    void aFarEndWithoutEventsHearsTones() {
        CallUnderTest call = new CallUnderTest();
        call.call.target(
                new RtpTarget(Packets.FAR, null, Codec.PCMU, 0, 0, -1, -1, 20, Direction.SENDRECV, false), call.now);
        call.call.start(call.now);
        call.call.sendDigits("5");
        call.steps(10);

        assertThat(call.sent.rtp).hasSize(10).allMatch(sent -> sent.packet().payloadType == 0);
        short[] tone = new short[1_600];
        for (int i = 0; i < 5; i++) {
            System.arraycopy(call.ticks.get(i).played, 0, tone, i * 320, 320);
        }
        assertThat(HalfBandTest.level(tone, 0, 1_600, 770, 16_000)).isGreaterThan(10_000);
        assertThat(HalfBandTest.level(tone, 0, 1_600, 1_336, 16_000)).isGreaterThan(10_000);
        assertThat(call.ticks.get(6).played).containsOnly(0);
    }

    @Test
    void anotherSsrcIsTakenUpWithItsSecondPacketAndNothingIsLost() {
        CallUnderTest call = CallUnderTest.up();
        call.talk(10);
        call.ssrc = 0x6262;
        call.sequence = 9_000;
        call.timestamp = 1;
        call.talk(10);

        assertThat(call.count(MediaCounter.FRAMES_CONCEALED)).isLessThanOrEqualTo(1);
        assertThat(call.count(MediaCounter.STREAMS_SPLICED)).isEqualTo(1);
        call.call.close(call.now);
        assertThat(call.figures.snapshot().packetsReceived()).isEqualTo(20);
        assertThat(call.figures.snapshot().packetsLost()).isZero();
    }

    @Test
    void whatWasHeldBackIsNoPartOfWhatIsAgreedLater() {
        CallUnderTest call = CallUnderTest.up();
        call.talk(10);
        call.ssrc = 0x6262;
        call.audio(Packets.FAR, 0x30);
        call.call.target(Packets.target(Codec.PCMA, 20), call.now);
        byte[] loud = new byte[160];
        Arrays.fill(loud, (byte) 0x2a);
        for (int i = 0; i < 2; i++) {
            call.rtp(Packets.rtp(8, false, call.sequence++, call.timestamp, call.ssrc, loud), Packets.FAR);
            call.timestamp += 160;
        }
        assertThat(call.count(MediaCounter.RTP_STRAY))
                .as("the first of each agreement")
                .isEqualTo(2);
        call.call.close(call.now);
        assertThat(call.figures.snapshot().packetsReceived()).isEqualTo(12);
    }

    @Test
    void strayPacketsOfManySsrcsChangeNothing() {
        CallUnderTest call = CallUnderTest.up();
        call.talk(10);
        for (int i = 0; i < 10_000; i++) {
            call.rtp(Packets.rtp(0, false, i * 7 & 0xffff, i, 0x7000_0000 + i, new byte[160]), Packets.FAR);
        }
        call.talk(10);

        assertThat(call.count(MediaCounter.RTP_STRAY)).isEqualTo(10_000);
        assertThat(call.count(MediaCounter.STREAMS_SPLICED)).isZero();
        assertThat(call.lastTick().concealed).isFalse();
    }

    /** RFC 3550, section 8.2. */
    @Test
    void aFarEndThatUsesOurSsrcMakesUsTakeAnother() {
        CallUnderTest call = CallUnderTest.up();
        call.step();
        int ours = call.sent.last().ssrc;
        call.ssrc = ours;
        call.talk(5);

        assertThat(call.sent.last().ssrc).isNotEqualTo(ours);
        assertThat(call.count(MediaCounter.SSRC_COLLISIONS)).isEqualTo(1);
        assertThat(call.sent.rtcp).as("goodbye for the old one").hasSize(1);
        assertThat(call.lastTick().concealed).isFalse();
    }

    /** RFC 3550, section 8.2: our own packets come back, whatever SSRC we take. */
    @Test
    void aLoopIsDroppedInsteadOfChasingItsSsrc() {
        CallUnderTest call = CallUnderTest.up();
        for (int i = 0; i < 50; i++) {
            call.step();
            byte[] ours = Arrays.copyOf(call.sent.last().buffer, call.sent.last().length);
            call.rtp(ours, Packets.FAR);
        }

        assertThat(call.count(MediaCounter.SSRC_COLLISIONS)).isEqualTo(1);
        assertThat(call.count(MediaCounter.RTP_LOOPED)).isEqualTo(49);
    }

    @Test
    void missedStepsAreAPauseInTimeNotInSequence() {
        CallUnderTest call = CallUnderTest.up();
        call.steps(2);
        call.call.missed(10);
        call.steps(1);

        assertThat(call.sent.last().timestamp - call.sent.rtp.get(1).packet().timestamp & 0xffff_ffffL)
                .isEqualTo(11 * 160);
        assertThat(call.sent.last().sequence - call.sent.rtp.get(1).packet().sequence & 0xffff)
                .isEqualTo(1);
        assertThat(call.count(MediaCounter.STEPS_SKIPPED)).isEqualTo(10);
    }

    @Test
    void theFiguresTellTheCallsQuality() {
        CallUnderTest call = CallUnderTest.up();
        for (int i = 0; i < 200; i++) {
            if (i % 20 == 10) {
                call.sequence++;
                call.timestamp += 160;
                call.step();
            } else {
                call.talk(1);
            }
        }
        call.call.close(call.now);

        RtpStats stats = call.figures.snapshot();
        assertThat(stats.packetsReceived()).isEqualTo(190);
        assertThat(stats.packetsSent()).isEqualTo(200);
        assertThat(stats.packetsLost()).isEqualTo(10);
        assertThat(stats.concealedFrames()).isBetween(10L, 11L);
        assertThat(stats.mos()).isBetween(3.7, 4.1);
        assertThat(stats.roundTripMillis()).isEqualTo(-1);
    }

    @Test
    void aCodecAgreedLaterIsUsedFromThereOn() {
        CallUnderTest call = CallUnderTest.up();
        call.talk(5);
        call.call.target(Packets.target(Codec.PCMA, 30), call.now);
        byte[] loud = new byte[160];
        Arrays.fill(loud, (byte) 0x2a);
        for (int i = 0; i < 5; i++) {
            call.rtp(Packets.rtp(8, false, call.sequence++, call.timestamp, call.ssrc, loud), Packets.FAR);
            call.timestamp += 160;
            call.step();
        }

        assertThat(call.lastTick().caller[100]).isEqualTo((short) -32_256);
        assertThat(call.sent.last().payloadType).isEqualTo(8);
        assertThat(call.sent.last().payloadLength).isEqualTo(240);
    }

    @Test
    void goodbyeIsSaidAtTheEnd() {
        CallUnderTest call = CallUnderTest.up();
        call.talk(3);
        call.call.close(call.now);

        assertThat(call.sent.rtcp).hasSize(1);
        assertThat(call.sent.rtcp.get(0).to()).isEqualTo(new InetSocketAddress("192.0.2.10", 4_001));
    }
}
