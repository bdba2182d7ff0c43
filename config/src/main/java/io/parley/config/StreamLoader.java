package io.parley.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads an action that a worker carries out, who is asked by a stream of Redis. */
final class StreamLoader {
    private static final String STREAM = "the stream: name and arguments";

    private StreamLoader() {}

    static Optional<StreamRequest> load(YamlValue value) {
        YamlMap stream = value.map(STREAM);
        Optional<String> name =
                stream.required("name", "the stream's name, such as stock").flatMap(YamlValue::text);
        Map<String, Object> arguments = McpLoader.arguments(stream);
        int deliveries = stream.integer("deliveries", StreamRequest.DEFAULT_DELIVERIES);
        Duration takeover = stream.duration("takeover", StreamRequest.DEFAULT_TAKEOVER);
        stream.finish();
        return name.flatMap(called -> stream.build(() -> new StreamRequest(called, arguments, deliveries, takeover)));
    }
}
