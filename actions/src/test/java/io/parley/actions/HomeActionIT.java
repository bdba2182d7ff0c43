package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.OnInterrupt;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.ConfigException;
import io.parley.config.HomeAssistant;
import io.parley.config.HomeRequest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Services and states of a home, against a real server that speaks Home Assistant's REST API. */
@Timeout(60)
class HomeActionIT {
    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final HttpServer server =
            Await.get(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
    private final HttpActionBus bus = HttpActionBus.onVertx(
            vertx, Store.inMemory(), Map.of("TOKEN", "s3cret"), new ActionsCounters(), ActionObserver.NONE);

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            seen.add(request.method() + " " + request.path() + " " + request.getHeader("authorization") + " " + body);
            if (request.path().endsWith("/broken")) {
                request.response().setStatusCode(500).end();
            } else if (request.path().startsWith("/ha/api/states/")) {
                request.response().end("{\"state\":\"closed\"}");
            } else {
                request.response().end("[{\"state\":\"off\"}]");
            }
        });
    }

    @AfterEach
    void close() {
        Await.get(bus.close());
        Await.get(server.close());
        Await.get(vertx.close());
    }

    private HomeRequest home(@Nullable String service, String entity, Map<String, Object> data) {
        HomeAssistant home = new HomeAssistant(
                "http://127.0.0.1:" + server.actualPort() + "/ha/",
                "${env:TOKEN}",
                Map.of("porch light", "light.porch", "garage door", "cover.garage_door"),
                Set.of("light.turn_off", "light.broken", "homeassistant.turn_off"));
        return new HomeRequest(home, service, entity, data);
    }

    private static ActionSpec spec(HomeRequest home, Risk risk, Map<String, String> result) {
        return new ActionSpec(
                "home.do",
                home,
                result,
                Map.of(),
                null,
                risk,
                Duration.ofSeconds(20),
                1,
                OnInterrupt.KEEP,
                null,
                null,
                null);
    }

    private ActionResult run(ActionSpec spec, Map<String, String> arguments) {
        return Await.get(bus.run(new ActionRequest("call-1", "wish-1", spec, arguments, null))
                .result());
    }

    @Test
    void aServiceIsCalledForTheEntityThatTheCallerNames() throws InterruptedException {
        ActionSpec spec = spec(
                home("light.turn_off", "{light}", Map.of("transition", 2, "level", "{level}")),
                Risk.WRITE,
                Map.of("state", "$[0].state"));
        assertThat(run(spec, Map.of("light", "porch light"))).isEqualTo(new ActionResult.Ok(Map.of("state", "off")));
        assertThat(seen.take())
                .isEqualTo("POST /ha/api/services/light/turn_off Bearer s3cret"
                        + " {\"transition\":2,\"entity_id\":\"light.porch\"}");
    }

    @Test
    void theStateOfAnEntityIsAskedFor() throws InterruptedException {
        ActionSpec spec = spec(home(null, "garage door", Map.of()), Risk.READ, Map.of("state", "$.state"));
        assertThat(run(spec, Map.of())).isEqualTo(new ActionResult.Ok(Map.of("state", "closed")));
        assertThat(seen.take()).startsWith("GET /ha/api/states/cover.garage_door Bearer s3cret");
    }

    @Test
    void whatIsNotListedOrNotOfTheServicesDomainIsNotReached() {
        ActionSpec spec = spec(home("light.turn_off", "{light}", Map.of()), Risk.WRITE, Map.of());
        for (String name : List.of("garage door", "attic light", "light.porch", "../config", "")) {
            assertThat(run(spec, Map.of("light", name)))
                    .isEqualTo(new ActionResult.Refused(0, "no entity that may be reached has this name"));
        }
        assertThat(seen).isEmpty();
        ActionSpec any = spec(home("homeassistant.turn_off", "{what}", Map.of()), Risk.WRITE, Map.of());
        assertThat(run(any, Map.of("what", "garage door"))).isInstanceOf(ActionResult.Ok.class);
    }

    /** The API knows no idempotency keys. */
    @Test
    void whatMayHaveBeenDoneIsNotDoneAgain() {
        ActionSpec spec = spec(home("light.broken", "{light}", Map.of()), Risk.WRITE, Map.of());
        ActionResult first = run(spec, Map.of("light", "porch light"));
        assertThat(first).isInstanceOf(ActionResult.Failed.class);
        assertThat(run(spec, Map.of("light", "porch light"))).isInstanceOf(ActionResult.Failed.class);
        assertThat(seen).hasSize(1);
    }

    @Test
    void withoutWhatTheEnvironmentSaysNothingIsLoaded() {
        HttpActionBus without =
                HttpActionBus.onVertx(vertx, Store.inMemory(), Map.of(), new ActionsCounters(), ActionObserver.NONE);
        HomeAssistant home = new HomeAssistant(
                "${env:HOME_URL}", "${env:TOKEN}", Map.of("porch light", "light.porch"), Set.of("light.turn_off"));
        HomeRequest request = new HomeRequest(home, "light.turn_off", "{light}", Map.of("level", "${env:LEVEL}"));
        assertThatThrownBy(() -> without.load(Path.of("actions.yaml"), List.of(spec(request, Risk.WRITE, Map.of()))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("actions.yaml: home-assistant.url: found '${env:HOME_URL}'")
                .hasMessageContaining("actions.yaml: home-assistant.token: found '${env:TOKEN}'")
                .hasMessageContaining("actions.yaml: actions.home.do.home-assistant.data.level: found '${env:LEVEL}'")
                .hasMessageNotContaining("http.");
        Await.get(without.close());
    }
}
