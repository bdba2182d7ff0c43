package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Outside;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ParleyConfigTest {
    @TempDir
    Path home;

    private ParleyConfig load(String text) {
        Cases.write(home.resolve("examples/coffee-shop/agent.yaml"), "");
        Path file = home.resolve("parley.yaml");
        Cases.write(file, text);
        return ParleyConfig.load(file);
    }

    @Test
    void theReferenceFileIsTheDefaults() throws IOException {
        String reference = Files.readString(Outside.home().resolve("config/reference.yaml"));

        assertThat(load(reference)).isEqualTo(ParleyConfig.defaults(home));
    }

    @Test
    void aFileWithNothingButTheVersionIsTheDefaults() {
        assertThat(load("parley: 1")).isEqualTo(ParleyConfig.defaults(home));
    }

    @Test
    void withoutAFileTheExamplesAnswerOnEveryAddressAndHttpOnLoopback() {
        ParleyConfig config = ParleyConfig.defaults(home);

        assertThat(config.sip().listen())
                .containsExactly(new Listen(Transport.UDP, null, 5060), new Listen(Transport.TCP, null, 5060));
        assertThat(config.sip().publicAddress()).isNull();
        assertThat(config.http()).isEqualTo(new HttpConfig("127.0.0.1", 8080));
        assertThat(config.media())
                .isEqualTo(new MediaConfig(20000, 20999, Duration.ofSeconds(30), Duration.ofSeconds(30)));
        assertThat(config.agents()).containsExactly(home.resolve("examples"));
        assertThat(config.routes()).isEmpty();
        assertThat(config.trunks()).isEmpty();
        assertThat(config.redis()).isEqualTo(new RedisConfig(null, home.resolve("data/redis")));
        assertThat(config.limits().callLength()).isEqualTo(Duration.ofHours(1));
        assertThat(config.dictation()).isEqualTo(new DictationConfig(2));
    }

    @Test
    void readsEveryKey() {
        ParleyConfig config = load("""
                parley: 1
                sip:
                  listen: [udp:5062, "tcp:192.0.2.4:5060", "UDP:[2001:db8::4]:0", tls:5061]
                  public-address: "2001:db8::5"
                  name-server: 192.0.2.53:5353
                  session-timer: { enabled: false, expires: 10m, min-se: 2m }
                  tls: { certificate: tls/parley.pem, key: /etc/key.pem, authorities: ca.pem, clients: certified }
                http: { listen: "[::1]:8081", hosts: [phone.example.com, "2001:db8::1"] }
                media: { ports: 30000-30019, inactivity: 300ms, port-rest: 0s, codecs: [pcma, opus] }
                agents: [examples/coffee-shop, examples]
                routes:
                  - { number: +1 555 0100, agent: coffee-shop }
                  - { number: "/[0-9]{4}/", agent: coffee-shop }
                trunks:
                  - { name: carrier, addresses: [192.0.2.0/24, "2001:db8::7"], nat: true, busy: 486,
                      trusted: true, headers: [X-Customer, p-order], redirects: 2, accept-refer: true, srtp: required,
                      codecs: [opus, g722] }
                  - name: pbx
                    register:
                      servers: [sips:pbx.example.org, "sip:192.0.2.7:5062;transport=tls"]
                      user: "200"
                      domain: example.org
                      auth-user: parley
                      realm: asterisk
                      password-env: PBX_PASSWORD
                      expires: 5m
                      keep-alive: 30s
                users:
                  - { name: ann, password-file: parley.yaml }
                  - { name: bob, ha1: 0123456789abcdef0123456789abcdef }
                registrar:
                  realm: example.org
                  addresses: [198.51.100.0/24]
                  digests: [sha-256, md5]
                  calls: registered
                  min-expires: 30s
                  max-expires: 2h
                  per-user: 2
                  bindings: 10
                  nat: true
                redis: { uri: "redis://:secret@redis.example.org:6380/1", data: /var/lib/parley }
                limits: { calls: 10, call-length: 5m, ringing: 90s }
                dictation: { recognisers: 0 }
                """);

        assertThat(config)
                .isEqualTo(new ParleyConfig(
                        new SipConfig(
                                List.of(
                                        new Listen(Transport.UDP, null, 5062),
                                        new Listen(Transport.TCP, "192.0.2.4", 5060),
                                        new Listen(Transport.UDP, "2001:db8::4", 0),
                                        new Listen(Transport.TLS, null, 5061)),
                                "2001:db8::5",
                                "192.0.2.53:5353",
                                new SessionTimerConfig(false, Duration.ofMinutes(10), Duration.ofMinutes(2)),
                                new TlsConfig(
                                        home.resolve("tls/parley.pem"),
                                        Path.of("/etc/key.pem"),
                                        home.resolve("ca.pem"),
                                        TlsConfig.Clients.CERTIFIED)),
                        new HttpConfig("::1", 8081, BrowserPhone.ALL, List.of("phone.example.com", "2001:db8::1")),
                        new MediaConfig(
                                30000,
                                30019,
                                Duration.ofMillis(300),
                                Duration.ZERO,
                                codecs(CodecName.PCMA, CodecName.OPUS)),
                        List.of(home.resolve("examples/coffee-shop"), home.resolve("examples")),
                        List.of(new Route("+1 555 0100", "coffee-shop"), new Route("/[0-9]{4}/", "coffee-shop")),
                        List.of(
                                new Trunk("carrier", List.of("192.0.2.0/24", "2001:db8::7"), true, 486)
                                        .with(new TrunkPolicy(
                                                true,
                                                List.of("X-Customer", "p-order"),
                                                2,
                                                true,
                                                SrtpPolicy.REQUIRED,
                                                codecs(CodecName.OPUS, CodecName.G722))),
                                new Trunk("pbx", List.of(), false, 503, pbx())),
                        registrar(),
                        new RedisConfig(
                                URI.create("redis://:secret@redis.example.org:6380/1"), Path.of("/var/lib/parley")),
                        new Limits(10, Duration.ofMinutes(5), Duration.ofSeconds(90)),
                        new DictationConfig(0)));
    }

    private static CodecPolicy codecs(CodecName... order) {
        return new CodecPolicy(List.of(order));
    }

    private static TrunkRegistration pbx() {
        return new TrunkRegistration(
                List.of("sips:pbx.example.org", "sip:192.0.2.7:5062;transport=tls"),
                "200",
                "example.org",
                "parley",
                "asterisk",
                new Secret("PBX_PASSWORD", null),
                Duration.ofMinutes(5),
                Duration.ofSeconds(30));
    }

    private RegistrarConfig registrar() {
        return new RegistrarConfig(
                List.of(
                        new UserSpec("ann", new Secret(null, home.resolve("parley.yaml")), null),
                        new UserSpec("bob", null, "0123456789abcdef0123456789abcdef")),
                "example.org",
                List.of("198.51.100.0/24"),
                List.of(RegistrarConfig.Digest.SHA_256, RegistrarConfig.Digest.MD5),
                RegistrarConfig.Calls.REGISTERED,
                Duration.ofSeconds(30),
                Duration.ofHours(2),
                2,
                10,
                true);
    }

    @Test
    void autoIsEightCallsACoreButNoMoreThanThereArePorts() {
        MediaConfig media = new MediaConfig(20000, 20099, Duration.ofSeconds(1), Duration.ZERO);

        assertThat(Limits.auto(2, media)).isEqualTo(16);
        assertThat(Limits.auto(16, media)).isEqualTo(media.pairs()).isEqualTo(50);
    }

    @Test
    void autoCountsThePortsOfTheFileAndNotTheDefaultOnes() {
        assertThat(load("parley: 1\nmedia: { ports: 20000-20003 }").limits().calls())
                .isEqualTo(2);
    }

    /** Whoever listens for TLS says whose certificate he has, or that he has none. */
    @Test
    void asksForACertificateWhereItListensForTls() {
        String listens = "parley: 1\nsip: { listen: [tls:5061], tls: { %s } }";
        assertThat(Cases.problems(home, () -> load(listens.formatted("clients: anyone"))))
                .singleElement()
                .asString()
                .contains("sip.tls.certificate: expected " + TlsConfig.CERTIFICATE);
        assertThat(load(listens.formatted("certificate: none")).sip().tls().certificate())
                .isNull();
    }

    @Test
    void saysWhereTheDefaultAgentsWereLookedFor() {
        Path file = home.resolve("etc/parley.yaml");
        Cases.write(file, "parley: 1");

        assertThat(Cases.problems(home, () -> ParleyConfig.load(file)))
                .containsExactly("etc/parley.yaml: agents: expected a list of agents' folders; the default,"
                        + " etc/examples, is not there");
    }
}
