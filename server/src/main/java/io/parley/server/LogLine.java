package io.parley.server;

import java.util.Map;
import org.slf4j.spi.LoggingEventBuilder;

/** Log lines with many key-value pairs. */
final class LogLine {
    private LogLine() {}

    static LoggingEventBuilder with(LoggingEventBuilder line, Map<String, ?> data) {
        LoggingEventBuilder all = line;
        for (Map.Entry<String, ?> pair : data.entrySet()) {
            all = all.addKeyValue(pair.getKey(), pair.getValue());
        }
        return all;
    }
}
