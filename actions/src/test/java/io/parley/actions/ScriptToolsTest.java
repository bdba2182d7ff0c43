package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.actions.ActionResult.Sequel;
import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.OnInterrupt;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.ActionSpec.Script;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scripts remember from call to call, what they know of a call, and what they want of it. */
@Timeout(120)
class ScriptToolsTest {
    private static final Script.Notes SHOP = new Script.Notes("shop", Duration.ofHours(1));

    private final Vertx vertx = Vertx.vertx();
    private final HttpActionBus bus =
            HttpActionBus.onVertx(vertx, Store.inMemory(), Map.of(), new ActionsCounters(), ActionObserver.NONE);

    @AfterEach
    void close() {
        Await.get(bus.close());
        Await.get(vertx.close());
    }

    private static ActionSpec spec(String body, Script.Notes notes, Risk risk) {
        Script script = new Script(
                "notes.js",
                "export default async function (args, { call, refuse, retry, store }) {\n" + body + "\n}",
                List.of("day", "call.caller", "call.language"),
                Map.of(),
                notes,
                List.of("person"));
        return new ActionSpec(
                "notes",
                script,
                Map.of("out", "$.out"),
                Map.of(),
                null,
                risk,
                Duration.ofSeconds(20),
                0,
                OnInterrupt.CANCEL,
                null,
                null,
                null);
    }

    private ActionResult run(ActionSpec spec) {
        Map<String, String> given = Map.of("day", "friday", "call.caller", "+15550100", "call.language", "en-GB");
        return Await.get(bus.run(new ActionRequest("call-1", "wish-1", spec, given, null))
                .result());
    }

    /** A script of the shop's whose body is this. */
    private ActionResult does(String body) {
        return run(spec(body, SHOP, Risk.READ));
    }

    private static ActionResult out(String value) {
        return new ActionResult.Ok(Map.of("out", value));
    }

    // The store.

    @Test
    void whatOneRunKeepsTheNextOneFindsAndMayForget() {
        assertThat(does("await store.put('last', { day: args.day, n: [1, 2] }); return { out: 1 };"))
                .isEqualTo(out("1"));
        assertThat(does("const last = await store.get('last'); return { out: last.day + last.n[1] };"))
                .isEqualTo(out("friday2"));
        assertThat(does("await store.delete('last'); return { out: String(await store.get('last')) };"))
                .isEqualTo(out("null"));
    }

    @Test
    void anotherAgentHasAnotherStore() {
        does("await store.put('last', 'mine'); return { out: 1 };");
        assertThat(run(spec(
                        "return { out: String(await store.get('last')) };",
                        new Script.Notes("bank", Duration.ofHours(1)),
                        Risk.READ)))
                .isEqualTo(out("null"));
    }

    @Test
    void withoutAStoreInTheFileThereIsNone() {
        assertThat(run(spec("return { out: await store.get('x') };", null, Risk.READ)))
                .isEqualTo(new ActionResult.Failed(false, "it failed at notes.js:2"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            await store.put("k".repeat(201), 1);
            await store.put("", 1);
            await store.get("k".repeat(201));
            await store.put("k", "v".repeat(4095));
            await store.put("k", undefined);
            await store.put("k", () => 1);
            await store.put("k", 1, { keep: -1 });
            await store.put("k", 1, { keep: 0 });
            await store.put("k", 1, { keep: null });
            await store.put("k", 1, { keep: "soon" });
            for (;;) await store.get("k");
            """)
    void whatIsTooLargeOrSenselessIsNotKept(String body) {
        assertThat(does(body + " return { out: 1 };"))
                .isEqualTo(new ActionResult.Failed(false, "it failed at notes.js:2"));
    }

    @Test
    void whatJustFitsIsKept() {
        assertThat(does("""
                await store.put("k".repeat(200), "v".repeat(4094), { keep: 60 });
                return { out: (await store.get("k".repeat(200))).length };""")).isEqualTo(out("4094"));
    }

    // The call.

    @Test
    void aScriptKnowsTheCallByWhatItsFileAsksFor() {
        assertThat(does("return { out: [call.caller, call.language, call.id, String(call.number), args.day,"
                        + " Object.keys(args).length].join(' ') };"))
                .isEqualTo(out("+15550100 en-GB call-1 undefined friday 1"));
    }

    @Test
    void whatItSaysAndWhereItPutsTheCallerThroughComesWithTheResult() {
        assertThat(does("call.say('First.\\n'); call.say('Then <b>'); call.transfer('person'); return { out: 1 };"))
                .isEqualTo(new ActionResult.Ok(
                        Map.of("out", "1"), Map.of(), new Sequel(List.of("First.", "Then <b>"), "person", false)));
        assertThat(does("call.end(); return { out: 1 };"))
                .isEqualTo(new ActionResult.Ok(Map.of("out", "1"), Map.of(), new Sequel(List.of(), null, true)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            call.transfer("sip:someone@evil.example");
            call.transfer("desk");
            call.transfer("person"); call.end();
            call.end(); call.end();
            call.say("x".repeat(501));
            for (let i = 0; i < 6; i++) call.say("again");
            """)
    void whatTheFileDoesNotAllowFailsAtItsLine(String body) {
        assertThat(does(body + " return { out: 1 };"))
                .isEqualTo(new ActionResult.Failed(false, "it failed at notes.js:2"));
    }

    @Test
    void whoRefusesHasSaidNothing() {
        assertThat(does("call.say('Yes.'); call.end(); refuse('no');")).isEqualTo(new ActionResult.Refused(422, "no"));
    }

    /** The same wish once more is told the same, without a second run. */
    @Test
    void aWishThatIsKnownHasTheSameSequel() {
        ActionSpec write = spec("""
                const n = ((await store.get("n")) ?? 0) + 1;
                await store.put("n", n);
                call.say("Number " + n);
                call.transfer("person");
                return { out: n };""", SHOP, Risk.WRITE);
        ActionResult first = run(write);
        assertThat(first)
                .isEqualTo(new ActionResult.Ok(
                        Map.of("out", "1"), Map.of(), new Sequel(List.of("Number 1"), "person", false)));
        assertThat(run(write)).isEqualTo(first);
        assertThat(WishRecord.parse(new WishRecord("d", first).toJson())).isEqualTo(new WishRecord("d", first));
    }
}
