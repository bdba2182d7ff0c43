package io.parley.media;

/**
 * A call's media in figures (RFC 3550, section 6.4; E-model of G.107 for the score).
 *
 * @param packetsReceived RTP packets accepted
 * @param packetsSent RTP packets sent
 * @param packetsLost received direction, cumulative
 * @param packetsLate arrived after their place had been played
 * @param jitterMillis interarrival jitter
 * @param roundTripMillis from RTCP, -1 while unknown
 * @param mos estimated mean opinion score, 1 to 4.5
 * @param concealedFrames 20 ms frames made up
 * @param underruns 20 ms steps in which the engine was speaking and the playout ring was empty
 * @param rejected packets refused: source, payload type, malformed
 * @param encrypted what was agreed on last is SRTP
 */
public record RtpStats(
        long packetsReceived,
        long packetsSent,
        long packetsLost,
        long packetsLate,
        double jitterMillis,
        double roundTripMillis,
        double mos,
        long concealedFrames,
        long underruns,
        long rejected,
        boolean encrypted) {}
