package io.parley.sip;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.dns.DnsRecordType;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A name server with the records that a test gives it, on a loopback address of its own (RFC 1035, section 4). */
final class NameServer implements AutoCloseable {
    private final DatagramSocket socket;
    private final Map<String, List<ByteBuf>> records = new ConcurrentHashMap<>();
    /** What it was asked, such as {@code SRV _sip._udp.example.org}. */
    final List<String> asked = new java.util.concurrent.CopyOnWriteArrayList<>();

    NameServer() {
        try {
            socket = new DatagramSocket(new InetSocketAddress(Wire.loopback(), 0));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Thread thread = new Thread(this::serve, "name-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** As the configuration writes it. */
    String address() {
        return socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    NameServer a(String name, InetAddress address) {
        return record(DnsRecordType.A, name, Unpooled.wrappedBuffer(address.getAddress()));
    }

    NameServer srv(String name, int priority, int weight, int port, String target) {
        ByteBuf data = Unpooled.buffer().writeShort(priority).writeShort(weight).writeShort(port);
        return record(DnsRecordType.SRV, name, data.writeBytes(name(target)));
    }

    private NameServer record(DnsRecordType type, String name, ByteBuf data) {
        ByteBuf record = Unpooled.buffer()
                .writeShort(0xc00c) // the name of the question
                .writeShort(type.intValue())
                .writeShort(1)
                .writeInt(60)
                .writeShort(data.readableBytes())
                .writeBytes(data);
        records.computeIfAbsent(type.name() + " " + name, key -> new ArrayList<>())
                .add(record);
        return this;
    }

    private static ByteBuf name(String name) {
        ByteBuf out = Unpooled.buffer();
        for (String label : name.split("\\.")) {
            out.writeByte(label.length()).writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        return out.writeByte(0);
    }

    private void serve() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                ByteBuf answer = answer(Unpooled.wrappedBuffer(buffer, 0, packet.getLength()));
                byte[] bytes = new byte[answer.readableBytes()];
                answer.readBytes(bytes);
                socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private ByteBuf answer(ByteBuf query) {
        int id = query.readUnsignedShort();
        query.skipBytes(10);
        int start = query.readerIndex();
        StringBuilder name = new StringBuilder();
        for (int length = query.readByte(); length > 0; length = query.readByte()) {
            name.append(name.length() == 0 ? "" : ".")
                    .append(query.readCharSequence(length, StandardCharsets.US_ASCII));
        }
        DnsRecordType type = DnsRecordType.valueOf(query.readUnsignedShort());
        query.readShort();
        String key = type.name() + " " + name.toString().toLowerCase(Locale.ROOT);
        asked.add(key);
        List<ByteBuf> found = records.getOrDefault(key, List.of());
        ByteBuf answer = Unpooled.buffer()
                .writeShort(id)
                .writeShort(found.isEmpty() ? 0x8583 : 0x8580) // authoritative; no such name
                .writeShort(1)
                .writeShort(found.size())
                .writeInt(0)
                .writeBytes(query, start, query.readerIndex() - start);
        found.forEach(record -> answer.writeBytes(record.duplicate()));
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }
}
