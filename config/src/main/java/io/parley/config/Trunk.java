package io.parley.config;

import java.util.List;

/**
 * A peer that may send calls.
 *
 * @param name for logs and metrics
 * @param addresses literal addresses or CIDR blocks of the peer
 * @param nat learn the source of RTP from the first packets instead of trusting the SDP
 * @param busyCode the answer when every line is taken: 503 (with Retry-After) or 486
 */
public record Trunk(String name, List<String> addresses, boolean nat, int busyCode) {}
