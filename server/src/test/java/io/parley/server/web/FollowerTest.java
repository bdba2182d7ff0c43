package io.parley.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is told how a call ends. */
@Timeout(30)
class FollowerTest {
    private final Vertx vertx = Vertx.vertx();
    private final Follower follower = new Follower(vertx);
    private final BlockingQueue<Context> asked = new LinkedBlockingQueue<>();
    private final HttpServer server = vertx.createHttpServer()
            .requestHandler(request -> {
                follower.follow(request.response());
                asked.add(vertx.getOrCreateContext());
            })
            .listen(0, "127.0.0.1")
            .await();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private CompletableFuture<HttpResponse<String>> follow() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
                .build();
        return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theLastWhoAsksIsToldAndTheOthersAreLetGo() throws Exception {
        for (int i = 0; i < 20; i++) {
            CompletableFuture<HttpResponse<String>> before = follow();
            asked.take();
            CompletableFuture<HttpResponse<String>> last = follow();
            Context loop = asked.take();
            assertThat(before.get().body()).isEqualTo(": call\n\n");
            loop.runOnContext(v -> follower.ended("caller-hung-up"));
            assertThat(last.get().body()).endsWith("event: ended\ndata: caller-hung-up\n\n");
        }
    }
}
