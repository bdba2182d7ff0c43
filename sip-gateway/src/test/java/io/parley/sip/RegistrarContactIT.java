package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.RegistrarConfig;
import io.parley.config.Transport;
import io.parley.config.Trunk;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a user may say he is, and what a transfer to him makes of it. RFC 3261, section 10.3; RFC 3515. */
@Timeout(90)
class RegistrarContactIT {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new TestGateway(TestGateway.Options.standard()
                .peers(RegistrarIT.peers(RegistrarConfig.Calls.DIGEST, RegistrarConfig.Digest.MD5)));
    }

    @BeforeEach
    void reset() {
        gateway.forgetUsers("ann");
        gateway.reset();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static InetSocketAddress udp() {
        return gateway.address(Transport.UDP);
    }

    private static Softphone ann() {
        return Softphone.ann(gateway);
    }

    /** What is bound becomes the target of a transfer, which the caller's side dials and pays for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:00900123@pbx.example.org",
                "sip:00900123@203.0.113.7",
                "sip:ann@localhost",
                "sip:ann@10.1",
                "sip:9@[2001:db8::1]"
            })
    void bindsNobodyWhereNoUserMayBe(String contact) {
        try (Softphone ann = ann()) {
            assertThat(ann.registers("Contact: <" + contact + ">")).startsWith("SIP/2.0 403");
            assertThat(ann.ask(ann.register())).startsWith("SIP/2.0 401");
            assertThat(gateway.best("ann")).isNull();
            assertThat(gateway.count(SipCounter.REFUSED_CONTACT)).isEqualTo(1);
        }
    }

    @Test
    void bindsNobodyToItself() {
        try (Softphone ann = ann()) {
            String here = udp().getAddress().getHostAddress() + ":" + udp().getPort();
            assertThat(ann.registers("Contact: <sip:ann@" + here + ">")).startsWith("SIP/2.0 403");
            assertThat(gateway.best("ann")).isNull();
        }
    }

    /** A PBX would dial the number. */
    @Test
    void bindsNobodyToATrunk() {
        Peers users = RegistrarIT.peers(RegistrarConfig.Calls.DIGEST, RegistrarConfig.Digest.MD5);
        Trunk pbx = new Trunk("pbx", List.of("10.0.2.9"), false, 503);
        Peers peers = new Peers(List.of(pbx), users.registrar(), users.secrets());
        try (TestGateway beside = new TestGateway(TestGateway.Options.standard().peers(peers));
                Softphone ann = Softphone.ann(beside)) {
            assertThat(ann.registers("Contact: <sip:0900123456@10.0.2.9>")).startsWith("SIP/2.0 403");
            assertThat(ann.registers("Contact: <sip:ann@10.0.2.8>")).startsWith("SIP/2.0 200");
        }
    }

    @Test
    void leadsTransfersNowhereButToTheTelephone() {
        try (Softphone ann = ann()) {
            Registrar registrar = gateway.gateway.registrarOrNull();
            Messages messages = gateway.gateway.endpoint().services().messages();
            ann.registers("Contact: <sip:ann@10.0.2.3:5070;transport=TCP;maddr=203.0.113.7;x=y?Route=%3Csip:r%3E>");
            assertThat(registrar.locate(messages.uri("sip:ann@parley"), messages))
                    .isEqualTo("sip:ann@10.0.2.3:5070;transport=tcp");
        }
    }

    /** Behind a NAT an agent's file may name us as peers do. */
    @Test
    void takesThePublicAddressForItself() {
        InetAddress published = LocalAddresses.literal("203.0.113.5");
        Peers peers = RegistrarIT.peers(RegistrarConfig.Calls.DIGEST, RegistrarConfig.Digest.MD5);
        Doorkeeper door = Doorkeeper.of(peers, new SipCounters(), new SplittableRandom(1), () -> 0);
        Registrar registrar = new Registrar(peers.registrar(), door, List.of(), published, at -> false, () -> 0);
        Hop from = new Hop(LocalAddresses.literal("10.0.2.3"), 5060, "udp");
        Location.Wish wish = new Location.Wish("sip:ann@10.0.2.3", 1_000, Duration.ofMinutes(1));
        registrar.location().bind("ann", List.of(wish), from, List.of(), "c", 1, 0);
        Messages messages = gateway.gateway.endpoint().services().messages();
        assertThat(registrar.locate(messages.uri("sip:ann@203.0.113.5"), messages))
                .isEqualTo("sip:ann@10.0.2.3");
        assertThat(registrar.locate(messages.uri("sip:ann@203.0.113.6"), messages))
                .isEqualTo("sip:ann@203.0.113.6");
    }
}
