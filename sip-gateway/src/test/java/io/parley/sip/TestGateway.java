package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.DialCaps;
import io.parley.config.DialConfig;
import io.parley.config.Limits;
import io.parley.config.Listen;
import io.parley.config.MediaConfig;
import io.parley.config.SessionTimerConfig;
import io.parley.config.SipConfig;
import io.parley.config.TlsConfig;
import io.parley.config.Transport;
import io.parley.config.Trunk;
import io.parley.media.MediaEngine;
import io.parley.testkit.Eventually;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A gateway on a loopback address of its own, with a {@link TestAgent} behind it. */
final class TestGateway implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final TestAgent agent = new TestAgent();
    final MediaEngine media;
    final SipGateway gateway;
    private final Map<SipCounter, Long> before = new EnumMap<>(SipCounter.class);

    /** Servers that do not answer are given up soon. */
    static final RegistrationTimes QUICK =
            new RegistrationTimes(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofSeconds(2));

    /** More than any test calls. */
    static final DialCaps LAVISH = new DialCaps(
            1_000,
            new DialCaps.Rate(10_000, 10_000),
            new DialCaps.Rate(10_000, 10_000),
            new DialCaps.Rate(10_000, 10_000),
            Duration.ofHours(1));

    /** What a test may want otherwise. */
    record Options(
            InetAddress address,
            int lines,
            List<Trunk> trunks,
            SipTimings timings,
            GateLimits gate,
            MediaConfig media,
            @Nullable Peers peers,
            RegistrationTimes registration,
            @Nullable String nameServer,
            @Nullable TlsConfig tls,
            Dialling dialling) {
        static Options standard() {
            try {
                SipTimings timings = SipTimings.standard(Duration.ofMinutes(5));
                return new Options(
                        Wire.loopback(),
                        100,
                        List.of(),
                        timings,
                        GateLimits.DEFAULT,
                        media(60_000),
                        null,
                        QUICK,
                        null,
                        null,
                        Dialling.of(DialConfig.DEFAULT.allowing("*").within(LAVISH)));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        Options lines(int n) {
            return new Options(
                    address, n, trunks, timings, gate, media, peers, registration, nameServer, tls, dialling);
        }

        Options trunks(Trunk... list) {
            return new Options(
                    address,
                    lines,
                    List.of(list),
                    timings,
                    gate,
                    media,
                    peers,
                    registration,
                    nameServer,
                    tls,
                    dialling);
        }

        Options timings(SipTimings other) {
            return new Options(
                    address, lines, trunks, other, gate, media, peers, registration, nameServer, tls, dialling);
        }

        Options silence(Duration other) {
            return media(media((int) other.toMillis()));
        }

        Options media(MediaConfig other) {
            return new Options(
                    address, lines, trunks, timings, gate, other, peers, registration, nameServer, tls, dialling);
        }

        Options peers(Peers other) {
            return new Options(
                    address, lines, trunks, timings, gate, media, other, registration, nameServer, tls, dialling);
        }

        /** Listens for TLS as well. */
        Options tls(TlsConfig other) {
            return new Options(
                    address, lines, trunks, timings, gate, media, peers, registration, nameServer, other, dialling);
        }

        Options nameServer(String other) {
            return new Options(address, lines, trunks, timings, gate, media, peers, registration, other, tls, dialling);
        }

        Options dialling(Dialling other) {
            return new Options(
                    address, lines, trunks, timings, gate, media, peers, registration, nameServer, tls, other);
        }

        private static MediaConfig media(int silenceMillis) {
            return new MediaConfig(20_000, 21_999, Duration.ofMillis(silenceMillis), Duration.ofMillis(200));
        }

        Options gate(GateLimits other) {
            return new Options(
                    address, lines, trunks, timings, other, media, peers, registration, nameServer, tls, dialling);
        }

        /** Closes TCP connections that have brought nothing for so long. */
        Options idle(Duration other) {
            return gate(new GateLimits(
                    gate.messagesPerSecond(),
                    gate.flawAnswersPerSecond(),
                    gate.sources(),
                    gate.connections(),
                    gate.connectionsPerSource(),
                    other,
                    gate.transactions()));
        }

        Options address(InetAddress other) {
            return new Options(
                    other, lines, trunks, timings, gate, media, peers, registration, nameServer, tls, dialling);
        }
    }

    TestGateway() {
        this(Options.standard());
    }

    TestGateway(Options options) {
        media = MediaEngine.start(options.media());
        String host = options.address().getHostAddress();
        SipConfig sip = new SipConfig(
                listen(host, options.tls()),
                null,
                options.nameServer(),
                SessionTimerConfig.DEFAULT,
                options.tls() == null ? TlsConfig.NONE : options.tls());
        gateway = SipGateway.start(
                vertx,
                sip,
                (options.peers() == null ? Peers.of(options.trunks()) : options.peers()).with(options.dialling()),
                new Limits(options.lines(), options.timings().callLength()),
                options.timings(),
                options.registration(),
                options.gate(),
                media,
                agent);
    }

    static List<Listen> listen(String host, @Nullable TlsConfig tls) {
        List<Listen> plain = List.of(new Listen(Transport.UDP, host, 0), new Listen(Transport.TCP, host, 0));
        return tls == null
                ? plain
                : Stream.concat(plain.stream(), Stream.of(new Listen(Transport.TLS, host, 0)))
                        .toList();
    }

    /** Timings for tests that wait for a timer: T1 of 50 ms, and the rest in proportion. */
    static SipTimings quick() {
        return new SipTimings(
                Duration.ofMillis(50),
                Duration.ofMillis(400),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofMillis(300),
                Duration.ofMinutes(5));
    }

    /** The same, with seconds of Session-Expires that take 30 ms. */
    static SipTimings quickSessions() {
        SipTimings quick = quick();
        return new SipTimings(
                quick.t1(),
                quick.t2(),
                quick.ring(),
                quick.transfer(),
                quick.leave(),
                quick.callLength(),
                Duration.ofMillis(30));
    }

    InetSocketAddress address(Transport transport) {
        return gateway.addresses(transport).get(0);
    }

    /** The telephone that a user prefers; null where he is not registered. */
    Location.@Nullable Bound best(String user) {
        return gateway.registrarOrNull().location().best(user, System.nanoTime());
    }

    /** Unbinds their telephones. */
    void forgetUsers(String... users) {
        for (String user : users) {
            gateway.registrarOrNull().location().unbindAll(user, "none", 0);
        }
    }

    /** Calls with SIPp and waits until nothing of the call is left. */
    void call(String scenario, String number, Transport transport) {
        call(Sipp.Call.once(scenario, number, transport));
    }

    void call(Sipp.Call call) {
        Sipp.run(call, address(call.transport()));
        isEmpty();
    }

    /** No call, no line, no port and no registry entry is left, and every call has ended exactly once. */
    void isEmpty() {
        Eventually.isTrue(
                "the registries are empty", () -> gateway.endpoint().registry().isEmpty());
        Eventually.isTrue("every RTP session is closed", () -> media.sessions() == 0);
        assertThat(gateway.liveCalls()).isZero();
        assertThat(agent.calls)
                .allSatisfy(
                        seen -> assertThat(seen.ended).as(seen.info.number()).hasSize(1));
    }

    /** Forgets the calls and counts of the test before. */
    void reset() {
        agent.calls.clear();
        agent.admissions.clear();
        for (SipCounter counter : SipCounter.values()) {
            before.put(counter, gateway.counters().get(counter));
        }
    }

    /** Since the last reset. */
    long count(SipCounter counter) {
        return gateway.counters().get(counter) - before.getOrDefault(counter, 0L);
    }

    @Override
    public void close() {
        gateway.stop(Duration.ZERO).await();
        media.close();
        vertx.close().await();
    }
}
