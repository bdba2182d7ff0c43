package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parley.config.MediaConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real sessions on loopback sockets. */
@Timeout(60)
class MediaEngineIT {
    private static final int FIRST = 24_000;
    /** Samples that are looked for in one piece: 160 ms. */
    private static final int PIECE = 2_560;

    private final MediaFixture f = new MediaFixture();
    private final MediaEngine engine = f.engine(FIRST, FIRST + 99, MediaFixture.LONG, Duration.ofMillis(50));

    @AfterEach
    void stop() throws Exception {
        f.close();
    }

    @ParameterizedTest(name = "{0}, {1} ms one way, {2} ms the other")
    @CsvSource({
        "PCMU, 20, 20",
        "PCMA, 20, 20",
        "PCMU, 10, 60",
        "PCMA, 30, 40",
        "PCMU, 50, 10",
        "G722, 20, 20",
        "G722, 30, 10",
        "OPUS, 20, 20",
        "OPUS, 60, 10",
        "OPUS, 40, 20"
    })
    void speechGoesBothWays(Codec codec, int there, int back) throws Exception {
        Phone alice = phone();
        Phone bob = phone();
        short[] hers = speech(0);
        short[] his = speech(1);
        alice.say(hers);
        bob.say(his);
        alice.call(bob, codec, there, Direction.SENDRECV);
        bob.call(alice, codec, back, Direction.SENDRECV);
        alice.await(phone -> phone.ticks() > 130);
        bob.await(phone -> phone.ticks() > 130);

        assertThat(likeness(hers, bob.heard())).isGreaterThan(0.9);
        assertThat(likeness(his, alice.heard())).isGreaterThan(0.9);
        assertThat(alice.offContext()).isFalse();
        alice.session.close();
        bob.session.close();
    }

    @Test
    void digitsGoBothWays() throws Exception {
        Phone alice = phone();
        Phone bob = connected(alice);
        alice.session.sendDigits("12*#");
        bob.session.sendDigits("AbcD9");
        bob.await(phone -> phone.digits().length() >= 4);
        alice.await(phone -> phone.digits().length() >= 5);
        int ticks = alice.ticks();
        alice.await(phone -> phone.ticks() > ticks + 10);

        assertThat(bob.digits()).isEqualTo("12*#");
        assertThat(alice.digits()).isEqualTo("ABCD9");
        assertThat(bob.offContext()).isFalse();
        assertThatThrownBy(() -> alice.session.sendDigits("12x")).hasMessageContaining("digit 3 of 3");
    }

    @Test
    void aHoldPausesTicksAndAResumeTakesThemUp() throws Exception {
        Phone alice = phone();
        Phone bob = connected(alice);
        short[] tone = new short[16_000 * 20];
        Arrays.fill(tone, (short) 3_000);
        for (int i = 0; i < tone.length; i += 40) {
            tone[i] = -3_000;
        }
        alice.say(tone);
        bob.await(phone -> phone.loudness(5) > 1_000);

        alice.call(bob, Codec.PCMU, 20, Direction.INACTIVE);
        bob.call(alice, Codec.PCMU, 20, Direction.INACTIVE);
        long steps = engine.counters().get(MediaCounter.STEPS);
        CompletableFuture<Void> paused = new CompletableFuture<>();
        int[] held = new int[1];
        f.vertx.setTimer(200, first -> {
            held[0] = alice.ticks();
            f.vertx.setTimer(400, second -> paused.complete(null));
        });
        paused.get(5, TimeUnit.SECONDS);
        assertThat(alice.ticks()).isEqualTo(held[0]);
        assertThat(engine.counters().get(MediaCounter.STEPS)).isGreaterThan(steps + 10);

        alice.call(bob);
        bob.call(alice);
        int before = bob.ticks();
        bob.await(phone -> phone.ticks() > before + 10 && phone.loudness(5) > 1_000);
    }

    /** The record of a call says whether its audio was encrypted, also after its end. */
    @Test
    void theFiguresSayWhetherACallIsEncrypted() throws Exception {
        Phone alice = phone();
        alice.session.target(Packets.target());
        assertThat(alice.session.stats().encrypted()).isFalse();
        alice.session.target(new SrtpFarEnd(SrtpSuite.AEAD_AES_128_GCM, 1).target());
        alice.session.close();
        assertThat(alice.session.stats().encrypted()).isTrue();
    }

    @Test
    void afterCloseNoTickComes() throws Exception {
        Phone alice = phone();
        Phone bob = connected(alice);
        bob.await(phone -> phone.ticks() > 5);
        bob.session.close();
        bob.session.close();
        int ticks = bob.ticks();
        int hers = alice.ticks();
        alice.await(phone -> phone.ticks() > hers + 15);

        assertThat(bob.ticks()).isLessThanOrEqualTo(ticks + 1);
        assertThat(bob.session.stats().packetsReceived()).isPositive();
        assertThat(engine.sessions()).isEqualTo(1);
        assertThat(engine.counters().get(MediaCounter.RTCP_BYES)).isEqualTo(1);
    }

    /** Bleed and injection: CVE-2017-14099, CVE-2025-53399. */
    @Test
    void anAttackerWhoSpraysThePortsIsNeitherHeardNorAnswered() throws Exception {
        Phone alice = phone();
        Phone bob = phone();
        byte[] payload = new byte[160];
        Arrays.fill(payload, (byte) 0x80);
        try (DatagramSocket attacker = new DatagramSocket(new InetSocketAddress(Phone.LOCAL, 0))) {
            spray(attacker, payload, 20);
            alice.call(bob);
            bob.call(alice);
            for (int round = 0; round < 20; round++) {
                int ticks = bob.ticks();
                spray(attacker, payload, 5);
                bob.await(phone -> phone.ticks() > ticks);
            }
            assertThat(bob.loudness(1_000)).isLessThan(50);
            attacker.setSoTimeout(200);
            assertThatThrownBy(() -> attacker.receive(new DatagramPacket(new byte[2_000], 2_000)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(engine.counters().get(MediaCounter.RTP_SOURCE_REFUSED)).isGreaterThan(100);
        assertThat(engine.counters().get(MediaCounter.RTCP_SOURCE_REFUSED)
                        + engine.counters().get(MediaCounter.RTCP_MALFORMED))
                .isPositive();
        assertThat(bob.session.stats().rejected()).isPositive();
    }

    @Test
    void packetsOfEveryKindOfRubbishChangeNothing() throws Exception {
        Phone alice = phone();
        Phone bob = connected(alice);
        Random random = new Random(5);
        try (DatagramSocket stranger = new DatagramSocket(new InetSocketAddress(Phone.LOCAL, 0))) {
            for (int i = 0; i < 2_000; i++) {
                byte[] rubbish = new byte[random.nextInt(1_600)];
                random.nextBytes(rubbish);
                for (int port = 0; port < 2; port++) {
                    stranger.send(new DatagramPacket(
                            rubbish,
                            rubbish.length,
                            new InetSocketAddress(Phone.LOCAL, bob.session.localPort() + port)));
                }
            }
        }
        int ticks = bob.ticks();
        bob.await(phone -> phone.ticks() > ticks + 20);

        assertThat(engine.counters().get(MediaCounter.MEDIA_ERRORS)).isZero();
        assertThat(bob.loudness(1_000)).isLessThan(50);
    }

    @Test
    void aCallWithoutRtpIsToldOnItsContextOnce() throws Exception {
        MediaEngine impatient = f.engine(24_400, 24_419, Duration.ofMillis(300), MediaFixture.LONG);
        Phone alice = new Phone(impatient, f.vertx.getOrCreateContext());
        Phone deaf = new Phone(impatient, f.vertx.getOrCreateContext());
        CompletableFuture<Context> told = new CompletableFuture<>();
        alice.session.onInactivity(() -> told.complete(Vertx.currentContext()));
        alice.call(deaf);

        assertThat(told.get(10, TimeUnit.SECONDS)).isSameAs(alice.context);
    }

    @Test
    void bothSidesAreRecordedInStep(@TempDir Path folder) throws Exception {
        Phone alice = phone();
        Phone bob = phone();
        short[] hers = speech(0);
        short[] his = speech(1);
        Path file = folder.resolve("call.wav");
        bob.session.record(file);
        alice.say(hers);
        bob.say(his);
        alice.call(bob);
        bob.call(alice);
        bob.await(phone -> phone.saidAll() && phone.ticks() > 110);
        bob.session.close();
        engine.close();

        assertThat(likeness(hers, AudioFiles.read(file, AudioFiles.Channel.LEFT)))
                .isGreaterThan(0.9);
        assertThat(likeness(his, AudioFiles.read(file, AudioFiles.Channel.RIGHT)))
                .isGreaterThan(0.99);
        assertThatThrownBy(() -> bob.session.record(file)).hasMessageContaining("recorded already");
    }

    @Test
    void aFullDiskEndsTheRecordingAndNotTheCall() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "skipped: this system has no /dev/full");
        Phone alice = phone();
        Phone bob = phone();
        short[] hers = speech(0);
        bob.session.record(full);
        alice.say(hers);
        alice.call(bob);
        bob.call(alice);
        bob.await(phone -> phone.ticks() > 130);
        bob.session.close();

        assertThat(engine.counters().get(MediaCounter.RECORDING_ERRORS)).isEqualTo(1);
        assertThat(likeness(hers, bob.heard())).isGreaterThan(0.9);
        assertThat(engine.counters().get(MediaCounter.MEDIA_ERRORS)).isZero();
    }

    /** On real sockets, both ways: what is lost is made up, and nothing else changes. */
    @Test
    void anImpairedEngineLosesWhatItIsToldTo() throws Exception {
        MediaEngine bad = f.engine(
                new MediaConfig(FIRST + 200, FIRST + 299, MediaFixture.LONG, Duration.ofMillis(50)),
                Impairments.NONE.and("in:loss=20%,jitter=10ms,seed=4").and("out:loss=10%"));
        Phone alice = phone();
        Phone bob = new Phone(bad, f.vertx.getOrCreateContext());
        alice.say(speech(0));
        bob.say(speech(1));
        alice.call(bob);
        bob.call(alice);
        bob.await(phone -> phone.ticks() > 200);
        alice.await(phone -> phone.ticks() > 200);
        alice.session.close();
        bob.session.close();

        assertThat(bob.session.stats().packetsLost()).isBetween(15L, 65L);
        assertThat(alice.session.stats().packetsLost()).isBetween(5L, 45L);
        assertThat(bob.session.stats().concealedFrames()).isPositive();
    }

    @Test
    void aContextThatIsNoEventLoopGetsItsTicksToo() throws Exception {
        CompletableFuture<Context> worker = new CompletableFuture<>();
        f.vertx.deployVerticle(
                new io.vertx.core.VerticleBase() {
                    @Override
                    public io.vertx.core.Future<?> start() {
                        worker.complete(context);
                        return io.vertx.core.Future.succeededFuture();
                    }
                },
                new io.vertx.core.DeploymentOptions().setThreadingModel(io.vertx.core.ThreadingModel.WORKER));
        Phone alice = new Phone(engine, worker.get(10, TimeUnit.SECONDS));
        Phone bob = phone();
        alice.call(bob);
        bob.call(alice);
        alice.await(phone -> phone.ticks() > 10);

        assertThat(alice.offContext()).isFalse();
    }

    @Test
    void aListenerThatThrowsIsCountedAndItsCallGoesOn() throws Exception {
        RtpSession session = engine.open(Phone.LOCAL, f.vertx.getOrCreateContext());
        CompletableFuture<Void> third = new CompletableFuture<>();
        int[] ticks = {0};
        session.listen(new AudioListener() {
            @Override
            public void onTick(AudioTick tick) {
                if (++ticks[0] == 3) {
                    third.complete(null);
                }
                throw new IllegalStateException("thrown on purpose by this test");
            }

            @Override
            public void onDigit(char digit) {}
        });
        session.target(Packets.target());
        session.start();
        third.get(10, TimeUnit.SECONDS);

        assertThat(engine.counters().get(MediaCounter.LISTENER_ERRORS)).isGreaterThanOrEqualTo(2);
        assertThatThrownBy(() -> session.listen(new Phone(engine, f.vertx.getOrCreateContext())))
                .hasMessageContaining("has a listener already");
    }

    @Test
    void closingTheEngineClosesItsSessionsAndEndsItsThread() throws Exception {
        MediaEngine other = f.engine(24_500, 24_519, MediaFixture.LONG, MediaFixture.LONG);
        RtpSession session = other.open(Phone.LOCAL, f.vertx.getOrCreateContext());
        other.close();

        assertThat(other.sessions()).isZero();
        session.sendDigits("1");
        assertThatThrownBy(() -> other.open(Phone.LOCAL, f.vertx.getOrCreateContext()))
                .hasMessageContaining("closed");
        try (DatagramSocket free = new DatagramSocket(new InetSocketAddress(Phone.LOCAL, session.localPort()))) {
            assertThat(free.isBound()).isTrue();
        }
    }

    private Phone phone() {
        return new Phone(engine, f.vertx.getOrCreateContext());
    }

    private Phone connected(Phone alice) throws Exception {
        Phone bob = phone();
        alice.call(bob);
        bob.call(alice);
        bob.await(phone -> phone.session.stats().packetsReceived() > 3);
        return bob;
    }

    private static void spray(DatagramSocket attacker, byte[] payload, int rounds) throws IOException {
        for (int i = 0; i < rounds; i++) {
            byte[] rtp = Packets.rtp(0, false, 30_000 + i, 7 + i * 160L, 0x666, payload);
            byte[] report = Packets.hex("80c90001 00000666");
            for (int port = FIRST; port < FIRST + 20; port++) {
                byte[] packet = port % 2 == 0 ? rtp : report;
                attacker.send(new DatagramPacket(packet, packet.length, new InetSocketAddress(Phone.LOCAL, port)));
            }
        }
    }

    /** Two seconds of noise of the telephone's band, by seed: no two pieces of it are alike, as those of vowels are. */
    private static short[] speech(long seed) {
        Random random = new Random(seed);
        double[] noise = random.doubles(16_002, -8_000, 8_000).toArray();
        short[] narrow = new short[16_000];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (short) ((noise[i] + 2 * noise[i + 1] + noise[i + 2]) / 4);
        }
        return new SincResampler().resample(narrow, 8_000, 16_000);
    }

    /**
     * How much of what was said can be found in what was heard: each piece of 160 ms where it fits best, and of these
     * the median. A machine so busy that the media thread is held up leaves steps out, which spoils some pieces.
     */
    private static double likeness(short[] said, short[] heard) {
        List<Double> pieces = new ArrayList<>();
        for (int from = 0; from + PIECE <= said.length; from += PIECE) {
            pieces.add(likeness(said, from, heard));
        }
        pieces.sort(null);
        return pieces.get(pieces.size() / 2);
    }

    /** Best normalised correlation of a piece of what was said with a stretch of what was heard. */
    private static double likeness(short[] said, int from, short[] heard) {
        double best = 0;
        for (int lag = 0; lag + PIECE <= heard.length; lag++) {
            double product = 0;
            double a = 1;
            double b = 1;
            for (int i = 0; i < PIECE; i += 7) {
                product += (double) said[from + i] * heard[lag + i];
                a += (double) said[from + i] * said[from + i];
                b += (double) heard[lag + i] * heard[lag + i];
            }
            best = Math.max(best, product / Math.sqrt(a * b));
        }
        return best;
    }
}
