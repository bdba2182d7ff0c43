package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which streams a receiver of SRTP remembers, and how much work packets of unknown ones may make. */
@Timeout(60)
class JitsiSrtpTest {
    private static final SrtpKey KEY = SrtpFarEnd.key(SrtpSuite.AES_CM_128_HMAC_SHA1_80, 1);
    private static final long SECOND = 1_000_000_000L;
    private static final int MAIN = 0x5151;

    private final JitsiSrtp sender = new JitsiSrtp(KEY, true);
    private final PerSecond ofAll = new PerSecond();
    private JitsiSrtp receiver = new JitsiSrtp(KEY, false, ofAll);
    private int forgeries = 0x1000_0000;

    private byte[] rtp(int ssrc, int sequence) {
        byte[] packet = Arrays.copyOf(Packets.rtp(0, false, sequence, 160L * sequence, ssrc, new byte[160]), 200);
        return Arrays.copyOf(packet, sender.rtp(packet, 172, 0));
    }

    private byte[] report(int ssrc) {
        byte[] packet = Arrays.copyOf(Packets.hex("80c90001 0000" + Integer.toHexString(ssrc)), 100);
        return Arrays.copyOf(packet, sender.rtcp(packet, 8, 0));
    }

    private boolean opens(byte[] srtp, long now) {
        return receiver.rtp(Arrays.copyOf(srtp, 400), srtp.length, now) > 0;
    }

    private boolean opensReport(byte[] srtcp, long now) {
        return receiver.rtcp(Arrays.copyOf(srtcp, 400), srtcp.length, now) > 0;
    }

    private void forge(int count, long now) {
        byte[] packet = Packets.rtp(0, false, 1, 160, 0, new byte[170]);
        for (int i = 0; i < count; i++) {
            int ssrc = forgeries++;
            for (int at = 0; at < 4; at++) {
                packet[8 + at] = (byte) (ssrc >> 8 * (3 - at));
            }
            assertThat(opens(packet, now)).isFalse();
        }
    }

    /** Of the stream that is heard nothing is forgotten: what came before it does not come again. */
    @Test
    void theStreamThatIsHeardStays() {
        byte[] once = rtp(MAIN, 1);
        byte[] report = report(MAIN);
        assertThat(opens(once, 0)).isTrue();
        assertThat(opensReport(report, 0)).isTrue();
        for (int other = 1; other <= 3 * JitsiSrtp.MAX_STREAMS; other++) {
            assertThat(opens(rtp(other, 1), other * SECOND)).isTrue();
            assertThat(opensReport(report(0x6160 + other), other * SECOND)).isTrue();
            assertThat(opens(rtp(MAIN, 1 + other), other * SECOND)).isTrue();
            assertThat(opensReport(report(MAIN), other * SECOND)).isTrue();
        }
        assertThat(opens(once, 99 * SECOND)).isFalse();
        assertThat(opensReport(report, 99 * SECOND)).isFalse();
        assertThat(receiver.streams()).isEqualTo(2 * JitsiSrtp.MAX_STREAMS);
    }

    /** The first stream is looked for among many; another one may wait. */
    @Test
    void aCallThatIsHeardMakesLittleWork() {
        forge(JitsiSrtp.TRIES_A_SECOND - 1, 0);
        assertThat(opens(rtp(MAIN, 1), 0)).isTrue();

        forge(JitsiSrtp.TRIES_BESIDES, 2 * SECOND);
        assertThat(opens(rtp(7, 1), 2 * SECOND)).isFalse();
        assertThat(opens(rtp(MAIN, 2), 2 * SECOND)).isTrue();
        assertThat(opens(rtp(7, 2), 4 * SECOND)).isTrue();
    }

    @Test
    void packetsThatAreForgedDoNotKeepReportsOut() {
        forge(JitsiSrtp.TRIES_A_SECOND + 1, 0);
        assertThat(opens(rtp(MAIN, 1), 0)).isFalse();
        assertThat(opensReport(report(MAIN), 0)).isTrue();
    }

    /** However many calls are attacked, the media thread has its time for all, and a call that begins is heard. */
    @Test
    void allCallsTogetherMakeBoundedWork() {
        for (int call = 0; call < 50; call++) {
            receiver = new JitsiSrtp(KEY, false, ofAll);
            forge(JitsiSrtp.TRIES_A_SECOND, 0);
        }
        assertThat(ofAll.taken()).isEqualTo(JitsiSrtp.TRIES_OF_ALL);

        receiver = new JitsiSrtp(KEY, false, ofAll);
        forge(JitsiSrtp.TRIES_SURE, 0);
        assertThat(opens(rtp(MAIN, 1), 0)).isFalse();
        receiver = new JitsiSrtp(KEY, false, ofAll);
        forge(JitsiSrtp.TRIES_SURE - 1, 0);
        assertThat(opens(rtp(MAIN, 2), 0)).isTrue();
    }

    /** The clock begins anywhere. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1_000 * SECOND, -1, 0, Long.MAX_VALUE - SECOND})
    void aSecondPassesWhateverTheClockSays(long begin) {
        forge(JitsiSrtp.TRIES_A_SECOND, begin);
        assertThat(opens(rtp(MAIN, 1), begin)).isFalse();
        assertThat(opens(rtp(MAIN, 2), begin + 2 * SECOND)).isTrue();
    }
}
