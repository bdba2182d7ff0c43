package io.parley.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.BrowserPhone;
import io.parley.config.HttpConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose pages may use the phone. */
@Timeout(30)
class HostsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Hosts hosts =
            new Hosts(new HttpConfig("0.0.0.0", 8080, BrowserPhone.ALL, List.of("phone.example.com")));
    private final HttpServer server = vertx.createHttpServer()
            .requestHandler(request -> request.response().end(hosts.isSameOrigin(request) ? "ours" : "another's"))
            .listen(0, "127.0.0.1")
            .await();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @ParameterizedTest
    @CsvSource({
        "phone.example.com, https://phone.example.com, ours",
        "phone.example.com, https://PHONE.example.com:8443, ours",
        "127.0.0.1:8080, https://phone.example.com, ours",
        "127.0.0.1:8080, '', ours",
        "localhost:8080, http://localhost:8080, ours",
        "127.0.0.2:8080, http://127.0.0.2:8080, ours",
        "[::1]:8080, http://[::1]:8080, ours",
        "localhost:8080, http://localhost:3000, another's",
        "rebound.example.net:8080, http://rebound.example.net:8080, another's",
        "192.0.2.1:8080, http://192.0.2.1:8080, another's",
        "phone.example.com, https://evil.example, another's",
        "phone.example.com, https://evil.example@phone.example.net, another's",
        "phone.example.com, null, another's",
        "phone.example.com, https://, another's",
    })
    void pagesOfOtherNamesAreAnothers(String host, String origin, String whose) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.actualPort())) {
            String line = origin.isEmpty() ? "" : "Origin: " + origin + "\r\n";
            String request = "POST / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nContent-Length: 0\r\n";
            socket.getOutputStream().write((request + line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).endsWith("\r\n\r\n" + whose);
        }
    }
}
