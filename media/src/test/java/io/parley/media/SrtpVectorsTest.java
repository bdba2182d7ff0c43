package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Packets of which libsrtp's own tests (srtp_driver.c) say what they look like. */
@Timeout(20)
class SrtpVectorsTest {
    private static final String PLAIN = "800f1234 decafbad cafebabe abababab abababab abababab abababab";
    private static final String REPORT = "81c8000b cafebabe abababab abababab abababab abababab";

    @Test
    void countersAndSha1() {
        SrtpKey key = new SrtpKey(
                SrtpSuite.AES_CM_128_HMAC_SHA1_80,
                Packets.hex("e1f97a0d3e018be0d64fa32c06de4139 0ec675ad498afeebb6960b3aabe6"));

        assertThat(rtp(key))
                .isEqualTo(Packets.hex(
                        "800f1234 decafbad cafebabe" + "4e55dc4c e79978d8 8ca4d215 949d2402 b78d6acc 99ea179b 8dbb"));
        assertThat(rtcp(key))
                .isEqualTo(Packets.hex(
                        "81c8000b cafebabe" + "7128035b e487b9bd bef89041 f977a5a8 80000001 993e08cd 54d6c123 0798"));
    }

    @Test
    void galoisCounterMode() {
        SrtpKey key = new SrtpKey(
                SrtpSuite.AEAD_AES_128_GCM, Packets.hex("000102030405060708090a0b0c0d0e0f a0a1a2a3a4a5a6a7a8a9aaab"));

        assertThat(rtp(key))
                .isEqualTo(Packets.hex("800f1234 decafbad cafebabe"
                        + "c5002ede 04cfdd2e b91159e0 880aa06e d2976826 f796b201 df3131a1 27e8a392"));
    }

    private static byte[] rtp(SrtpKey key) {
        byte[] packet = Arrays.copyOf(Packets.hex(PLAIN), 100);
        return Arrays.copyOf(packet, new JitsiSrtp(key, true).rtp(packet, 28, 0));
    }

    private static byte[] rtcp(SrtpKey key) {
        JitsiSrtp sender = new JitsiSrtp(key, true);
        // They begin to count at 1.
        sender.rtcp(Arrays.copyOf(Packets.hex("81c8000b cafebabe"), 100), 8, 0);
        byte[] packet = Arrays.copyOf(Packets.hex(REPORT), 100);
        return Arrays.copyOf(packet, sender.rtcp(packet, 24, 0));
    }
}
