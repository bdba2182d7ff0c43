package io.parley.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param listen listening points; UDP and TCP on 5060 by default
 * @param publicAddress literal address to write into Via, Contact and {@code c=}; null ({@code auto}) writes the local
 *     address by which the peer is reached
 */
public record SipConfig(List<Listen> listen, @Nullable String publicAddress) {}
