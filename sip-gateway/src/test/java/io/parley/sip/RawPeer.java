package io.parley.sip;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A UDP peer that says exactly what a test writes. */
final class RawPeer implements AutoCloseable {
    private static final int MILLIS = 5_000;

    final DatagramSocket socket;
    final InetSocketAddress to;
    private final String callId = "raw" + Long.toHexString(System.nanoTime());

    /** @param to whom it talks to; null when it waits to be called */
    RawPeer(@Nullable InetSocketAddress to) {
        this(to, loopback());
    }

    RawPeer(@Nullable InetSocketAddress to, InetAddress from) {
        try {
            this.socket = new DatagramSocket(new InetSocketAddress(from, 0));
            this.to = to;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static InetAddress loopback() {
        try {
            return Wire.loopback();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Its address as a URI names it. */
    String host() {
        return uriHost(socket.getLocalAddress());
    }

    private static String uriHost(InetAddress address) {
        return LocalAddresses.bracketed(LocalAddresses.text(address));
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** A request of this peer; {@code more} are header lines, and the body after an empty one. */
    String request(String method, String number, int cseq, String branch, String toTag, String... more) {
        List<String> lines = new ArrayList<>(List.of(
                method + " sip:" + number + "@" + uriHost(to.getAddress()) + ":" + to.getPort() + " SIP/2.0",
                "Via: SIP/2.0/UDP " + host() + ":" + socket.getLocalPort() + ";branch=z9hG4bK" + branch + callId
                        + ";rport",
                "From: <sip:raw@" + host() + ">;tag=rawtag",
                "To: <sip:" + number + "@" + uriHost(to.getAddress()) + ">" + (toTag.isEmpty() ? "" : ";tag=" + toTag),
                "Call-ID: " + callId,
                "CSeq: " + cseq + " " + method,
                "Contact: <sip:raw@" + host() + ":" + socket.getLocalPort() + ">",
                "Max-Forwards: 70"));
        lines.addAll(List.of(more));
        return String.join("\r\n", lines) + "\r\n" + (String.join("\n", more).contains("\n\n") ? "" : "\r\n");
    }

    String invite(String number, String branch, String... more) {
        return invite(number, 1, branch, "", more);
    }

    String invite(String number, int cseq, String branch, String toTag, String... more) {
        return inviteWith(
                Descriptions.audio(LocalAddresses.text(socket.getLocalAddress()), 40_000, "0 101", "sendrecv"),
                number,
                cseq,
                branch,
                toTag,
                more);
    }

    String inviteWith(String sdp, String number, int cseq, String branch, String toTag, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.add("Content-Type: application/sdp");
        all.add("Content-Length: " + sdp.length());
        String head = request("INVITE", number, cseq, branch, toTag, all.toArray(String[]::new));
        return head + sdp;
    }

    void send(String text) {
        try {
            Wire.send(socket, text, to);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void send(String text, InetSocketAddress somewhere) {
        try {
            Wire.send(socket, text, somewhere);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The next message, which must come. */
    String receive() {
        String text = receive(MILLIS);
        if (text == null) {
            throw new AssertionError("nothing came for " + MILLIS + " ms");
        }
        return text;
    }

    @Nullable
    String receive(int millis) {
        try {
            return Wire.receive(socket, millis);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The next message that starts so; others are passed over. */
    String receive(String start) {
        String text = receive();
        while (!text.startsWith(start)) {
            text = receive();
        }
        return text;
    }

    /** A response to a request as it came. */
    static String response(String request, int status, String toTag, String... more) {
        StringBuilder out = new StringBuilder("SIP/2.0 " + status + " Raw\r\n");
        for (String line : request.split("\r\n", -1)) {
            if (line.isEmpty()) {
                break;
            }
            String name = line.substring(0, Math.max(0, line.indexOf(':')));
            switch (name) {
                case "Via", "From", "Call-ID", "CSeq" -> out.append(line).append("\r\n");
                case "To" ->
                    out.append(line)
                            .append(line.contains(";tag=") ? "" : ";tag=" + toTag)
                            .append("\r\n");
                default -> {}
            }
        }
        String body = "";
        for (String line : more) {
            if (line.startsWith("v=0")) {
                body = line;
                out.append("Content-Type: application/sdp\r\n");
            } else {
                out.append(line).append("\r\n");
            }
        }
        return out.append("Content-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    static String header(String message, String name) {
        for (String line : message.split("\r\n", -1)) {
            if (line.startsWith(name + ":")) {
                return line.substring(name.length() + 1).trim();
            }
        }
        throw new AssertionError("no " + name + " in " + message);
    }

    static String toTag(String message) {
        String to = header(message, "To");
        return to.substring(to.indexOf(";tag=") + 5);
    }

    @Override
    public void close() {
        socket.close();
    }
}
