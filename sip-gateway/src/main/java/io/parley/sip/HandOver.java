package io.parley.sip;

import io.parley.agent.CallHandler;
import io.parley.agent.CallListener;
import io.parley.media.RtpSession;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a call gives to the one that takes its place: everything but its signalling.
 *
 * @param held the far end held the agent
 * @param left of the longest that the call may last
 */
record HandOver(
        RtpSession rtp,
        CallAudio audio,
        @Nullable CallListener listener,
        @Nullable CallHandler handler,
        Runnable freeLine,
        boolean held,
        Duration left) {}
