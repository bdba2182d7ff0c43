package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.4">RFC 9110 section 15.4</a>. */
@Timeout(20)
class RedirectsTest {
    private static final Origin ORIGIN = new Origin(false, "my_api", 8080);
    private static final Map<String, String> HEADERS =
            Map.of("authorization", "s", "content-type", "application/json", "idempotency-key", "k");
    private static final Origin PLAIN = new Origin(false, "api.example.org", 80);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GET,    301, /new,                        GET /new",
                "GET,    302, new?a=b,                     GET /old/new?a=b",
                "GET,    307, ../new,                      GET /new",
                "GET,    308, http://api.example.org/x,    GET /x",
                "GET,    302, http://API.example.org:80,   GET /",
                "GET,    302, //api.example.org/x,         GET /x",
                "POST,   303, /orders/7,                   GET /orders/7",
                "POST,   307, /new,                        POST /new",
                "POST,   308, /new,                        POST /new",
                "POST,   301, /new,                        -",
                "POST,   302, /new,                        -",
                "GET,    302, -,                           -",
                "GET,    302, http://evil.example/,        -",
                "GET,    302, //evil.example/,             -",
                "GET,    302, https://api.example.org/,    -",
                "GET,    302, http://api.example.org:81/,  -",
                "GET,    302, http://a@api.example.org/,   -",
                "GET,    302, http://api.example.org@evil/,-",
                "GET,    302, file:///etc/passwd,          -",
                "GET,    302, javascript:alert(1),         -",
                "GET,    302, '/a b',                      -",
                "GET,    302, '/a\r\nX-Evil: 1',           -",
            })
    void onlyTheSameOriginIsAskedAgain(String method, int status, String location, String expected) {
        HttpCall call = new HttpCall(HttpMethod.valueOf(method), PLAIN, "/old/x?y", HEADERS, Buffer.buffer("{}"));

        HttpCall next = Redirects.next(call, status, location);

        assertThat(next == null ? null : next.method() + " " + next.uri()).isEqualTo(expected);
        if (next != null) {
            assertThat(next.origin()).isEqualTo(PLAIN);
            assertThat(next.body() == null).isEqualTo(status == 303);
            assertThat(next.headers()).isEqualTo(status == 303 ? Map.of("authorization", "s") : HEADERS);
        }
    }

    @ParameterizedTest
    @CsvSource({"/new, /new", "new, /a/new", "?q, /a/?q"})
    void aRelativePlaceStaysAtAHostWhoseNameJavaDoesNotKnow(String location, String uri) {
        HttpCall call = new HttpCall(HttpMethod.GET, ORIGIN, "/a/b", Map.of(), null);

        HttpCall next = Objects.requireNonNull(Redirects.next(call, 302, location));

        assertThat(next.origin()).isEqualTo(ORIGIN);
        assertThat(next.uri()).isEqualTo(uri);
    }
}
