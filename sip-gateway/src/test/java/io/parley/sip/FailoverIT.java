package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.RegistrationStatus.State;
import io.parley.testkit.Eventually;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers by name (RFC 3263, section 4), and what becomes of a registration when one goes away (RFC 5626). */
@Timeout(90)
class FailoverIT {

    @Test
    void goesByTheSrvRecordsToTheServerThatAnswers() {
        try (NameServer names = new NameServer();
                RawPeer silent = new RawPeer(null);
                Kamailio pbx = RegistersIT.registrar("MD5")) {
            names.srv("_sip._udp.example.org", 10, 1, silent.address().getPort(), "one.example.org")
                    .srv("_sip._udp.example.org", 20, 1, pbx.address().getPort(), "two.example.org")
                    .a("one.example.org", silent.address().getAddress())
                    .a("two.example.org", pbx.address().getAddress());
            try (TestGateway gateway = new TestGateway(TestGateway.Options.standard()
                    .nameServer(names.address())
                    .peers(RegistersIT.peers("secret", "sip:example.org")))) {
                RegistersIT.isRegistered(gateway);
                assertThat(silent.receive("REGISTER")).startsWith("REGISTER sip:example.org SIP/2.0");
                assertThat(RegistersIT.status(gateway).server()).isEqualTo("udp:" + Kamailio.text(pbx.address()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip:plain.org                          | udp:127.0.0.3:5060",
                "sip:plain.org:5070                     | udp:127.0.0.3:5070",
                "sip:plain.org;transport=tcp            | tcp:127.0.0.3:5060",
                "sip:srv.org                            | udp:127.0.0.4:5080, udp:127.0.0.3:5081",
                "sip:srv.org:5060                       | ''",
                "sip:tcp.org                            | tcp:127.0.0.4:5090",
                "sip:192.0.2.1;transport=tcp            | tcp:192.0.2.1:5060",
                "sip:[2001:db8::1]:5062                 | udp:[2001:db8::1]:5062",
                "sip:nobody.org                         | ''",
            })
    void findsServers(String uri, String expected) throws IOException {
        Vertx vertx = Vertx.vertx();
        try (NameServer names = new NameServer()) {
            names.a("plain.org", InetAddress.getByName("127.0.0.3"))
                    .a("host.srv.org", InetAddress.getByName("127.0.0.4"))
                    .srv("_sip._udp.srv.org", 1, 1, 5080, "host.srv.org")
                    .srv("_sip._udp.srv.org", 2, 1, 5081, "plain.org")
                    .srv("_sip._tcp.tcp.org", 1, 1, 5090, "host.srv.org");
            ServerLocator locator =
                    new ServerLocator(vertx, names.address(), new SplittableRandom(1), (address, port, host) -> {});
            Messages messages = new Messages(new Identifiers(new SplittableRandom(1), () -> 0), "test");
            List<Hop> found = locator.find(List.of(messages.uri(uri))).await();
            assertThat(String.join(", ", found.stream().map(Hop::toString).toList()))
                    .isEqualTo(expected);
        } finally {
            vertx.close().await();
        }
    }

    /** More than anybody needs: a zone must not make us ask for ever. */
    @Test
    void triesSixteenServersAtMost() {
        Vertx vertx = Vertx.vertx();
        try (NameServer names = new NameServer()) {
            for (int i = 0; i < 20; i++) {
                names.srv("_sip._udp.many.org", 1, 1, 5060 + i, "h.many.org");
            }
            names.a("h.many.org", InetAddress.getLoopbackAddress());
            ServerLocator locator =
                    new ServerLocator(vertx, names.address(), new SplittableRandom(1), (address, port, host) -> {});
            Messages messages = new Messages(new Identifiers(new SplittableRandom(1), () -> 0), "test");
            assertThat(locator.find(List.of(messages.uri("sip:many.org"))).await())
                    .hasSizeLessThanOrEqualTo(ServerLocator.MOST)
                    .hasSizeGreaterThan(10);
        } finally {
            vertx.close().await();
        }
    }

    /** The connection is pinged, and a broken one means that nobody could call: it registers anew. */
    @Test
    void registersAnewWhenTheConnectionBreaks() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, Wire.loopback());
                TestGateway gateway = new TestGateway(TestGateway.Options.standard()
                        .peers(RegistersIT.peers(
                                "secret",
                                RegistersIT.uri((InetSocketAddress) server.getLocalSocketAddress(), Transport.TCP))))) {
            try (Socket first = server.accept()) {
                answer(first);
                RegistersIT.isRegistered(gateway);
                first.setSoTimeout(20_000);
                assertThat(first.getInputStream().readNBytes(4)).containsExactly('\r', '\n', '\r', '\n');
            }
            try (Socket second = server.accept()) {
                answer(second);
                Eventually.isTrue(
                        "it is registered again",
                        () -> RegistersIT.status(gateway).state() == State.REGISTERED);
            }
        }
    }

    private static final byte[] PING = {'\r', '\n', '\r', '\n'};

    /** PJSIP and Asterisk, among others, answer none: their connection is as good as before, and never too idle. */
    @ParameterizedTest
    @CsvSource({"false, 4", "true, 2"})
    void keepsAConnectionThatNeverAnsweredAKeepAlive(boolean answers, int pings) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, Wire.loopback());
                TestGateway gateway = new TestGateway(TestGateway.Options.standard()
                        .idle(Duration.ofSeconds(2))
                        .peers(RegistersIT.peers(
                                "secret",
                                List.of(RegistersIT.trunk(
                                        "pbx",
                                        "200",
                                        Duration.ofMinutes(10),
                                        RegistersIT.uri(
                                                (InetSocketAddress) server.getLocalSocketAddress(),
                                                Transport.TCP))))));
                Socket socket = server.accept()) {
            answer(socket);
            RegistersIT.isRegistered(gateway);
            socket.setSoTimeout(20_000);
            for (int i = 0; i < pings; i++) {
                assertThat(socket.getInputStream().readNBytes(4)).containsExactly(PING);
                if (answers && i == 0) {
                    socket.getOutputStream().write(new byte[] {'\r', '\n'});
                }
            }
            if (answers) { // and then no more
                byte[] rest = socket.getInputStream().readAllBytes();
                assertThat(rest.length % PING.length).as("closed after a ping").isZero();
            }
        }
    }

    private static void answer(Socket socket) throws IOException {
        String request = Wire.receive(socket, 20_000);
        assertThat(request).startsWith("REGISTER");
        String contact = "Contact: " + RawPeer.header(request, "Contact") + ";expires=600";
        socket.getOutputStream()
                .write(RawPeer.response(request, 200, "r", contact).getBytes(StandardCharsets.ISO_8859_1));
    }
}
