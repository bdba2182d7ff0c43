package io.parley.config;

/** Where the HTTP API, the health checks and the metrics listen. Loopback unless the file says otherwise. */
public record HttpConfig(String host, int port) {}
