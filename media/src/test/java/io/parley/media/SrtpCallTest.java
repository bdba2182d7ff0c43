package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A call whose audio is encrypted (RFC 3711): what it takes, what it sends, and what strangers do not achieve. */
@Timeout(60)
class SrtpCallTest {
    private static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
    private static final int HOSTILE = 20_000;

    private CallUnderTest call = new CallUnderTest();
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
        int looked = 800;
        begin(far.target(Packets.target(Direction.SENDRECV, 20, true)));
        Random random = new Random(5);
        for (int i = 0; i < looked; i++) {
            call.rtp(forged(far.seal(nextPacket()), random), new InetSocketAddress("198.51.100.66", 2_000 + i));
            call.now += CallUnderTest.MILLI * 1_000 / JitsiSrtp.TRIES_A_SECOND;
        }
        call.steps(20);
        assertThat(call.count(MediaCounter.SRTP_REFUSED)).isEqualTo(looked);
        assertThat(call.count(MediaCounter.SOURCES_LEARNED)).isZero();
        assertThat(call.call.secureStreams()).isZero();

        talk(5);
        assertThat(call.sent.rtp.get(call.sent.rtp.size() - 1).to()).isEqualTo(Packets.FAR);
        assertThat(isHeard()).isTrue();
        assertThat(call.inactive).isZero();
    }

    /** The same on the stream that is being heard, as which every packet is looked at: each genuine one is taken behind. */
    @Test
    void wrongTagsOnTheFarEndsStreamChangeNothing() {
        begin(far.target());
        talk(5);
        Random random = new Random(5);
        for (int i = 0; i < HOSTILE; i++) {
            byte[] genuine = far.seal(nextPacket());
            for (int copy = 0; copy < 20; copy++, i++) {
                call.rtp(forged(genuine, random), Packets.FAR);
            }
            call.rtp(genuine, Packets.FAR);
            call.step();
        }
        long genuine = call.figures.snapshot().packetsReceived();
        assertThat(genuine).isEqualTo(5 + (HOSTILE + 20) / 21);
        assertThat(call.count(MediaCounter.SRTP_REFUSED)).isEqualTo((genuine - 5) * 20);
        assertThat(call.call.secureStreams()).isEqualTo(1);
        assertThat(isHeard()).isTrue();
    }

    private static byte[] forged(byte[] genuine, Random random) {
        byte[] forged = genuine.clone();
        forged[random.nextInt(12, forged.length)] ^= 1 + random.nextInt(127);
        return forged;
    }

    /** Each SSRC would want a context of its own; none is kept for what has no right tag, and the call goes on. */
    @Test
    void streamsWithoutARightTagLeaveNothing() {
        int looked = 1_000;
        begin(far.target());
        talk(5);
        for (int ssrc = 0; ssrc < looked; ssrc++) {
            byte[] forged = far.seal(nextPacket());
            for (int i = 0; i < 4; i++) {
                forged[8 + i] = (byte) (ssrc >> 8 * i);
            }
            call.rtp(forged, Packets.FAR);
            talk(1_200 / Audio.FRAME_MILLIS / JitsiSrtp.TRIES_BESIDES); // and the next one is looked at too
        }
        assertThat(call.call.secureStreams()).isEqualTo(1);
        assertThat(call.count(MediaCounter.SRTP_REFUSED)).isEqualTo(looked);
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

    /** A key of theirs that comes back goes on: what was heard under it before is not heard again. */
    @Test
    void whatCameBeforeIsDroppedAfterOtherKeysToo() {
        begin(far.target());
        byte[] once = far.seal(nextPacket());
        call.rtp(once, Packets.FAR);
        SrtpFarEnd other = new SrtpFarEnd(far.keys.ours(), SrtpFarEnd.key(SUITE, 99));
        call.call.target(other.target(), call.now);
        call.call.target(far.target(), call.now);
        call.rtp(once, Packets.FAR);
        call.call.target(Packets.target(), call.now);
        call.call.target(far.target(), call.now);
        call.rtp(once, Packets.FAR);

        assertThat(call.count(MediaCounter.SRTP_REFUSED)).isEqualTo(2);
        assertThat(isHeard()).isTrue();
    }

    /** Keys without end are their doing, and cost them the memory of the oldest. */
    @Test
    void keysAreCapped() {
        begin(far.target());
        for (int seed = 0; seed < 50; seed++) {
            call.call.target(new SrtpFarEnd(SUITE, 100 + 2 * seed).target(), call.now);
            call.step();
        }
        assertThat(call.call.secureKeys()).isEqualTo(2 * SrtpSession.MAX_KEYS);
    }

    /** A far end that begins to count with each agreement understands us, whatever we sent under that key before. */
    @Test
    void aKeyOfOursThatComesBackHasAStreamOfItsOwn() {
        SrtpFarEnd gcm = new SrtpFarEnd(SrtpSuite.AEAD_AES_128_GCM, 5);
        Set<Integer> streams = new HashSet<>();
        begin(far.target());
        for (SrtpFarEnd next : List.of(far, gcm, far, gcm)) {
            call.call.target(next.target(), call.now);
            call.step();
            SrtpFarEnd anew = new SrtpFarEnd(next.keys.ours(), next.keys.theirs());
            assertThat(anew.open(lastSent())).hasSize(172);
            streams.add(call.sent.last().ssrc);
        }
        call.call.target(gcm.target(Packets.target(Direction.INACTIVE, 20, false)), call.now);
        call.call.target(gcm.target(), call.now);
        call.step();
        streams.add(call.sent.last().ssrc);

        assertThat(streams).as("of four agreements on a key and a hold").hasSize(4);
        assertThat(far.openReport(call.sent.rtcp.get(0).bytes()))
                .as("goodbye to the first")
                .isNotEmpty();
    }

    /** A stream that begins in the middle of a call begins low, too: a far end that misses its first packets counts right. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyStreamBeginsBelowTheMiddle(boolean collision) {
        long seed = 0;
        do {
            call = new CallUnderTest(seed++);
            begin(collision ? far.target() : Packets.target());
            call.step();
        } while (call.sent.last().sequence < 0x7f80);
        talk(0x100);
        assertThat(call.sent.last().sequence).isGreaterThan(0x7fff);

        if (collision) {
            call.ssrc = call.sent.last().ssrc;
            talk(1);
            assertThat(call.count(MediaCounter.SSRC_COLLISIONS)).isEqualTo(1);
        } else {
            call.call.target(far.target(), call.now);
            call.step();
        }
        assertThat(call.sent.last().sequence).isLessThan(0x8000);
    }
}
