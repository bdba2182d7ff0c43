package io.parley.media;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One call's RTCP (RFC 3550, section 6): reports every five seconds or so, and what the far end reports. With two
 * members the bandwidth rule never exceeds the least interval, so that interval alone, randomised, is used (section
 * 6.2). Media thread only. Reports allocate a little; they are rare.
 */
final class Rtcp {
    private static final double LEAST_INTERVAL_SECONDS = 5;
    /** Compensates for the bias of randomisation (section 6.3.1: e - 3/2). */
    private static final double COMPENSATION = Math.E - 1.5;

    private static final int SDES_CNAME = 1;
    private static final int REPORT_BLOCK = 24;
    private static final int BLOCKS_AT = 8;
    private static final int SENDER_INFO = 20;

    private final RtpSender sender;
    private final ReceptionStats reception;
    private final PacketSink sink;
    private final MediaCounters counters;
    private final NtpClock clock;
    private final DoubleSupplier random;
    private final byte[] name;
    private final ByteBuffer packet = ByteBuffer.allocate(256);

    private boolean begun;
    private long nextReport;
    private long reportedPackets;

    private int remoteSsrc;
    private boolean remoteKnown;
    private int lastReport;
    private long lastReportArrival;
    private boolean lastReportKnown;
    private double roundTripMillis = -1;
    private int farLossPercent;

    /**
     * @param name canonical name, random and without meaning (RFC 7022)
     * @param random even between 0 and 1
     */
    Rtcp(
            RtpSender sender,
            ReceptionStats reception,
            PacketSink sink,
            MediaCounters counters,
            NtpClock clock,
            DoubleSupplier random,
            String name) {
        this.sender = sender;
        this.reception = reception;
        this.sink = sink;
        this.counters = counters;
        this.clock = clock;
        this.random = random;
        this.name = name.getBytes(StandardCharsets.US_ASCII);
    }

    /** The SSRC from which RTP comes now. */
    void remote(int ssrc) {
        if (remoteKnown && ssrc != remoteSsrc) {
            lastReportKnown = false;
        }
        remoteSsrc = ssrc;
        remoteKnown = true;
    }

    /** Sends a report when one is due. */
    void step(long now, @Nullable InetSocketAddress to) {
        if (!begun) {
            begun = true;
            nextReport = now + interval(LEAST_INTERVAL_SECONDS / 2);
        }
        if (now - nextReport < 0) {
            return;
        }
        nextReport = now + interval(LEAST_INTERVAL_SECONDS);
        packet.clear();
        report(now);
        description();
        send(to);
    }

    private long interval(double seconds) {
        return (long) (seconds * (0.5 + random.getAsDouble()) / COMPENSATION * 1e9);
    }

    /** Says goodbye for {@code ssrc} (section 6.6), after a report as every compound begins. */
    void bye(int ssrc, long now, @Nullable InetSocketAddress to) {
        packet.clear();
        report(now);
        description();
        header(1, JitsiRtcp.BYE, 8);
        packet.putInt(ssrc);
        send(to);
    }

    /** A sender report when something was sent since the last one, else a receiver report (section 6.4). */
    private void report(long now) {
        boolean sent = sender.packets() != reportedPackets;
        reportedPackets = sender.packets();
        int blocks = remoteKnown && reception.any() ? 1 : 0;
        int length = BLOCKS_AT + (sent ? SENDER_INFO : 0) + blocks * REPORT_BLOCK;
        header(blocks, sent ? JitsiRtcp.SENDER_REPORT : JitsiRtcp.RECEIVER_REPORT, length);
        packet.putInt(sender.ssrc());
        if (sent) {
            packet.putLong(clock.at(now));
            packet.putInt((int) sender.timestamp());
            packet.putInt((int) sender.packets());
            packet.putInt((int) sender.octets());
        }
        if (blocks > 0) {
            block(now);
        }
    }

    private void block(long now) {
        packet.putInt(remoteSsrc);
        packet.putInt(reception.takeFractionLost() << 24 | reception.reportLost());
        packet.putInt((int) reception.reportHighest());
        packet.putInt((int) reception.reportJitter());
        packet.putInt(lastReportKnown ? lastReport : 0);
        long since = lastReportKnown ? now - lastReportArrival : 0;
        packet.putInt((int) (since * 65_536 / 1_000_000_000L));
    }

    private void description() {
        int item = 2 + name.length;
        int chunk = (4 + item + 1 + 3) / 4 * 4;
        header(1, JitsiRtcp.SOURCE_DESCRIPTION, 4 + chunk);
        int end = packet.position() + chunk;
        packet.putInt(sender.ssrc());
        packet.put((byte) SDES_CNAME).put((byte) name.length).put(name);
        while (packet.position() < end) {
            packet.put((byte) 0);
        }
    }

    private void header(int count, int type, int bytes) {
        packet.put((byte) (0x80 | count)).put((byte) type).putShort((short) (bytes / 4 - 1));
    }

    private void send(@Nullable InetSocketAddress to) {
        if (to != null && sink.rtcp(packet.array(), packet.position(), to)) {
            counters.increment(MediaCounter.RTCP_SENT);
        } else {
            counters.increment(MediaCounter.SEND_FAILED);
        }
    }

    /** Takes in a compound packet from the agreed source; false when it is not sound. */
    boolean receive(byte[] bytes, int length, long now) {
        if (!JitsiRtcp.isValid(bytes, length)) {
            counters.increment(MediaCounter.RTCP_MALFORMED);
            return false;
        }
        counters.increment(MediaCounter.RTCP_RECEIVED);
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        JitsiRtcp.walk(bytes, length, (array, offset, partLength) -> part(buffer, offset, partLength, now));
        return true;
    }

    private void part(ByteBuffer bytes, int offset, int length, long now) {
        int type = bytes.get(offset + 1) & 0xff;
        if (type == JitsiRtcp.SENDER_REPORT && length >= BLOCKS_AT + SENDER_INFO) {
            senderReport(bytes, offset, now);
            blocks(bytes, offset, BLOCKS_AT + SENDER_INFO, length, now);
        } else if (type == JitsiRtcp.RECEIVER_REPORT) {
            blocks(bytes, offset, BLOCKS_AT, length, now);
        } else if (type == JitsiRtcp.BYE) {
            counters.increment(MediaCounter.RTCP_BYES);
        }
    }

    private void senderReport(ByteBuffer bytes, int offset, long now) {
        if (!remoteKnown || bytes.getInt(offset + 4) == remoteSsrc) {
            lastReport = bytes.getInt(offset + 10);
            lastReportArrival = now;
            lastReportKnown = true;
        }
    }

    private void blocks(ByteBuffer bytes, int offset, int first, int length, long now) {
        int count = bytes.get(offset) & 0x1f;
        for (int i = 0; i < count && first + (i + 1) * REPORT_BLOCK <= length; i++) {
            int at = offset + first + i * REPORT_BLOCK;
            if (bytes.getInt(at) == sender.ssrc()) {
                farLossPercent = (bytes.get(at + 4) & 0xff) * 100 / 256;
                roundTrip(bytes.getInt(at + 16), bytes.getInt(at + 20), now);
            }
        }
    }

    /** Section 6.4.1: arrival less the time our report was sent, less the time it lay at the far end. */
    private void roundTrip(int lastSenderReport, int delaySince, long now) {
        if (lastSenderReport == 0) {
            return;
        }
        int elapsed = clock.middle(now) - lastSenderReport - delaySince;
        if (elapsed >= 0) {
            roundTripMillis = elapsed * 1_000.0 / 65_536;
        }
    }

    /** What the far end lost of ours before its last report (section 6.4.1), in percent. */
    int farLossPercent() {
        return farLossPercent;
    }

    /** -1 while unknown. */
    double roundTripMillis() {
        return roundTripMillis;
    }
}
