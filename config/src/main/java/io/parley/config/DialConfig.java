package io.parley.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom agents may call and put callers through to: what is not allowed here is not dialled, whatever an agent's file, a
 * caller, or the far end of a call asks for. Immutable: any thread may ask.
 *
 * @param enabled false calls nobody
 * @param allow what may be called
 * @param agents for these agents, by id, only what their own rules allow as well
 * @param trunks the same for trunks, by name
 */
public record DialConfig(
        boolean enabled,
        DialPlan plan,
        List<DialRule> allow,
        Map<String, List<DialRule>> agents,
        Map<String, List<DialRule>> trunks,
        DialCaps caps) {
    static final int MAX_RULES = 1_000;
    /** Names and telephones of our own; no number. */
    public static final DialConfig DEFAULT = new DialConfig(
            true,
            DialPlan.DEFAULT,
            List.of(new DialRule("names"), new DialRule("users")),
            Map.of(),
            Map.of(),
            DialCaps.DEFAULT);

    /** Why something is not dialled. */
    public enum Refusal {
        SWITCHED_OFF("outbound calls are switched off (dial.enabled)"),
        UNREADABLE("it can be read in more ways than one"),
        NOT_ALLOWED("no rule of dial.allow allows it"),
        NOT_FOR_AGENT("no rule of dial.agents allows it to this agent"),
        NOT_BY_TRUNK("no rule of dial.trunks allows it by this trunk"),
        EMERGENCY("it is an emergency number, which no rule names"),
        SHORT("it is a short number, which no rule names"),
        PREMIUM("it costs more than others, and no rule names it"),
        BUSY("the caller is being put through already"),
        CALL_CAP("this caller has caused as many calls as dial.caps.per-call allows"),
        RATE_CAP("as many calls have been made as dial.caps allow");

        private final String help;

        Refusal(String help) {
            this.help = help;
        }

        /** For the log: a sentence that ends "because …". */
        public String help() {
            return help;
        }
    }

    public DialConfig {
        allow = List.copyOf(allow);
        agents = Map.copyOf(new LinkedHashMap<>(agents));
        trunks = Map.copyOf(new LinkedHashMap<>(trunks));
        Rules rules = new Rules();
        AgentRules.atMost(rules, "allow", allow.size(), MAX_RULES);
        agents.forEach((name, list) -> AgentRules.atMost(rules, "agents." + name, list.size(), MAX_RULES));
        trunks.forEach((name, list) -> AgentRules.atMost(rules, "trunks." + name, list.size(), MAX_RULES));
        rules.check();
    }

    /** The same, allowing this instead. */
    public DialConfig allowing(String... rules) {
        List<DialRule> list = List.of(rules).stream().map(DialRule::new).toList();
        return new DialConfig(enabled, plan, list, agents, trunks, caps);
    }

    /** The same within other caps. */
    public DialConfig within(DialCaps other) {
        return new DialConfig(enabled, plan, allow, agents, trunks, other);
    }

    /** The same, switched on or off. */
    public DialConfig switched(boolean on) {
        return new DialConfig(on, plan, allow, agents, trunks, caps);
    }

    /**
     * Why that may not be called; empty where it may.
     *
     * @param address user part of a SIP URI, or a whole URI
     * @param user whether it is somebody whose telephone registers here: no exchange is asked then
     * @param agent id of the agent; null where a program calls
     */
    public Optional<Refusal> refusal(String address, boolean user, @Nullable String agent, String trunk) {
        if (!enabled) {
            return Optional.of(Refusal.SWITCHED_OFF);
        }
        Dialled dialled = plan.read(address);
        if (!user) {
            Optional<Refusal> special = special(dialled);
            if (special.isPresent()) {
                return special;
            }
        }
        if (!allows(allow, dialled, user)) {
            boolean unreadable = dialled.kind() == Dialled.Kind.UNREADABLE;
            return Optional.of(unreadable ? Refusal.UNREADABLE : Refusal.NOT_ALLOWED);
        }
        if (agent != null && agents.containsKey(agent) && !allows(agents.get(agent), dialled, user)) {
            return Optional.of(Refusal.NOT_FOR_AGENT);
        }
        return trunks.containsKey(trunk) && !allows(trunks.get(trunk), dialled, user)
                ? Optional.of(Refusal.NOT_BY_TRUNK)
                : Optional.empty();
    }

    private Optional<Refusal> special(Dialled dialled) {
        return SpecialNumbers.find(dialled, plan.country())
                .filter(entry -> allow.stream().noneMatch(rule -> rule.names(entry, dialled, plan)))
                .map(entry -> Refusal.valueOf(entry.kind().name()));
    }

    private boolean allows(List<DialRule> rules, Dialled dialled, boolean user) {
        return rules.stream().anyMatch(rule -> rule.holds(dialled, user, plan));
    }
}
