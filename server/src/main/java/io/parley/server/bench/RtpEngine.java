package io.parley.server.bench;

import io.parley.media.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * rtpengine as a reference: Debian's {@code rtpengine-daemon}, in user space, one worker thread, on loopback. It is told
 * over its control protocol ({@code ng}: a cookie and a bencoded dictionary in a datagram) to join two far ends by an
 * offer and an answer. On a thread that may block.
 */
final class RtpEngine implements AutoCloseable {
    private static final Pattern AUDIO = Pattern.compile("m=audio ([0-9]+) ");
    private static final int FIRST_PORT = 46_000;
    private static final int LAST_PORT = 59_999;
    private static final int TRIES = 50;
    private static final int WAIT_MILLIS = 200;

    private final Process process;
    private final DatagramSocket control;
    private final InetSocketAddress address;
    private final Codec codec;
    private int calls;
    private int cookies;

    private RtpEngine(Process process, DatagramSocket control, InetSocketAddress address, Codec codec) {
        this.process = process;
        this.control = control;
        this.address = address;
        this.codec = codec;
    }

    static boolean isInstalled() {
        return program() != null;
    }

    private static @Nullable Path program() {
        return Programs.find("rtpengine", "rtpengine-daemon");
    }

    /** @param cores in front of its command */
    static RtpEngine start(List<String> cores, Codec codec) {
        try {
            int port = Programs.freePort();
            List<String> command = new ArrayList<>(cores);
            command.addAll(List.of(
                    String.valueOf(program()),
                    "--foreground",
                    "--log-stderr",
                    "--log-level=3",
                    "--config-file=none",
                    "--table=-1",
                    "--num-threads=1",
                    "--interface=127.0.0.1",
                    "--listen-ng=127.0.0.1:" + port,
                    "--port-min=" + FIRST_PORT,
                    "--port-max=" + LAST_PORT));
            DatagramSocket control = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            control.setSoTimeout(WAIT_MILLIS);
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            return new RtpEngine(process, control, address, codec).awaited();
        } catch (IOException e) {
            throw new UncheckedIOException("rtpengine cannot start", e);
        }
    }

    private RtpEngine awaited() {
        try {
            ask("d7:command4:pinge");
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Joins two far ends; the ports to which the first and the second are to send. */
    List<Integer> connect(int first, int second) {
        String call = "bench-" + calls++;
        // What an SDP names is where its reader is to send: the offer's is for the second, the answer's for the first.
        int forSecond = audioPort(ask(session("offer", call, first, "")));
        int forFirst = audioPort(ask(session("answer", call, second, "6:to-tag1:b")));
        return List.of(forFirst, forSecond);
    }

    /** Keys in the order of their bytes, as bencode wants them. */
    private String session(String command, String call, int port, String toTag) {
        String sdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + port
                + " RTP/AVP " + codec.offeredPayloadType() + "\r\na=rtpmap:" + codec.offeredPayloadType() + " "
                + codec.encoding() + "\r\na=sendrecv\r\n";
        return "d" + text("call-id", call) + text("command", command) + text("from-tag", "a") + text("sdp", sdp) + toTag
                + "e";
    }

    private static String text(String key, String value) {
        return key.length() + ":" + key + value.length() + ":" + value;
    }

    private static int audioPort(String answer) {
        Matcher line = AUDIO.matcher(answer);
        if (!line.find()) {
            throw new IllegalStateException("rtpengine answered '" + answer + "', expected an audio line");
        }
        return Integer.parseInt(line.group(1));
    }

    private String ask(String question) {
        String cookie = "p" + cookies++;
        byte[] asked = (cookie + " " + question).getBytes(StandardCharsets.ISO_8859_1);
        byte[] buffer = new byte[4_096];
        for (int i = 0; i < TRIES; i++) {
            try {
                control.send(new DatagramPacket(asked, asked.length, address));
                DatagramPacket answer = new DatagramPacket(buffer, buffer.length);
                control.receive(answer);
                String text = new String(buffer, 0, answer.getLength(), StandardCharsets.ISO_8859_1);
                if (text.startsWith(cookie + " ")) {
                    return text;
                }
            } catch (SocketTimeoutException e) {
                // It may still be starting; the same cookie again is the same question.
            } catch (IOException e) {
                throw new UncheckedIOException("rtpengine cannot be asked", e);
            }
        }
        throw new IllegalStateException("rtpengine does not answer");
    }

    ProcessLoad load() {
        return ProcessLoad.of(process.toHandle());
    }

    @Override
    public void close() {
        control.close();
        process.destroy();
        try {
            process.waitFor(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
