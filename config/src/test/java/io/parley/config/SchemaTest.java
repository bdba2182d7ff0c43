package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The JSON Schemas say what the loaders do, so that an editor helps a person write what Parley will accept. */
@Timeout(60)
class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CONFIG = Outside.home().resolve("config");

    @TempDir
    Path folder;

    private static JsonNode schemaText(String name) {
        try {
            return JSON.readTree(CONFIG.resolve(name + ".schema.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema schema(String name) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaText(name));
    }

    private static JsonNode yaml(String text) {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    private static List<Error> errors(String schema, String text) {
        return schema(schema).validate(yaml(text));
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> examples = Files.walk(Outside.home().resolve("examples"), 3)) {
            List<Path> yaml = examples.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            return Stream.concat(Stream.of(CONFIG.resolve("reference.yaml")), yaml.stream());
        }
    }

    private static String schemaOf(Path file) {
        if (file.getParent().endsWith("calls")) {
            return "call";
        }
        String name = file.getFileName().toString();
        return name.equals("reference.yaml") ? "parley" : name.replace(".yaml", "");
    }

    @ParameterizedTest
    @MethodSource("files")
    void theReferenceAndTheExamplesAreValid(Path file) throws IOException {
        assertThat(errors(schemaOf(file), Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void anUnknownKeyIsNot(Path file) throws IOException {
        assertThat(errors(schemaOf(file), Files.readString(file) + "\nunknown: 1\n"))
                .singleElement()
                .asString()
                .contains("'unknown'");
    }

    @ParameterizedTest
    @CsvSource({"parley", "agent", "actions", "call"})
    void theSchemasAreSchemas(String name) {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(meta.validate(schemaText(name))).isEmpty();
    }

    /** What the loader knows comes from its own complaint about a key that nothing resembles. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "parley | /properties                                                     | QQ: 1",
                "parley | /properties/sip/properties                                      | sip: { QQ: 1 }",
                "parley | /properties/sip/properties/tls/properties                       | sip: { tls: { QQ: 1 } }",
                "parley | /properties/http/properties                                     | http: { QQ: 1 }",
                "parley | /properties/media/properties                                    | media: { QQ: 1 }",
                "parley | /properties/redis/properties                                    | redis: { QQ: 1 }",
                "parley | /properties/limits/properties                                   | limits: { QQ: 1 }",
                "parley | /properties/dictation/properties                                | dictation: { QQ: 1 }",
                "parley | /properties/routes/items/properties                             | routes: [{ QQ: 1 }]",
                "parley | /properties/trunks/items/properties                             | trunks: [{ QQ: 1 }]",
                "parley | /properties/trunks/items/properties/register/properties | trunks: [{ register: { QQ: 1 } }]",
                "parley | /properties/users/items/properties                              | users: [{ QQ: 1 }]",
                "parley | /properties/registrar/properties                                | registrar: { QQ: 1 }",
                "agent | /properties                                                      | QQ: 1",
                "agent | /properties/voice/properties                                     | voice: { QQ: 1 }",
                "agent | /properties/prompts/properties                                   | prompts: { QQ: 1 }",
                "agent | /$defs/slot/oneOf/0/properties | slots: { s: { type: choice, values: [x], QQ: 1 } }",
                "agent | /$defs/slot/oneOf/1/properties | slots: { s: { type: name, values: [x], QQ: 1 } }",
                "agent | /$defs/slot/oneOf/3/properties | slots: { s: { type: digits, length: 4, QQ: 1 } }",
                "agent | /$defs/slot/oneOf/2/properties | slots: { s: { type: code, length: 4, QQ: 1 } }",
                "agent | /$defs/slot/oneOf/4/properties | slots: { s: { type: amount, QQ: 1 } }",
                "agent | /$defs/slot/oneOf/5/properties | slots: { s: { type: date, QQ: 1 } }",
                "agent | /$defs/slot/oneOf/6/properties | slots: { s: { type: yes-no, QQ: 1 } }",
                "agent | /$defs/slot/oneOf/6/properties | slots: { s: { type: time, QQ: 1 } }",
                "agent | /$defs/slot/oneOf/7/properties | slots: { s: { type: text, QQ: 1 } }",
                "agent | /$defs/task/properties                                           | tasks: { t: { QQ: 1 } }",
                "actions | /properties                                                    | QQ: 1",
                "actions | /$defs/action/properties                                       | actions: { a: { QQ: 1 } }",
                "actions | /$defs/action/properties/http/properties | actions: { a: { http: { QQ: 1 } } }",
                "actions | /$defs/action/properties/script/properties | actions: { a: { script: { QQ: 1 } } }",
                "actions | /$defs/action/properties/script/properties/store/properties | actions: { a: { script: { store: { QQ: 1 } } } }",
                "actions | /$defs/api/properties | apis: { a: { QQ: 1 } }",
                "actions | /$defs/api/properties/oauth2/properties | apis: { a: { oauth2: { QQ: 1 } } }",
                "actions | /$defs/api/properties/tls/properties | apis: { a: { tls: { QQ: 1 } } }",
                "actions | /$defs/api/properties/rate/properties | apis: { a: { rate: { QQ: 1 } } }",
                "actions | /$defs/api/properties/breaker/properties | apis: { a: { breaker: { QQ: 1 } } }",
                "actions | /$defs/action/properties/http/properties/pages/properties | actions: { a: { http: { pages: { QQ: 1 } } } }",
                "actions | /$defs/action/properties/openapi/properties | actions: { a: { openapi: { QQ: 1 } } }",
                "actions | /$defs/action/properties/mcp/properties | actions: { a: { mcp: { QQ: 1 } } }",
                "actions | /$defs/action/properties/stream/properties | actions: { a: { stream: { QQ: 1 } } }",
                "actions | /properties/home-assistant/properties | home-assistant: { QQ: 1 }",
                "actions | /$defs/action/properties/home-assistant/properties | actions: { a: { home-assistant: { QQ: 1 } } }",
                "actions | /$defs/mcp-server/properties | mcp-servers: { a: { QQ: 1 } }",
                "call | /properties                                                       | QQ: 1",
                "call | /$defs/step/oneOf/1/properties                                    | steps: [{ QQ: 1 }]",
                "call | /$defs/sign/properties                                            | steps: [{ hear: { QQ: 1 } }]",
                "call | /$defs/said/properties | steps: [{ say: { QQ: 1 } }]",
                "call | /$defs/noise/properties | steps: [{ noise: { QQ: 1 } }]",
                "call | /$defs/answer/properties | answers: { a: [{ QQ: 1 }] }",
                "call | /properties/expect/properties                                     | expect: { QQ: 1 }",
                "call | /$defs/ran/properties | expect: { actions: [{ QQ: 1 }] }",
                "call | /properties/expect/properties/not/properties | expect: { not: { QQ: 1 } }",
            })
    void theSchemaHasExactlyTheKeysOfTheLoader(String schema, String pointer, String text) {
        String complaint = complaint(schema, text.strip());
        Set<String> loader = new TreeSet<>(List.of(complaint
                .substring(complaint.indexOf("QQ: expected ") + "QQ: expected ".length())
                .replaceFirst("^(one of|only) ", "")
                .split(", ")));

        Set<String> keys = new TreeSet<>();
        ((ObjectNode) schemaText(schema).at(pointer.strip())).fieldNames().forEachRemaining(keys::add);

        assertThat(keys).isEqualTo(loader);
        assertThat(errors(schema, "parley: 1\n" + text)).asString().contains("QQ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{ state: door }                                          | true",
                "{ state: door, data: {} }                                | true",
                "{ service: lock.open, entity: door, data: { a: 1 } }     | true",
                "{ service: lock.open, state: door }                      | false",
                "{ entity: door, state: door }                            | false",
                "{ state: door, data: { a: 1 } }                          | false",
                "{ service: lock.open, entity: door, state: door }        | false",
                "{ service: lock.open, entity: door, data: { target: 1 } } | false",
            })
    void theSchemaAndTheLoaderAgreeOnWhatIsAskedOfAHome(String asked, boolean valid) {
        Path shop = folder.resolve("shop");
        Cases.write(shop.resolve("agent.yaml"), """
                parley: 1
                greeting: Hello.
                tasks: { open: { examples: [open the door], action: door.open } }
                """);
        String actions = """
                parley: 1
                home-assistant:
                  url: http://home.local
                  token: ${env:TOKEN}
                  entities: { door: lock.door }
                  services: [lock.open]
                actions: { door.open: { home-assistant: %s, risk: write } }
                """.formatted(asked);
        Cases.write(shop.resolve("actions.yaml"), actions);

        assertThat(errors("actions", actions).isEmpty()).isEqualTo(valid);
        assertThat(Cases.problems(shop, () -> AgentSpec.load(shop)).isEmpty()).isEqualTo(valid);
    }

    private String complaint(String schema, String text) {
        Path shop = folder.resolve("shop");
        Cases.write(shop.resolve("agent.yaml"), "parley: 1\n" + (schema.equals("agent") ? text : ""));
        Path file = shop.resolve(schema + ".yaml");
        Cases.write(file, "parley: 1\n" + text);
        List<String> problems = Cases.problems(shop, () -> {
            if (schema.equals("parley")) {
                ParleyConfig.load(file);
            } else if (schema.equals("call")) {
                CallScript.load(file);
            } else {
                AgentSpec.load(shop);
            }
        });
        return problems.stream()
                .filter(problem -> problem.contains("QQ: expected "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(problems));
    }

    @Test
    void theReferenceHoldsEveryKeyOfTheSchema() throws IOException {
        JsonNode reference = yaml(Files.readString(CONFIG.resolve("reference.yaml")));

        assertHolds(reference, schemaText("parley"), "");
    }

    private static void assertHolds(JsonNode reference, JsonNode schema, String path) {
        schema.path("properties").properties().forEach(key -> {
            String at = path + "/" + key.getKey();
            assertThat(reference.has(key.getKey())).as(at).isTrue();
            assertHolds(reference.get(key.getKey()), key.getValue(), at);
            if (key.getValue().has("default")) {
                assertThat(reference.get(key.getKey()))
                        .as(at)
                        .isEqualTo(key.getValue().get("default"));
            }
        });
    }

    @Test
    void thePromptsOfTheSchemaAreThoseOfTheAgent() {
        JsonNode prompts = schemaText("agent").at("/properties/prompts/properties");

        for (Prompt prompt : Prompt.values()) {
            assertThat(prompts.path(prompt.key()).path("default").asText()).isEqualTo(prompt.text());
        }
    }

    @ParameterizedTest
    @CsvSource({"agent", "actions", "parley"})
    void theSchemaDoesNotRefuseWhatTheLoaderReads(String schema) {
        Path shop = folder.resolve("shop");
        for (String name : List.of("agent", "actions", "parley")) {
            Cases.write(shop.resolve(name + ".yaml"), unusual(name));
        }

        assertThat(errors(schema, unusual(schema))).isEmpty();
        assertThat(Cases.problems(shop, () -> {
                    AgentSpec.load(shop);
                    ParleyConfig.load(shop.resolve("parley.yaml"));
                }))
                .isEmpty();
    }

    /** Every way of writing a value that differs from the ways of the examples. */
    private static String unusual(String schema) {
        return switch (schema) {
            case "agent" -> """
                    parley: 1
                    numbers: [1234, +1 555 0100, coffee]
                    language: en
                    greeting: 5
                    transfers: { person: "sips:[2001:db8::1]:5061", b: { to: "sip:b@c", ring: 2m, way: blind } }
                    slots:
                      a: { type: choice, values: { one: , "2": [2nd, 3, true], café: [] } }
                      b: { type: choice, values: [1, 2nd, yes] }
                      c: { type: digits, length: "4" }
                      d: { type: amount, min: -1, max: 0.5 }
                      e: { type: text, max-seconds: 60 }
                    engine: cascade
                    paraphrases: false
                    early-greeting: true
                    tasks:
                      x: { examples: [1], tell: 7, slots: { a: optional } }
                      y: { examples: [y], action: a.b, slots: { a: required } }
                    """;
            case "actions" -> """
                    parley: 1
                    actions:
                      a.b:
                        risk: write
                        http:
                          method: DELETE
                          url: HTTPS://localhost/{a}
                          query: { x: 1, y: true }
                          json: [1, { b: "{a}" }]
                      c: { risk: read, http: { method: GET, url: "${env:BASE}" } }
                      d: { mcp: { server: m, tool: get/it, arguments: [a] } }
                      e: { risk: read, mcp: { server: n, tool: t.u, arguments: { x: 1, y: { z: ["{a}", true] } } } }
                      g: { risk: read, http: { api: p, method: GET, url: "/x?a=b", pages: { list: $, next: LINK } } }
                      f: { risk: read, openapi: { document: "${env:DOC}", operation: 5, arguments: { a: "{a}" } } }
                    apis:
                      p:
                        url: "${env:BASE}"
                        headers: { A: 5 }
                        oauth2: { token-url: "HTTPS://h/t", client-id: 5, client-secret: "${file:/run/x}", scope: a b }
                        rate: { requests: 1 }
                        breaker: {}
                    mcp-servers:
                      m: { command: [run, 5], env: { A: 5 }, tools: [get/it] }
                      n: { url: "HTTPS://localhost/", headers: { A: 5 }, tools: [t.u] }
                    """;
            default -> """
                    parley: 1
                    agents: [.]
                    routes: [{ number: 1234, agent: shop }]
                    trunks:
                      - { name: a, addresses: ["2001:db8::/32"], busy: 486 }
                      - { name: b, register: { servers: ["sip:[2001:db8::1]:5062;transport=tcp"], user: 200, password-env: X } }
                    users: [{ name: 201, password-env: X }]
                    registrar: { digests: [sha-256, md5], calls: registered, max-expires: 24h }
                    redis: { uri: "redis-socket:///run/redis.sock" }
                    limits: { calls: 3 }
                    dictation: { recognisers: 16 }
                    """;
        };
    }
}
