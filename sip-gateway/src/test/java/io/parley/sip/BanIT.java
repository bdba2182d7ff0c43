package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.RegistrarConfig;
import io.parley.config.Transport;
import io.parley.config.UserSpec;
import io.parley.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who looks for telephones to misuse is not heard any more; who is only said to have sent something is. */
@Timeout(60)
class BanIT {
    private final TestGateway gateway = new TestGateway(TestGateway.Options.standard()
            .peers(new Peers(List.of(), users(), secret -> secret.read(Map.of("ANN", "x")))));

    private static RegistrarConfig users() {
        RegistrarConfig none = RegistrarConfig.NONE;
        return new RegistrarConfig(
                List.of(new UserSpec("ann", new io.parley.config.Secret("ANN", null), null)),
                none.realm(),
                none.addresses(),
                none.digests(),
                none.calls(),
                none.minExpires(),
                none.maxExpires(),
                none.perUser(),
                none.bindings(),
                none.nat());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private String scan() {
        InetAddress own = gateway.address(Transport.TCP).getAddress();
        return "OPTIONS sip:100@" + own.getHostAddress()
                + " SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1;branch=z9hG4bK1;rport\r\n"
                + "From: <sip:100@1.1.1.1>;tag=1\r\nTo: <sip:100@1.1.1.1>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\n"
                + "Max-Forwards: 70\r\nUser-Agent: friendly-scanner\r\nContent-Length: 0\r\n\r\n";
    }

    @Test
    void aScannerByAConnectionIsBannedAndCanBeLetInAgain() throws IOException {
        String source;
        try (Socket socket = connected()) {
            source = socket.getLocalAddress().getHostAddress();
            socket.getOutputStream().write(scan().getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read())
                    .as("closed without a word")
                    .isEqualTo(-1);
        }
        assertThat(gateway.gateway.bans()).containsOnlyKeys(source);
        try (Socket again = connected()) {
            assertThat(again.getInputStream().read()).isEqualTo(-1);
        } catch (IOException reset) {
            // as good as closed
        }
        assertThat(gateway.count(SipCounter.DROPPED_BANNED)).isPositive();
        assertThat(gateway.gateway.liftBan(source)).isTrue();
        assertThat(gateway.gateway.bans()).isEmpty();
    }

    @Test
    void aScannerByDatagramsHearsNothingAndNobodyIsBannedForIt() {
        try (RawPeer peer = new RawPeer(gateway.address(Transport.UDP))) {
            peer.send(scan().replace("SIP/2.0/TCP", "SIP/2.0/UDP"));
            Eventually.isTrue("it is dropped", () -> gateway.count(SipCounter.DROPPED_SCANNER) == 1);
        }
        assertThat(gateway.gateway.bans()).isEmpty();
    }

    private Socket connected() throws IOException {
        return new Socket(
                gateway.address(Transport.TCP).getAddress(),
                gateway.address(Transport.TCP).getPort());
    }
}
