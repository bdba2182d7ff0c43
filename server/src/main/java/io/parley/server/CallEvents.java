package io.parley.server;

import io.parley.actions.Store;
import io.parley.agent.CallEvent;
import io.parley.agent.CallObserver;
import io.parley.server.metrics.Metrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Passes on what happens in calls: in full to those who watch in this process, as words to the transcript, and without
 * personal data to the log, the stream and the metrics. On the calls' contexts.
 */
final class CallEvents implements CallObserver {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.calls");

    /**
     * What of an event's data is no personal data: names from the agents' files, numbers, outcomes. Words, digits, values
     * and what the world outside answered stay out.
     */
    private static final List<String> IMPERSONAL = List.of(
            "act",
            "slot",
            "task",
            "similarity",
            "action",
            "outcome",
            "millis",
            "command",
            "confidence",
            "misfit",
            "speech_ms",
            "silence_ms",
            "line",
            "cut",
            "ear_to_ear_ms",
            "target",
            "status",
            "termination",
            "what");

    private final Store store;
    private final Metrics metrics;
    private final CallDesk desk;
    private final CallWatcher watcher;

    CallEvents(Store store, Metrics metrics, CallDesk desk, CallWatcher watcher) {
        this.store = store;
        this.metrics = metrics;
        this.desk = desk;
        this.watcher = watcher;
    }

    @Override
    public void event(CallEvent event) {
        LiveCall call = desk.live(event.call());
        if (call == null) {
            return;
        }
        Map<String, Object> told = impersonal(event);
        told.put("agent", call.agent());
        metrics.event(event.event());
        log(event, told);
        store.publish(line(event, told));
        transcribe(event);
        watcher.event(call.info(), event);
    }

    static Map<String, Object> impersonal(CallEvent event) {
        Map<String, Object> told = new LinkedHashMap<>();
        for (String key : IMPERSONAL) {
            Object value = event.data().get(key);
            if (value != null) {
                told.put(key, value);
            }
        }
        return told;
    }

    private static void log(CallEvent event, Map<String, Object> told) {
        LoggingEventBuilder line =
                LOG.atInfo().addKeyValue("call", event.call()).addKeyValue("at_ms", event.atMillis());
        LogLine.with(line, told).log(event.event());
        LOG.debug("{} {}: {}", event.call(), event.event(), event.data());
    }

    private static String line(CallEvent event, Map<String, Object> data) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", event.event());
        line.put("call", event.call());
        line.put("at_ms", event.atMillis());
        line.putAll(data);
        return Json.text(line);
    }

    /** What was said, by whom; of the agent's words those that the caller heard. */
    private void transcribe(CallEvent event) {
        boolean caller = event.event().equals("heard") || event.event().equals("resembles");
        String words = String.valueOf(event.data().getOrDefault(caller ? "text" : "heard", ""));
        if ((caller || event.event().equals("spoken")) && !words.isEmpty()) {
            Map<String, Object> turn = new LinkedHashMap<>();
            turn.put("at_ms", event.atMillis());
            turn.put("who", caller ? "caller" : "agent");
            turn.put("text", words);
            store.appendTranscript(event.call(), Json.text(turn), Store.MAX_KEEP);
        }
    }

    @Override
    public void earToEar(double millis) {
        metrics.earToEar(millis);
    }

    @Override
    public void bargeInStop(double millis) {
        metrics.bargeInStop(millis);
    }
}
