package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.HttpConfig;
import io.parley.server.metrics.Metrics;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The switch that stops calls of ours, by HTTP. */
@Timeout(30)
class DialApiTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpApi api = HttpApi.listen(vertx, new HttpConfig("127.0.0.1", 0), new Readiness(), new Metrics());
    private volatile boolean on = true;

    private DialApiTest() {
        api.dialling(new DialSwitch() {
            @Override
            public boolean isOn() {
                return on;
            }

            @Override
            public void turn(boolean to) {
                on = to;
            }
        });
    }

    @AfterEach
    void close() {
        api.close();
        vertx.close().await();
    }

    private HttpResponse<String> send(String method, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/dial"))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void stopsCallsAndLetsThemBeMadeAgain() throws Exception {
        HttpResponse<String> off = send("PUT", "{\"enabled\": false}", "Content-Type", "application/json");
        assertThat(off.statusCode()).isEqualTo(200);
        assertThat(off.body()).isEqualTo("{\"enabled\":false}\n");
        assertThat(on).isFalse();
        assertThat(send("GET", "").body()).isEqualTo("{\"enabled\":false}\n");
        send("PUT", "{\"enabled\":true}", "Content-Type", "application/json");
        assertThat(on).isTrue();
    }

    @Test
    void nothingElseTurnsIt() throws Exception {
        String body = "{\"enabled\":false}";
        assertThat(send("PUT", body).statusCode()).as("no JSON").isEqualTo(400);
        assertThat(send("PUT", body, "Content-Type", "text/plain").statusCode()).isEqualTo(400);
        assertThat(send("PUT", "{}", "Content-Type", "application/json").statusCode())
                .isEqualTo(400);
        assertThat(send("PUT", body, "Content-Type", "application/json", "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("POST", body, "Content-Type", "application/json").statusCode())
                .isEqualTo(405);
        assertThat(send("OPTIONS", "").headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(on).isTrue();
    }
}
