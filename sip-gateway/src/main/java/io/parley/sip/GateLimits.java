package io.parley.sip;

/**
 * What one source may ask of us before it is heard no more. The figures leave room for a trunk that sends 1,000 calls a
 * second from one address (four requests a call).
 *
 * @param messagesPerSecond messages a second from one source that reach the parser, with a burst of as many
 * @param flawAnswersPerSecond malformed messages a second from one source that earn an answer; the rest are dropped, so
 *     that we are no use as a reflector
 * @param sources sources remembered at once; beyond it the one not heard from for longest is forgotten
 * @param connections TCP connections at once
 * @param connectionsPerSource TCP connections at once from one source
 */
record GateLimits(
        int messagesPerSecond, int flawAnswersPerSecond, int sources, int connections, int connectionsPerSource) {

    static final GateLimits DEFAULT = new GateLimits(5_000, 10, 4_096, 1_024, 128);
}
