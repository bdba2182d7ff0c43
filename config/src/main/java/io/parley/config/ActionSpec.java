package io.parley.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an agent may do to the world. Of kind {@code http}: templates hold {@code {slot}} for values and {@code ${env:NAME}} for the deployer's
 * environment; the bus encodes values for the place where they stand. Of kind {@code openapi}: a request that such a document describes. Of kind {@code mcp}: a tool of a Model Context Protocol server. Of kind {@code script}: JavaScript in a sandbox. Of kind {@code stream}: what a worker takes from a stream of Redis. Of kind {@code home-assistant}: a service or a state of a home. Of kind {@code java}: a function of the program that
 * has started the server; no file can name one.
 *
 * @param kind what is done, and by what means
 * @param result result name to JSONPath in the answer's body
 * @param lists result name to a list in the answer's body, for what is told row by row
 * @param example the body that its API answers with, in simulations and for whoever reads the file: a tree of maps, lists,
 *     strings, numbers, booleans; null for none
 * @param deadline the longest the caller is kept waiting, retries included
 * @param retries further attempts after a failure that may pass; each carries the same idempotency key
 * @param waiting sentence while the action takes long; null for the agent's own
 * @param failed sentence when it cannot be done; null for the agent's own
 * @param refused sentence when the other side says no, may use {@code {reason}}; null for the agent's own
 */
public record ActionSpec(
        String name,
        Kind kind,
        Map<String, String> result,
        Map<String, Rows> lists,
        @Nullable Object example,
        Risk risk,
        Duration deadline,
        int retries,
        OnInterrupt onInterrupt,
        @Nullable String waiting,
        @Nullable String failed,
        @Nullable String refused) {
    public static final int MAX_RETRIES = 5;
    public static final Duration MAX_DEADLINE = Duration.ofMinutes(2);
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(5);

    /** By what means an action acts. */
    public sealed interface Kind permits Http, OpenApiOperation, McpTool, HomeRequest, Script, StreamRequest, Java {}

    /**
     * A function of the program that has started the server.
     *
     * @param arguments the values that it takes: slots, and results of tasks done before; those without a value are left out
     */
    public record Java(List<String> arguments) implements Kind {
        public Java {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * A request. A query parameter, a header field, and a member or item of the body that is exactly {@code "{slot}"} is
     * left out where the caller gave no value. The loader checks it against {@link HttpRules}, and the bus, which knows
     * the environment, once more.
     *
     * @param json body template: a tree of maps, lists, strings, numbers, booleans; null for no body
     * @param api whose rules hold for the request; null for none. Its address and headers are in the others already
     * @param pages null for an answer that is whole
     * @param sign where the secret stands by which the request is signed, as a webhook; null for no signature
     */
    public record Http(
            String method,
            String url,
            Map<String, String> query,
            Map<String, String> headers,
            @Nullable Object json,
            @Nullable ApiSpec api,
            @Nullable Pages pages,
            @Nullable String sign)
            implements Kind {
        public Http(
                String method,
                String url,
                Map<String, String> query,
                Map<String, String> headers,
                @Nullable Object json) {
            this(method, url, query, headers, json, null, null, null);
        }

        public Http {
            query = Frozen.map(query);
            headers = Frozen.map(headers);
            json = json == null ? null : Frozen.tree(json);
            Rules rules = new Rules();
            HttpRules.below(rules, url, headers, api);
            rules.check();
        }

        /**
         * The same, held to everything that holds for requests in files.
         *
         * @throws IllegalArgumentException naming the keys, the values and what was expected
         */
        public Http checked() {
            return HttpRules.checked(this);
        }
    }

    /**
     * JavaScript: a module whose default export takes the arguments and gives the results. It runs in a sandbox and
     * reaches nothing but these APIs.
     *
     * @param file name, for messages
     * @param source its text
     * @param arguments the values that it takes: slots, results of tasks done before, and values of the call; those without a
     *     value are left out
     * @param apis by the names under which the script knows them
     * @param notes what it may remember; null for nothing
     * @param transfers where it may put the caller through, by the names of the agent's transfers
     */
    public record Script(
            String file,
            String source,
            List<String> arguments,
            Map<String, Api> apis,
            @Nullable Notes notes,
            List<String> transfers)
            implements Kind {
        public static final int MAX_BYTES = 65_536;
        static final int MAX_APIS = 16;
        static final int MAX_TRANSFERS = 16;

        /** A script that remembers nothing and puts nobody through. */
        public Script(String file, String source, List<String> arguments, Map<String, Api> apis) {
            this(file, source, arguments, apis, null, List.of());
        }

        /**
         * What an agent's scripts remember from call to call.
         *
         * @param owner the agent's id: another agent has others
         * @param keep how long each is kept, where the script does not say less
         */
        public record Notes(String owner, Duration keep) {
            public static final Duration MAX_KEEP = Duration.ofDays(30);
            public static final Duration DEFAULT_KEEP = Duration.ofHours(24);

            public Notes {
                new Rules()
                        .require(
                                keep.toMillis() > 0 && keep.compareTo(MAX_KEEP) <= 0,
                                "store.keep",
                                Durations.format(keep),
                                "more than 0 and at most " + Durations.format(MAX_KEEP))
                        .check();
            }
        }

        /**
         * @param url where its paths begin; holds <code>${env:NAME}</code> and no slots
         * @param headers of every request: credentials stand here, and the script never sees them
         */
        public record Api(String url, Map<String, String> headers) {
            public Api {
                headers = Frozen.map(headers);
                Rules rules = new Rules();
                HttpRules.api(rules, url, headers);
                rules.check();
            }
        }

        public Script {
            arguments = List.copyOf(arguments);
            apis = Frozen.map(apis);
            transfers = List.copyOf(transfers);
            Rules rules = new Rules();
            for (int i = 0; i < arguments.size(); i++) {
                String argument = arguments.get(i);
                boolean known = CallValues.isOfCall(argument) ? CallValues.isKnown(argument) : Names.isName(argument);
                rules.require(known, "arguments[" + i + "]", argument, CallValues.OR_NAME);
            }
            AgentRules.atMost(rules, "transfers", transfers.size(), MAX_TRANSFERS);
            AgentRules.atMost(rules, "apis", apis.size(), MAX_APIS);
            apis.keySet().forEach(name -> rules.require(Names.isName(name), "apis." + name, name, Names.NAME));
            rules.check();
        }
    }

    /**
     * A list among the results.
     *
     * @param list JSONPath of the list; rows beyond {@link #MAX_ROWS} are left out
     * @param of what is taken of each row: name to JSONPath in the row
     */
    public record Rows(String list, Map<String, String> of) {
        /** More than a caller can keep in mind. */
        public static final int MAX_ROWS = 10;

        public Rows {
            of = Frozen.map(of);
        }
    }

    public enum Risk {
        READ,
        WRITE,
        IRREVERSIBLE
    }

    /** What happens to a running action when the caller interrupts. */
    public enum OnInterrupt {
        KEEP,
        CANCEL
    }

    public ActionSpec {
        result = Frozen.map(result);
        lists = Frozen.map(lists);
        example = example == null ? null : Frozen.tree(example);
        waiting = waiting == null ? null : Words.tidy(waiting);
        failed = failed == null ? null : Words.tidy(failed);
        refused = refused == null ? null : Words.tidy(refused);
        Rules rules = new Rules()
                .require(Names.isDotted(name), "", name, Names.DOTTED)
                .require(
                        !deadline.isNegative() && !deadline.isZero() && deadline.compareTo(MAX_DEADLINE) <= 0,
                        "deadline",
                        Durations.format(deadline),
                        "more than 0 and at most " + Durations.format(MAX_DEADLINE))
                .require(
                        retries >= 0 && retries <= MAX_RETRIES,
                        "retries",
                        retries,
                        "a number from 0 to " + MAX_RETRIES);
        rules.require(
                risk != Risk.READ || !(kind instanceof Http http) || http.sign() == null,
                "http.sign",
                null,
                "no signature where nothing is written: it is made with the key of a write");
        rules.require(
                risk == Risk.READ || !(kind instanceof Http paged) || paged.pages() == null,
                "http.pages",
                null,
                "pages only where nothing is written: risk: read");
        HttpRules.results(rules, "result", result);
        HttpRules.lists(rules, lists);
        if (example != null) {
            ExampleRules.check(rules, result, lists, example);
        }
        if (waiting != null) {
            Words.sentence(rules, "waiting", waiting);
        }
        if (failed != null) {
            Words.sentence(rules, "failed", failed);
        }
        if (refused != null) {
            Words.sentence(rules, "refused", refused, Set.of("reason"));
        }
        rules.check();
    }

    /** Retries where nothing is said: what cannot be undone is tried once. */
    public static int defaultRetries(Risk risk) {
        return risk == Risk.IRREVERSIBLE ? 0 : 1;
    }

    /** What holds for its requests; null where nothing is said. */
    public @Nullable ApiSpec api() {
        return kind instanceof Http http
                ? http.api()
                : kind instanceof OpenApiOperation operation ? operation.api() : null;
    }

    /** The names of everything that is taken from an answer, lists included. */
    public Set<String> results() {
        Set<String> names = new TreeSet<>(result.keySet());
        names.addAll(lists.keySet());
        return names;
    }

    /** The names of all values that it takes or sends. */
    public Set<String> arguments() {
        if (kind instanceof Java java) {
            return new TreeSet<>(java.arguments());
        } else if (kind instanceof Script script) {
            return new TreeSet<>(script.arguments());
        }
        Set<String> names = new TreeSet<>();
        HttpTemplates.of(kind).forEach(place -> names.addAll(place.template().names()));
        return names;
    }

    /** Those of them without which there is no request; what is nothing but the others is left out of it. */
    public Set<String> requiredArguments() {
        Set<String> names = new TreeSet<>();
        HttpTemplates.of(kind).stream()
                .filter(place -> !place.optional())
                .forEach(place -> names.addAll(place.template().names()));
        return names;
    }
}
