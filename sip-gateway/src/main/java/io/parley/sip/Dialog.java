package io.parley.sip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The state of a dialog (RFC 3261, section 12), ours rather than the stack's: the stack's drops an ACK that another
 * request has overtaken, keeps time by its own clock, and cannot be tried in a table. Immutable; URIs and addresses as
 * text.
 *
 * @param callId Call-ID
 * @param local From of our requests, without the tag
 * @param localTag our tag
 * @param remote To of our requests, without the tag
 * @param remoteTag their tag; empty for an element of RFC 2543
 * @param target remote target: Request-URI of our requests
 * @param routes route set, in the order our requests carry it
 * @param localSeq CSeq of our last request
 * @param remoteSeq highest CSeq of theirs, -1 for none yet
 * @param timer what is agreed about refreshing the session
 */
record Dialog(
        String callId,
        String local,
        String localTag,
        String remote,
        String remoteTag,
        String target,
        List<String> routes,
        long localSeq,
        long remoteSeq,
        SessionTimer timer) {

    Dialog {
        routes = List.copyOf(routes);
    }

    /** Without session timers. */
    Dialog(
            String callId,
            String local,
            String localTag,
            String remote,
            String remoteTag,
            String target,
            List<String> routes,
            long localSeq,
            long remoteSeq) {
        this(callId, local, localTag, remote, remoteTag, target, routes, localSeq, remoteSeq, SessionTimer.OFF);
    }

    Dialog timed(SessionTimer other) {
        return new Dialog(callId, local, localTag, remote, remoteTag, target, routes, localSeq, remoteSeq, other);
    }

    /** After a request of ours: the next CSeq (section 12.2.1.1). */
    Dialog next() {
        return new Dialog(callId, local, localTag, remote, remoteTag, target, routes, localSeq + 1, remoteSeq, timer);
    }

    /** The same with a higher CSeq of ours. */
    Dialog plus(long extra) {
        return extra == 0
                ? this
                : new Dialog(
                        callId, local, localTag, remote, remoteTag, target, routes, localSeq + extra, remoteSeq, timer);
    }

    /** Has this CSeq come before, or been overtaken (section 12.2.2)? */
    boolean isOutOfOrder(long cseq) {
        return remoteSeq >= 0 && cseq <= remoteSeq;
    }

    Dialog heard(long cseq) {
        return new Dialog(
                callId, local, localTag, remote, remoteTag, target, routes, localSeq, Math.max(remoteSeq, cseq), timer);
    }

    /** Target refresh by a re-INVITE, an UPDATE or its 2xx (section 12.2.2). */
    Dialog retargeted(String newTarget) {
        return new Dialog(callId, local, localTag, remote, remoteTag, newTarget, routes, localSeq, remoteSeq, timer);
    }

    /**
     * The dialog that a response to our INVITE makes (section 12.1.2).
     *
     * @param recordRoutes as they stand in the response
     */
    Dialog established(String newRemoteTag, String newTarget, List<String> recordRoutes) {
        List<String> reversed = new ArrayList<>(recordRoutes);
        Collections.reverse(reversed);
        return new Dialog(
                callId, local, localTag, remote, newRemoteTag, newTarget, reversed, localSeq, remoteSeq, timer);
    }

    /** What whoever takes our place in it sends (RFC 3891, section 6.1): the tags as the far end has them. */
    String replaces() {
        return callId + ";to-tag=" + remoteTag + ";from-tag=" + localTag;
    }

    /** What {@link CallRegistry} finds it by. */
    Key key() {
        return new Key(callId, localTag);
    }

    /** Our tag is ours alone, so the remote tag need not take part; it is compared when a request comes. */
    record Key(String callId, String localTag) {}
}
