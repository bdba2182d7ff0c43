package io.parley.sip;

import io.parley.agent.CallLeg;
import io.parley.media.RtpSession;

/** A call that RTP carries. Every {@link CallLeg} of this module is one. */
public interface MediaLeg extends CallLeg {
    /** The call's RTP: figures, recording. On the call's context. */
    RtpSession media();
}
