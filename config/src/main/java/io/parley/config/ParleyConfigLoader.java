package io.parley.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code parley.yaml}, and says what holds where it says nothing. */
final class ParleyConfigLoader {
    private static final String AUTO = "auto";
    private static final String EMBEDDED = "embedded";
    private static final String AGENTS = "examples";
    private static final String REDIS_DATA = "data/redis";
    private static final String NONE = "none";
    private static final String ALL = "all";
    private static final String JVM = "jvm";

    private static final SipConfig SIP =
            new SipConfig(List.of(new Listen(Transport.UDP, null, 5060), new Listen(Transport.TCP, null, 5060)), null);
    private static final HttpConfig HTTP = new HttpConfig("127.0.0.1", 8080);
    private static final MediaConfig MEDIA =
            new MediaConfig(20000, 20999, Duration.ofSeconds(30), Duration.ofSeconds(30));
    private static final DictationConfig DICTATION = new DictationConfig(2);
    private static final Duration CALL_LENGTH = Duration.ofHours(1);

    private final Problems problems;
    private final Function<String, Path> place;

    /** @param place makes a path of the file a path of this process */
    private ParleyConfigLoader(Problems problems, Function<String, Path> place) {
        this.problems = problems;
        this.place = place;
    }

    static ParleyConfig defaults(Path home) {
        return new ParleyConfig(
                SIP,
                HTTP,
                MEDIA,
                List.of(home.resolve(AGENTS)),
                List.of(),
                List.of(),
                RegistrarConfig.NONE,
                new RedisConfig(null, home.resolve(REDIS_DATA)),
                new Limits(autoCalls(MEDIA), CALL_LENGTH),
                DICTATION);
    }

    static ParleyConfig load(Path file) {
        return load(file, true);
    }

    static ParleyConfig loadWithoutAgents(Path file) {
        return load(file, false);
    }

    private static ParleyConfig load(Path file, boolean withAgents) {
        Problems problems = new Problems(file);
        Optional<YamlMap> root = YamlFile.read(problems);
        if (root.isEmpty()) {
            throw new ConfigException(problems.list());
        }
        return new ParleyConfigLoader(
                        problems, name -> file.resolveSibling(name).normalize())
                .read(root.get(), withAgents);
    }

    private static int autoCalls(MediaConfig media) {
        return Limits.auto(Runtime.getRuntime().availableProcessors(), media);
    }

    private ParleyConfig read(YamlMap root, boolean withAgents) {
        SipConfig sip = sip(root.map("sip"));
        HttpConfig http = http(root.map("http"));
        MediaConfig media = media(root.map("media"));
        List<Path> agents = withAgents ? agents(root) : List.of();
        Map<String, Route> routes = withAgents ? routes(root, agents) : Map.of();
        PeersLoader peers = new PeersLoader(this::path);
        Map<String, Trunk> trunks = peers.trunks(root);
        RegistrarConfig registrar = peers.registrar(root);
        RedisConfig redis = redis(root.map("redis"));
        Limits limits = limits(root.map("limits"), media);
        DictationConfig dictation = dictation(root.map("dictation"));
        DialConfig dial = DialLoader.load(root.map("dial"));
        root.finish();
        sipPortsOutsideMedia(sip, media);
        Rules rules = ParleyConfig.rules(routes, trunks)
                .require(!withAgents || !agents.isEmpty(), "agents", null, "at least one folder");
        AgentRules.atMost(rules, "agents", agents.size(), AgentSpecs.MAX_AGENTS);
        root.check(rules);
        if (problems.none()) { // who is wrong himself has been told
            restrictsWhoIsThere(root, dial, withAgents ? ids(agents) : null, trunks.values());
        }
        problems.throwIfAny();
        return new ParleyConfig(
                sip,
                http,
                media,
                agents,
                List.copyOf(routes.values()),
                List.copyOf(trunks.values()),
                registrar,
                redis,
                limits,
                dictation,
                dial);
    }

    private SipConfig sip(YamlMap sip) {
        List<Listen> listen = sip.value("listen")
                .flatMap(
                        value -> value.items("a list such as [udp:5060, tcp:5060]", item -> item.parsed(Listen::parse)))
                .orElse(SIP.listen());
        String address = sip.text("public-address", AUTO);
        String names = sip.text("name-server", AUTO);
        SessionTimerConfig timer = sessionTimer(sip.map("session-timer"));
        YamlMap written = sip.map("tls");
        TlsConfig tls = tls(written);
        sip.finish();
        boolean certified = written.has("certificate") // none stands there where we only call; a bad one has been told
                || listen.stream().noneMatch(point -> point.transport() == Transport.TLS);
        if (!certified) {
            sip.wrong("tls.certificate", "", TlsConfig.CERTIFICATE);
        }
        return sip.build(() -> new SipConfig(
                        listen, address.equals(AUTO) ? null : address, names.equals(AUTO) ? null : names, timer, tls))
                .orElse(SIP);
    }

    private TlsConfig tls(YamlMap tls) {
        Optional<Path> certificate = fileOr(NONE, tls.value("certificate"));
        Optional<Path> key = fileOr(NONE, tls.value("key"));
        Optional<Path> authorities = fileOr(JVM, tls.value("authorities"));
        TlsConfig.Clients clients = tls.oneOf("clients", SIP.tls().clients());
        tls.finish();
        return tls.build(() ->
                        new TlsConfig(certificate.orElse(null), key.orElse(null), authorities.orElse(null), clients))
                .orElse(SIP.tls());
    }

    /** @param word that stands for no file */
    private Optional<Path> fileOr(String word, Optional<YamlValue> value) {
        return value.filter(found -> !found.text().equals(Optional.of(word))).flatMap(this::path);
    }

    private static SessionTimerConfig sessionTimer(YamlMap timer) {
        boolean enabled = timer.bool("enabled", SIP.sessionTimer().enabled());
        Duration expires = timer.duration("expires", SIP.sessionTimer().expires());
        Duration minSe = timer.duration("min-se", SIP.sessionTimer().minSe());
        timer.finish();
        return timer.build(() -> new SessionTimerConfig(enabled, expires, minSe))
                .orElse(SIP.sessionTimer());
    }

    private static HttpConfig http(YamlMap http) {
        HttpConfig listen = http.value("listen")
                .flatMap(value -> value.parsed(HttpConfig::parse))
                .orElse(HTTP);
        BrowserPhone phone =
                http.value("phone").flatMap(ParleyConfigLoader::phone).orElse(listen.phone());
        List<String> hosts = http.value("hosts")
                .flatMap(value -> value.items(HttpConfig.HOSTS, YamlValue::text))
                .orElse(List.of());
        http.finish();
        return http.build(() -> new HttpConfig(listen.host(), listen.port(), phone, hosts))
                .orElse(listen);
    }

    private static Optional<BrowserPhone> phone(YamlValue phone) {
        if (phone.is(AUTO)) {
            return Optional.empty();
        }
        if (phone.is(ALL)) {
            return Optional.of(BrowserPhone.ALL);
        }
        if (phone.is(NONE)) {
            return Optional.of(BrowserPhone.NONE);
        }
        return phone.items(BrowserPhone.EXPECTED, YamlValue::text)
                .flatMap(numbers -> phone.build(() -> new BrowserPhone(false, numbers)));
    }

    private static MediaConfig media(YamlMap media) {
        Optional<String> ports = media.value("ports").flatMap(YamlValue::text);
        Duration inactivity = media.duration("inactivity", MEDIA.inactivity());
        Duration portRest = media.duration("port-rest", MEDIA.portRest());
        CodecPolicy codecs = CodecPolicy.read(media).orElse(MEDIA.codecs());
        media.finish();
        Optional<MediaConfig> timed =
                media.build(() -> new MediaConfig(MEDIA.firstPort(), MEDIA.lastPort(), inactivity, portRest, codecs));
        return ports.flatMap(range -> media.build(() -> timed.orElse(MEDIA).withPorts(range)))
                .or(() -> timed)
                .orElse(MEDIA);
    }

    private List<Path> agents(YamlMap root) {
        Optional<YamlValue> written = root.value("agents");
        if (written.isEmpty()) {
            Path examples = place.apply(AGENTS);
            if (!Files.isDirectory(examples)) {
                root.wrong("agents", "", "a list of agents' folders; the default, " + examples + ", is not there");
            }
            return List.of(examples);
        }
        return written.get().items("a list of agents' folders", this::folder).orElse(List.of(place.apply(AGENTS)));
    }

    private Optional<Path> folder(YamlValue item) {
        Optional<Path> folder = path(item);
        folder.filter(path -> !Files.isDirectory(path))
                .ifPresent(path -> item.wrong("a folder that exists (" + path + " does not)"));
        return folder;
    }

    private Optional<Path> path(YamlValue value) {
        return value.text().flatMap(text -> {
            try {
                return Optional.of(place.apply(text));
            } catch (InvalidPathException e) {
                value.wrong("a path");
                return Optional.empty();
            }
        });
    }

    private static Set<String> ids(List<Path> agents) {
        Set<String> ids = new TreeSet<>();
        agents.forEach(path -> AgentLoader.folders(path).forEach(folder -> ids.add(AgentLoader.id(folder))));
        return ids;
    }

    private static Map<String, Route> routes(YamlMap root, List<Path> agents) {
        Set<String> ids = ids(agents);
        Map<String, Route> routes = new LinkedHashMap<>();
        for (YamlValue item : root.list("routes")) {
            YamlMap route = item.map("a route such as { number: \"+1555*\", agent: bank }");
            route(route, ids).ifPresent(built -> routes.put(item.path(), built));
        }
        return routes;
    }

    private static Optional<Route> route(YamlMap route, Set<String> ids) {
        Optional<String> number =
                route.required("number", "a number, a prefix, a pattern or *").flatMap(YamlValue::text);
        Optional<String> agent =
                route.required("agent", "an agent's id, the name of its folder").flatMap(YamlValue::text);
        route.finish();
        if (number.isEmpty() || agent.isEmpty()) {
            return Optional.empty();
        }
        Optional<Route> built = route.build(() -> new Route(number.get(), agent.get()));
        if (built.isPresent() && !ids.contains(agent.get())) {
            route.wrong("agent", agent.get(), "one of the agents: " + String.join(", ", ids));
        }
        return built;
    }

    private RedisConfig redis(YamlMap redis) {
        Optional<YamlValue> written = redis.value("uri");
        Optional<String> text = written.flatMap(YamlValue::text).filter(uri -> !uri.equals(EMBEDDED));
        Path folder = redis.value("data").flatMap(this::path).orElseGet(() -> place.apply(REDIS_DATA));
        redis.finish();
        try {
            URI uri = text.isEmpty() ? null : new URI(text.get());
            return redis.build(() -> new RedisConfig(uri, folder)).orElse(new RedisConfig(null, folder));
        } catch (URISyntaxException e) {
            redis.wrong("uri", "", RedisConfig.EXPECTED);
            return new RedisConfig(null, folder);
        }
    }

    private Limits limits(YamlMap limits, MediaConfig media) {
        Optional<YamlValue> written = limits.value("calls");
        boolean auto = written.isEmpty() || written.get().is(AUTO);
        int calls = auto
                ? autoCalls(media)
                : written.get().integer("auto or a whole number").orElse(1);
        Duration length = limits.duration("call-length", CALL_LENGTH);
        Duration ringing = limits.duration("ringing", Limits.RINGING);
        limits.finish();
        if (!auto && calls > media.pairs()) {
            limits.wrong(
                    "calls", String.valueOf(calls), "at most " + media.pairs() + ", the pairs of ports in media.ports");
        }
        return limits.build(() -> new Limits(calls, length, ringing)).orElse(new Limits(1, CALL_LENGTH));
    }

    private static DictationConfig dictation(YamlMap dictation) {
        int recognisers = dictation.integer("recognisers", DICTATION.recognisers());
        dictation.finish();
        return dictation.build(() -> new DictationConfig(recognisers)).orElse(DICTATION);
    }

    /** A restriction of somebody who is not there restricts nobody. */
    private static void restrictsWhoIsThere(
            YamlMap root, DialConfig dial, @Nullable Set<String> agents, Collection<Trunk> trunks) {
        Set<String> names = new TreeSet<>(Set.of(Trunk.LOCAL_NAME, Trunk.USERS_NAME));
        trunks.forEach(trunk -> names.add(trunk.name()));
        onlyOf(root, "dial.trunks.", dial.trunks().keySet(), names, "one of the trunks: ");
        if (agents != null) {
            onlyOf(root, "dial.agents.", dial.agents().keySet(), agents, "one of the agents: ");
        }
    }

    private static void onlyOf(YamlMap root, String key, Set<String> written, Set<String> known, String expected) {
        for (String name : new TreeSet<>(written)) {
            if (!known.contains(name)) {
                root.wrong(key + name, name, expected + String.join(", ", known));
            }
        }
    }

    private void sipPortsOutsideMedia(SipConfig sip, MediaConfig media) {
        for (int i = 0; i < sip.listen().size(); i++) {
            Listen point = sip.listen().get(i);
            if (point.transport() == Transport.UDP
                    && point.port() >= media.firstPort()
                    && point.port() <= media.lastPort()) {
                problems.at(
                        "sip.listen[" + i + "]",
                        String.valueOf(point.port()),
                        "a port outside media.ports, " + media.firstPort() + "-" + media.lastPort());
            }
        }
    }
}
