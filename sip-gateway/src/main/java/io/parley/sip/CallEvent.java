package io.parley.sip;

import io.parley.agent.Termination;
import io.parley.media.OfferAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a call, as data: from the wire, from the agent, from the clock, from ourselves. */
sealed interface CallEvent {

    /** A request of the far end inside the dialog, other than ACK and CANCEL. */
    sealed interface InDialog extends CallEvent {
        Exchange exchange();

        long cseq();
    }

    // From the wire.

    record ReInvite(
            Exchange exchange,
            long cseq,
            @Nullable String sdp,
            @Nullable String contact,
            Terms terms) implements InDialog {
        ReInvite(Exchange exchange, long cseq, @Nullable String sdp, @Nullable String contact) {
            this(exchange, cseq, sdp, contact, Terms.NONE);
        }
    }

    /**
     * RFC 3262.
     *
     * @param rseq of the response that it acknowledges; {@code invite} and {@code method} of that one's request
     */
    record Prack(
            Exchange exchange,
            long cseq,
            long rseq,
            long invite,
            String method,
            @Nullable String sdp) implements InDialog {}

    /** RFC 3311. */
    record Update(
            Exchange exchange,
            long cseq,
            @Nullable String sdp,
            @Nullable String contact,
            Terms terms) implements InDialog {}

    record Bye(Exchange exchange, long cseq) implements InDialog {}

    record Options(Exchange exchange, long cseq) implements InDialog {}

    /** @param digits what was dialled; null when the body is of no type we know */
    record Info(Exchange exchange, long cseq, @Nullable String digits) implements InDialog {}

    /** A REFER that may be followed ({@link SipEndpoint} has looked). */
    record Refer(Exchange exchange, long cseq, Referral to) implements InDialog {}

    /**
     * @param status from the sipfrag body (RFC 3515, section 2.4.5); 0 when there is none
     * @param last the subscription ends with this one
     */
    record Notify(Exchange exchange, long cseq, int status, boolean last) implements InDialog {}

    /** @param sdp the answer to an offer in our 200 */
    record Ack(long cseq, @Nullable String sdp) implements CallEvent {}

    /** A CANCEL of the INVITE that made the call. */
    record Cancel(Exchange exchange) implements CallEvent {}

    /**
     * @param status 100 to 199
     * @param reliable null for one that need not be acknowledged
     */
    record Provisional(
            int status, @Nullable String sdp, @Nullable Reliable reliable) implements CallEvent {}

    /**
     * What a reliable provisional response asks for (RFC 3262, section 4).
     *
     * @param cseq of the INVITE
     * @param recordRoutes as they stand in the response
     */
    record Reliable(long rseq, long cseq, String remoteTag, String target, List<String> recordRoutes) {}

    /** A 3xx was followed: our INVITE has gone elsewhere. */
    record Redirected() implements CallEvent {}

    /** A 2xx to our INVITE: the first, one sent again, or one from another branch of a fork. */
    record Success(
            long cseq,
            String remoteTag,
            String target,
            List<String> recordRoutes,
            @Nullable String sdp,
            Terms terms) implements CallEvent {
        Success(long cseq, String remoteTag, String target, List<String> recordRoutes, @Nullable String sdp) {
            this(cseq, remoteTag, target, recordRoutes, sdp, Terms.NONE);
        }
    }

    /**
     * A final refusal of our INVITE; 408 when nothing came, 503 when it could not be sent.
     *
     * @param minSe Min-SE of a 422 (RFC 4028, section 7.3); else 0
     */
    record Failure(int status, int minSe) implements CallEvent {
        Failure(int status) {
            this(status, 0);
        }
    }

    /** The final response to our UPDATE; 408 and 503 as above. */
    record UpdateAnswered(int status, Terms terms) implements CallEvent {}

    /** The final response to our REFER; 408 and 503 as above. */
    record ReferAnswered(int status) implements CallEvent {}

    /** The final response to our BYE, or its absence. */
    record ByeAnswered() implements CallEvent {}

    /** What the call that a REFER asked for has come to. */
    record Referred(int status) implements CallEvent {}

    // From the agent.

    /**
     * The handler takes the call.
     *
     * @param local our side of its media
     * @param atOnce it is answered without ringing
     */
    record Admitted(OfferAnswer.Local local, boolean atOnce) implements CallEvent {
        Admitted(OfferAnswer.Local local) {
            this(local, false);
        }
    }

    /** The handler, or the lack of a port, refuses the call. */
    record Refused(int status, List<Header> headers) implements CallEvent {}

    /** Sound before the answer. */
    record Progress() implements CallEvent {}

    record Answer() implements CallEvent {}

    record HangUp(Termination why) implements CallEvent {}

    record TransferTo(String target) implements CallEvent {}

    /** Hold the far end, or talk to it again. */
    record PutOnHold(boolean on) implements CallEvent {}

    // From the clock and from ourselves.

    record Fired(CallTimer timer) implements CallEvent {}

    /** No RTP for the configured time. */
    record MediaSilent() implements CallEvent {}

    /** Something of ours threw. */
    record Fault() implements CallEvent {}
}
