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
        secrets(action, reader);
    }

    /**
     * What an action's requests need besides their own.
     *
     * @param client of its API; null where that has no token
     * @param signs the key of its signature; null where it has none
     */
    private record Secrets(Tokens.@Nullable Client client, byte @Nullable [] signs) {
        @Override
        public String toString() {
            return "secrets";
        }
    }

    /** @return null where something is wrong, which the reader's problems then know */
    private static @Nullable Secrets secrets(ActionSpec action, TemplateReader reader) {
        int problemsBefore = reader.problems().count();
        ApiSpec api = action.api();
        ApiSpec.OAuth2 oauth2 = api == null ? null : api.oauth2();
        if (api != null && (oauth2 != null || api.tls() != null)) {
            String key = "apis." + api.name() + ".url";
            secret(UrlTemplate.read(reader, key, api.url()), key, api.url(), reader);
        }
        Tokens.Client client = api == null || oauth2 == null ? null : client(api, oauth2, reader);
        String sign = action.kind() instanceof ActionSpec.Http http ? http.sign() : null;
        byte[] signs = sign == null ? null : key(sign, "actions." + action.name() + ".http.sign", reader);
        return reader.problems().count() > problemsBefore ? null : new Secrets(client, signs);
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
        String id = reader.read(key + "client-id", oauth2.clientId()).fixed();
        String secret =
                reader.read(key + "client-secret", oauth2.clientSecret()).fixed();
        return url == null || reader.problems().count() > problemsBefore
                ? null
                : new Tokens.Client(api.name(), url.origin(), url.render(Map.of()), id, secret, oauth2.scope());
    }

    /** @return null where there is none, which the reader's problems then know */
    private static byte @Nullable [] key(String sign, String key, TemplateReader reader) {
        int problemsBefore = reader.problems().count();
        String written = reader.read(key, sign).fixed();
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

    @Override
    public synchronized @Nullable HttpWire of(ActionSpec action, TemplateReader reader) {
        Secrets secrets = secrets(action, reader);
        if (secrets == null) {
            return null;
        }
        ApiSpec api = action.api();
        HttpWire wire = api == null ? plain : known(api, secrets.client());
        if (secrets.signs() != null) {
            wire = new SignedWire(wire, secrets.signs(), InstantSource.system());
        }
        return action.kind() instanceof ActionSpec.Http http && http.pages() != null
                ? PagedWire.of(wire, http.pages())
                : wire;
    }

    private HttpWire known(ApiSpec api, Tokens.@Nullable Client client) {
        HttpWire known = apis.get(api);
        if (known != null) {
            return known;
        }
        if (apis.size() >= MAX_APIS) {
            apis.clear(); // tokens are asked for again; connections stay with those who use them
        }
        HttpWire made = made(api, client);
        apis.put(api, made);
        return made;
    }

    private HttpWire made(ApiSpec api, Tokens.@Nullable Client client) {
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

    @Override
    public synchronized Future<Void> close() {
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
