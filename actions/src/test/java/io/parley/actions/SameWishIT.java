package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Risk;
import io.parley.testkit.Eventually;
import io.vertx.core.http.HttpServerResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wish that comes again, in the same process or the next: with a real API and a real store. */
@Timeout(60)
class SameWishIT {
    @TempDir
    Path data;

    private BusFixture f;

    @BeforeEach
    void start() {
        f = new BusFixture(data);
    }

    @AfterEach
    void stop() {
        f.close();
    }

    @Test
    void theSameWishIsCarriedOutOnce() {
        try (Api api = f.counting()) {
            ActionSpec order = Specs.post(api.url("/"), Map.of("d", "{d}"));
            Map<String, String> latte = Map.of("d", "latte");

            assertThat(f.run(order, "a", latte)).isEqualTo(BusFixture.ONE);
            assertThat(f.run(order, "a", latte)).isEqualTo(BusFixture.ONE);
            assertThat(f.run(order, "b", latte)).isEqualTo(new ActionResult.Ok(Map.of("number", "2")));
            assertThat(api.others()).hasSize(2);
            assertThat(f.count(ActionsCounter.REPEATED)).isEqualTo(1);
        }
    }

    @Test
    void theSameWishTwiceAtOnceIsOneRequest() {
        CompletableFuture<HttpServerResponse> held = new CompletableFuture<>();
        try (Api api = new Api(f.vertx, (n, request, response) -> held.complete(response))) {
            ActionSpec order = Specs.post(api.url("/"), Map.of());
            ActionBus.Invocation first = f.start(order, "a", Map.of());
            ActionBus.Invocation second = f.start(order, "a", Map.of());
            Await.get(held).end("{\"number\":1}");

            assertThat(Await.get(first.result())).isEqualTo(BusFixture.ONE);
            assertThat(Await.get(second.result())).isEqualTo(BusFixture.ONE);
            assertThat(api.others()).hasSize(1);
        }
    }

    @Test
    void theSameKeyWithOtherArgumentsIsRefused() {
        try (Api api = f.counting()) {
            ActionSpec order = Specs.post(api.url("/"), Map.of("d", "{d}"));
            f.run(order, "a", Map.of("d", "latte"));
            ActionResult refused = new ActionResult.Refused(0, "the key belongs to a wish with other arguments");

            assertThat(f.run(order, "a", Map.of("d", "mocha"))).isEqualTo(refused);
            Await.get(f.store.flush());
            f.restart();
            assertThat(f.run(order, "a", Map.of("d", "mocha"))).isEqualTo(refused);
            f.restart();
            assertThat(f.run(order, "a", Map.of("d", "latte"))).isEqualTo(BusFixture.ONE);
            assertThat(api.others()).hasSize(1);
        }
    }

    @Test
    void theStoreRemembersWhatAnEarlierProcessDid() {
        try (Api api = f.counting()) {
            ActionSpec order = Specs.post(api.url("/"), Map.of());
            assertThat(f.run(order, "a", Map.of())).isEqualTo(BusFixture.ONE);
            Await.get(f.store.flush());

            f.restart();

            assertThat(f.run(order, "a", Map.of())).isEqualTo(BusFixture.ONE);
            assertThat(api.others()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WRITE", "IRREVERSIBLE"})
    void aWishThatDiedWithItsProcessIsSentAgainOnlyWhereTheKeyGuardsIt(Risk risk) {
        try (Api api = f.counting()) {
            ActionSpec action = Specs.with(Specs.post(api.url("/"), Map.of()), risk);
            WishId wish = WishId.of(new ActionRequest("call-1", "a", action, Map.of(), Map.of()));
            String pending = new WishRecord(wish.arguments(), null).toJson();
            Await.get(f.store.putIfAbsent(wish.id(), pending, Duration.ofMinutes(1)));

            ActionResult result = f.run(action, "a", Map.of(), Map.of());

            assertThat(result).isEqualTo(risk == Risk.WRITE ? BusFixture.ONE : WishRecord.UNKNOWN);
            assertThat(api.others()).hasSize(risk == Risk.WRITE ? 1 : 0);
        }
    }

    @Test
    void aWishThatFailedMayBeTriedAgainWithTheSameKey() {
        try (Api api = new Api(f.vertx, (n, request, response) -> {
            response.setStatusCode(n == 1 ? 503 : 200).end("{\"number\":1}");
        })) {
            ActionSpec order = Specs.post(api.url("/"), Map.of());

            assertThat(f.run(order, "a", Map.of())).isEqualTo(new ActionResult.Failed(true, "HTTP 503"));
            assertThat(f.run(order, "a", Map.of())).isEqualTo(BusFixture.ONE);
            assertThat(api.next().header("idempotency-key"))
                    .isEqualTo(api.next().header("idempotency-key"));
        }
    }

    @Test
    void aRefusalIsRemembered() {
        try (Api api = new Api(
                f.vertx, (n, request, response) -> response.setStatusCode(422).end("{}"))) {
            ActionSpec order = Specs.post(api.url("/"), Map.of());
            ActionResult refused = new ActionResult.Refused(422, "HTTP 422");

            assertThat(f.run(order, "a", Map.of())).isEqualTo(refused);
            assertThat(f.run(order, "a", Map.of())).isEqualTo(refused);
            assertThat(api.others()).hasSize(1);
        }
    }

    @Test
    void readsAreReadAgain() {
        try (Api api = f.counting()) {
            ActionSpec read = Specs.get(api.url("/"));

            assertThat(f.run(read, "a", Map.of())).isEqualTo(BusFixture.ONE);
            assertThat(f.run(read, "a", Map.of())).isEqualTo(new ActionResult.Ok(Map.of("number", "2")));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFrozenStoreDelaysAWriteALittleAndStopsNone(boolean noticed) {
        try (Api api = f.counting()) {
            ActionSpec order = Specs.post(api.url("/"), Map.of());
            try (Frozen frozen = Frozen.redis(f.redis)) {
                if (noticed) {
                    Eventually.isTrue("the silence is noticed", () -> !f.store.connected());
                }
                assertThat(f.run(order, "a", Map.of())).isEqualTo(BusFixture.ONE);
                assertThat(f.run(order, "a", Map.of())).isEqualTo(BusFixture.ONE);
                assertThat(f.count(ActionsCounter.UNGUARDED)).isEqualTo(1);
                assertThat(frozen.pid()).isPositive();
            }
            Await.get(f.store.flush());
            f.restart();

            assertThat(f.run(order, "a", Map.of())).isEqualTo(BusFixture.ONE);
            assertThat(api.others()).hasSize(1);
        }
    }
}
