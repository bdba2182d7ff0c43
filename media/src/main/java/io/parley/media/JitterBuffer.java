package io.parley.media;

import java.util.Arrays;

/**
 * Packets that wait to be played, by position. Knows nothing of time; {@link CallerAudio} decides when to take what.
 * Bounded: {@link #SLOTS} packets of {@link #MAX_PAYLOAD} bytes. Media thread only; a slot allocates only when a payload
 * longer than any before comes into it.
 */
final class JitterBuffer {
    /** Packets held: 1.3 s of 20 ms packets. */
    static final int SLOTS = 64;

    private static final int FIRST_BYTES = 240;
    private static final int NONE = -1;

    enum Kind {
        AUDIO,
        /** Comfort noise (RFC 3389): silence begins or goes on. */
        NOISE,
        /** A telephone-event: its place is taken, and nothing is to be heard of it. */
        EVENT
    }

    enum Result {
        KEPT,
        DUPLICATE,
        LATE,
        /** Kept, but older packets were dropped to make room. */
        OVERFLOWED
    }

    private final boolean[] full = new boolean[SLOTS];
    private final long[] positions = new long[SLOTS];
    private final long[] mediaTimes = new long[SLOTS];
    private final long[] offsets = new long[SLOTS];
    private final long[] arrivals = new long[SLOTS];
    private final Kind[] kinds = new Kind[SLOTS];
    private final byte[][] payloads = new byte[SLOTS][FIRST_BYTES];
    private final int[] lengths = new int[SLOTS];
    private final int[] units = new int[SLOTS];

    private boolean begun;
    private boolean played;
    private long next;
    private long highest;

    /** Empties the buffer; the next packet begins a new line. */
    void clear() {
        Arrays.fill(full, false);
        begun = false;
        played = false;
    }

    /** Of a codec whose octets are its units. */
    Result put(long position, long mediaTime, long offset, Kind kind, RtpPacket packet) {
        return put(position, mediaTime, offset, kind, packet, packet.payloadLength);
    }

    /** @param lasts units of audio in it */
    Result put(long position, long mediaTime, long offset, Kind kind, RtpPacket packet, int lasts) {
        if (!begun) {
            begun = true;
            next = position;
            highest = position;
        }
        if (position < next) {
            if (played || highest - position >= SLOTS) {
                return Result.LATE;
            }
            next = position;
        }
        int slot = slot(position);
        if (full[slot] && positions[slot] == position) {
            return Result.DUPLICATE;
        }
        boolean overflowed = makeRoom(position);
        fill(slot, position, mediaTime, offset, kind, packet);
        units[slot] = lasts;
        highest = Math.max(highest, position);
        return overflowed ? Result.OVERFLOWED : Result.KEPT;
    }

    private boolean makeRoom(long position) {
        long oldest = position - SLOTS + 1;
        boolean dropped = false;
        for (long old = next; old < oldest && old <= highest; old++) {
            dropped |= full[slot(old)];
            full[slot(old)] = false;
        }
        next = Math.max(next, oldest);
        return dropped;
    }

    private void fill(int slot, long position, long mediaTime, long offset, Kind kind, RtpPacket packet) {
        if (payloads[slot].length < packet.payloadLength) {
            payloads[slot] = new byte[packet.payloadLength];
        }
        System.arraycopy(packet.buffer, packet.payloadOffset, payloads[slot], 0, packet.payloadLength);
        full[slot] = true;
        positions[slot] = position;
        mediaTimes[slot] = mediaTime;
        offsets[slot] = offset;
        arrivals[slot] = packet.arrival;
        kinds[slot] = kind;
        lengths[slot] = packet.payloadLength;
    }

    /** Slot of the earliest packet that waits, or -1. */
    int head() {
        if (begun) {
            for (long position = next; position <= highest; position++) {
                int slot = slot(position);
                if (full[slot] && positions[slot] == position) {
                    return slot;
                }
            }
        }
        return NONE;
    }

    /** Packets missing before the one in {@code slot}. */
    long missingBefore(int slot) {
        return positions[slot] - next;
    }

    /** Frees the slot; what is missing before it will not be waited for any more. */
    void release(int slot) {
        full[slot] = false;
        played = true;
        next = positions[slot] + 1;
    }

    Kind kind(int slot) {
        return kinds[slot];
    }

    long mediaTime(int slot) {
        return mediaTimes[slot];
    }

    long offset(int slot) {
        return offsets[slot];
    }

    long arrival(int slot) {
        return arrivals[slot];
    }

    byte[] payload(int slot) {
        return payloads[slot];
    }

    int length(int slot) {
        return lengths[slot];
    }

    /** Units of audio in it. */
    int units(int slot) {
        return units[slot];
    }

    private static int slot(long position) {
        return (int) Math.floorMod(position, (long) SLOTS);
    }
}
