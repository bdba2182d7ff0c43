package io.parley.sip;

import io.parley.agent.CallLeg;
import io.parley.media.RtpSession;
import io.vertx.core.Future;

/** A call that RTP carries. Every {@link CallLeg} of this module is one. */
public interface MediaLeg extends CallLeg {
    /** The call's RTP: figures, recording. On the call's context. */
    RtpSession media();

    /** Whether the far end can be put on hold and sent elsewhere. */
    default boolean isTransferable() {
        return true;
    }

    /**
     * Has the far end take our place in another call (RFC 3891, RFC 5589): a REFER to whoever is there, with the dialog
     * that its INVITE is to replace.
     *
     * @param consulted a call that is up, on the same context; its far end ends it when it has been replaced
     * @return as {@link #transfer}
     */
    Future<Integer> replacing(MediaLeg consulted);

    /**
     * Puts the far end on hold, or talks to it again (RFC 3264, section 8.4). While it is held there are no ticks.
     *
     * @return completes with the final status of the re-INVITE: 491 while another one or a transfer of ours is under way,
     *     481 without a call, 487 when the call ended meanwhile
     */
    Future<Integer> hold(boolean on);
}
