package io.parley.sip;

import io.parley.media.Direction;
import io.parley.media.OfferAnswer;
import io.parley.media.RtpTarget;
import org.jspecify.annotations.Nullable;

/**
 * What offer and answer (RFC 3264) have come to in a call. Immutable.
 *
 * @param local our side; its version is that of the last description we wrote
 * @param nat learn the source of RTP
 * @param target what is agreed; null before the first answer
 * @param sdp the last description we wrote; null before the first
 */
record Session(
        OfferAnswer.Local local,
        boolean nat,
        @Nullable RtpTarget target,
        @Nullable String sdp) {

    /** Hold: the far end does not want to hear us (sendonly, inactive, or the old 0.0.0.0). */
    boolean isHeld() {
        return target != null && !target.direction().sends();
    }

    /**
     * Answers an offer. {@link #sdp} of the result is the answer; its version rises only when it says something new
     * (RFC 3264, section 8).
     *
     * @throws io.parley.media.SdpException 400 or 488
     */
    Session answer(String offer) {
        OfferAnswer.Answer same = OfferAnswer.answer(offer, local, nat);
        if (sdp == null || sdp.equals(same.sdp())) {
            return new Session(local, nat, same.target(), same.sdp());
        }
        OfferAnswer.Local next = local.newer();
        OfferAnswer.Answer renewed = OfferAnswer.answer(offer, next, nat);
        return new Session(next, nat, renewed.target(), renewed.sdp());
    }

    /** The same, but with another direction in what we write from now on. */
    Session wishing(Direction direction) {
        return new Session(local.wishing(direction), nat, target, sdp);
    }

    /** Makes an offer: {@link #sdp} of the result. What was agreed stays agreed until the answer comes. */
    Session offer() {
        String same = OfferAnswer.offer(local, target);
        if (sdp == null || sdp.equals(same)) {
            return new Session(local, nat, target, same);
        }
        OfferAnswer.Local next = local.newer();
        return new Session(next, nat, target, OfferAnswer.offer(next, target));
    }

    /**
     * Takes the answer to {@link #offer}.
     *
     * @throws io.parley.media.SdpException 400 or 488
     */
    Session accept(String answer) {
        return new Session(local, nat, OfferAnswer.accept(answer, local, nat, target), sdp);
    }
}
