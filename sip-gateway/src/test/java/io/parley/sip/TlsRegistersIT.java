package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.CallListener;
import io.parley.agent.Termination;
import io.parley.config.RegistrarConfig;
import io.parley.config.Transport;
import io.parley.sip.RegistrationStatus.State;
import io.parley.testkit.Eventually;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trunk that is reached by TLS: two of ours, one of which registers as a user of the other. */
@Timeout(90)
class TlsRegistersIT {
    private static final TestCertificates CERTIFICATES = new TestCertificates("registrars");

    private TestGateway pbx;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        TestGateway.Options options = TestGateway.Options.standard()
                .peers(RegistrarIT.peers(RegistrarConfig.Calls.DIGEST, RegistrarConfig.Digest.MD5));
        pbx = new TestGateway(options.tls(CERTIFICATES.of(options.address())));
    }

    private void register(String server) {
        TestGateway.Options options = TestGateway.Options.standard()
                .peers(RegistersIT.peers("secret", List.of(RegistersIT.trunk("pbx", "ann", server))));
        gateway = new TestGateway(options.tls(CERTIFICATES.of(options.address())));
    }

    @AfterEach
    void stop() {
        gateway.close();
        pbx.close();
    }

    private String at(String form) {
        InetSocketAddress server = pbx.address(Transport.TLS);
        return form.replace("AT", server.getAddress().getHostAddress() + ":" + server.getPort());
    }

    /** The one connection bears it all: the registration, its keep-alive, and the call that comes back, with its BYE. */
    @ParameterizedTest
    @ValueSource(strings = {"sips:AT", "sip:AT;transport=tls"})
    void isCalledByTheConnectionThatItHasMade(String form) {
        register(at(form));
        RegistersIT.isRegistered(gateway);
        InetSocketAddress server = pbx.address(Transport.TLS);
        Hop hop = new Hop(server.getAddress(), server.getPort(), "tls");
        assertThat(RegistersIT.status(gateway).server()).isEqualTo(hop.toString());

        pbx.gateway.callUser("ann", leg -> leg.listen(new Quiet())).await();
        Eventually.isTrue("it is called", () -> gateway.agent.calls.size() == 1);
        Eventually.isTrue("it is answered", () -> gateway.agent.only().events.contains("answered"));
        MediaLeg leg = (MediaLeg) gateway.agent.only().leg;
        assertThat(leg.media().isEncrypted()).isTrue();
        leg.executor().execute(() -> leg.hangUp(Termination.agentEnded()));
        gateway.isEmpty();
        pbx.isEmpty();

        Eventually.isTrue(
                "a keep-alive is answered",
                Duration.ofSeconds(15),
                () -> gateway.gateway.endpoint().network().hasPonged(hop));
        assertThat(pbx.gateway.counters().get(SipCounter.TLS_HANDSHAKES)).isEqualTo(1);
        assertThat(pbx.gateway.counters().get(SipCounter.TLS_FAILED)).isZero();
    }

    private static final class Quiet implements CallListener {
        @Override
        public void onAnswered() {}

        @Override
        public void onHold(boolean held) {}

        @Override
        public void onEnded(Termination why) {}
    }

    /** Its certificate has the address alone. */
    @Test
    void doesNotRegisterWhereTheNameIsAnother() {
        register("sips:localhost:" + pbx.address(Transport.TLS).getPort());
        Eventually.isTrue(
                "it fails",
                Duration.ofSeconds(30),
                () -> RegistersIT.status(gateway).state() == State.FAILED);
        assertThat(pbx.best("ann")).isNull();
    }
}
