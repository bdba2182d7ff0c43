package io.parley.media;

import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** UDP payloads of a capture file: little-endian pcap, Ethernet, IPv4. */
final class Pcap {
    private static final int FILE_HEADER = 24;
    private static final int ETHERNET = 14;

    /** @param nanos time of capture since the first packet */
    record Captured(long nanos, byte[] payload) {}

    private Pcap() {}

    static List<Captured> read(String name) throws IOException {
        byte[] file = Files.readAllBytes(Outside.shared("protocol/rtp-pcap/" + name));
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<Captured> packets = new ArrayList<>();
        long first = -1;
        int at = FILE_HEADER;
        while (at < file.length) {
            long nanos = bytes.getInt(at) * 1_000_000_000L + bytes.getInt(at + 4) * 1_000L;
            int length = bytes.getInt(at + 8);
            int ip = at + 16 + ETHERNET;
            int udp = ip + 4 * (file[ip] & 0x0f);
            first = first < 0 ? nanos : first;
            packets.add(new Captured(nanos - first, Arrays.copyOfRange(file, udp + 8, at + 16 + length)));
            at += 16 + length;
        }
        return packets;
    }
}
