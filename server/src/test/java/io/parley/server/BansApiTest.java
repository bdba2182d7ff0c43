package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.HttpConfig;
import io.parley.server.metrics.Metrics;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is banned, by HTTP. */
@Timeout(30)
class BansApiTest {
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> banned =
            new TreeMap<>(Map.of("192.0.2.1", "scanner 60s", "20:01:0d:b8:00:00:00:01::/64", "passwords 120s"));

    private HttpApi api = listen("127.0.0.1");

    private HttpApi listen(String at) {
        HttpApi made = HttpApi.listen(vertx, new HttpConfig(at, 0), new Readiness(), new Metrics());
        made.bans(() -> banned, source -> banned.remove(source) != null);
        return made;
    }

    @AfterEach
    void close() {
        api.close();
        vertx.close().await();
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void areShownAndLifted() throws Exception {
        assertThat(send("GET", "/bans").body())
                .isEqualTo("{\"bans\":{\"192.0.2.1\":\"scanner 60s\","
                        + "\"20:01:0d:b8:00:00:00:01::/64\":\"passwords 120s\"}}\n");
        assertThat(send("DELETE", "/bans/192.0.2.1").statusCode()).isEqualTo(204);
        assertThat(send("DELETE", "/bans/192.0.2.1").statusCode()).isEqualTo(404);
        assertThat(send("DELETE", "/bans/20:01:0d:b8:00:00:00:01::/64").statusCode())
                .isEqualTo(204);
        assertThat(banned).isEmpty();
    }

    @Test
    void areLiftedByNoPageAndFromNowhereElse() throws Exception {
        assertThat(send("DELETE", "/bans/192.0.2.1", "Origin", "http://localhost:" + api.port())
                        .statusCode())
                .isEqualTo(403);
        api.close();
        api = listen("0.0.0.0");
        assertThat(send("DELETE", "/bans/192.0.2.1").statusCode()).isEqualTo(403);
        assertThat(banned).hasSize(2);
    }
}
