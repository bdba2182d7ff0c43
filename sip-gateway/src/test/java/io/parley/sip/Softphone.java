package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A telephone of a user over UDP, written by hand so that it can do wrong. */
final class Softphone implements AutoCloseable {
    final RawPeer peer;
    private final InetSocketAddress registrar;
    private final String user;
    private final String password;
    private int cseq;

    Softphone(InetSocketAddress registrar, String user, String password) {
        this(registrar, user, password, RawPeer.loopback());
    }

    Softphone(InetSocketAddress registrar, String user, String password, InetAddress from) {
        this.peer = new RawPeer(registrar, from);
        this.registrar = registrar;
        this.user = user;
        this.password = password;
    }

    /** The user of {@link RegistrarIT#peers} who has that password. */
    static Softphone ann(TestGateway gateway) {
        return new Softphone(gateway.address(Transport.UDP), "ann", "secret");
    }

    String contact() {
        return "<sip:" + user + "@" + peer.host() + ":" + peer.socket.getLocalPort() + ">";
    }

    String uri() {
        return "sip:" + registrar.getAddress().getHostAddress();
    }

    /** A REGISTER; {@code more} are header lines. */
    String register(String... more) {
        return request("REGISTER", uri(), user, more);
    }

    String request(String method, String uri, String to, String... more) {
        cseq++;
        List<String> lines = new ArrayList<>(List.of(
                method + " " + uri + " SIP/2.0",
                "Via: SIP/2.0/UDP " + peer.host() + ":" + peer.socket.getLocalPort() + ";branch=z9hG4bK" + user
                        + System.nanoTime() + ";rport",
                "From: <sip:" + user + "@parley>;tag=f",
                "To: <sip:" + to + "@parley>",
                "Call-ID: of-" + user + peer.socket.getLocalPort(),
                "CSeq: " + cseq + " " + method,
                "Max-Forwards: 70"));
        lines.addAll(List.of(more));
        lines.add("Content-Length: 0");
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    String ask(String request) {
        peer.send(request);
        String answer = peer.receive("SIP/2.0 ");
        while (answer.startsWith("SIP/2.0 1")) {
            answer = peer.receive("SIP/2.0 ");
        }
        return answer;
    }

    /** The header that answers a challenge. */
    String credentials(String challenge, String method, String uri, int count) {
        boolean proxy = challenge.startsWith("SIP/2.0 407");
        Challenge read = Challenge.of(
                AuthParams.parse(RawPeer.header(challenge, proxy ? "Proxy-Authenticate" : "WWW-Authenticate")), proxy);
        Header header = new Credentials(user, password, null).answer(read, method, uri, count, "cnonce" + count);
        return header.name() + ": " + header.value();
    }

    /** Registers with whatever it takes. */
    String registers(String... more) {
        String challenge = ask(register(more));
        assertThat(challenge).startsWith("SIP/2.0 401");
        List<String> lines = new ArrayList<>(List.of(more));
        lines.add(credentials(challenge, "REGISTER", uri(), 1));
        return ask(register(lines.toArray(String[]::new)));
    }

    /** Calls, and gives the answer. */
    String calls(String number, @Nullable String credentials) {
        String sdp = Descriptions.audio(peer.socket.getLocalAddress().getHostAddress(), 40_000, "0 101", "sendrecv");
        List<String> lines = new ArrayList<>(List.of("Contact: " + contact(), "Content-Type: application/sdp"));
        if (credentials != null) {
            lines.add(credentials);
        }
        String head = request("INVITE", number(number), number, lines.toArray(String[]::new));
        return ask(head.replace("Content-Length: 0", "Content-Length: " + sdp.length()) + sdp);
    }

    String number(String user) {
        return "sip:" + user + "@" + registrar.getAddress().getHostAddress();
    }

    @Override
    public void close() {
        peer.close();
    }
}
