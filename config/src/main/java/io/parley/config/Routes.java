package io.parley.config;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers which agent a dialled number reaches. Exact beats the longest prefix beats patterns in the file's order beats
 * {@code *}; a route of the configuration beats the same number in an agent's file. Immutable: any thread may ask.
 */
public final class Routes {
    /** A longer user part is nobody's number. */
    public static final int MAX_USER_PART = 256;

    private final Map<String, String> exact = new HashMap<>();
    private final TreeMap<String, String> prefixes =
            new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
    private final List<Rule> patterns = new ArrayList<>();
    private @Nullable String otherwise;

    private record Rule(Pattern pattern, String agent) {}

    private Routes() {}

    /**
     * The routes of a server.
     *
     * @param configured those of {@code parley.yaml}, in the file's order
     * @throws IllegalArgumentException if a route leads to an agent that is not there
     */
    public static Routes of(Collection<AgentSpec> agents, List<Route> configured) {
        Routes routes = new Routes();
        for (AgentSpec agent : agents) {
            agent.numbers().forEach(number -> routes.exact.put(Numbers.normalise(number), agent.id()));
        }
        List<String> ids = agents.stream().map(AgentSpec::id).toList();
        for (Route route : configured) {
            new Rules()
                    .require(ids.contains(route.agent()), "routes", route.agent(), "one of " + String.join(", ", ids))
                    .check();
            routes.add(route);
        }
        return routes;
    }

    private void add(Route route) {
        if (route.isDefault()) {
            otherwise = route.agent();
        } else if (route.isPattern()) {
            patterns.add(new Rule(route.pattern(), route.agent()));
        } else if (route.isPrefix()) {
            prefixes.put(route.normalised(), route.agent());
        } else {
            exact.put(route.normalised(), route.agent());
        }
    }

    /**
     * The id of the agent that answers; empty means 404.
     *
     * @param userPart of the Request-URI, from the far end: untrusted
     */
    public Optional<String> agentFor(String userPart) {
        if (userPart.length() > MAX_USER_PART) {
            return Optional.empty();
        }
        String number = Numbers.normalise(userPart);
        String agent = exact.get(number);
        return agent != null
                ? Optional.of(agent)
                : byPrefix(number).or(() -> byPattern(number)).or(() -> Optional.ofNullable(otherwise));
    }

    private Optional<String> byPrefix(String number) {
        return prefixes.entrySet().stream()
                .filter(entry -> number.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private Optional<String> byPattern(String number) {
        return patterns.stream()
                .filter(rule -> rule.pattern().matches(number))
                .map(Rule::agent)
                .findFirst();
    }
}
