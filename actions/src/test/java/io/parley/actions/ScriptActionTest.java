package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.OnInterrupt;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.ActionSpec.Script;
import io.parley.config.ConfigException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions that are JavaScript, against a real server. */
@Timeout(120)
class ScriptActionTest {
    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> broken = new LinkedBlockingQueue<>();
    private final HttpServer server =
            Await.get(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
    private final HttpActionBus bus = HttpActionBus.onVertx(
            vertx, Store.inMemory(), Map.of("KEY", "secret"), new ActionsCounters(), ActionObserver.NONE);

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            seen.add(request.method() + " " + request.uri() + " " + request.getHeader("x-key") + " "
                    + request.getHeader("idempotency-key") + " " + body);
            if (request.path().endsWith("/hang")) {
                request.connection().closeHandler(v -> broken.add(request.path()));
            } else if (request.path().endsWith("/none")) {
                request.response().setStatusCode(404).end();
            } else if (request.path().endsWith("/cut")) {
                request.connection().close();
            } else {
                request.response().end("{\"free\":[\"nine\",\"ten\"],\"path\":\"" + request.path() + "\"}");
            }
        });
    }

    @AfterEach
    void close() {
        Await.get(bus.close());
        Await.get(server.close());
        Await.get(vertx.close());
    }

    private ActionSpec spec(String source, Risk risk, Duration deadline, Map<String, String> result) {
        String url = "http://127.0.0.1:" + server.actualPort() + "/v1/";
        Script script = new Script(
                "book.js",
                source,
                List.of("day"),
                Map.of("clinic", new Script.Api(url, Map.of("X-Key", "${env:KEY}"))));
        return new ActionSpec(
                "book", script, result, Map.of(), null, risk, deadline, 0, OnInterrupt.CANCEL, null, null, null);
    }

    private ActionSpec read(String source) {
        return spec(source, Risk.READ, Duration.ofSeconds(20), Map.of("time", "$.time"));
    }

    private ActionBus.Invocation start(ActionSpec spec, String day) {
        return bus.run(new ActionRequest("call-1", "wish-1", spec, Map.of("day", day), null));
    }

    private ActionResult run(ActionSpec spec) {
        return Await.get(start(spec, "friday").result());
    }

    /** A script whose body is this. */
    private ActionResult does(String body) {
        return run(
                read("export default async function ({ day }, { api, call, log, refuse, retry }) {\n" + body + "\n}"));
    }

    private static ActionResult time(String value) {
        return new ActionResult.Ok(Map.of("time", value));
    }

    @Test
    void asksAnApiAndGivesWhatItMadeOfTheAnswer() throws InterruptedException {
        assertThat(does("""
                const free = await api.clinic.get("/free", { query: { day, "a b": "c&d" }, headers: { "x-more": "1" } });
                log("got", free.status);
                return { time: free.json.free[1] };""")).isEqualTo(time("ten"));
        assertThat(seen.take()).isEqualTo("GET /v1/free?day=friday&a%20b=c%26d secret null ");
    }

    @Test
    void aWriteHasOneKeyForEachOfItsRequestsWhateverTheAttempt() throws InterruptedException {
        ActionSpec write = spec("""
                export default async ({ day }, { api }) => {
                  await api.clinic.post("/book", { json: { day } });
                  await api.clinic.put("/book/1", { text: "yes" });
                  return { time: "x" };
                };
                """, Risk.WRITE, Duration.ofSeconds(20), Map.of("time", "$.time"));
        assertThat(run(write)).isEqualTo(time("x"));
        String first = seen.take();
        String second = seen.take();
        String key = first.split(" ")[3];
        assertThat(key).hasSizeGreaterThan(10);
        assertThat(first).isEqualTo("POST /v1/book secret " + key + " {\"day\":\"friday\"}");
        assertThat(second).isEqualTo("PUT /v1/book/1 secret " + key + "-2 yes");
    }

    @Test
    void anAnswerThatIsNoIsTheScriptsToJudge() {
        assertThat(does("""
                const answer = await api.clinic.get("/none");
                if (!answer.ok) refuse("we are closed on " + day);""")).isEqualTo(new ActionResult.Refused(422, "we are closed on friday"));
    }

    @Test
    void whatMayPassIsToldSo() {
        assertThat(does("retry('try later');")).isEqualTo(new ActionResult.Failed(true, "try later"));
        assertThat(does("await api.clinic.get('/cut');")).isEqualTo(new ActionResult.Failed(true, "IOException"));
        assertThat(does("try { await api.clinic.get('/cut'); } catch (e) { return { time: 'caught' }; }"))
                .isEqualTo(time("caught"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            throw new Error("x");                        | it failed at book.js:2
            return { time: day.no.such };                | it failed at book.js:2
            return 5;                                    | book.js gives something else than an object
            await new Promise(() => {});                 | book.js waits for something that never comes
            while (true) {}                              | book.js runs too long
            return {};                                   | the answer has nothing at $['time']
            for (;;) await api.clinic.get("/free");      | it failed at book.js:2
            """)
    void whatGoesWrongIsNamedWithItsPlace(String body, String reason) {
        assertThat(does(body)).isEqualTo(new ActionResult.Failed(false, reason));
    }

    @Test
    void aScriptThatTakesTheMemoryIsEnded() {
        assertThat(does("const all = []; for (;;) all.push(new Array(1000).fill(day + all.length));"))
                .isIn(
                        new ActionResult.Failed(false, "book.js takes too much memory"),
                        new ActionResult.Failed(false, "book.js runs too long"));
    }

    /** Everything by which a script might get out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Java.type('java.lang.System')",
                "Polyglot.eval('js', '1')",
                "Packages.java.lang.System",
                "load('/etc/passwd')",
                "process.env.KEY",
                "require('fs')",
                "await import('/etc/passwd')",
                "await import('fs')",
                "java.lang.Runtime",
                "api.constructor.constructor('return Java')().type('java.lang.System')",
                "fetch('http://127.0.0.1')",
                "new Worker('x')",
                "api.clinic.get.getClass()",
                "read('/etc/passwd')",
                "quit()",
            })
    void thereIsNoWayOut(String escape) {
        assertThat(does("return { time: String(" + escape + ") };"))
                .isInstanceOfSatisfying(
                        ActionResult.Failed.class,
                        failed -> assertThat(failed.reason()).startsWith("it failed at book.js"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../admin",
                "/a/%2e%2e/admin",
                "/a/..;x/admin",
                "//evil.example.org/",
                "http://evil.example.org/",
                "/a#b",
                "@evil.example.org/",
                "/a b",
                "",
            })
    void aPathLeadsNowhereElse(String path) {
        assertThat(does("await api.clinic.get('" + path + "'); return { time: 'x' };"))
                .isInstanceOf(ActionResult.Failed.class);
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "Content-Length", "idempotency-key", "x-a\\r\\nb"})
    void aHeaderIsNeverParleysOwn(String name) {
        assertThat(does("await api.clinic.get('/free', { headers: { '" + name + "': 'x' } }); return { time: 'x' };"))
                .isInstanceOf(ActionResult.Failed.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void theCredentialsOfTheFileWinOverTheScripts() throws InterruptedException {
        assertThat(does("await api.clinic.get('/free', { headers: { 'X-Key': 'mine' } }); return { time: 'x' };"))
                .isEqualTo(time("x"));
        assertThat(seen.take()).contains(" secret ");
    }

    /** Two runs share nothing, and one has nothing of another's. */
    @Test
    void everyRunHasAWorldOfItsOwn() {
        String source = """
                let count = 0;
                export default () => {
                  globalThis.kept = (globalThis.kept ?? 0) + 1;
                  return { time: ++count + " " + globalThis.kept };
                };
                """;
        assertThat(run(read(source))).isEqualTo(time("1 1"));
        assertThat(run(read(source))).isEqualTo(time("1 1"));
    }

    @Test
    void whoInterruptsClosesItsConnection() throws InterruptedException {
        ActionBus.Invocation running = start(read("""
                export default async (args, { api }) => {
                  await api.clinic.get("/hang");
                  return { time: "x" };
                };
                """), "friday");
        assertThat(seen.take()).startsWith("GET /v1/hang");
        running.cancel();
        assertThat(Await.get(running.result())).isEqualTo(new ActionResult.Cancelled());
        assertThat(broken.poll(20, TimeUnit.SECONDS)).isEqualTo("/v1/hang");
    }

    /** What the caller has taken back is not done in another way. */
    @Test
    void whoIsInterruptedAsksNobodyElse() throws InterruptedException {
        ActionBus.Invocation running = start(read("""
                export default async (args, { api }) => {
                  for (let i = 0; i < 3; i++) {
                    try {
                      await api.clinic.get("/hang");
                    } catch (e) {}
                  }
                  return { time: "x" };
                };
                """), "friday");
        assertThat(seen.take()).startsWith("GET /v1/hang");
        running.cancel();
        assertThat(broken.poll(20, TimeUnit.SECONDS)).isEqualTo("/v1/hang");
        assertThat(run(read("export default async (args, { api }) => {"
                        + " await api.clinic.get('/free'); return { time: 'after' }; }")))
                .isEqualTo(time("after"));
        assertThat(seen).singleElement(STRING).startsWith("GET /v1/free");
    }

    @Test
    void whatCannotBeToldIsSaidToBeSo() {
        ActionResult none = new ActionResult.Failed(false, "book.js gives something else than an object");
        assertThat(does("return () => 1;")).isEqualTo(none);
        assertThat(does("return { time: 1n };"))
                .isInstanceOfSatisfying(
                        ActionResult.Failed.class,
                        failed -> assertThat(failed.retryable()).isFalse());
    }

    @Test
    void whatAScriptPrintsIsNobodysToRead() {
        assertThat(does("console.log(day); print(day); console.error(day); return { time: 'x' };"))
                .isEqualTo(time("x"));
    }

    @Test
    void aDeadlineHoldsForTheWholeScript() {
        ActionSpec slow = spec("""
                export default async (args, { api }) => {
                  await api.clinic.get("/hang");
                  return { time: "x" };
                };
                """, Risk.READ, Duration.ofMillis(800), Map.of("time", "$.time"));
        assertThat(run(slow)).isEqualTo(new ActionResult.Late());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            export default 5                             | found 'book.js', expected export default async function
            let a = 1                                    | found 'book.js', expected export default async function
            export default ( {                           | found 'book.js:1
            export default x => { return y y }           | found 'book.js:1'
            while (true) {}; export default () => ({})   | expected JavaScript that runs:
            null.x; export default () => ({})            | found 'book.js:1', expected JavaScript that runs: TypeError
            """)
    void aFileThatCannotRunIsRefusedWithItsPlace(String source, String problem) {
        assertThatThrownBy(() -> bus.load(Path.of("actions.yaml"), List.of(read(source))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("actions.book.script.file")
                .hasMessageContaining(problem);
    }
}
