package io.parley.server.cli;

import io.parley.server.phone.CallerSpeech;
import io.parley.server.phone.PhoneObserver;
import io.parley.server.phone.PhoneReport;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Shows a call as its caller has it. On the call's context. */
final class PhoneDisplay implements PhoneObserver {
    private final Lines lines;
    private final String call;

    /** @param call name of the call, for {@code --json} */
    PhoneDisplay(Lines lines, String call) {
        this.lines = lines;
        this.call = call;
    }

    void calling(String uri) {
        tell(0, "calling " + uri, "calling", Map.of("uri", uri));
    }

    @Override
    public void answered() {
        tell(0, "answered", "answered", Map.of());
    }

    @Override
    public void callerSpeaks(long atMillis, CallerSpeech speech) {
        tell(
                atMillis,
                String.format(Locale.ROOT, "caller: %s (%.1f s)", speech.name(), speech.seconds()),
                "caller-speaks",
                Map.of("file", speech.name(), "seconds", speech.seconds()));
    }

    @Override
    public void callerSilent(long atMillis) {
        tell(atMillis, "", "caller-silent", Map.of());
    }

    @Override
    public void dialled(long atMillis, String digits) {
        tell(atMillis, "caller dials " + digits, "dialled", Map.of("digits", digits));
    }

    @Override
    public void agentSpeaks(long atMillis) {
        tell(atMillis, "agent speaks", "agent-speaks", Map.of());
    }

    @Override
    public void agentSilent(long atMillis) {
        tell(atMillis, "agent silent", "agent-silent", Map.of());
    }

    @Override
    public void earToEar(long atMillis, double millis) {
        tell(
                atMillis,
                String.format(Locale.ROOT, "answered after %.0f ms", millis),
                "ear-to-ear",
                Map.of("ear_to_ear_ms", Summaries.tenth(millis)));
    }

    @Override
    public void bargeIn(long atMillis, double millis) {
        tell(
                atMillis,
                String.format(Locale.ROOT, "agent stopped %.0f ms after it was interrupted", millis),
                "barge-in",
                Map.of("barge_in_ms", Summaries.tenth(millis)));
    }

    void ended(PhoneReport report) {
        long atMillis = Math.round(report.seconds() * 1000);
        tell(
                atMillis,
                "over: " + report.termination(),
                "ended",
                Map.of("termination", report.termination().toString()));
    }

    void summary(Map<String, Object> summary) {
        lines.tell("", "summary", summary);
    }

    private void tell(long atMillis, String text, String event, Map<String, ?> data) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("call", call);
        line.put("at_ms", atMillis);
        line.putAll(data);
        String shown = text.isEmpty() ? "" : String.format(Locale.ROOT, "%7.2f s  %s", atMillis / 1e3, text);
        lines.tell(shown, event, line);
    }
}
