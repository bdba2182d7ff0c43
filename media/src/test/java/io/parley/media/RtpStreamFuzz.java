package io.parley.media;

import io.parley.testkit.FuzzTarget;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * A call's media in virtual time: what comes in, from whom and when, and what is agreed meanwhile, as a list of
 * operations of a byte each and their operands. Every step on the line is one tick, and what is sent is RTP.
 */
final class RtpStreamFuzz implements FuzzTarget {
    /** Of the bits that say what is agreed, those of a packet time that another number says as well. */
    private static final int OPUS = 0x70;

    private static final int MAX_STEPS = 300;
    private static final byte[] NOTHING = {};

    @Override
    public void accept(byte[] input) {
        new Session(input).run();
    }

    @Override
    public int maxLength() {
        return 1_024;
    }

    private static final class Session {
        private final ByteBuffer script;
        private final CallUnderTest call = new CallUnderTest();
        private int steps;

        Session(byte[] input) {
            script = ByteBuffer.wrap(input);
            call.keeps = false;
            call.call.target(Packets.target(), call.now);
            call.call.start(call.now);
        }

        void run() {
            while (script.hasRemaining() && steps < MAX_STEPS) {
                perform(script.get() & 0x0f);
            }
            call.call.close(call.now);
            expectFigures(call.figures.snapshot());
        }

        private void perform(int operation) {
            switch (operation) {
                case 0 -> step(1 + next() % 8);
                case 1 -> audio(0, 0, next());
                case 2 -> audio((byte) next(), (byte) next() << 8 | next(), 0);
                case 3 -> call.rtp(bytes(), Packets.FAR);
                case 4 -> call.rtp(bytes(), Packets.OTHER);
                case 5 -> rtcp(bytes(), Packets.FAR_RTCP);
                case 6 -> event(next(), next(), next(), (byte) next());
                case 7 -> packet(13, false, bytes());
                case 8 -> call.ssrc ^= next();
                case 9 -> call.now += (long) (next() << 8 | next()) * CallUnderTest.MILLI;
                case 10 -> call.call.target(agreed(next()), call.now);
                case 11 ->
                    call.call.sendDigits(JitsiDtmf.DIGITS.substring(next() % 16).substring(0, 1));
                case 12 -> call.playout.offer(new short[Audio.FRAME_SAMPLES], 0, 1 + next(), 0);
                case 13 -> call.ssrc = ours();
                case 14 -> rtcp(bytes(), Packets.OTHER);
                default -> call.call.missed(next() % 4);
            }
        }

        private void step(int count) {
            for (int i = 0; i < count; i++, steps++) {
                int ticks = call.recorded;
                boolean up = call.call.isUp();
                call.step();
                if (call.recorded - ticks != (up ? 1 : 0)) {
                    throw new AssertionError(call.recorded - ticks + " ticks in a step");
                }
            }
        }

        private void audio(int sequence, int timestamp, int length) {
            call.sequence = call.sequence + sequence & 0xffff;
            call.timestamp = call.timestamp + timestamp & 0xffff_ffffL;
            packet(script.hasRemaining() ? 0 : 8, false, new byte[length == 0 ? 160 : length * 4]);
            call.timestamp = call.timestamp + (length == 0 ? 160 : length * 4L) & 0xffff_ffffL;
        }

        private void event(int code, int flags, int duration, int timestamp) {
            call.timestamp = call.timestamp + timestamp * 80L & 0xffff_ffffL;
            byte end = (byte) (10 | flags & 0x80);
            packet(101, (flags & 1) != 0, new byte[] {(byte) code, end, (byte) duration, (byte) flags});
        }

        private void packet(int type, boolean marker, byte[] payload) {
            call.rtp(Packets.rtp(type, marker, call.sequence, call.timestamp, call.ssrc, payload), Packets.FAR);
            call.sequence = call.sequence + 1 & 0xffff;
        }

        private void rtcp(byte[] bytes, InetSocketAddress from) {
            byte[] buffer = new byte[RtpPacket.MAX_BYTES + 1];
            System.arraycopy(bytes, 0, buffer, 0, bytes.length);
            call.call.receiveRtcp(buffer, bytes.length, from, call.now);
        }

        private int ours() {
            return call.sent.rtp.isEmpty() ? 0 : call.sent.last().ssrc;
        }

        private static RtpTarget agreed(int bits) {
            boolean opus = (bits & OPUS) == OPUS;
            Codec codec = opus ? Codec.OPUS : (bits & 1) == 0 ? Codec.G722 : Codec.PCMU;
            Direction direction = Direction.values()[bits >> 1 & 3];
            int type = Math.max(0, codec.staticPayloadType());
            int events = (bits & 0x80) != 0 ? -1 : 101;
            int millis = 10 * (1 + (bits >> 4 & 7) % 6);
            boolean learn = (bits & 8) != 0;
            return new RtpTarget(Packets.FAR, null, codec, type, type, events, events, millis, direction, learn);
        }

        private void expectFigures(RtpStats figures) {
            boolean sound = figures.mos() >= 1
                    && figures.mos() <= 4.5
                    && figures.jitterMillis() >= 0
                    && figures.roundTripMillis() >= -1
                    && figures.packetsLost() >= 0
                    && figures.packetsReceived() + figures.rejected() <= script.capacity()
                    && call.digits.length() <= script.capacity();
            if (!sound) {
                throw new AssertionError(figures);
            }
        }

        private int next() {
            return script.hasRemaining() ? script.get() & 0xff : 0;
        }

        private byte[] bytes() {
            int length = Math.min(next(), script.remaining());
            byte[] bytes = length == 0 ? NOTHING : new byte[length];
            script.get(bytes);
            return bytes;
        }
    }
}
