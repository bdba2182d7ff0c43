package io.parley.config;

import java.time.Duration;

/**
 * @param firstPort first RTP port, even; RTP uses even ports, RTCP the odd one above (RFC 3550, section 11)
 * @param lastPort last port of the range, inclusive
 * @param inactivity a call that receives no RTP for this long, while not on hold, ends
 * @param portRest a port that a call has used rests this long before another call gets it
 */
public record MediaConfig(int firstPort, int lastPort, Duration inactivity, Duration portRest) {}
