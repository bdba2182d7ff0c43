package io.parley.config;

import org.jspecify.annotations.Nullable;

/**
 * A SIP listening point, written {@code udp:5060} or {@code tcp:192.0.2.4:5060}.
 *
 * @param host literal address to bind; null means every local address, one listening point each
 * @param port 1 to 65535; 0 asks the system for a free port
 */
public record Listen(Transport transport, @Nullable String host, int port) {}
