package io.parley.server.cli;

import io.parley.server.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a command prints while it works: sentences for people, or one JSON object a line. Safe on any thread. */
final class Lines {
    private final PrintWriter out;
    private final boolean json;

    Lines(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    boolean json() {
        return json;
    }

    /** Something happened: {@code text} for people, the event for machines. An empty text prints nothing. */
    synchronized void tell(String text, String event, Map<String, ?> data) {
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("event", event);
            line.putAll(data);
            out.println(Json.text(line));
        } else if (!text.isEmpty()) {
            out.println(text);
        }
        out.flush();
    }

    /** Lines that are made already; an empty text prints nothing. */
    synchronized void pass(String text) {
        out.print(text);
        out.flush();
    }

    /** For people only. */
    synchronized void say(String text) {
        if (!json) {
            out.println(text);
            out.flush();
        }
    }
}
