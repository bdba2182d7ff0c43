package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Http;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.ActionSpec.Rows;
import io.parley.config.ApiSpec;
import io.parley.config.ApiSpec.OAuth2;
import io.parley.config.ConfigException;
import io.parley.config.ConfigProblem;
import io.parley.config.Pages;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every request to an API: its token, its rate, its pages, its signature. Against servers that listen. */
@Timeout(60)
class HttpApiIT {
    private static final String TOKEN = "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final HttpActionBus bus = HttpActionBus.onVertx(
            vertx,
            Store.inMemory(),
            Map.of("ID", "par:ley", "SECRET", "s3cret&", "HOOK", "whsec_" + base64("the key of this hook of ours")),
            new ActionsCounters(),
            ActionObserver.NONE);
    private final AtomicInteger wishes = new AtomicInteger();

    @AfterEach
    void close() {
        Await.get(bus.close());
        Await.get(vertx.close());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ApiSpec api(
            String url, @Nullable OAuth2 oauth2, ApiSpec.@Nullable Rate rate, ApiSpec.@Nullable Breaker breaker) {
        return new ApiSpec("orders", url, Map.of(), oauth2, null, rate, breaker);
    }

    private static OAuth2 oauth2(Api tokens) {
        return new OAuth2(tokens.url("/token"), "${env:ID}", "${env:SECRET}", "orders.read orders.write");
    }

    private static ActionSpec get(ApiSpec api) {
        Http http = new Http("GET", api.url() + "/x", Map.of(), Map.of(), null, api, null, null);
        return Specs.withResult(Specs.spec(Risk.READ, http), Map.of("number", "$.number"));
    }

    private ActionBus.Invocation start(ActionSpec spec) {
        return bus.run(new ActionRequest("call-1", "wish-" + wishes.incrementAndGet(), spec, Map.of(), null));
    }

    private ActionResult run(ActionSpec spec) {
        return Await.get(start(spec).result());
    }

    private static ActionResult number(String number) {
        return new ActionResult.Ok(Map.of("number", number));
    }

    /** Answers only who has the token. */
    private Api protectedBy(String token) {
        return new Api(vertx, (n, request, response) -> {
            boolean known = ("Bearer " + token).equals(request.header("Authorization"));
            response.setStatusCode(known ? 200 : 401).end("{\"number\":1}");
        });
    }

    @Test
    void aTokenIsAskedForOnceHoweverManyWantIt() {
        try (Api tokens = new Api(vertx, (n, request, response) -> response.end(TOKEN.formatted("t" + n, 3600)));
                Api orders = protectedBy("t1")) {
            ApiSpec api = api(orders.url(""), oauth2(tokens), null, null);
            List<ActionBus.Invocation> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(start(get(api)));
            }

            assertThat(all)
                    .allSatisfy(one -> assertThat(Await.get(one.result())).isEqualTo(number("1")));
            Api.Seen asked = tokens.next();
            assertThat(tokens.others()).isEmpty();
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.body()).isEqualTo("grant_type=client_credentials&scope=orders.read%20orders.write");
            assertThat(asked.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
            assertThat(asked.header("Authorization")).isEqualTo("Basic " + base64("par%3Aley:s3cret%26"));
        }
    }

    @Test
    void aTokenThatIsNotTakenIsRenewedOnce() {
        try (Api tokens = new Api(vertx, (n, request, response) -> response.end(TOKEN.formatted("t" + n, 3600)));
                Api orders = protectedBy("t2");
                Api closed = protectedBy("none")) {
            assertThat(run(get(api(orders.url(""), oauth2(tokens), null, null))))
                    .isEqualTo(number("1"));
            assertThat(orders.next().header("Authorization")).isEqualTo("Bearer t1");
            assertThat(orders.next().header("Authorization")).isEqualTo("Bearer t2");

            assertThat(run(get(api(closed.url(""), oauth2(tokens), null, null))))
                    .isEqualTo(new ActionResult.Refused(401, "HTTP 401"));
            assertThat(closed.others()).hasSize(2);
        }
    }

    @Test
    void withoutATokenNothingIsAskedAndTheReasonIsSaid() {
        try (Api tokens = new Api(
                        vertx,
                        (n, request, response) -> response.setStatusCode(n == 1 ? 400 : 200)
                                .end("{\"access_token\":\"bad token\\n\",\"token_type\":\"bearer\"}"));
                Api orders = protectedBy("t1")) {
            assertThat(run(get(api(orders.url(""), oauth2(tokens), null, null))))
                    .isEqualTo(new ActionResult.Failed(false, "no token: HTTP 400"));
            assertThat(run(get(api(orders.url("/2"), oauth2(tokens), null, null))))
                    .isEqualTo(new ActionResult.Failed(false, "no token: the answer has no bearer token"));
            assertThat(orders.others()).isEmpty();
        }
    }

    @Test
    void anApiThatFailsIsLeftAlone() {
        try (Api orders = new Api(
                vertx, (n, request, response) -> response.setStatusCode(503).end())) {
            ApiSpec api = api(orders.url(""), null, null, new ApiSpec.Breaker(2, Duration.ofMinutes(1)));
            run(get(api));
            run(get(api));

            assertThat(run(get(api)))
                    .isEqualTo(
                            new ActionResult.Failed(true, "orders is left alone for a while, because it has failed"));
            assertThat(orders.others()).hasSize(2);
        }
    }

    @Test
    void anApiIsNotAskedMoreOftenThanItsRate() {
        try (Api orders = Api.json(vertx, "{\"number\":1}")) {
            ApiSpec api = api(orders.url(""), null, new ApiSpec.Rate(2, Duration.ofHours(1)), null);

            assertThat(run(get(api))).isEqualTo(number("1"));
            assertThat(run(get(api))).isEqualTo(number("1"));
            assertThat(run(get(api)))
                    .isEqualTo(new ActionResult.Failed(true, "more requests to orders than its rate allows"));
            assertThat(orders.others()).hasSize(2);
        }
    }

    /** A server that asks for a certificate, which only one of them has. */
    @Test
    void aCertificateOfOursAndOneOfTheirsAreShownAndTrusted() {
        Certificates theirs = Certificates.of(folder, "theirs");
        Certificates ours = Certificates.of(folder, "ours");
        HttpServerOptions tls = new HttpServerOptions()
                .setSsl(true)
                .setClientAuth(ClientAuth.REQUIRED)
                .setTrustOptions(
                        new PemTrustOptions().addCertPath(ours.certificate().toString()))
                .setKeyCertOptions(
                        new PfxOptions().setPath(theirs.store().toString()).setPassword(Certificates.PASSWORD));
        try (Api orders = new Api(vertx, tls, (n, request, response) -> response.end("{\"number\":1}"))) {
            String url = "https://localhost:" + orders.port();

            assertThat(run(get(with(url, new ApiSpec.Tls(theirs.certificate(), ours.certificate(), ours.key())))))
                    .isEqualTo(number("1"));
            assertThat(run(get(with(url, new ApiSpec.Tls(ours.certificate(), ours.certificate(), ours.key())))))
                    .isEqualTo(new ActionResult.Failed(false, "no trusted TLS connection"));
            assertThat(run(get(with(url, new ApiSpec.Tls(theirs.certificate(), null, null)))))
                    .isInstanceOf(ActionResult.Failed.class);
            assertThat(orders.others()).hasSize(1);
        }
    }

    private static ApiSpec with(String url, ApiSpec.Tls tls) {
        return new ApiSpec("orders", url, Map.of(), null, tls, null, null);
    }

    private ActionSpec paged(Api api, Pages pages) {
        Http http = new Http("GET", api.url("/items?size=2"), Map.of(), Map.of("X-Key", "k"), null, null, pages, null);
        ActionSpec spec = Specs.spec(Risk.READ, http);
        return new ActionSpec(
                spec.name(),
                http,
                Map.of(),
                Map.of("items", new Rows("$.data.items", Map.of("id", "$.id"))),
                null,
                Risk.READ,
                spec.deadline(),
                0,
                spec.onInterrupt(),
                null,
                null,
                null);
    }

    private static ActionResult ids(String... ids) {
        return new ActionResult.Ok(
                Map.of(),
                Map.of(
                        "items",
                        List.of(ids).stream().map(id -> Map.of("id", id)).toList()));
    }

    private static String page(int number, String next) {
        return "{\"data\":{\"items\":[{\"id\":" + (2 * number - 1) + "},{\"id\":" + 2 * number + "}]}" + next + "}";
    }

    @Test
    void pagesAreFollowedByTheirLinks() {
        Pages pages = new Pages("$.data.items", "link", null, 5);
        try (Api items = new Api(vertx, (n, request, response) -> {
            if (n < 3) {
                response.putHeader("Link", "</items?page=1>; rel=prev, </items?page=" + (n + 1) + ">; rel=\"next\"");
            }
            response.end(page(n, ""));
        })) {
            assertThat(run(paged(items, pages))).isEqualTo(ids("1", "2", "3", "4", "5", "6"));
            assertThat(items.next().uri()).isEqualTo("/items?size=2");
            assertThat(items.next().uri()).isEqualTo("/items?page=2");
            assertThat(items.next().header("X-Key")).isEqualTo("k");
        }
    }

    @Test
    void pagesAreFollowedByTheirCursorsAndNotForEver() {
        Pages pages = new Pages("$.data.items", "$.next", "cursor", 3);
        try (Api items =
                new Api(vertx, (n, request, response) -> response.end(page(n, ",\"next\":\"a&b=" + n + "\"")))) {
            assertThat(run(paged(items, pages))).isEqualTo(ids("1", "2", "3", "4", "5", "6"));
            assertThat(items.others())
                    .extracting(Api.Seen::uri)
                    .containsExactly(
                            "/items?size=2", "/items?size=2&cursor=a%26b%3D1", "/items?size=2&cursor=a%26b%3D2");
        }
    }

    @Test
    void aPageElsewhereIsNotAskedForAndOneThatFailsFailsAll() {
        try (Api other = Api.json(vertx, page(2, ""));
                Api items = new Api(
                        vertx,
                        (n, request, response) -> response.setStatusCode(n == 3 ? 500 : 200)
                                .end(page(1, ",\"next\":\"" + (n == 1 ? other.url("/items") : "/more") + "\"")))) {
            Pages pages = new Pages("$.data.items", "$.next", null, 5);

            assertThat(run(paged(items, pages)))
                    .isEqualTo(new ActionResult.Failed(
                            false, "the next page is away from http://127.0.0.1:" + items.port()));
            assertThat(other.others()).isEmpty();
            assertThat(run(paged(items, pages))).isEqualTo(new ActionResult.Failed(true, "HTTP 500"));
        }
    }

    @Test
    void aWebhookIsSignedSoThatItsReceiverCanTell() throws Exception {
        try (Api hook = Api.json(vertx, "{\"number\":1}")) {
            Http http = new Http(
                    "POST",
                    hook.url("/hook"),
                    Map.of(),
                    Map.of(),
                    Map.of("event", "booked"),
                    null,
                    null,
                    "${env:HOOK}");

            assertThat(run(Specs.spec(Risk.WRITE, http))).isEqualTo(number("1"));
            Api.Seen seen = hook.next();
            String signed = seen.header("webhook-id") + "." + seen.header("webhook-timestamp") + "." + seen.body();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("the key of this hook of ours".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            assertThat(seen.header("webhook-signature"))
                    .isEqualTo("v1,"
                            + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
            assertThat(seen.header("webhook-id")).isEqualTo(seen.header("Idempotency-Key"));
            assertThat(seen.header("webhook-timestamp")).matches("1[0-9]{9}");
        }
    }

    @Test
    void secretsStandInFilesToo() throws IOException {
        Path secret = Files.writeString(folder.resolve("key"), "from-a-file\nnot this\n");
        try (Api orders = Api.json(vertx, "{\"number\":1}")) {
            Http http = new Http("GET", orders.url("/"), Map.of(), Map.of("X-Api-Key", "${file:" + secret + "}"), null);
            assertThat(run(Specs.spec(Risk.READ, http))).isEqualTo(number("1"));
            assertThat(orders.next().header("X-Api-Key")).isEqualTo("from-a-file");
        }
    }

    @Test
    void secretsThatAreNotThereAreSaidWithTheirPlaceAndNeverWithThemselves() {
        OAuth2 oauth2 = new OAuth2("http://localhost/token", "id", "${file:/no/such/secret}", null);
        ApiSpec api = api("http://localhost", oauth2, null, null);
        Http http = new Http("POST", "http://localhost/x", Map.of(), Map.of(), null, api, null, "${env:BAD_HOOK}");

        assertThat(HttpActionBus.check(
                        Path.of("a.yaml"), List.of(Specs.spec(Risk.WRITE, http)), Map.of("BAD_HOOK", "whsec_%%%")))
                .extracting(ConfigProblem::toString)
                .containsExactly(
                        "a.yaml: apis.orders.oauth2.client-secret: found '${file:/no/such/secret}', expected something in"
                                + " the first line of /no/such/secret",
                        "a.yaml: actions.orders.place.http.sign: found '${env:BAD_HOOK}', expected Base64 of at least"
                                + " 24 bytes behind whsec_ there, or a secret that does not begin so");
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_", "whsec_c2hvcnQ=", "whsec_%%%", " "})
    void withoutItsKeyNothingIsSent(String secret) {
        HttpActionBus other = HttpActionBus.onVertx(
                vertx, Store.inMemory(), Map.of("HOOK", secret), new ActionsCounters(), ActionObserver.NONE);
        try (Api hook = Api.json(vertx, "{}")) {
            Http http = new Http("POST", hook.url("/hook"), Map.of(), Map.of(), Map.of(), null, null, "${env:HOOK}");
            ActionSpec spec = Specs.spec(Risk.WRITE, http);
            OAuth2 oauth2 = new OAuth2(hook.url("/token"), "id", "${env:HOOK}", null);

            assertThat(Await.get(other.run(new ActionRequest("c", "w", spec, Map.of(), null))
                            .result()))
                    .isEqualTo(new ActionResult.Failed(false, "the action's file is wrong"));
            if (secret.isBlank()) {
                ActionSpec read = get(api(hook.url(""), oauth2, null, null));
                assertThat(Await.get(other.run(new ActionRequest("c", "r", read, Map.of(), null))
                                .result()))
                        .isEqualTo(new ActionResult.Failed(false, "the action's file is wrong"));
            }
            assertThat(hook.others()).isEmpty();
            assertThatThrownBy(() -> other.load(Path.of("a.yaml"), List.of(spec)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("actions.orders.place.http.sign: found '${env:HOOK}'");
        } finally {
            Await.get(other.close());
        }
    }

    @Test
    void secretsGoOnlyWhereNobodyReadsThemOnTheWay() {
        ApiSpec open =
                api("http://orders.example", new OAuth2("${env:TOKENS}", "id", "${env:SECRET}", null), null, null);

        assertThat(HttpActionBus.check(
                        Path.of("a.yaml"),
                        List.of(get(open)),
                        Map.of("SECRET", "x", "TOKENS", "http://login.example/token")))
                .extracting(ConfigProblem::toString)
                .containsExactly(
                        "a.yaml: apis.orders.url: found 'http://orders.example', expected https://, or http:// on this"
                                + " machine alone: a secret goes there",
                        "a.yaml: apis.orders.oauth2.token-url: found '${env:TOKENS}', expected https://, or http:// on"
                                + " this machine alone: a secret goes there");
        assertThat(HttpActionBus.check(
                        Path.of("a.yaml"),
                        List.of(get(api("http://localhost", open.oauth2(), null, null))),
                        Map.of("SECRET", "x", "TOKENS", "http://127.0.0.1:8080/token")))
                .isEmpty();
    }

    @Test
    void theNextPageStandsInWhateverLinkFieldThereIs() {
        Pages pages = new Pages("$.data.items", "link", null, 2);
        try (Api items = new Api(
                vertx,
                (n, request, response) -> response.putHeader("Link", (Iterable<String>)
                                List.of("</items?page=1>; rel=first", "</items?page=2>; rel=next"))
                        .end(page(n, "")))) {
            assertThat(run(paged(items, pages))).isEqualTo(ids("1", "2", "3", "4"));
        }
    }

    @Test
    void pagesThatCannotBeJoinedAreNoAnswer() {
        Pages pages = new Pages("$.data.items", "$.next", null, 5);
        try (Api items = new Api(
                vertx, (n, request, response) -> response.end(n == 1 ? page(1, ",\"next\":\"/more\"") : "<html>"))) {
            assertThat(run(paged(items, pages)))
                    .isEqualTo(new ActionResult.Failed(false, "the pages cannot be joined"));
        }
    }

    /** A field of 8 KiB is the longest that comes. */
    @ParameterizedTest
    @ValueSource(strings = {"<", "<>;rel= ", "<>; rel=\"nex", "<a>; rel=\" x"})
    void aLinkFieldIsReadInLinearTime(String piece) {
        assertThat(PagedWire.link(piece.repeat(200_000 / piece.length()))).isNull();
    }

    @Test
    void connectionsOfApisThatNoActionUsesAnyMoreAreClosedAfterAWhile() {
        Certificates ours = Certificates.of(folder, "client");
        List<Runnable> jobs = new ArrayList<>();
        Timers timers = new Timers() {
            @Override
            public long nanos() {
                return 0;
            }

            @Override
            public long after(long millis, Runnable job) {
                assertThat(millis).isEqualTo(300_000);
                jobs.add(job);
                return 1;
            }

            @Override
            public void cancel(long timer) {}
        };
        BusParts real =
                HttpActionBus.parts(vertx, Store.inMemory(), new ActionsCounters(), ActionObserver.NONE, () -> 0);
        ApiWires wires = new ApiWires(
                vertx,
                new BusParts(
                        timers,
                        real.contexts(),
                        real.store(),
                        real.wishes(),
                        real.running(),
                        real.counters(),
                        real.observer(),
                        real.random()));
        TemplateReader reader = new TemplateReader(Map.of(), new Problems(Path.of("a.yaml")));
        ActionSpec kept = get(with("https://localhost:1", new ApiSpec.Tls(ours.certificate(), null, null)));
        ActionSpec gone = get(with("https://localhost:2", new ApiSpec.Tls(ours.certificate(), null, null)));
        HttpWire wire = wires.of(kept, reader);
        wires.of(gone, reader);

        wires.keepOnly(List.of(kept));
        assertThat(wires.clients()).isEqualTo(2);
        jobs.forEach(Runnable::run);
        assertThat(wires.clients()).isEqualTo(1);
        assertThat(wires.of(kept, reader)).isSameAs(wire);
        wires.keepOnly(List.of());
        Await.get(wires.close());
        assertThat(wires.clients()).isZero();
    }
}
