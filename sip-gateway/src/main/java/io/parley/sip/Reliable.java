package io.parley.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The reliable provisional responses to an INVITE of theirs
 * (<a href="https://www.rfc-editor.org/rfc/rfc3262">RFC 3262</a>), one at a time. Immutable.
 *
 * @param supported the caller acknowledges provisional responses
 * @param demanded it wants every one to be acknowledged
 * @param rseq RSeq of the last one
 * @param open until the one that waits for its PRACK goes out again; null when none waits
 * @param offer the one that waits carries our offer, and its PRACK must bring the answer
 * @param described an offer has been answered, or is being, by one of them and not by the 200
 * @param sent the answer that was sent so; null where the offer was ours
 */
record Reliable(
        boolean supported,
        boolean demanded,
        long rseq,
        @Nullable Duration open,
        boolean offer,
        boolean described,
        @Nullable String sent) {
    static final Reliable NONE = new Reliable(false, false, 0, null, false, false, null);

    private static final String OPTION = "100rel";

    /** What an INVITE asks for; the first RSeq is drawn (section 3). */
    static Reliable of(SIPRequest invite, RandomGenerator random) {
        boolean demanded = Terms.requires(invite, OPTION);
        return new Reliable(
                Terms.has(invite, OPTION), demanded, random.nextInt(1, Integer.MAX_VALUE), null, false, false, null);
    }

    boolean waits() {
        return open != null;
    }

    /** Another one has gone. */
    Reliable next(@Nullable String sdp, boolean ours, Duration t1) {
        boolean answers = sdp != null && !ours;
        return new Reliable(
                supported, demanded, rseq + 1, t1, sdp != null && ours, described || answers, answers ? sdp : sent);
    }

    /** It went out again (section 3: doubled every time). */
    Reliable later() {
        Duration doubled = open == null ? null : open.multipliedBy(2);
        return new Reliable(supported, demanded, rseq, doubled, offer, described, sent);
    }

    boolean isMeant(CallEvent.Prack prack, long invite) {
        return waits()
                && prack.rseq() == rseq
                && prack.invite() == invite
                && prack.method().equals("INVITE");
    }

    /** Its PRACK has come. */
    Reliable acknowledged() {
        return new Reliable(supported, demanded, rseq, null, false, described || offer, sent);
    }

    List<Header> headers() {
        return List.of(new Header("Require", OPTION), new Header("RSeq", Long.toString(rseq)), Answers.ALLOW);
    }
}
