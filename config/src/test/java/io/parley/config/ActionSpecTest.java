package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.parley.config.ActionSpec.Http;
import io.parley.config.ActionSpec.OnInterrupt;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.ActionSpec.Script;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ActionSpecTest {
    @TempDir
    Path root;

    @Test
    void readsEveryKeyOfAScript() {
        Cases.write(root.resolve("shop/place.js"), "export default () => ({ number: 1 });");
        AgentSpec agent = Cases.agent(root, """
                parley: 1
                greeting: Hello.
                slots: { drink: { type: choice, values: [tea] }, size: { type: choice, values: [big] } }
                tasks: { order: { action: orders.place, slots: { drink: required, size: optional } } }
                transfers: { person: sip:desk@example.org }
                """, """
                parley: 1
                actions:
                  orders.place:
                    script:
                      file: place.js
                      arguments: [drink, size, call.caller]
                      store: { keep: 48h }
                      transfers: [person]
                      apis:
                        kitchen: { url: "${env:KITCHEN}/v1", headers: { Authorization: "Bearer ${env:TOKEN}" } }
                        menu: http://localhost/menu
                    result: { number: $.number }
                    risk: write
                """);

        ActionSpec action = agent.actions().get("orders.place");
        assertThat(action.kind())
                .isEqualTo(new Script(
                        "place.js",
                        "export default () => ({ number: 1 });",
                        List.of("drink", "size", "call.caller"),
                        Map.of(
                                "kitchen",
                                new Script.Api("${env:KITCHEN}/v1", Map.of("Authorization", "Bearer ${env:TOKEN}")),
                                "menu",
                                new Script.Api("http://localhost/menu", Map.of())),
                        new Script.Notes("shop", Duration.ofHours(48)),
                        List.of("person")));
        assertThat(action.arguments()).containsExactly("call.caller", "drink", "size");
    }

    private static final String TEA = """
            parley: 1
            greeting: Hello.
            slots: { drink: { type: choice, values: [tea] } }
            tasks: { order: { action: stock.check, slots: { drink: required } } }
            """;

    @Test
    void readsEveryKeyOfAStream() {
        AgentSpec agent = Cases.agent(root, TEA, """
                parley: 1
                actions:
                  stock.check:
                    stream: { name: stock, arguments: { what: "{drink}" }, deliveries: 2, takeover: 10s }
                    risk: read
                """);
        ActionSpec action = agent.actions().get("stock.check");
        assertThat(action.kind())
                .isEqualTo(new StreamRequest("stock", Map.of("what", "{drink}"), 2, Duration.ofSeconds(10)));
        assertThat(action.arguments()).containsExactly("drink");
    }

    @Test
    void whatIsWrongInAStreamIsNamed() {
        assertThatThrownBy(() -> Cases.agent(root, TEA, """
                parley: 1
                actions:
                  stock.check:
                    stream:
                      name: a:b
                      deliveries: 11
                      takeover: 3m
                    risk: read
                """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("actions.yaml:5: actions.stock.check.stream.name: found 'a:b'")
                .hasMessageContaining("actions.yaml:6: actions.stock.check.stream.deliveries: found '11'")
                .hasMessageContaining("actions.yaml:7: actions.stock.check.stream.takeover: found '3m'");
        assertThatThrownBy(() -> Cases.agent(root, TEA, """
                parley: 1
                actions: { stock.check: { stream: { name: stock, arguments: [size] }, risk: read } }
                """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("actions.yaml:2: actions.stock.check.stream.arguments.size: found '{size}'");
    }

    @Test
    void whatIsWrongInAHomeIsNamed() {
        assertThatThrownBy(() -> Cases.agent(root, TEA, """
                parley: 1
                home-assistant:
                  url: http://home.local
                  token: ${env:TOKEN}
                  entities: { porch light: light.porch, door: cover.door }
                  services: [light.turn_on, lock.open]
                actions:
                  stock.check: { home-assistant: { service: light.turn_off, entity: "{drink}" }, risk: write }
                  two: { home-assistant: { service: light.turn_on, entity: attic }, risk: write }
                  three: { home-assistant: { service: lock.open, entity: door }, risk: write }
                  four: { home-assistant: { service: light.turn_on, state: door }, risk: write }
                  five: { home-assistant: { state: "{size}" }, risk: read }
                  six:
                    home-assistant:
                      service: light.turn_on
                      entity: porch light
                      data: { entity_id: all, area_id: a, device_id: a, floor_id: a, label_id: a, target: { area_id: a } }
                    risk: write
                  seven: { home-assistant: { service: light.turn_on, entity: porch light, data: { "a}": 1 } }, risk: write }
                """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "actions.yaml:8: actions.stock.check.home-assistant.service: found 'light.turn_off'"
                                + ", expected one of the home's services: light.turn_on, lock.open")
                .hasMessageContaining("actions.yaml:9: actions.two.home-assistant.entity: found 'attic'")
                .hasMessageContaining("actions.yaml:10: actions.three.home-assistant.entity: found 'door'"
                        + ", expected an entity of the service's domain")
                .hasMessageContaining("actions.yaml:11: actions.four.home-assistant")
                .hasMessageContaining("actions.yaml:12: actions.five.home-assistant.state: found '{size}'")
                .hasMessageContaining(
                        "actions.seven.home-assistant.data.a}: found 'a}', expected a name without braces")
                .satisfies(refused -> {
                    for (String name : List.of("entity_id", "area_id", "device_id", "floor_id", "label_id", "target")) {
                        assertThat(refused)
                                .hasMessageContaining("actions.six.home-assistant.data." + name
                                        + ": expected no such key: the entity alone is reached");
                    }
                });
        assertThatThrownBy(() -> Cases.agent(root, TEA, """
                parley: 1
                home-assistant: { url: "http://home.local", token: secret, entities: { porch: Light } }
                actions:
                  stock.check: { home-assistant: { state: "{drink}" }, risk: read }
                """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("actions.yaml:2: home-assistant.token: expected ${env:NAME}")
                .hasMessageContaining("actions.yaml:2: home-assistant.entities.porch: found 'Light'");
    }

    @Test
    void aScriptMayDoNoMoreThanItsAgent() {
        Cases.write(root.resolve("shop/place.js"), "export default () => ({ number: 1 });");
        assertThatThrownBy(() -> Cases.agent(root, """
                parley: 1
                greeting: Hello.
                tasks: { order: { action: orders.place } }
                transfers: { person: sip:desk@example.org }
                """, """
                parley: 1
                actions:
                  orders.place:
                    script:
                      file: place.js
                      arguments: [call.shoe-size]
                      store: { keep: 721h }
                      transfers: [person, boss]
                    risk: write
                """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "actions.yaml:6: actions.orders.place.script.arguments[0]: found 'call.shoe-size'")
                .hasMessageContaining("actions.yaml:7: actions.orders.place.script.store.keep: found '721h'"
                        + ", expected more than 0 and at most 720h");
        Cases.write(root.resolve("shop/place.js"), "export default () => ({ number: 1 });");
        assertThatThrownBy(() -> Cases.agent(root, """
                parley: 1
                greeting: Hello.
                tasks: { order: { action: orders.place } }
                transfers: { person: sip:desk@example.org }
                """, """
                parley: 1
                actions:
                  orders.place:
                    script: { file: place.js, transfers: [person, boss] }
                    risk: write
                """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("actions.yaml:4: actions.orders.place.script.transfers[1]: found 'boss'"
                        + ", expected one of the agent's transfers: person");
    }

    @Test
    void readsEveryKeyOfAnApi() throws IOException {
        try (InputStream in = ActionSpecTest.class.getResourceAsStream("/ca.pem")) {
            Cases.write(root.resolve("shop/ca.pem"), new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        }
        AgentSpec agent = Cases.agent(root, "parley: 1\ngreeting: Hi.\ntasks: { t: { tell: Bye. } }\n", """
                parley: 1
                apis:
                  orders:
                    url: ${env:ORDERS}/v1/
                    headers: { X-Key: "${file:/run/secrets/key}", X-A: a }
                    oauth2: { token-url: "https://id.example/token", client-id: "${env:ID}", client-secret: "${env:SECRET}", scope: a b }
                    tls: { ca: ca.pem }
                    rate: { requests: 10, per: 2s }
                    breaker: { failures: 3, pause: 10s }
                actions:
                  list:
                    http:
                      api: orders
                      method: GET
                      url: /orders
                      headers: { X-A: b }
                      pages: { list: $.items, next: $.next, parameter: cursor, most: 2 }
                    risk: read
                  hook: { http: { method: POST, url: "https://a.example/hook", sign: "${env:HOOK}" }, risk: write }
                """);

        ApiSpec api = new ApiSpec(
                "orders",
                "${env:ORDERS}/v1/",
                Map.of("X-Key", "${file:/run/secrets/key}", "X-A", "a"),
                new ApiSpec.OAuth2("https://id.example/token", "${env:ID}", "${env:SECRET}", "a b"),
                new ApiSpec.Tls(root.resolve("shop/ca.pem"), null, null),
                new ApiSpec.Rate(10, Duration.ofSeconds(2)),
                new ApiSpec.Breaker(3, Duration.ofSeconds(10)));
        assertThat(agent.actions().get("list").api()).isEqualTo(api);
        assertThat(agent.actions().get("list").kind())
                .isEqualTo(new Http(
                        "GET",
                        "${env:ORDERS}/v1/orders",
                        Map.of(),
                        Map.of("X-Key", "${file:/run/secrets/key}", "X-A", "b"),
                        null,
                        api,
                        new Pages("$.items", "$.next", "cursor", 2),
                        null));
        assertThat(((Http) agent.actions().get("hook").kind()).sign()).isEqualTo("${env:HOOK}");
    }

    @Test
    void readsEveryKeyOfAnOperation() {
        Cases.write(root.resolve("shop/orders.yaml"), "openapi: 3.0.3");
        AgentSpec agent = Cases.agent(root, """
                parley: 1
                greeting: Hello.
                slots: { drink: { type: choice, values: [tea] } }
                tasks: { order: { action: orders.place, slots: { drink: required } } }
                """, """
                parley: 1
                actions:
                  orders.place:
                    openapi:
                      document: orders.yaml
                      operation: placeOrder
                      url: ${env:ORDERS}/v2
                      headers: { X-Key: "${env:KEY}" }
                      arguments: { drink: "{drink}", dry run: true }
                    risk: write
                  orders.list:
                    openapi: { document: https://orders.example/openapi.json, operation: listOrders, arguments: [drink] }
                    risk: read
                """);

        assertThat(agent.actions().get("orders.place").kind())
                .isEqualTo(new OpenApiOperation(
                        "orders.yaml",
                        "openapi: 3.0.3",
                        "placeOrder",
                        "${env:ORDERS}/v2",
                        Map.of("X-Key", "${env:KEY}"),
                        Map.of("drink", "{drink}", "dry run", true),
                        null));
        assertThat(agent.actions().get("orders.list").kind())
                .isEqualTo(new OpenApiOperation(
                        "https://orders.example/openapi.json",
                        null,
                        "listOrders",
                        null,
                        Map.of(),
                        Map.of("drink", "{drink}"),
                        null));
    }

    @Test
    void certificatesAndKeysAreLookedIntoAsTheFileIsRead() throws IOException {
        Path text = Files.writeString(
                root.resolve("a.pem"), "-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n");

        assertThatThrownBy(() -> new ApiSpec.Tls(text, text, text))
                .hasMessageContaining("ca: ")
                .hasMessageContaining("certificate: ")
                .hasMessageContaining("a PEM file with certificates")
                .hasMessageContaining("a PEM file with a private key, without a password");
    }

    @Test
    void anOperationOfAnApiHasItsAddressAndAllThatHoldsForIt() {
        AgentSpec agent = Cases.agent(root, """
                parley: 1
                greeting: Hello.
                tasks: { order: { action: orders.place } }
                """, """
                parley: 1
                apis:
                  orders:
                    url: https://orders.example/v2
                    headers: { X-Key: "${env:KEY}" }
                    oauth2: { token-url: https://login.example/token, client-id: parley, client-secret: "${env:SECRET}" }
                actions:
                  orders.place:
                    openapi: { api: orders, document: https://orders.example/openapi.json, operation: placeOrder }
                    risk: write
                """);

        ActionSpec place = agent.actions().get("orders.place");
        assertThat(place.api()).isNotNull().extracting(ApiSpec::oauth2).isNotNull();
        assertThat(place.kind())
                .isEqualTo(new OpenApiOperation(
                        "https://orders.example/openapi.json",
                        null,
                        "placeOrder",
                        "https://orders.example/v2",
                        Map.of("X-Key", "${env:KEY}"),
                        Map.of(),
                        place.api()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://other.example/x", "https://orders.example.evil/x", "https://orders.example/v1"})
    void whatAnApiHasGoesNowhereElse(String url) {
        ApiSpec api = new ApiSpec("orders", "https://orders.example/v2", Map.of(), null, null, null, null);

        assertThatThrownBy(() -> new ActionSpec.Http("GET", url, Map.of(), Map.of(), null, api, null, null))
                .hasMessageContaining("an address below that of 'orders'");
        assertThatThrownBy(() -> new OpenApiOperation("https://x/", null, "x", url, Map.of(), Map.of(), api))
                .hasMessageContaining("an address below that of 'orders'");
    }

    @Test
    void readsEveryKeyOfATool() {
        AgentSpec agent = Cases.agent(root, """
                parley: 1
                greeting: Hello.
                slots: { day: { type: choice, values: [friday] }, who: { type: choice, values: [fry] } }
                tasks: { book: { action: visits.book, slots: { day: required, who: optional } } }
                """, """
                parley: 1
                mcp-servers:
                  calendar: { command: [python3, calendar.py, 5], env: { TOKEN: "${env:T}" }, tools: [book_visit, free] }
                  crm: { url: https://crm.example/mcp, headers: { Authorization: "Bearer ${env:T}" }, tools: [find] }
                actions:
                  visits.book:
                    mcp: { server: calendar, tool: book_visit, arguments: { day: "{day}", doctor: "{who}", people: 1 } }
                    result: { number: $.number }
                  people.find: { mcp: { server: crm, tool: find, arguments: [who] }, risk: read }
                """);

        ActionSpec book = agent.actions().get("visits.book");
        McpServer calendar = new McpServer(
                "calendar",
                List.of("python3", "calendar.py", "5"),
                Map.of("TOKEN", "${env:T}"),
                root.resolve("shop"),
                null,
                Map.of(),
                Set.of("book_visit", "free"));
        assertThat(book.kind())
                .isEqualTo(new McpTool(calendar, "book_visit", Map.of("day", "{day}", "doctor", "{who}", "people", 1)));
        assertThat(book.risk()).isEqualTo(Risk.IRREVERSIBLE);
        assertThat(book.retries()).isZero();
        assertThat(book.arguments()).containsExactly("day", "who");
        ActionSpec find = agent.actions().get("people.find");
        assertThat(find.risk()).isEqualTo(Risk.READ);
        assertThat(find.kind())
                .isEqualTo(new McpTool(
                        new McpServer(
                                "crm",
                                List.of(),
                                Map.of(),
                                root.resolve("shop"),
                                "https://crm.example/mcp",
                                Map.of("Authorization", "Bearer ${env:T}"),
                                Set.of("find")),
                        "find",
                        Map.of("who", "{who}")));
    }

    @Test
    void readsEveryKeyOfAnAction() {
        AgentSpec agent = Cases.agent(root, """
                parley: 1
                greeting: Hello.
                slots: { drink: { type: choice, values: [tea] }, size: { type: choice, values: [big] } }
                tasks: { order: { action: orders.place, slots: { drink: required, size: optional } } }
                """, """
                parley: 1
                actions:
                  orders.place:
                    http:
                      method: PUT
                      url: "${env:ORDERS_URL}/orders/{drink}?v=2"
                      query: { table: 7, what: "a {drink}" }
                      headers: { Authorization: "Bearer ${env:TOKEN}" }
                      json:
                        drink: "{drink}"
                        size: "{size}"
                        count: 1
                        price: 2.50
                        big: 99999999999
                        now: true
                        zip: "0800"
                        list: [1, "{drink}", { deep: "the {drink}" }]
                    result: { number: $.number, price: "$.items[0].price" }
                    example: { number: 7, items: [{ price: 2.50 }] }
                    risk: irreversible
                    deadline: 300ms
                    retries: 2
                    on-interrupt: cancel
                    waiting: Wait.
                    failed: It failed.
                    refused: "No: {reason}."
                """);

        assertThat(agent.actions())
                .containsExactly(entry(
                        "orders.place",
                        new ActionSpec(
                                "orders.place",
                                new Http(
                                        "PUT",
                                        "${env:ORDERS_URL}/orders/{drink}?v=2",
                                        Map.of("table", "7", "what", "a {drink}"),
                                        Map.of("Authorization", "Bearer ${env:TOKEN}"),
                                        Map.of(
                                                "drink",
                                                "{drink}",
                                                "size",
                                                "{size}",
                                                "count",
                                                1,
                                                "price",
                                                new BigDecimal("2.50"),
                                                "big",
                                                99999999999L,
                                                "now",
                                                true,
                                                "zip",
                                                "0800",
                                                "list",
                                                List.of(1, "{drink}", Map.of("deep", "the {drink}")))),
                                Map.of("number", "$.number", "price", "$.items[0].price"),
                                Map.of(),
                                Map.of("number", 7, "items", List.of(Map.of("price", new BigDecimal("2.50")))),
                                Risk.IRREVERSIBLE,
                                Duration.ofMillis(300),
                                2,
                                OnInterrupt.CANCEL,
                                "Wait.",
                                "It failed.",
                                "No: {reason}.")));
    }

    @Test
    void anActionTriesAgainUnlessItIsIrreversible() {
        String agent = "parley: 1\ngreeting: Hi.\ntasks: { t: { tell: Bye. } }\n";
        String http = "http: { method: GET, url: http://localhost/ }";
        Map<String, ActionSpec> actions = Cases.agent(
                        root,
                        agent,
                        "parley: 1\nactions:\n  r: { risk: read, " + http + " }\n  w: { risk: write, " + http
                                + " }\n  i: { risk: irreversible, " + http + " }\n")
                .actions();

        assertThat(actions.get("r").retries()).isEqualTo(1);
        assertThat(actions.get("w").retries()).isEqualTo(1);
        assertThat(actions.get("i").retries()).isZero();
        assertThat(actions.get("r"))
                .isEqualTo(new ActionSpec(
                        "r",
                        new Http("GET", "http://localhost/", Map.of(), Map.of(), null),
                        Map.of(),
                        Map.of(),
                        null,
                        Risk.READ,
                        Duration.ofSeconds(5),
                        1,
                        OnInterrupt.KEEP,
                        null,
                        null,
                        null));
    }

    @Test
    void anActionKnowsWhichArgumentsItCannotDoWithout() {
        Http http = new Http(
                "POST",
                "${env:URL}/{a}",
                Map.of("b", "{b}", "b2", "b {b2}"),
                Map.of("X-C", "{c}", "X-C2", "{c}{c2}"),
                Map.of("d", "{d}", "e", "an {e}", "f", List.of("{f}", "f {f2}"), "g", Map.of("h", "{h}")));
        Http bare = new Http("POST", "${env:URL}", Map.of(), Map.of(), "{a}");
        ActionSpec action = new ActionSpec(
                "x",
                http,
                Map.of(),
                Map.of(),
                null,
                Risk.WRITE,
                Duration.ofSeconds(1),
                0,
                OnInterrupt.KEEP,
                null,
                null,
                null);

        assertThat(action.arguments()).containsExactly("a", "b", "b2", "c", "c2", "d", "e", "f", "f2", "h");
        assertThat(action.requiredArguments()).containsExactly("a", "b2", "c", "c2", "e", "f2");
        assertThat(new ActionSpec(
                                "x",
                                bare,
                                Map.of(),
                                Map.of(),
                                null,
                                Risk.WRITE,
                                Duration.ofSeconds(1),
                                0,
                                OnInterrupt.KEEP,
                                null,
                                null,
                                null)
                        .requiredArguments())
                .as("the whole body")
                .containsExactly("a");
    }
}
