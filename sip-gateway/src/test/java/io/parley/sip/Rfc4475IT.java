package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import io.parley.config.Listen;
import io.parley.config.SipConfig;
import io.parley.config.Transport;
import io.parley.config.Trunk;
import io.parley.testkit.Outside;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The torture messages of <a href="https://www.rfc-editor.org/rfc/rfc4475">RFC 4475</a>, to an endpoint whose INVITEs all
 * end with 486: who gets 486 or 200 was accepted.
 */
@Timeout(60)
class Rfc4475IT {
    private static final int ACCEPTED_INVITE = 486;
    private static final int SILENCE_MILLIS = 300;
    private static final int ANSWER_MILLIS = 5_000;

    private static Vertx vertx;
    private static SipEndpoint endpoint;
    private static InetAddress address;

    @BeforeAll
    static void start() throws IOException {
        address = Wire.loopback();
        vertx = Vertx.vertx();
        String host = address.getHostAddress();
        SipConfig sip =
                new SipConfig(List.of(new Listen(Transport.UDP, host, 0), new Listen(Transport.TCP, host, 0)), null);
        GateLimits gate = new GateLimits(5_000, 1_000, 100, 100, 100, Duration.ofMinutes(3), 1_000);
        endpoint = SipEndpoint.start(
                vertx,
                new SipEndpoint.Setup(
                        "torture",
                        sip,
                        Sources.of(List.of(), List.of()),
                        SipTimings.standard(Duration.ofMinutes(1)),
                        gate,
                        new Random(1),
                        new Busy486()),
                null);
    }

    @AfterAll
    static void stop() {
        endpoint.close();
        vertx.close().await();
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                // its To has a tag, and there is no such dialog
                Arguments.of("3.1.1.1", "wsinv", 481),
                Arguments.of("3.1.1.2", "intmeth", 501),
                Arguments.of("3.1.1.3", "esc01", 486),
                Arguments.of("3.1.1.4", "escnull", 405),
                Arguments.of("3.1.1.5", "esc02", 501),
                Arguments.of("3.1.1.6", "lwsdisp", 200),
                Arguments.of("3.1.1.7", "longreq", 486),
                Arguments.of("3.1.1.8", "dblreq", 405),
                Arguments.of("3.1.1.9", "semiuri", 200),
                Arguments.of("3.1.1.10", "transports", 200),
                Arguments.of("3.1.1.11", "mpart01", 405),
                Arguments.of("3.1.1.12", "unreason", 0),
                Arguments.of("3.1.1.13", "noreason", 0),
                Arguments.of("3.1.2.1", "badinv01", 400),
                Arguments.of("3.1.2.2", "clerr", 400),
                Arguments.of("3.1.2.3", "ncl", 400),
                Arguments.of("3.1.2.4", "scalar02", 400),
                Arguments.of("3.1.2.5", "scalarlg", 0),
                Arguments.of("3.1.2.6", "quotbal", 400),
                Arguments.of("3.1.2.7", "ltgtruri", 400),
                Arguments.of("3.1.2.8", "lwsruri", 400),
                Arguments.of("3.1.2.9", "lwsstart", 400),
                Arguments.of("3.1.2.10", "trws", 400),
                Arguments.of("3.1.2.11", "escruri", 400),
                // a Date that we do not read is ignored
                Arguments.of("3.1.2.12", "baddate", 486),
                Arguments.of("3.1.2.13", "regbadct", 400),
                Arguments.of("3.1.2.14", "badaspec", 400),
                Arguments.of("3.1.2.15", "baddn", 400),
                Arguments.of("3.1.2.16", "badvers", 505),
                Arguments.of("3.1.2.17", "mismatch01", 400),
                Arguments.of("3.1.2.18", "mismatch02", 501),
                Arguments.of("3.1.2.19", "bigcode", 0),
                Arguments.of("3.2.1", "badbranch", 200),
                Arguments.of("3.3.1", "insuf", 400),
                Arguments.of("3.3.2", "unkscm", 416),
                Arguments.of("3.3.3", "novelsc", 416),
                Arguments.of("3.3.4", "unksm2", 405),
                Arguments.of("3.3.5", "bext01", 420),
                Arguments.of("3.3.6", "invut", 415),
                Arguments.of("3.3.7", "regaut01", 405),
                Arguments.of("3.3.8", "multi01", 400),
                Arguments.of("3.3.9", "mcl01", 400),
                Arguments.of("3.3.10", "bcast", 0),
                // an endpoint takes what a proxy would not pass on
                Arguments.of("3.3.11", "zeromf", 200),
                Arguments.of("3.3.12", "cparam01", 405),
                Arguments.of("3.3.13", "cparam02", 405),
                Arguments.of("3.3.14", "regescrt", 405),
                Arguments.of("3.3.15", "sdp01", 406),
                Arguments.of("3.4.1", "inv2543", 486));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("messages")
    void answersOverUdpAsTheSectionSays(String section, String name, int status) throws IOException {
        byte[] message = message(name, "u");
        InetAddress peer = Wire.loopback();
        // Without rport an answer goes to the port that Via names: 5060, or 5050 in one of them.
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(peer, 5060));
                DatagramSocket other = new DatagramSocket(new InetSocketAddress(peer, 5050))) {
            Wire.send(socket, message, endpoint.addresses(Transport.UDP).get(0));
            String answer = lastAnswer(socket, status == 0 ? SILENCE_MILLIS : ANSWER_MILLIS);
            assertThat(Wire.status(answer)).as(answer).isEqualTo(status);
            assertThat(Wire.receive(other, 1)).isNull();
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("messages")
    void answersOverTcpAsTheSectionSays(String section, String name, int status) throws IOException {
        // A stream that promises more than it sends is waited for, then closed.
        int expected = name.equals("clerr") ? 0 : status;
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(Wire.loopback(), 0));
            socket.connect(endpoint.addresses(Transport.TCP).get(0));
            socket.getOutputStream().write(message(name, "t"));
            int millis = expected == 0 ? SILENCE_MILLIS : ANSWER_MILLIS;
            String answer = Wire.receive(socket, millis);
            if (Wire.status(answer) == 100) {
                answer = Wire.receive(socket, millis);
            }
            assertThat(Wire.status(answer)).as(answer).isEqualTo(expected);
        }
    }

    /** Many of the messages share one branch, which a server must take for one transaction (RFC 3261, 17.2.3). */
    private static byte[] message(String name, String transport) throws IOException {
        byte[] bytes = Files.readAllBytes(Outside.shared("protocol/rfc4475/" + name + ".dat"));
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replaceFirst("z9hG4bKkdjuw", "z9hG4bKkdjuw" + name + transport)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static @Nullable String lastAnswer(DatagramSocket socket, int millis) throws IOException {
        String answer = Wire.receive(socket, millis);
        return Wire.status(answer) == 100 ? Wire.receive(socket, millis) : answer;
    }

    /** Refuses every INVITE with 486. */
    private static final class Busy486 implements SipEndpoint.Intake {
        @Override
        public @Nullable Flaw refuse(SIPRequest request, Trunk trunk) {
            return null;
        }

        @Override
        public void invite(Incoming invite, Binding binding, Trunk trunk) {
            try {
                invite.transaction().sendResponse(invite.request().createResponse(ACCEPTED_INVITE));
            } catch (SipException | InvalidArgumentException e) {
                throw new AssertionError(e);
            }
        }
    }
}
