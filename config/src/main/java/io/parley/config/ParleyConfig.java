package io.parley.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The server's configuration, {@code parley.yaml}. Every value has a default; a record that exists is valid.
 *
 * @param agents agent folders, or folders that hold agent folders; none where a program brings its agents itself
 * @param trunks who may call; empty means loopback and private addresses only
 * @param registrar telephones that register with us; where it has users, nobody else calls without a trunk
 * @param dial whom agents may call
 */
public record ParleyConfig(
        SipConfig sip,
        HttpConfig http,
        MediaConfig media,
        List<Path> agents,
        List<Route> routes,
        List<Trunk> trunks,
        RegistrarConfig registrar,
        RedisConfig redis,
        Limits limits,
        DictationConfig dictation,
        DialConfig dial) {
    public static final int MAX_ROUTES = 10_000;
    public static final int MAX_TRUNKS = 500;

    public ParleyConfig {
        agents = List.copyOf(agents);
        routes = List.copyOf(routes);
        trunks = List.copyOf(trunks);
        rules(indexed("routes", routes), indexed("trunks", trunks)).check();
    }

    /** Agents call names and telephones of our own. */
    public ParleyConfig(
            SipConfig sip,
            HttpConfig http,
            MediaConfig media,
            List<Path> agents,
            List<Route> routes,
            List<Trunk> trunks,
            RegistrarConfig registrar,
            RedisConfig redis,
            Limits limits,
            DictationConfig dictation) {
        this(sip, http, media, agents, routes, trunks, registrar, redis, limits, dictation, DialConfig.DEFAULT);
    }

    private static <T> Map<String, T> indexed(String key, List<T> list) {
        Map<String, T> indexed = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            indexed.put(key + "[" + i + "]", list.get(i));
        }
        return indexed;
    }

    /** What holds between the parts; routes and trunks by their places in the file. */
    static Rules rules(Map<String, Route> routes, Map<String, Trunk> trunks) {
        Rules rules = new Rules();
        AgentRules.atMost(rules, "routes", routes.size(), MAX_ROUTES);
        AgentRules.atMost(rules, "trunks", trunks.size(), MAX_TRUNKS);
        eachNumberOnce(rules, routes);
        eachPeerOnce(rules, trunks);
        return rules;
    }

    private static void eachNumberOnce(Rules rules, Map<String, Route> routes) {
        Set<String> numbers = new HashSet<>();
        routes.forEach((at, route) -> {
            String written = route.isPrefix() ? route.normalised() + "*" : route.normalised();
            rules.require(numbers.add(written), at + ".number", route.number(), "each number in one route only");
        });
    }

    private static void eachPeerOnce(Rules rules, Map<String, Trunk> trunks) {
        Map<Cidr, String> owners = new HashMap<>();
        Set<String> names = new HashSet<>(Set.of(Trunk.LOCAL_NAME, Trunk.USERS_NAME, Trunk.BROWSER_NAME));
        trunks.forEach((at, trunk) -> {
            rules.require(
                    names.add(trunk.name()),
                    at + ".name",
                    trunk.name(),
                    "a name that no other trunk has, nor 'local', 'users' or 'browser', which stand for calls without a trunk");
            for (Cidr block : trunk.blocks()) {
                String owner = owners.putIfAbsent(block, trunk.name());
                rules.require(
                        owner == null,
                        at + ".addresses",
                        block,
                        "addresses of one trunk only; '" + owner + "' has them");
            }
        });
    }

    /**
     * Reads {@code parley.yaml}. Paths in it are relative to the file.
     *
     * @throws ConfigException with everything that is wrong in it
     */
    public static ParleyConfig load(Path file) {
        return ParleyConfigLoader.load(file);
    }

    /**
     * Reads the {@code parley.yaml} of a program that brings its agents itself: the same file, in which {@code agents} and
     * {@code routes} are errors, because nobody would look at them.
     *
     * @throws ConfigException with everything that is wrong in it
     */
    public static ParleyConfig loadWithoutAgents(Path file) {
        return ParleyConfigLoader.loadWithoutAgents(file);
    }

    /** The same for a program that brings its agents itself. */
    public ParleyConfig withoutAgents() {
        return new ParleyConfig(
                sip, http, media, List.of(), List.of(), trunks, registrar, redis, limits, dictation, dial);
    }

    /**
     * What holds without a file: the examples below {@code home} answer on every local address, calls come from loopback
     * and private addresses, and HTTP listens on loopback.
     */
    public static ParleyConfig defaults(Path home) {
        return ParleyConfigLoader.defaults(home);
    }
}
