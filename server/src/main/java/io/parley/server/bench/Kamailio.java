package io.parley.server.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Kamailio (Debian: {@code kamailio}) as a reference: relays calls, each request with a transaction, and stays in their
 * path; on loopback, over UDP, two workers. On a thread that may block.
 */
final class Kamailio implements AutoCloseable {
    private static final int TRIES = 50;
    private static final int WAIT_MILLIS = 200;

    private final Path folder;
    private final Process process;
    private final InetSocketAddress address;

    private Kamailio(Path folder, Process process, InetSocketAddress address) {
        this.folder = folder;
        this.process = process;
        this.address = address;
    }

    static boolean isInstalled() {
        return Programs.find("kamailio") != null;
    }

    /**
     * @param to who answers
     * @param cores in front of its command
     */
    static Kamailio start(InetSocketAddress to, List<String> cores) {
        try {
            Path folder = Files.createTempDirectory("parley-kamailio");
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Programs.freePort());
            Path config = Files.writeString(
                    folder.resolve("relay.cfg"),
                    Sipp.text("relay.cfg").replace("@ADDRESS@", text(address)).replace("@ANSWERER@", text(to)));
            List<String> command = new ArrayList<>(cores);
            command.addAll(List.of(
                    String.valueOf(Programs.find("kamailio")),
                    "-DD",
                    "-E",
                    "-m",
                    "128",
                    "-M",
                    "8",
                    "-f",
                    config.toString(),
                    "-Y",
                    folder.toString(),
                    "-P",
                    folder.resolve("pid").toString()));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            return new Kamailio(folder, process, address).awaited();
        } catch (IOException e) {
            throw new UncheckedIOException("Kamailio cannot start", e);
        }
    }

    private static String text(InetSocketAddress at) {
        return at.getAddress().getHostAddress() + ":" + at.getPort();
    }

    private Kamailio awaited() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(WAIT_MILLIS);
            byte[] buffer = new byte[2_048];
            for (int i = 0; i < TRIES && process.isAlive(); i++) {
                byte[] asked = ping(socket.getLocalPort(), i).getBytes(StandardCharsets.US_ASCII);
                socket.send(new DatagramPacket(asked, asked.length, address));
                try {
                    socket.receive(new DatagramPacket(buffer, buffer.length));
                    return this;
                } catch (SocketTimeoutException e) {
                    // It is still starting.
                }
            }
        }
        String log = Files.readString(folder.resolve("log"), StandardCharsets.ISO_8859_1);
        close();
        throw new IllegalStateException("Kamailio does not answer: " + log);
    }

    private String ping(int port, int number) {
        String own = "127.0.0.1:" + port;
        return "OPTIONS sip:" + text(address) + " SIP/2.0\r\nVia: SIP/2.0/UDP " + own + ";branch=z9hG4bKping" + number
                + "\r\nFrom: <sip:bench@" + own + ">;tag=p\r\nTo: <sip:" + text(address) + ">\r\nCall-ID: ping-"
                + number
                + "-" + port + "\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 5\r\nContent-Length: 0\r\n\r\n";
    }

    InetSocketAddress address() {
        return address;
    }

    /** Of all its processes. */
    ProcessLoad load() {
        return ProcessLoad.ofTree(process.toHandle());
    }

    int processes() {
        return 1 + (int) process.descendants().count();
    }

    /** Its children end with it. */
    @Override
    public void close() {
        Programs.end(process);
        Programs.delete(folder);
    }
}
