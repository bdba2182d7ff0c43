package io.parley.media;

import org.jspecify.annotations.Nullable;

/** SDP offer and answer (RFC 8866, RFC 3264) as pure functions over text. */
public final class OfferAnswer {
    private OfferAnswer() {}

    /**
     * Our side of a session.
     *
     * @param address literal address for {@code c=}
     * @param port RTP port
     * @param sessionId, version for {@code o=}; the version rises by one with every changed description
     * @param direction what we would like
     */
    public record Local(String address, int port, long sessionId, long version, Direction direction) {}

    /** An answer and what it means for the media. */
    public record Answer(String sdp, RtpTarget target) {}

    /**
     * Answers an offer: the first audio m-line with a codec we have; every other m-line with port 0; held offers
     * mirrored.
     *
     * @param nat learn the source whatever the address
     * @throws SdpException 400 for what cannot be parsed, 488 for what cannot be shared
     */
    public static Answer answer(String offer, Local local, boolean nat) {
        throw new IllegalStateException("being written");
    }

    /** An offer of everything we have, or of {@code current}'s codec first when it renews a session. */
    public static String offer(Local local, @Nullable RtpTarget current) {
        throw new IllegalStateException("being written");
    }

    /**
     * Reads the answer to our offer.
     *
     * @throws SdpException 400 or 488 as {@link #answer}
     */
    public static RtpTarget accept(String answer, Local local, boolean nat) {
        throw new IllegalStateException("being written");
    }
}
