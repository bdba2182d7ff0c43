package io.parley.actions;

import io.parley.config.ActionSpec;
import io.parley.config.ApiSpec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The network as the actions of files see it: each API with its certificates, its token, its rate and its breaker, which
 * all of its actions share.
 */
final class ApiWires implements Function<ActionSpec, HttpWire> {
    /** APIs of all files that have been read. */
    static final int MAX_APIS = 256;

    private final Vertx vertx;
    private final BusParts parts;
    private final Map<String, String> env;
    private final VertxWire plain;
    private final Map<ApiSpec, HttpWire> apis = new HashMap<>();
    private final Map<ApiSpec, VertxWire> own = new HashMap<>();

    ApiWires(Vertx vertx, BusParts parts, Map<String, String> env) {
        this.vertx = vertx;
        this.parts = parts;
        this.env = env;
        this.plain = new VertxWire(vertx, InFlight.MAX_PER_TARGET, null);
    }

    /** For what has no API of its own. */
    HttpWire plain() {
        return plain;
    }

    /** What is wrong with the API of an action, and with its signature, in its templates. */
    static void check(ActionSpec action, String key, TemplateReader reader) {
        ApiSpec api = action.api();
        if (api != null && api.oauth2() != null) {
            client(api, api.oauth2(), reader);
        }
        String sign = action.kind() instanceof ActionSpec.Http http ? http.sign() : null;
        if (sign != null) {
            key(sign, key + ".http.sign", reader);
        }
    }

    private static Tokens.@Nullable Client client(ApiSpec api, ApiSpec.OAuth2 oauth2, TemplateReader reader) {
        String key = "apis." + api.name() + ".oauth2.";
        UrlTemplate url = UrlTemplate.read(reader, key + "token-url", oauth2.tokenUrl());
        String id = fixed(reader.read(key + "client-id", oauth2.clientId()));
        String secret = fixed(reader.read(key + "client-secret", oauth2.clientSecret()));
        return url == null
                ? null
                : new Tokens.Client(api.name(), url.origin(), url.render(Map.of()), id, secret, oauth2.scope());
    }

    private static byte[] key(String sign, String key, TemplateReader reader) {
        try {
            return SignedWire.key(fixed(reader.read(key, sign)));
        } catch (IllegalArgumentException e) {
            reader.problems().add(key, sign, "Base64 behind whsec_ there, or a secret that does not begin so");
            return new byte[0];
        }
    }

    private static String fixed(Template template) {
        return template.render(Map.of(), UnaryOperator.identity());
    }

    @Override
    public synchronized HttpWire apply(ActionSpec action) {
        TemplateReader reader = new TemplateReader(env, new Problems(Path.of("actions.yaml")));
        ApiSpec api = action.api();
        HttpWire wire = api == null ? plain : known(api, reader);
        if (action.kind() instanceof ActionSpec.Http http) {
            if (http.sign() != null) {
                byte[] secret = key(http.sign(), "sign", reader);
                // A secret that is not there has been told of where the file was read.
                wire = secret.length == 0 ? wire : new SignedWire(wire, secret, InstantSource.system());
            }
            wire = http.pages() == null ? wire : PagedWire.of(wire, http.pages());
        }
        return wire;
    }

    private HttpWire known(ApiSpec api, TemplateReader reader) {
        HttpWire known = apis.get(api);
        if (known != null) {
            return known;
        }
        if (apis.size() >= MAX_APIS) {
            apis.clear(); // tokens are asked for again; connections stay with those who use them
        }
        HttpWire made = made(api, reader);
        apis.put(api, made);
        return made;
    }

    private HttpWire made(ApiSpec api, TemplateReader reader) {
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
        Tokens.Client client = api.oauth2() == null ? null : client(api, api.oauth2(), reader);
        return client == null
                ? wire
                : new AuthorizedWire(wire, new Tokens(network, parts.timers(), client), parts.contexts());
    }

    synchronized Future<Void> close() {
        Future<Void> closed = plain.close();
        for (VertxWire wire : own.values()) {
            closed = closed.compose(done -> wire.close());
        }
        return closed;
    }
}
