package io.parley.embed;

import io.parley.agent.CallEvent;
import io.parley.agent.CallRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a program wants to be told of one call. Filled before the call is answered, then read by the thread of events. */
final class CallFollower {
    private final List<Consumer<Heard>> heard = new ArrayList<>();
    private final List<Consumer<Acted>> acted = new ArrayList<>();
    private final List<Consumer<CallRecord>> ended = new ArrayList<>();

    void onHeard(Consumer<Heard> listener) {
        heard.add(listener);
    }

    void onAct(Consumer<Acted> listener) {
        acted.add(listener);
    }

    void onEnded(Consumer<CallRecord> listener) {
        ended.add(listener);
    }

    boolean wants(CallEvent event) {
        return event.event().equals("heard") && !heard.isEmpty()
                || event.event().equals("act") && !acted.isEmpty();
    }

    boolean wantsTheEnd() {
        return !ended.isEmpty();
    }

    void told(CallEvent event) {
        Map<String, Object> data = new HashMap<>(event.data());
        if (event.event().equals("heard")) {
            Map<String, String> slots = new HashMap<>();
            if (data.get("slots") instanceof Map<?, ?> said) {
                said.forEach((slot, value) -> slots.put(String.valueOf(slot), String.valueOf(value)));
            }
            Heard words = new Heard(event.call(), event.atMillis(), String.valueOf(data.get("text")), slots);
            heard.forEach(listener -> listener.accept(words));
        } else {
            String act = String.valueOf(data.remove("act"));
            Object text = data.remove("text");
            Acted done = new Acted(event.call(), event.atMillis(), act, text == null ? "" : text.toString(), data);
            acted.forEach(listener -> listener.accept(done));
        }
    }

    void over(CallRecord record) {
        ended.forEach(listener -> listener.accept(record));
    }
}
