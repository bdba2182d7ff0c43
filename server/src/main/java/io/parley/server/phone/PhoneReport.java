package io.parley.server.phone;

import io.parley.agent.Termination;
import io.parley.media.RtpStats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call as its caller had it.
 *
 * @param termination how it ended, seen from the called side's name: {@code agent-ended} where the far end hung up
 * @param seconds from answer to end
 * @param sent what the caller sent and
 * @param received what came back, 16 kHz, tick by tick together; empty unless asked for
 */
public record PhoneReport(
        Termination termination,
        double seconds,
        List<PhoneTurn> turns,
        @Nullable RtpStats media,
        short[] sent,
        short[] received) {}
