package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where an API points elsewhere: what is followed, and what goes there. */
@Timeout(60)
class HttpRedirectsIT {
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
    void aRedirectToAnotherHostIsNotFollowed() {
        try (Api other = Api.json(f.vertx, "{\"number\":1}");
                Api api = new Api(f.vertx, (n, request, response) -> {
                    response.setStatusCode(302)
                            .putHeader("location", other.url("/stolen"))
                            .end();
                })) {
            ActionResult result = f.run(Specs.get(api.url("/")), "wish", Map.of());

            assertThat(result)
                    .isEqualTo(new ActionResult.Failed(
                            false, "HTTP 302: a redirect away from " + api.url("") + " is not followed"));
            assertThat(other.others()).isEmpty();
        }
    }

    @Test
    void aRedirectWithinTheHostIsFollowed() {
        try (Api api = new Api(f.vertx, (n, request, response) -> {
            if (n == 1) {
                response.setStatusCode(307).putHeader("location", "/v2/orders").end();
            } else {
                response.end("{\"number\":1}");
            }
        })) {
            assertThat(f.run(Specs.post(api.url("/v1/orders"), Map.of("a", "{a}")), "wish", Map.of("a", "1")))
                    .isEqualTo(new ActionResult.Ok(Map.of("number", "1")));
            Api.Seen first = api.next();
            Api.Seen second = api.next();
            assertThat(second.uri()).isEqualTo("/v2/orders");
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(second.headers()).isEqualTo(first.headers());
        }
    }

    @Test
    void aWriteMayPointToItsResult() {
        try (Api api = new Api(f.vertx, (n, request, response) -> {
            if (request.method().equals("POST")) {
                response.setStatusCode(303).putHeader("location", "/orders/7").end();
            } else {
                response.end("{\"number\":7}");
            }
        })) {
            assertThat(f.run(Specs.post(api.url("/orders"), Map.of()), "wish", Map.of()))
                    .isEqualTo(new ActionResult.Ok(Map.of("number", "7")));
            api.next();
            Api.Seen second = api.next();
            assertThat(second.method()).isEqualTo("GET");
            assertThat(second.uri()).isEqualTo("/orders/7");
            assertThat(second.headerNames()).doesNotContain("content-type", "content-length", "idempotency-key");
        }
    }

    @Test
    void redirectsWithoutEndEnd() {
        try (Api api = new Api(f.vertx, (n, request, response) -> {
            response.setStatusCode(302).putHeader("location", "/" + n).end();
        })) {
            assertThat(f.run(Specs.get(api.url("/")), "wish", Map.of()))
                    .isEqualTo(new ActionResult.Failed(false, "too many redirects"));
            assertThat(api.others()).hasSize(Redirects.MAX + 1);
        }
    }
}
