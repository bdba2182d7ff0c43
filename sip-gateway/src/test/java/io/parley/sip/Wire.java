package io.parley.sip;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A peer without any stack: bytes out, text in. ISO 8859-1 both ways. */
final class Wire {
    private Wire() {}

    /** A loopback address of its own, so that tests never meet on a fixed port. */
    static InetAddress loopback() throws IOException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return InetAddress.getByName(
                "127." + random.nextInt(1, 255) + "." + random.nextInt(256) + "." + random.nextInt(1, 255));
    }

    /** What comes back within that time, or null. */
    static @Nullable String receive(DatagramSocket socket, int millis) throws IOException {
        byte[] buffer = new byte[65_536];
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.setSoTimeout(millis);
        try {
            socket.receive(packet);
            return new String(buffer, 0, packet.getLength(), StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException e) {
            return null;
        }
    }

    static void send(DatagramSocket socket, byte[] bytes, InetSocketAddress to) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    static void send(DatagramSocket socket, String text, InetSocketAddress to) throws IOException {
        send(socket, text.getBytes(StandardCharsets.ISO_8859_1), to);
    }

    /** The header section of the next message of a stream, or null when none comes or the stream ends. */
    static @Nullable String receive(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        try {
            while (text.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return null;
                }
                text.append((char) next);
            }
            return text.toString();
        } catch (SocketTimeoutException e) {
            return null;
        }
    }

    /** The status of a response. */
    static int status(@Nullable String response) {
        return response == null ? 0 : Integer.parseInt(response.substring(8, 11));
    }
}
