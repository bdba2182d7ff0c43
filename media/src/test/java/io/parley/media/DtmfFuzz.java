package io.parley.media;

import io.parley.testkit.FuzzTarget;
import java.nio.ByteBuffer;

/**
 * Keys pressed one after the other over a line that loses, doubles and swaps packets (RFC 4733, section 2.5). Of whatever
 * press a packet gets through, the digit is heard, once and in order.
 *
 * <p>Three bytes are a press: digit and length, which packets are lost, which come twice and which change places.
 */
final class DtmfFuzz implements FuzzTarget {
    private static final int UNITS = 160;
    private static final int ENDS = 3;
    private static final int PAUSE_STEPS = 3;

    @Override
    public void accept(byte[] input) {
        Line line = new Line();
        ByteBuffer presses = ByteBuffer.wrap(input);
        while (presses.remaining() >= 3) {
            line.press(presses.get() & 0xff, presses.get() & 0xff, presses.get() & 0xff);
        }
        String heard = line.heard.toString();
        if (!heard.contentEquals(line.pressed)) {
            throw new AssertionError("pressed " + line.pressed + ", heard " + heard);
        }
    }

    @Override
    public int maxLength() {
        return 300;
    }

    private static final class Line {
        final StringBuilder pressed = new StringBuilder();
        final StringBuilder heard = new StringBuilder();
        private final DtmfReceiver receiver = new DtmfReceiver();
        private final RtpPacket packet = new RtpPacket();
        private int sequence = 0xfff0;
        private long timestamp = 0xffff_f000L;
        private long now;

        void press(int what, int lost, int mixed) {
            int code = what & 0x0f;
            int steps = 2 + (what >> 4);
            int packets = steps + ENDS - 1;
            int[] order = order(packets, mixed >> 4);
            boolean through = false;
            for (int i = 0; i < packets; i++) {
                if ((lost >> i % 8 & 1) == 0) {
                    through = true;
                    send(code, order[i], steps);
                    if ((mixed >> i % 4 & 1) != 0) {
                        send(code, order[i], steps);
                    }
                }
                now += 20_000_000;
            }
            pressed.append(through ? String.valueOf(JitsiDtmf.DIGITS.charAt(code)) : "");
            sequence += packets;
            timestamp = timestamp + (long) (steps + PAUSE_STEPS) * UNITS & 0xffff_ffffL;
            now += PAUSE_STEPS * 20_000_000L;
        }

        /** Which packet comes when: of each two the first may come second. */
        private static int[] order(int packets, int swaps) {
            int[] order = new int[packets];
            for (int i = 0; i < packets; i++) {
                order[i] = i;
            }
            for (int i = 0; i + 1 < packets; i += 2) {
                if ((swaps >> i / 2 % 4 & 1) != 0) {
                    order[i] = i + 1;
                    order[i + 1] = i;
                }
            }
            return order;
        }

        private void send(int code, int at, int steps) {
            boolean end = at >= steps - 1;
            int duration = Math.min(at + 1, steps) * UNITS;
            byte[] bytes = Packets.event(at == 0, sequence + at & 0xffff, timestamp, 0x5151, code, end, duration);
            Packets.into(packet, bytes, Packets.FAR, now);
            if (!packet.parse()) {
                throw new AssertionError("an event that is no RTP");
            }
            char digit = receiver.hear(JitsiDtmf.read(packet), packet.marker, packet.timestamp, packet.arrival);
            if (digit != DtmfReceiver.NONE) {
                heard.append(digit);
            }
        }
    }
}
