package io.parley.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;

/** A telephone's audio without the telephone: a tone in PCMU out, packets in. */
final class RtpPeer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int SAMPLES = 160;
    /** A square wave of 400 Hz; loud and quiet by turns would do as well. */
    private static final byte HIGH = (byte) 0x90;

    private static final byte LOW = 0x10;

    final DatagramSocket socket;
    private final int ssrc;
    private int sequence;

    RtpPeer(InetAddress at, int ssrc) {
        this.ssrc = ssrc;
        try {
            socket = new DatagramSocket(new InetSocketAddress(at, 0));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** As a description names it. */
    String description(String direction) {
        String host = LocalAddresses.text(socket.getLocalAddress());
        return Descriptions.audio(host, socket.getLocalPort(), "0 101", direction);
    }

    /** 20 ms of a tone, again and again until something has been heard or seen. */
    void sendTone(InetSocketAddress to) {
        byte[] packet = new byte[HEADER + SAMPLES];
        packet[0] = (byte) 0x80;
        put(packet, 2, sequence, 2);
        put(packet, 4, sequence * SAMPLES, 4);
        put(packet, 8, ssrc, 4);
        for (int i = 0; i < SAMPLES; i++) {
            packet[HEADER + i] = i / 10 % 2 == 0 ? HIGH : LOW;
        }
        sequence++;
        try {
            socket.send(new DatagramPacket(packet, packet.length, to));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void put(byte[] packet, int at, int value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            packet[at + i] = (byte) (value >> 8 * (bytes - 1 - i));
        }
    }

    /** Whether a packet of RTP with sound in it comes within that time. */
    boolean hears(int millis) {
        byte[] buffer = new byte[2_048];
        long end = System.nanoTime() + millis * 1_000_000L;
        try {
            while (System.nanoTime() < end) {
                socket.setSoTimeout(Math.max(1, (int) ((end - System.nanoTime()) / 1_000_000)));
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                boolean rtp = packet.getLength() > HEADER && (buffer[1] & 0x7f) < 64;
                for (int i = HEADER; rtp && i < packet.getLength(); i++) {
                    if ((buffer[i] & 0x7f) < 0x60) { // PCMU: loud is low
                        return true;
                    }
                }
            }
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return false;
    }

    /** Takes what has come already and waits in the socket: ten seconds of audio at most. */
    void drain() {
        byte[] buffer = new byte[2_048];
        try {
            socket.setSoTimeout(1);
            for (int i = 0; i < 500; i++) {
                socket.receive(new DatagramPacket(buffer, buffer.length));
            }
        } catch (SocketTimeoutException e) {
            // Nothing waits any more.
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The port of the audio in a description. */
    static int port(String sdp) {
        int at = sdp.indexOf("m=audio ") + 8;
        return Integer.parseInt(sdp.substring(at, sdp.indexOf(' ', at)));
    }

    @Override
    public void close() {
        socket.close();
    }
}
