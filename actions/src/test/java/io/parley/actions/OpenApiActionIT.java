package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.OnInterrupt;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.ConfigProblem;
import io.parley.config.OpenApiOperation;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions whose requests an OpenAPI document describes, against a service that really listens. */
@Timeout(60)
class OpenApiActionIT {
    private static final String ORDERS = resource("orders.yaml");
    private static final Map<String, Object> ALL = Map.of(
            "table",
            "{table}",
            "X-Channel",
            "phone",
            "drink",
            "{drink}",
            "size",
            "{size}",
            "count",
            "{count}",
            "dry run",
            "{dry}");

    private final Vertx vertx = Vertx.vertx();
    private final HttpActionBus bus = HttpActionBus.onVertx(
            vertx, Store.inMemory(), Map.of("TOKEN", "s3cret"), new ActionsCounters(), ActionObserver.NONE);
    private Api api;

    private static String resource(String name) {
        try (InputStream in = OpenApiActionIT.class.getResourceAsStream("/openapi/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void open() {
        api = Api.json(vertx, "{\"number\":7}");
    }

    @AfterEach
    void close() {
        Await.get(bus.close());
        api.close();
        Await.get(vertx.close());
    }

    private OpenApiOperation operation(String id, Map<String, Object> arguments) {
        return new OpenApiOperation(
                "orders.yaml",
                ORDERS,
                id,
                api.url("/v2/"),
                Map.of("Authorization", "Bearer ${env:TOKEN}"),
                arguments,
                null);
    }

    private static ActionSpec spec(OpenApiOperation operation, Risk risk, Map<String, String> result) {
        return new ActionSpec(
                "orders.place",
                operation,
                result,
                Map.of(),
                null,
                risk,
                Duration.ofSeconds(10),
                0,
                OnInterrupt.KEEP,
                null,
                null,
                null);
    }

    private ActionResult run(ActionSpec spec, Map<String, String> values) {
        return Await.get(bus.run(new ActionRequest("call-1", "wish" + values, spec, values, null))
                .result());
    }

    private static List<String> problems(OpenApiOperation operation, Map<String, String> result) {
        return HttpActionBus.check(
                        Path.of("actions.yaml"), List.of(spec(operation, Risk.WRITE, result)), Map.of("TOKEN", "x"))
                .stream()
                .map(ConfigProblem::toString)
                .toList();
    }

    @Test
    void everyValueGoesToItsPlaceWithItsType() {
        ActionResult result = run(
                spec(operation("placeOrder", ALL), Risk.WRITE, Map.of("number", "$.number")),
                Map.of("table", "4", "drink", "a \"tea\"", "size", "LARGE", "count", "2", "dry", "no"));

        assertThat(result).isEqualTo(new ActionResult.Ok(Map.of("number", "7")));
        Api.Seen seen = api.next();
        assertThat(seen.method() + " " + seen.uri()).isEqualTo("POST /v2/tables/4/orders?dry%20run=false");
        assertThat(new JsonObject(seen.body()))
                .isEqualTo(JsonObject.of("count", 2, "drink", "a \"tea\"", "size", "Large"));
        assertThat(seen.header("X-Channel")).isEqualTo("Phone");
        assertThat(seen.header("Authorization")).isEqualTo("Bearer s3cret");
        assertThat(seen.header("Content-Type")).isEqualTo("application/json");
        assertThat(seen.header("Idempotency-Key")).hasSizeGreaterThan(10);
    }

    @Test
    void whatTheCallerDidNotSayIsLeftOut() {
        run(
                spec(operation("placeOrder", ALL), Risk.READ, Map.of("number", "$.number")),
                Map.of("table", "4", "drink", "tea", "count", "2"));

        Api.Seen seen = api.next();
        assertThat(seen.uri()).isEqualTo("/v2/tables/4/orders");
        assertThat(new JsonObject(seen.body())).isEqualTo(JsonObject.of("count", 2, "drink", "tea"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4     | tea | big   | 2    | argument 'size' is none of the words that are known there
            4     | tea | large | some | argument 'count' is no integer
            ../x  | tea | large | 2    | argument 'table' is no integer
            """)
    void whatTheOperationDoesNotTakeIsNotSent(String table, String drink, String size, String count, String reason) {
        assertThat(run(
                        spec(operation("placeOrder", ALL), Risk.READ, Map.of()),
                        Map.of("table", table, "drink", drink, "size", size, "count", count)))
                .isEqualTo(new ActionResult.Refused(0, reason));
        assertThat(api.others()).isEmpty();
    }

    @Test
    void listsAndWholeBodiesAreSentToo() {
        run(
                spec(operation("listOrders", Map.of("table", 1, "days", List.of(1, "{day}"))), Risk.READ, Map.of()),
                Map.of("day", "2"));
        assertThat(api.next().uri()).isEqualTo("/v2/tables/1/orders?days=1&days=2");

        run(spec(operation("note", Map.of("body", "{text}")), Risk.WRITE, Map.of()), Map.of("text", "say \"hi\""));
        assertThat(api.next().body()).isEqualTo("\"say \\\"hi\\\"\"");
    }

    @Test
    void aNoOfTheServiceIsARefusalAsOfEveryRequest() {
        try (Api full = new Api(
                vertx, (n, request, response) -> response.setStatusCode(409).end("{\"detail\":\"no tables left\"}"))) {
            OpenApiOperation there = new OpenApiOperation(
                    "orders.yaml", ORDERS, "note", full.url(""), Map.of(), Map.of("body", "x"), null);
            assertThat(run(spec(there, Risk.WRITE, Map.of()), Map.of()))
                    .isEqualTo(new ActionResult.Refused(409, "no tables left"));
        }
    }

    @Test
    void mistakesNameTheFileTheOperationAndWhatWasExpected() {
        assertThat(problems(operation("placeOrders", Map.of()), Map.of()))
                .containsExactly(
                        "actions.yaml: actions.orders.place.openapi.operation: found 'placeOrders', expected an"
                                + " operationId of orders.yaml: far, form, listOrders, note, placeOrder");
        assertThat(problems(
                        operation("placeOrder", Map.of("table", "four", "X-Channel", "Phone", "drinks", "{drink}")),
                        Map.of("number", "$.id")))
                .containsExactlyInAnyOrder(
                        "actions.yaml: actions.orders.place.openapi.arguments.table: found 'four', expected a value that"
                                + " placeOrder of orders.yaml takes: argument 'table' is no integer",
                        "actions.yaml: actions.orders.place.openapi.arguments.drinks: found 'drinks', expected an argument"
                                + " of placeOrder of orders.yaml: X-Channel, count, drink, dry run, more, size, table",
                        "actions.yaml: actions.orders.place.openapi.arguments: expected a value for 'count', which"
                                + " placeOrder of orders.yaml requires",
                        "actions.yaml: actions.orders.place.openapi.arguments: expected a value for 'drink', which"
                                + " placeOrder of orders.yaml requires",
                        "actions.yaml: actions.orders.place.result.number: found '$.id', expected what placeOrder of"
                                + " orders.yaml answers with: number");
        assertThat(problems(operation("form", Map.of()), Map.of()))
                .containsExactly("actions.yaml: actions.orders.place.openapi.operation: found 'form', expected an"
                        + " operation with a body of JSON");
    }

    @Test
    void nothingIsFetchedThatADocumentRefersTo() {
        assertThat(problems(operation("far", Map.of()), Map.of()))
                .containsExactly(
                        "actions.yaml: actions.orders.place.openapi.operation: found 'far', expected a reference"
                                + " within the document, not http://127.0.0.1:1/other.yaml#/parameters/x in orders.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no: document", "openapi: 3.0.0\npaths: 5", "{", "- a\n- b", "a: &a [*a, *a]"})
    void whatIsNoDocumentIsSaid(String text) {
        OpenApiOperation none = new OpenApiOperation("x.yaml", text, "a", "http://localhost", Map.of(), Map.of(), null);

        assertThat(problems(none, Map.of()))
                .singleElement()
                .asString()
                .startsWith("actions.yaml: actions.orders.place.openapi.document: found 'x.yaml', expected an OpenAPI"
                        + " document of version 3.0 or 3.1");
    }

    /** A document may be another's: neither secrets nor the host are for it to choose. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/${y}env:TOKEN}/{x}",
                "/a/${env:TOKEN}",
                "/a/{env:TOKEN}",
                "/a/{undeclared}",
                ".evil.example/{x}",
                "@evil.example/{x}",
                "//evil.example/{x}",
                "/../{x}",
                "/%2e%2E/{x}",
                "/a?b={x}",
                "/a#{x}",
                "/a b/{x}"
            })
    void aDocumentChoosesNeitherTheHostNorWhatIsReadOfOurs(String path) {
        String text = """
                openapi: 3.0.3
                info: { title: x, version: "1" }
                paths:
                  "%s":
                    get:
                      operationId: x
                      parameters: [{ name: x, in: path, required: true, schema: { type: string } }]
                      responses: { "200": { description: x } }
                """.formatted(path);
        OpenApiOperation hostile =
                new OpenApiOperation("x.yaml", text, "x", "http://localhost", Map.of(), Map.of("x", "{x}"), null);

        assertThat(problems(hostile, Map.of())).isNotEmpty();
        assertThat(run(spec(hostile, Risk.READ, Map.of()), Map.of("x", "1")))
                .isEqualTo(new ActionResult.Failed(false, "the action's file is wrong"));
    }

    /** Each schema names the next eight times: thirty of them are more than there is memory for. */
    @Test
    void aDocumentThatGrowsWithoutAnEndIsHeldToABound() {
        StringBuilder schemas = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            String next = "{ $ref: \"#/components/schemas/S" + (i + 1) + "\" }";
            schemas.append("    S").append(i).append(": { type: object, properties: { ");
            List.of("a", "b", "c", "d", "e", "f", "g", "h")
                    .forEach(name ->
                            schemas.append(name).append(": ").append(next).append(", "));
            schemas.append("z: {} } }\n");
        }
        String text = """
                openapi: 3.1.0
                info: { title: x, version: "1" }
                paths:
                  /x: { post: { operationId: x, requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/S0" } } } }, responses: { "200": { description: x } } } }
                components:
                  schemas:
                """ + schemas + "    S30: { type: string }\n";
        OpenApiOperation huge = new OpenApiOperation("x.yaml", text, "x", "http://localhost", Map.of(), Map.of(), null);

        assertThat(problems(huge, Map.of()))
                .containsExactly(
                        "actions.yaml: actions.orders.place.openapi.operation: found 'x', expected at most 20000"
                                + " schemas in an operation, references counted each time in x.yaml");
    }

    @Test
    void aDocumentAtAnAddressIsReadAndItsServerIsOnlyItsOwn() {
        try (Api host = new Api(
                vertx,
                (n, request, response) -> response.end(
                        request.uri().equals("/orders.yaml")
                                ? ORDERS.replace("http://127.0.0.1:1", "http://" + request.header("host"))
                                : request.uri().equals("/foreign.yaml") ? ORDERS : "{\"number\":8}"))) {
            OpenApiOperation own =
                    new OpenApiOperation(host.url("/orders.yaml"), null, "placeOrder", null, Map.of(), ALL, null);
            ActionSpec spec = spec(own, Risk.READ, Map.of("number", "$.number"));
            bus.load(Path.of("actions.yaml"), List.of(spec));

            assertThat(run(spec, Map.of("table", "4", "drink", "tea", "count", "2")))
                    .isEqualTo(new ActionResult.Ok(Map.of("number", "8")));
            assertThat(problems(
                            new OpenApiOperation(
                                    host.url("/foreign.yaml"), null, "placeOrder", null, Map.of(), ALL, null),
                            Map.of()))
                    .singleElement()
                    .asString()
                    .contains("openapi.url: expected the address of the API, which");
            assertThat(problems(
                            new OpenApiOperation(api.url("/x"), null, "placeOrder", null, Map.of(), ALL, null),
                            Map.of()))
                    .singleElement()
                    .asString()
                    .contains("expected an OpenAPI document of version 3.0 or 3.1");
        }
    }

    @Test
    void anAddressWithADocumentTooLargeIsNotRead() {
        try (Api host =
                new Api(vertx, (n, request, response) -> response.end("#".repeat(OpenApiOperation.MAX_BYTES + 1)))) {
            assertThat(problems(
                            new OpenApiOperation(host.url("/x"), null, "placeOrder", null, Map.of(), ALL, null),
                            Map.of()))
                    .singleElement()
                    .asString()
                    .contains("more than 2097152 bytes");
        }
    }

    private static OpenApiOperation operation(
            String document, String url, Map<String, String> headers, Map<String, Object> arguments) {
        String text = "openapi: 3.0.3\ninfo: { title: x, version: '1' }\n" + document;
        return new OpenApiOperation("x.yaml", text, "x", url, headers, arguments, null);
    }

    @Test
    void whatTheBusAndTheFileSayIsNotAskedOfACaller() {
        String document = """
                paths:
                  /x:
                    get:
                      operationId: x
                      parameters:
                        - { name: Accept, in: header, required: true, schema: { type: string } }
                        - { name: Idempotency-Key, in: header, required: true, schema: { type: string } }
                        - { name: X-Key, in: header, required: true, schema: { type: string } }
                      responses: { "200": { description: x } }
                """;
        OpenApiOperation known = operation(document, api.url(""), Map.of("x-key", "ours"), Map.of());

        assertThat(problems(known, Map.of())).isEmpty();
        run(spec(known, Risk.READ, Map.of()), Map.of());
        assertThat(api.next().header("X-Key")).isEqualTo("ours");
    }

    @Test
    void referencesToReferencesAreFollowedAndThoseToNothingAreSaid() {
        String start = "paths: { /x: { get: { operationId: x, parameters: [{ $ref: '#/components/parameters/a' }],"
                + " responses: { '200': { description: x } } } } }\n";
        String chain = "components: { parameters: { a: { $ref: '#/components/parameters/b' },"
                + " b: { name: n, in: query, required: true, schema: { type: string } } } }\n";

        assertThat(problems(operation(start + chain, api.url(""), Map.of(), Map.of("n", "1")), Map.of()))
                .isEmpty();
        assertThat(problems(operation(start, api.url(""), Map.of(), Map.of()), Map.of()))
                .singleElement()
                .asString()
                .contains("expected a reference within the document, not #/components/parameters/a");
    }

    @Test
    void theNearestServerIsMeant() {
        String document = "servers: [{ url: 'http://127.0.0.1:1' }]\npaths: { /x: { servers: [{ url: '"
                + api.url("/far") + "' }], get: { operationId: x, responses: { '200': { description: x } } } } }\n";
        run(spec(operation(document, null, Map.of(), Map.of()), Risk.READ, Map.of()), Map.of());

        assertThat(api.next().uri()).isEqualTo("/far/x");
    }

    @Test
    void noCallerWaitsForADocument() {
        OpenApiOperation far = new OpenApiOperation(api.url("/o.yaml"), null, "x", null, Map.of(), Map.of(), null);

        assertThat(run(spec(far, Risk.READ, Map.of()), Map.of()))
                .isEqualTo(new ActionResult.Failed(false, "the action's file is wrong"));
        assertThat(api.others()).isEmpty();
    }

    @Test
    void anAddressThatTricklesIsGivenUp() {
        try (Api host = new Api(
                vertx, (n, request, response) -> response.setChunked(true).write("openapi: 3.0.3\n"))) {
            assertThatThrownBy(() -> OpenApiKind.fetch(host.url("/o.yaml"), Duration.ofMillis(300)))
                    .hasMessageContaining("an address that can be read within")
                    .hasMessageContaining(host.url("/o.yaml"));
        }
    }

    @Test
    void anAddressThatCannotBeReadIsNamedWithTheReason() {
        assertThatThrownBy(() -> OpenApiKind.fetch("http://127.0.0.1:1/o.yaml", Duration.ofSeconds(10)))
                .hasMessage("an address that can be read: http://127.0.0.1:1/o.yaml: ConnectException");
    }
}
