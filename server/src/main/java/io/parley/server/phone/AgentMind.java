package io.parley.server.phone;

import io.parley.agent.CallEvent;
import io.parley.config.CallStep.Sign;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a scripted caller knows of the agent's thoughts: acts and words, in order, each waited for at most once. Pure. */
final class AgentMind {
    private static final long NONE = Long.MIN_VALUE;

    private record Thought(CallEvent event, long nanos) {}

    private final List<Thought> thoughts = new ArrayList<>();
    /** Lines that are on their way to the caller. */
    private final Set<Object> lines = new HashSet<>();

    private int running;
    /** Thoughts before this one have been waited for, or passed over. */
    private int seen;
    /** Signs of the list under way that have come. */
    private int come;

    private long matchedAt = NONE;

    void know(CallEvent event, long nanos) {
        Map<String, Object> data = event.data();
        switch (event.event()) {
            case "act", "heard" -> thoughts.add(new Thought(event, nanos));
            case "speak" -> {
                thoughts.add(new Thought(event, nanos));
                lines.add(data.getOrDefault("line", 0));
            }
            case "spoken" -> spoken(data);
            case "retract" -> takeBack();
            case "action" -> running++;
            case "result" -> running--;
            default -> {}
        }
    }

    private void spoken(Map<String, Object> data) {
        if (Boolean.TRUE.equals(data.get("cut"))) {
            // What waited behind it will not be said either.
            lines.clear();
        } else {
            lines.remove(data.getOrDefault("line", 0));
        }
    }

    /** The reply to what was heard last has been withdrawn, and what it thought with it. */
    private void takeBack() {
        int last = thoughts.size() - 1;
        while (last >= seen && !thoughts.get(last).event.event().equals("heard")) {
            thoughts.remove(last--);
        }
    }

    /** Whether the agent has something to say that it has not finished saying. */
    boolean speaking() {
        return !lines.isEmpty();
    }

    /** Whether an action is under way. */
    boolean acting() {
        return running > 0;
    }

    /** Whether all of this has happened since what was waited for before. To be asked again until it has. */
    boolean hasDone(List<Sign> signs) {
        for (; seen < thoughts.size() && come < signs.size(); seen++) {
            Thought thought = thoughts.get(seen);
            if (shows(thought.event, signs.get(come))) {
                come++;
                matchedAt = thought.nanos;
            }
        }
        if (come < signs.size()) {
            return false;
        }
        come = 0;
        return true;
    }

    /** When the last sign came that nobody has asked about; {@link Long#MIN_VALUE} for none. */
    long matchedAt() {
        return matchedAt;
    }

    long takeMatch() {
        long at = matchedAt;
        matchedAt = NONE;
        return at;
    }

    private static boolean shows(CallEvent event, Sign sign) {
        Map<String, Object> data = event.data();
        String kind = sign.act() == null ? "speak" : "act";
        return event.event().equals(kind)
                && (sign.act() == null || sign.act().equals(data.get("act")))
                && (sign.slot() == null || isAbout(data, sign.slot()))
                && (sign.says() == null
                        || SpokenText.holds(String.valueOf(data.getOrDefault("text", "")), sign.says()));
    }

    private static boolean isAbout(Map<String, Object> data, String slot) {
        return slot.equals(data.get("slot"))
                || data.get("values") instanceof Map<?, ?> values && values.containsKey(slot);
    }
}
