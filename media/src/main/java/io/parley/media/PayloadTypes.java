package io.parley.media;

import org.jspecify.annotations.Nullable;

/**
 * The numbers of an offer of ours: those in use stay (RFC 3264, section 8.3.2), and no two formats get the same. Pure.
 */
final class PayloadTypes {
    private static final int NARROW_EVENTS = 101;
    private static final int WIDE_EVENTS = 110;
    private static final int FIRST_DYNAMIC = 96;
    /** Two numbers may be in use, so a third one is free; and no list meets another. */
    private static final int TRIES = 3;

    private static final int ALTERNATIVES_APART = 2;

    private final @Nullable RtpTarget current;

    /** @param current what the session has now; null where it begins */
    PayloadTypes(@Nullable RtpTarget current) {
        this.current = current;
    }

    int of(Codec codec) {
        if (current != null && current.codec() == codec) {
            return current.receivePayloadType();
        }
        return codec.staticPayloadType() >= 0
                ? codec.staticPayloadType()
                : free(codec.offeredPayloadType(), FIRST_DYNAMIC + 2 * ALTERNATIVES_APART);
    }

    /** @param clock ticks a second of an event's duration */
    int ofEvents(int clock) {
        if (current != null && current.receiveDtmfPayloadType() >= 0 && current.dtmfClockRate() == clock) {
            return current.receiveDtmfPayloadType();
        }
        return clock == Codec.OPUS.clockRate()
                ? free(WIDE_EVENTS, FIRST_DYNAMIC + ALTERNATIVES_APART)
                : free(NARROW_EVENTS, FIRST_DYNAMIC);
    }

    private int free(int wished, int otherwise) {
        int type = wished;
        for (int i = 0; i < TRIES && isInUse(type); i++) {
            type = otherwise + i;
        }
        return type;
    }

    private boolean isInUse(int type) {
        return current != null && (type == current.receivePayloadType() || type == current.receiveDtmfPayloadType());
    }
}
