package io.parley.actions;

import io.parley.config.ActionSpec;
import io.parley.config.ApiSpec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The network as the actions of files see it: each API with its certificates, its token, its rate and its breaker, which
 * all of its actions share.
 */
final class ApiWires implements ActionWires {
    /** APIs of all files that have been read. */
    static final int MAX_APIS = 256;

    /** How long connections stay that no action needs any more. */
    static final long CLOSE_AFTER_MS = 300_000;

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1");

    private final Vertx vertx;
    private final BusParts parts;
    private final VertxWire plain;
    private final Map<ApiSpec, HttpWire> apis = new HashMap<>();
    private final Map<ApiSpec, VertxWire> own = new HashMap<>();

    private final Set<VertxWire> leaving = new HashSet<>();

    ApiWires(Vertx vertx, BusParts parts) {
        this.vertx = vertx;
        this.parts = parts;
        this.plain = new VertxWire(vertx, InFlight.MAX_PER_TARGET, null);
    }

    /** For what has no API of its own. */
    HttpWire plain() {
        return plain;
    }

    /** What is wrong with the API of an action, and with its signature, in its templates. */
    static void check(ActionSpec action, TemplateReader reader) {
        ApiSpec api = action.api();
        if (api != null && (api.oauth2() != null || api.tls() != null)) {
            String key = "apis." + api.name() + ".url";
            secret(UrlTemplate.read(reader, key, api.url()), key, api.url(), reader);
        }
        if (api != null && api.oauth2() != null) {
            client(api, api.oauth2(), reader);
        }
        if (action.kind() instanceof ActionSpec.Http http && http.sign() != null) {
            key(http.sign(), signKey(action), reader);
        }
    }

    /** What goes there is a secret, which nobody on the way may read. */
    private static void secret(@Nullable UrlTemplate url, String key, String written, TemplateReader reader) {
        if (url != null
                && !url.origin().tls()
                && !LOOPBACK.matcher(url.origin().host()).matches()) {
            reader.problems().add(key, written, "https://, or http:// on this machine alone: a secret goes there");
        }
    }

    private static Tokens.@Nullable Client client(ApiSpec api, ApiSpec.OAuth2 oauth2, TemplateReader reader) {
        int problemsBefore = reader.problems().count();
        String key = "apis." + api.name() + ".oauth2.";
        UrlTemplate url = UrlTemplate.read(reader, key + "token-url", oauth2.tokenUrl());
        secret(url, key + "token-url", oauth2.tokenUrl(), reader);
        String id = fixed(reader.read(key + "client-id", oauth2.clientId()));
        String secret = fixed(reader.read(key + "client-secret", oauth2.clientSecret()));
        return url == null || reader.problems().count() > problemsBefore
                ? null
                : new Tokens.Client(api.name(), url.origin(), url.render(Map.of()), id, secret, oauth2.scope());
    }

    private static String signKey(ActionSpec action) {
        return "actions." + action.name() + ".http.sign";
    }

    /** @return null where there is none, which the reader's problems then know */
    private static byte @Nullable [] key(String sign, String key, TemplateReader reader) {
        int problemsBefore = reader.problems().count();
        String written = fixed(reader.read(key, sign));
        if (reader.problems().count() > problemsBefore) {
            return null;
        }
        try {
            return SignedWire.key(written);
        } catch (IllegalArgumentException e) {
            reader.problems().add(key, sign, SignedWire.EXPECTED);
            return null;
        }
    }

    private static String fixed(Template template) {
        return template.render(Map.of(), UnaryOperator.identity());
    }

    @Override
    public synchronized @Nullable HttpWire of(ActionSpec action, TemplateReader reader) {
        int problemsBefore = reader.problems().count();
        check(action, reader);
        if (reader.problems().count() > problemsBefore) {
            return null;
        }
        ApiSpec api = action.api();
        HttpWire wire = api == null ? plain : known(api, reader);
        if (wire != null && action.kind() instanceof ActionSpec.Http http) {
            if (http.sign() != null) {
                byte[] secret = key(http.sign(), signKey(action), reader);
                wire = secret == null ? null : new SignedWire(wire, secret, InstantSource.system());
            }
            wire = wire == null || http.pages() == null ? wire : PagedWire.of(wire, http.pages());
        }
        return wire;
    }

    private @Nullable HttpWire known(ApiSpec api, TemplateReader reader) {
        HttpWire known = apis.get(api);
        if (known != null) {
            return known;
        }
        if (apis.size() >= MAX_APIS) {
            apis.clear(); // tokens are asked for again; connections stay with those who use them
        }
        HttpWire made = made(api, reader);
        if (made != null) {
            apis.put(api, made);
        }
        return made;
    }

    private @Nullable HttpWire made(ApiSpec api, TemplateReader reader) {
        Tokens.Client client = api.oauth2() == null ? null : client(api, api.oauth2(), reader);
        if (api.oauth2() != null && client == null) {
            return null;
        }
        HttpWire network = api.tls() == null
                ? plain
                : own.computeIfAbsent(api, key -> new VertxWire(vertx, InFlight.MAX_PER_TARGET, api.tls()));
        HttpWire wire = api.rate() == null && api.breaker() == null
                ? network
                : new GuardedWire(
                        network,
                        api.name(),
                        parts.timers(),
                        api.rate() == null ? null : new RateLimit(api.rate()),
                        api.breaker() == null ? null : new Breaker(api.breaker()));
        return client == null
                ? wire
                : new AuthorizedWire(wire, new Tokens(network, parts.timers(), client), parts.contexts());
    }

    /**
     * Forgets what no action in use needs: tokens at once, and connections after a while in which requests that are under
     * way end.
     */
    @Override
    public synchronized void keepOnly(Collection<ActionSpec> inUse) {
        Set<ApiSpec> needed =
                inUse.stream().map(ActionSpec::api).filter(Objects::nonNull).collect(Collectors.toSet());
        apis.keySet().retainAll(needed);
        for (ApiSpec api : Set.copyOf(own.keySet())) {
            VertxWire wire = needed.contains(api) ? null : own.remove(api);
            if (wire != null) {
                leaving.add(wire);
                parts.timers().after(CLOSE_AFTER_MS, () -> left(wire));
            }
        }
    }

    private synchronized void left(VertxWire wire) {
        if (leaving.remove(wire)) {
            wire.close();
        }
    }

    /** Connections of APIs that are kept apart from the others. */
    synchronized int clients() {
        return own.size() + leaving.size();
    }

    synchronized Future<Void> close() {
        Future<Void> closed = plain.close();
        leaving.addAll(own.values());
        for (VertxWire wire : leaving) {
            closed = closed.compose(done -> wire.close());
        }
        own.clear();
        leaving.clear();
        return closed;
    }
}
