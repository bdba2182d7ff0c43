package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.RegistrarConfig;
import io.parley.config.Secret;
import io.parley.config.Transport;
import io.parley.config.Trunk;
import io.parley.config.TrunkRegistration;
import io.parley.sip.RegistrationStatus.State;
import io.parley.testkit.Eventually;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registers with a real Kamailio, and is called by it. */
@Timeout(90)
class RegistersIT {

    static Peers peers(String password, String... servers) {
        return peers(password, List.of(trunk("pbx", "200", servers)));
    }

    static Peers peers(String password, List<Trunk> trunks) {
        return new Peers(trunks, RegistrarConfig.NONE, secret -> secret.read(Map.of("PBX_PASSWORD", password)));
    }

    static Trunk trunk(String name, String user, String... servers) {
        return trunk(name, user, Duration.ofSeconds(30), servers);
    }

    static Trunk trunk(String name, String user, Duration expires, String... servers) {
        TrunkRegistration registration = new TrunkRegistration(
                List.of(servers),
                user,
                null,
                null,
                null,
                new Secret("PBX_PASSWORD", null),
                expires,
                Duration.ofSeconds(5));
        return new Trunk(name, List.of(), false, 503, registration);
    }

    static String uri(InetSocketAddress server, Transport transport) {
        return TestPhone.uri("", server, transport).replace("sip:@", "sip:");
    }

    static Kamailio registrar(String algorithm) {
        return registrar(algorithm, "192.0.2.1", "192.0.2.1");
    }

    /**
     * @param peer whose calls it lets through, once they have been authenticated
     * @param other where it leads them
     */
    static Kamailio registrar(String algorithm, String peer, String other) {
        return new Kamailio("registrar", Map.of("@ALGORITHM@", algorithm, "@PEER@", peer, "@OTHER@", other));
    }

    static RegistrationStatus status(TestGateway gateway) {
        return gateway.gateway.registrations().get(0);
    }

    static void isRegistered(TestGateway gateway) {
        Eventually.isTrue(
                () -> "it registers: " + status(gateway),
                Duration.ofSeconds(20),
                () -> status(gateway).state() == State.REGISTERED);
    }

    @ParameterizedTest
    @CsvSource({"UDP, MD5", "TCP, MD5", "UDP, SHA-256"})
    void isCalledWhereItIsRegistered(Transport transport, String algorithm) {
        try (Kamailio pbx = registrar(algorithm);
                TestGateway gateway = new TestGateway(
                        TestGateway.Options.standard().peers(peers("secret", uri(pbx.address(), transport))))) {
            isRegistered(gateway);
            assertThat(status(gateway).reason()).isNull();
            Sipp.run(Sipp.Call.once("basic", "tone", Transport.UDP), pbx.address());
            gateway.isEmpty();
            assertThat(gateway.agent.only().events).containsExactly("answered", "ended caller-hung-up");
            assertThat(gateway.agent.only().info.trunk()).isEqualTo("pbx");
        }
    }

    /** Kamailio forgets it, and a call finds nobody. */
    @ParameterizedTest
    @PlainTransports
    void leavesWhenItStops(Transport transport) {
        try (Kamailio pbx = registrar("MD5")) {
            TestGateway gateway = new TestGateway(
                    TestGateway.Options.standard().peers(peers("secret", uri(pbx.address(), transport))));
            isRegistered(gateway);
            gateway.close();
            Sipp.run(Sipp.Call.once("refused-480", "tone", Transport.UDP), pbx.address());
        }
    }

    @Test
    void saysThatThePasswordIsWrong() {
        try (Kamailio pbx = registrar("MD5");
                TestGateway gateway = new TestGateway(
                        TestGateway.Options.standard().peers(peers("wrong", uri(pbx.address(), Transport.UDP))))) {
            Eventually.isTrue("it fails", () -> status(gateway).state() == State.FAILED);
            assertThat(status(gateway).reason()).isEqualTo("user name or password refused (401)");
        }
    }

    @Test
    void takesTheSecondServerWhereTheFirstIsSilent() {
        try (RawPeer silent = new RawPeer(null);
                Kamailio pbx = registrar("MD5");
                TestGateway gateway = new TestGateway(TestGateway.Options.standard()
                        .peers(peers(
                                "secret", uri(silent.address(), Transport.UDP), uri(pbx.address(), Transport.UDP))))) {
            isRegistered(gateway);
            assertThat(status(gateway).server()).isEqualTo("udp:" + Kamailio.text(pbx.address()));
        }
    }
}
