package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call whose audio is encrypted (RFC 3711): what it takes, what it sends, and what strangers do not achieve. */
@Timeout(60)
class SrtpCallTest {
    private static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
    private static final int HOSTILE = 20_000;

    private final CallUnderTest call = new CallUnderTest();
    private SrtpFarEnd far = new SrtpFarEnd(SUITE, 1);

    private void begin(RtpTarget target) {
        call.call.target(target, call.now);
        call.call.start(call.now);
    }

    private byte[] nextPacket() {
        byte[] payload = new byte[160];
        Arrays.fill(payload, (byte) 0x30);
        byte[] packet = Packets.rtp(0, false, call.sequence, call.timestamp, call.ssrc, payload);
        call.sequence = call.sequence + 1 & 0xffff;
        call.timestamp += 160;
        return packet;
    }

    private void talk(int packets) {
        for (int i = 0; i < packets; i++) {
            call.rtp(far.seal(nextPacket()), Packets.FAR);
            call.step();
        }
    }

    private boolean isHeard() {
        int from = call.ticks.size();
        talk(10);
        return call.ticks.subList(from, call.ticks.size()).stream().anyMatch(SrtpCallTest::isLoud);
    }

    private static boolean isLoud(AudioTick tick) {
        for (short sample : tick.caller) {
            if (Math.abs(sample) > 1_000) {
                return true;
            }
        }
        return false;
    }

    private byte[] lastSent() {
        RtpPacket packet = call.sent.last();
        return Arrays.copyOf(packet.buffer, packet.length);
    }

    @ParameterizedTest
    @EnumSource
    void bothSidesHearEachOther(SrtpSuite suite) {
        far = new SrtpFarEnd(suite, 3);
        begin(far.target());

        assertThat(isHeard()).isTrue();
        call.playout.offer(new short[Audio.FRAME_SAMPLES], 0, 1, 0);
        call.step();
        assertThat(lastSent()).hasSize(172 + suite.rtpTagBytes);
        assertThat(far.open(lastSent())).hasSize(172).startsWith(0x80, 0);
        assertThat(call.count(MediaCounter.SRTP_REFUSED)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void reportsGoBothWaysInCipher(SrtpSuite suite) {
        far = new SrtpFarEnd(suite, 3);
        begin(far.target());
        talk(500);

        byte[] report = far.sealReport(
                Packets.hex("81c90007 00005151 00000000 00000000 00000000 00000000 00000000" + "00000000"));
        byte[] room = Arrays.copyOf(report, RtpPacket.MAX_BYTES);
        call.call.receiveRtcp(room, report.length, Packets.FAR_RTCP, call.now);

        assertThat(call.count(MediaCounter.RTCP_RECEIVED)).isEqualTo(1);
        assertThat(call.sent.rtcp).isNotEmpty().allSatisfy(sent -> {
            byte[] plain = far.openReport(sent.bytes());
            assertThat(JitsiRtcp.isValid(plain, plain.length)).isTrue();
        });
        byte[] again = Arrays.copyOf(report, RtpPacket.MAX_BYTES);
        call.call.receiveRtcp(again, report.length, Packets.FAR_RTCP, call.now);
        call.call.receiveRtcp(Packets.hex("80c90001 00005151"), 8, Packets.FAR_RTCP, call.now);
        assertThat(call.count(MediaCounter.SRTCP_REFUSED)).isEqualTo(2);
        assertThat(call.count(MediaCounter.RTCP_RECEIVED)).isEqualTo(1);
    }

    /** Nobody can slip in what is not encrypted, from wherever. */
    @Test
    void plainPacketsAreNotHeard() {
        begin(far.target());
        for (int i = 0; i < 20; i++) {
            call.rtp(nextPacket(), Packets.FAR);
            call.step();
        }
        assertThat(call.ticks).noneMatch(SrtpCallTest::isLoud);
        assertThat(call.count(MediaCounter.SRTP_REFUSED)).isEqualTo(20);
        assertThat(call.figures.snapshot().packetsReceived()).isZero();
    }

    @Test
    void whatCameBeforeIsDropped() {
        begin(far.target());
        byte[] once = far.seal(nextPacket());
        talk(3);
        call.rtp(once, Packets.FAR);
        long received = call.figures.snapshot().packetsReceived();
        for (int i = 0; i < 100; i++) {
            call.rtp(once, Packets.FAR);
        }
        assertThat(call.figures.snapshot().packetsReceived()).isEqualTo(received);
        assertThat(call.count(MediaCounter.SRTP_REFUSED)).isEqualTo(100);
        assertThat(isHeard()).isTrue();
    }

    /** A tag that is wrong is counted; the call, its streams and its far end's address are as they were. */
    @Test
    void wrongTagsChangeNothing() {
        begin(far.target(Packets.target(Direction.SENDRECV, 20, true)));
        Random random = new Random(5);
        for (int i = 0; i < HOSTILE; i++) {
            byte[] forged = far.seal(nextPacket());
            forged[random.nextInt(12, forged.length)] ^= 1 + random.nextInt(127);
            call.rtp(forged, new InetSocketAddress("198.51.100.66", 2_000 + i % 50_000));
            if (i % 100 == 0) {
                call.step();
            }
        }
        call.steps(50);
        assertThat(call.count(MediaCounter.SRTP_REFUSED)).isEqualTo(HOSTILE);
        assertThat(call.count(MediaCounter.SOURCES_LEARNED)).isZero();
        assertThat(call.call.secureStreams()).isZero();

        talk(5);
        assertThat(call.sent.rtp.get(call.sent.rtp.size() - 1).to()).isEqualTo(Packets.FAR);
        assertThat(isHeard()).isTrue();
        assertThat(call.inactive).isZero();
    }

    /** Each SSRC would want a context of its own; none is kept for what has no right tag, and the call goes on. */
    @Test
    void streamsWithoutARightTagLeaveNothing() {
        begin(far.target());
        talk(5);
        byte[] packet = far.seal(nextPacket());
        for (int ssrc = 0; ssrc < HOSTILE; ssrc++) {
            for (int i = 0; i < 4; i++) {
                packet[8 + i] = (byte) (ssrc >> 8 * i);
            }
            call.rtp(packet, Packets.FAR);
        }
        assertThat(call.call.secureStreams()).isEqualTo(1);
        assertThat(isHeard()).isTrue();
    }

    /** The far end itself may begin streams without end: four are remembered. */
    @Test
    void streamsOfTheFarEndAreCapped() {
        begin(far.target());
        for (int ssrc = 1; ssrc <= 20; ssrc++) {
            call.ssrc = ssrc;
            talk(3);
        }
        assertThat(call.call.secureStreams()).isEqualTo(JitsiSrtp.MAX_STREAMS);
        assertThat(isHeard()).isTrue();
    }

    /** A re-INVITE brings new keys of theirs: those before are worth nothing any more, and ours go on. */
    @Test
    void newKeysReplaceTheOld() {
        begin(far.target());
        talk(5);
        SrtpFarEnd old = far;
        far = new SrtpFarEnd(old.keys.ours(), SrtpFarEnd.key(SUITE, 99));
        call.call.target(far.target(), call.now);

        assertThat(isHeard()).isTrue();
        long refused = call.count(MediaCounter.SRTP_REFUSED);
        call.rtp(old.seal(nextPacket()), Packets.FAR);
        assertThat(call.count(MediaCounter.SRTP_REFUSED)).isEqualTo(refused + 1);
        assertThat(old.open(lastSent())).as("ours are the same").hasSize(172);
    }

    /** The index of packets goes on past 2^16 and over a hold, with the same keys; a beginning would encrypt twice alike. */
    @Test
    void theSameKeysGoOnWhereTheyWere() {
        begin(far.target());
        call.sequence = 65_530;
        talk(20);
        call.call.target(far.target(Packets.target(Direction.INACTIVE, 20, false)), call.now);
        call.steps(10);
        call.call.target(far.target(), call.now);
        assertThat(isHeard()).isTrue();
        assertThat(call.count(MediaCounter.SRTP_REFUSED)).isZero();
    }
}
