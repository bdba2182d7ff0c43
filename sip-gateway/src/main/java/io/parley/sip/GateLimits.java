package io.parley.sip;

import java.time.Duration;

/**
 * What one source may ask of us before it is heard no more, and what all may. The figures leave room for a trunk that
 * sends 1,000 calls a second from one address (four requests a call).
 *
 * @param messagesPerSecond messages a second from one source that reach the parser, with a burst of as many
 * @param flawAnswersPerSecond malformed messages a second from one source that earn an answer; the rest are dropped, so
 *     that we are no use as a reflector
 * @param sources sources remembered at once; beyond it the one not heard from for longest is forgotten
 * @param connections TCP connections at once that were made to us, and as many that we made
 * @param connectionsPerSource TCP connections at once from one source
 * @param idle a TCP connection that has brought nothing for so long is closed, unless its peer has a call; above the two
 *     minutes between keep-alives of RFC 5626, section 4.4.1
 * @param transactions server transactions at once; each costs about 5 KB for 32 s, so this bounds what a flood of
 *     well-formed requests can take. Beyond it new calls, and requests within one other than BYE, get 503
 */
record GateLimits(
        int messagesPerSecond,
        int flawAnswersPerSecond,
        int sources,
        int connections,
        int connectionsPerSource,
        Duration idle,
        int transactions) {

    static final GateLimits DEFAULT = new GateLimits(5_000, 10, 4_096, 1_024, 128, Duration.ofMinutes(3), 40_000);
}
