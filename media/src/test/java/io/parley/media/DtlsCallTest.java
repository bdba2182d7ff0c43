package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A call whose keys come by DTLS (RFC 5764), with ICE or without: a real client at the other end, the network in memory.
 * What other threads have for the media thread is done by the test's own.
 */
@Timeout(60)
class DtlsCallTest {
    private static final IceCredentials OURS = new IceCredentials("ours", "a password of our own");

    private static final int CALLS = 100;

    private final BlockingQueue<Runnable> media = new LinkedBlockingQueue<>();
    private final DtlsPool pool = new DtlsPool(CALLS);
    private final CallUnderTest call = new CallUnderTest();
    private final DtlsIdentity identity = DtlsIdentity.make(new SecureRandom(), Instant.EPOCH);
    private DtlsFarEnd far = new DtlsFarEnd(this::fromFar);
    /** What our side has sent that is no RTP, to whom. */
    private final List<InetSocketAddress> spokenTo = new ArrayList<>();

    private final List<StunMessage> answers = new ArrayList<>();

    private void fromFar(byte[] datagram) {
        media.add(() -> call.rtp(datagram, Packets.FAR));
    }

    private final PacketSink wire = new PacketSink() {
        @Override
        public boolean rtp(byte[] bytes, int length, InetSocketAddress to) {
            byte[] sent = Arrays.copyOf(bytes, length);
            spokenTo.add(to);
            if (DtlsTransport.kind(sent, length) == DtlsTransport.Kind.STUN) {
                answers.add(Objects.requireNonNull(StunMessage.read(sent, length)));
            } else if (to.equals(Packets.FAR)) {
                far.arrived(sent);
            }
            return true;
        }

        @Override
        public boolean rtcp(byte[] bytes, int length, InetSocketAddress to) {
            return false;
        }
    };

    @AfterEach
    void stop() {
        pool.close();
    }

    /** Whoever waits for the far end's keys. */
    private void wake() {
        far.keys.whenComplete((keys, failure) -> media.add(() -> {}));
    }

    private void begin(Fingerprint theirs, boolean ice) {
        wake();
        call.call.transport(new DtlsTransport(
                new DtlsTransport.Shared(identity, pool, media::add, call.counters),
                OURS,
                wire,
                keys -> call.call.secured(keys, call.now)));
        agree(theirs, ice ? Checks.FAR : null, Direction.SENDRECV);
        call.call.start(call.now);
    }

    private void agree(Fingerprint theirs, @Nullable String ufrag, Direction direction) {
        RtpTarget plain = Packets.target();
        call.call.target(
                new RtpTarget(
                        plain.rtp(),
                        null,
                        Codec.PCMU,
                        0,
                        0,
                        101,
                        101,
                        Codec.PCMU.clockRate(),
                        20,
                        direction,
                        false,
                        OpusFormat.DEFAULT,
                        null,
                        new DtlsTarget(theirs, "", ufrag, true, "0", "UDP/TLS/RTP/SAVPF")),
                call.now);
    }

    /** Does the media thread's work until something holds. */
    private void until(BooleanSupplier holds) {
        while (!holds.getAsBoolean()) {
            try {
                Runnable job = media.poll(30, TimeUnit.SECONDS);
                assertThat(job).as("something more happens").isNotNull();
                call.now++;
                Objects.requireNonNull(job).run();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private long count(MediaCounter counter) {
        return call.count(counter);
    }

    private SrtpFarEnd secured() {
        return secured(1);
    }

    private SrtpFarEnd secured(int handshakes) {
        until(() -> count(MediaCounter.DTLS_HANDSHAKES) == handshakes && far.keys.isDone());
        SrtpKeys keys = far.keys.join();
        return new SrtpFarEnd(keys.theirs(), keys.ours());
    }

    private void hears(SrtpFarEnd srtp, InetSocketAddress from, int packets) {
        for (int i = 0; i < packets; i++) {
            byte[] payload = new byte[160];
            Arrays.fill(payload, (byte) 0x30);
            byte[] packet = Packets.rtp(0, false, call.sequence++, call.timestamp, call.ssrc, payload);
            call.timestamp += 160;
            call.rtp(srtp.seal(packet), from);
            call.step();
        }
    }

    private long received() {
        return call.figures.snapshot().packetsReceived();
    }

    @ParameterizedTest
    @CsvSource({"true, 7, AEAD_AES_128_GCM", "true, 1, AES_CM_128_HMAC_SHA1_80", "false, 1, AES_CM_128_HMAC_SHA1_80"})
    void theHandshakeLeadsToKeysThatBothSidesHear(boolean ice, int profile, SrtpSuite suite) {
        begin(far.identity.fingerprint(), ice);
        call.steps(5);
        assertThat(call.sent.rtp.size())
                .as("nothing leaves before there are keys")
                .isZero();
        if (ice) {
            call.rtp(Checks.nominating(OURS), Packets.FAR);
            assertThat(answers).hasSize(1);
            assertThat(answers.get(0).mapped()).isEqualTo(Packets.FAR);
        }
        far.connect(profile);
        SrtpFarEnd srtp = secured();

        assertThat(srtp.keys.ours().suite()).isEqualTo(suite);
        assertThat(far.shown.join()).isEqualTo(identity.fingerprint());
        hears(srtp, Packets.FAR, 10);
        assertThat(received()).isEqualTo(10);
        RtpPacket last = call.sent.last();
        assertThat(srtp.open(Arrays.copyOf(last.buffer, last.length))).hasSize(172);
    }

    @Test
    void theBestProfileThatBothHaveIsTaken() {
        begin(far.identity.fingerprint(), false);
        far.connect(DtlsFarEnd.SHA1_32, DtlsFarEnd.SHA1_80, DtlsFarEnd.GCM);
        assertThat(secured().keys.ours().suite()).isEqualTo(SrtpSuite.AEAD_AES_128_GCM);
    }

    @Test
    void anotherCertificateThanSignallingNamedIsRefused() {
        Fingerprint another =
                DtlsIdentity.make(new SecureRandom(), Instant.EPOCH).fingerprint();
        begin(another, false);
        far.connect(DtlsFarEnd.GCM);
        until(() -> far.keys.isDone() && count(MediaCounter.DTLS_OTHER_FINGERPRINT) == 1);
        assertThat(far.keys).isCompletedExceptionally();
        assertThat(count(MediaCounter.DTLS_HANDSHAKES)).isZero();
        call.steps(300);
        assertThat(call.sent.rtp.size()).isZero();
        assertThat(call.inactive).as("the call ends for want of media").isEqualTo(1);
    }

    @Test
    void whoeverOffersNoProfileOfOursIsRefused() {
        begin(far.identity.fingerprint(), false);
        far.connect(DtlsFarEnd.SHA1_32);
        until(far.keys::isDone);
        assertThat(far.keys).isCompletedExceptionally();
        assertThat(count(MediaCounter.DTLS_HANDSHAKES)).isZero();
    }

    /** Rows 14 and "DTLS hello race": CVE-2023-49786 of Asterisk. */
    @Test
    void aSprayOfHellosFromElsewhereCostsNothingAndEndsNothing() {
        begin(far.identity.fingerprint(), true);
        List<byte[]> hellos = new ArrayList<>();
        DtlsFarEnd attacker = new DtlsFarEnd(hello -> media.add(() -> hellos.add(hello)));
        attacker.connect(DtlsFarEnd.GCM);
        until(() -> !hellos.isEmpty());
        for (int i = 0; i < 1_000; i++) {
            call.rtp(hellos.get(0), i % 2 == 0 ? Packets.OTHER : Packets.FAR); // nobody is nominated yet
        }
        call.rtp(Checks.nominating(OURS), Packets.FAR);
        for (int i = 0; i < 1_000; i++) {
            call.rtp(hellos.get(0), Packets.OTHER);
        }
        assertThat(count(MediaCounter.DTLS_REFUSED)).isEqualTo(2_000);
        assertThat(spokenTo).containsOnly(Packets.FAR);

        far.connect(DtlsFarEnd.GCM);
        SrtpFarEnd srtp = secured();
        for (int i = 0; i < 1_000; i++) {
            call.rtp(hellos.get(0), Packets.OTHER);
        }
        hears(srtp, Packets.FAR, 10);
        assertThat(received()).isEqualTo(10);
        assertThat(spokenTo).containsOnly(Packets.FAR);
    }

    @Test
    void garbageAndReplaysFromTheFarEndsOwnAddressEndNothing() {
        List<byte[]> flight = new ArrayList<>();
        DtlsFarEnd recorded = new DtlsFarEnd(datagram -> media.add(() -> flight.add(datagram)));
        begin(far.identity.fingerprint(), false);
        recorded.connect(DtlsFarEnd.GCM);
        until(() -> !flight.isEmpty());
        Random random = new Random(3);
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[1 + random.nextInt(100)];
            random.nextBytes(garbage);
            garbage[0] = (byte) (20 + random.nextInt(44));
            call.rtp(garbage, Packets.FAR);
        }
        assertThat(count(MediaCounter.DTLS_REFUSED))
                .as("none of it begins a handshake")
                .isEqualTo(50);
        call.now += 2_000_000_000L;
        far.connect(DtlsFarEnd.GCM);
        SrtpFarEnd srtp = secured();
        for (int i = 0; i < 50; i++) {
            call.rtp(flight.get(0), Packets.FAR);
        }
        hears(srtp, Packets.FAR, 10);
        assertThat(received()).isEqualTo(10);
        assertThat(count(MediaCounter.DTLS_HANDSHAKES)).isEqualTo(1);
    }

    @Test
    void onceNominatedAudioComesFromThereAlone() {
        begin(far.identity.fingerprint(), true);
        call.rtp(Checks.nominating(OURS), Packets.FAR);
        far.connect(DtlsFarEnd.SHA1_80);
        SrtpFarEnd srtp = secured();
        hears(srtp, Packets.OTHER, 5);
        assertThat(received()).isZero();
        hears(srtp, Packets.FAR, 5);
        assertThat(received()).isEqualTo(5);

        IceCredentials guessed = new IceCredentials("ours", "guessed");
        call.rtp(Checks.nominating(guessed), Packets.OTHER);
        call.step();
        assertThat(call.sent.rtp.get(call.sent.rtp.size() - 1).to()).isEqualTo(Packets.FAR);

        call.rtp(Checks.nominating(OURS), Packets.OTHER); // it has moved, and says so with the password
        call.step();
        assertThat(call.sent.rtp.get(call.sent.rtp.size() - 1).to()).isEqualTo(Packets.OTHER);
        hears(srtp, Packets.OTHER, 5);
        assertThat(received()).isEqualTo(10);
    }

    /** A B2BUA shows the same certificate in every call. */
    @Test
    void whoTakesTheFarEndsPlaceMakesKeysOfItsOwn() {
        begin(far.identity.fingerprint(), false);
        far.connect(DtlsFarEnd.GCM);
        SrtpFarEnd before = secured();
        hears(before, Packets.FAR, 10);

        call.call.anew();
        agree(far.identity.fingerprint(), null, Direction.SENDRECV);
        int sent = call.sent.rtp.size();
        hears(before, Packets.FAR, 5);
        assertThat(call.sent.rtp).as("the other's keys are no longer good").hasSize(sent);
        assertThat(received()).isEqualTo(10);

        far = new DtlsFarEnd(far.identity, this::fromFar);
        wake();
        far.connect(DtlsFarEnd.GCM);
        hears(secured(2), Packets.FAR, 10);
        assertThat(received()).isEqualTo(20);
    }

    @Test
    void whenIceBeginsAgainTheKeysStayAndThePathIsAnother() {
        begin(far.identity.fingerprint(), true);
        call.rtp(Checks.nominating(OURS), Packets.FAR);
        far.connect(DtlsFarEnd.GCM);
        SrtpFarEnd srtp = secured();
        hears(srtp, Packets.FAR, 5);

        agree(far.identity.fingerprint(), "again", Direction.SENDRECV);
        int answered = answers.size();
        call.rtp(Checks.nominating(OURS), Packets.OTHER);
        call.steps(3);
        assertThat(answers).as("of the path before").hasSize(answered);
        assertThat(call.sent.rtp).noneMatch(sent -> sent.to().equals(Packets.OTHER));

        call.rtp(Checks.nominating(OURS, "again"), Packets.OTHER);
        hears(srtp, Packets.OTHER, 5);
        assertThat(received()).isEqualTo(10);
        RtpPacket last = call.sent.last();
        assertThat(srtp.open(Arrays.copyOf(last.buffer, last.length))).hasSize(172);
        assertThat(count(MediaCounter.DTLS_HANDSHAKES)).isEqualTo(1);
    }

    @Test
    void farEndsThatFallSilentInTheirHandshakeKeepNobodyWaiting() {
        List<byte[]> hellos = new ArrayList<>();
        new DtlsFarEnd(hello -> media.add(() -> hellos.add(hello))).connect(DtlsFarEnd.GCM);
        until(() -> !hellos.isEmpty());
        DtlsTarget target = new DtlsTarget(far.identity.fingerprint(), "", null, true, "0", "UDP/TLS/RTP/SAVPF");
        for (int i = 0; i < CALLS - 1; i++) {
            assertThat(new DtlsAssociation(identity, target, pool, new Nobody())
                            .receive(hellos.get(0), hellos.get(0).length, 1))
                    .isTrue();
        }
        begin(far.identity.fingerprint(), false);
        far.connect(DtlsFarEnd.GCM);
        hears(secured(), Packets.FAR, 5);
        assertThat(received()).isEqualTo(5);
    }

    private static final class Nobody implements DtlsAssociation.Events {
        @Override
        public void send(byte[] datagram) {}

        @Override
        public void secured(SrtpKeys keys) {}

        @Override
        public void failed(boolean otherFingerprint) {}
    }

    @Test
    void whoeverHasNoExtendedMasterSecretIsRefusedAtTheHello() {
        begin(far.identity.fingerprint(), false);
        far.extendedMasterSecret = false;
        far.connect(DtlsFarEnd.GCM);
        until(() -> far.keys.isDone() && count(MediaCounter.DTLS_FAILED) == 1);
        assertThat(far.keys).isCompletedExceptionally();
        assertThat(far.shown).as("nothing of ours is shown").isNotDone();
    }

    @Test
    void aCallThatIsHeldBeforeThereAreKeysWaitsLikeOthers() {
        begin(far.identity.fingerprint(), false);
        agree(far.identity.fingerprint(), null, Direction.RECVONLY);
        call.steps(1_000);
        assertThat(call.inactive).isZero();
        agree(far.identity.fingerprint(), null, Direction.SENDRECV);
        call.steps(240);
        assertThat(call.inactive).as("its time begins anew").isZero();
        call.steps(20);
        assertThat(call.inactive).isEqualTo(1);
    }

    @Test
    void handshakesOfOneCallAreCounted() {
        begin(far.identity.fingerprint(), false);
        byte[] hello = new byte[40];
        hello[0] = 22;
        hello[1] = (byte) 0xfe;
        hello[2] = (byte) 0xfd;
        hello[12] = 27;
        hello[13] = 1;
        for (int i = 0; i < DtlsAssociation.MOST_HANDSHAKES; i++) {
            long failed = i;
            call.now += 2_000_000_000L;
            until(() -> {
                if (count(MediaCounter.DTLS_FAILED) == failed) {
                    media.add(() -> call.rtp(hello, Packets.FAR));
                }
                return count(MediaCounter.DTLS_FAILED) > failed;
            });
        }
        long refused = count(MediaCounter.DTLS_REFUSED);
        call.now += 2_000_000_000L;
        call.rtp(hello, Packets.FAR);
        assertThat(count(MediaCounter.DTLS_REFUSED)).isGreaterThan(refused);
        assertThat(count(MediaCounter.DTLS_FAILED)).isEqualTo(DtlsAssociation.MOST_HANDSHAKES);
    }
}
