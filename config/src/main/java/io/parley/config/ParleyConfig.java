package io.parley.config;

import java.nio.file.Path;
import java.util.List;

/**
 * The server's configuration, {@code parley.yaml}. Every value has a default; a record that exists is valid.
 *
 * @param agents agent folders, or folders that hold agent folders
 * @param trunks who may call; empty means loopback and private addresses only
 */
public record ParleyConfig(
        SipConfig sip,
        HttpConfig http,
        MediaConfig media,
        List<Path> agents,
        List<Route> routes,
        List<Trunk> trunks,
        RedisConfig redis,
        Limits limits) {}
