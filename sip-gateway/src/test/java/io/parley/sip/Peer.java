package io.parley.sip;

import io.parley.config.Transport;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Whole messages out and in, over either transport, as the test writes them. ISO 8859-1. */
public interface Peer extends AutoCloseable {
    int MILLIS = 5_000;
    /** Without rport an answer goes to the port that Via names, which is this one where it names none. */
    int DEFAULT_PORT = 5_060;

    void send(String message) throws IOException;

    /** The next message, which must come. */
    String receive() throws IOException;

    /** The other side has closed the connection. */
    boolean isAtEnd() throws IOException;

    String transport();

    /** Its address as Via names it. */
    String hostPort();

    @Override
    void close() throws IOException;

    static Peer over(Transport transport, InetSocketAddress to) throws IOException {
        return transport == Transport.UDP ? new Datagrams(to) : Stream.to(to);
    }

    /** Waits for one TCP connection and talks over it. */
    static Peer listening() throws IOException {
        return new Stream(new Socket(), new ServerSocket(0, 1, Wire.loopback()));
    }

    /** UDP, from port 5060 of a loopback address of its own. */
    final class Datagrams implements Peer {
        private final DatagramSocket socket;
        private final InetSocketAddress to;

        Datagrams(InetSocketAddress to) throws IOException {
            this.socket = new DatagramSocket(new InetSocketAddress(Wire.loopback(), DEFAULT_PORT));
            this.to = to;
        }

        @Override
        public void send(String message) throws IOException {
            Wire.send(socket, message, to);
        }

        @Override
        public String receive() throws IOException {
            return something(Wire.receive(socket, MILLIS));
        }

        @Override
        public boolean isAtEnd() {
            throw new UnsupportedOperationException("datagrams have no end");
        }

        @Override
        public String transport() {
            return "UDP";
        }

        @Override
        public String hostPort() {
            return socket.getLocalAddress().getHostAddress() + ":" + DEFAULT_PORT;
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /** TCP. */
    final class Stream implements Peer {
        private final @Nullable ServerSocket server;
        private Socket socket;

        Stream(Socket socket, @Nullable ServerSocket server) {
            this.socket = socket;
            this.server = server;
        }

        static Stream to(InetSocketAddress to) throws IOException {
            Socket socket = new Socket();
            socket.bind(new InetSocketAddress(Wire.loopback(), 0));
            socket.connect(to);
            socket.setTcpNoDelay(true);
            return new Stream(socket, null);
        }

        private Socket socket() throws IOException {
            if (server != null && !socket.isConnected()) {
                server.setSoTimeout(MILLIS);
                socket = server.accept();
                socket.setTcpNoDelay(true);
            }
            return socket;
        }

        @Override
        public void send(String message) throws IOException {
            socket().getOutputStream().write(message.getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public String receive() throws IOException {
            String head = something(Wire.receive(socket(), MILLIS));
            int length = Integer.parseInt(RawPeer.header(head, "Content-Length"));
            return head + new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
        }

        @Override
        public boolean isAtEnd() throws IOException {
            socket.setSoTimeout(MILLIS);
            return socket.getInputStream().read() < 0;
        }

        @Override
        public String transport() {
            return "TCP";
        }

        @Override
        public String hostPort() {
            return server != null
                    ? server.getInetAddress().getHostAddress() + ":" + server.getLocalPort()
                    : socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
            if (server != null) {
                server.close();
            }
        }
    }

    private static String something(@Nullable String message) {
        if (message == null) {
            throw new AssertionError("nothing came for " + MILLIS + " ms");
        }
        return message;
    }
}
