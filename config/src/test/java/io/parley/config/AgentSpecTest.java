package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.parley.config.TaskSpec.Confirm;
import io.parley.config.TaskSpec.Presence;
import io.parley.config.TaskSpec.Then;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AgentSpecTest {
    @TempDir
    Path root;

    @Test
    void fillsInWhatTheFileLeavesOut() {
        AgentSpec agent = Cases.agent(root, """
                parley: 1
                greeting: Hello.
                tasks: { hours: { tell: We are open. } }
                """);

        assertThat(agent.id()).isEqualTo("shop");
        assertThat(agent.folder()).isEqualTo(root.resolve("shop"));
        assertThat(agent.numbers()).isEmpty();
        assertThat(agent.language()).isEqualTo(Locale.US);
        assertThat(agent.voice()).isEqualTo(new VoiceSpec("heart", "neutral"));
        assertThat(agent.disclosure()).isTrue();
        assertThat(agent.recording()).isFalse();
        assertThat(agent.engine()).isEqualTo(EngineKind.NATIVE);
        assertThat(agent.paraphrases()).isFalse();
        assertThat(agent.earlyGreeting()).isFalse();
        assertThat(agent.dictates()).isEmpty();
        assertThat(agent.slots()).isEmpty();
        assertThat(agent.actions()).isEmpty();
        assertThat(agent.transfers()).isEmpty();
        assertThat(agent.tasks())
                .containsExactly(entry(
                        "hours",
                        new TaskSpec(
                                "hours",
                                List.of(),
                                Map.of(),
                                Confirm.WHEN_UNSURE,
                                null,
                                "We are open.",
                                Then.GOODBYE,
                                null,
                                null,
                                null,
                                Map.of())));
        for (Prompt prompt : Prompt.values()) {
            assertThat(agent.prompts()).containsEntry(prompt, prompt.text());
        }
    }

    @Test
    void whatNeedsARecogniserOfFreeSpeechIsNamed() {
        String hours = "tasks: { hours: { examples: [when], tell: We are open. } }";

        assertThat(Cases.agent(root, "parley: 1\ngreeting: Hello.\nengine: cascade\n" + hours)
                        .dictates())
                .hasValue("engine: cascade");
        assertThat(Cases.agent(root, "parley: 1\ngreeting: Hello.\nparaphrases: true\n" + hours)
                        .dictates())
                .hasValue("paraphrases: true");
        assertThat(Cases.agent(root, "parley: 1\ngreeting: Hello.\nslots: { note: { type: text } }\n" + hours)
                        .dictates())
                .hasValue("slots.note.type: text");
    }

    @Test
    void theCascadeUnderstandsParaphrasesUnlessTheFileSaysOtherwise() {
        String file = "parley: 1\ngreeting: Hello.\nengine: cascade\ntasks: { hours: { tell: We are open. } }\n";

        assertThat(Cases.agent(root, file).paraphrases()).isTrue();
        assertThat(Cases.agent(root, file + "paraphrases: false").paraphrases()).isFalse();
    }

    @Test
    void readsEveryKeyOfAnAgent() {
        AgentSpec agent = Cases.agent(root, """
                parley: 1
                numbers: [bank, +1 555 0100, 0800]
                language: en-GB
                voice: { name: george, style: calm }
                greeting: >-
                  Hello, this is
                  the bank.
                disclosure: false
                recording: true
                engine: cascade
                paraphrases: false
                early-greeting: true
                transfers:
                  person: "sip:desk@example.org:5070;transport=tcp"
                  fraud: { to: "sip:fraud@[2001:db8::1]", way: attended, trunk: office, brief: "It is {account}.", ring: 40s, context: X-Told }
                prompts: { confirm: "So {summary}, right?", no-input: Hello? }
                slots:
                  account: { type: digits, ask: Which account?, length: 8 }
                  code: { type: digits, length: 4-6 }
                  sure: { type: yes-no, ask: "Sure?" }
                  sum: { type: amount, min: 0.01, max: 500, unit: dollars }
                  count: { type: amount }
                  day: { type: date }
                  hour: { type: time, ask: When? }
                  note: { type: text, ask: What about?, max-seconds: 20 }
                  letter: { type: text }
                  card: { type: choice, values: [debit, credit] }
                  drink:
                    type: choice
                    values:
                      Café  au lait: [white coffee, "milk’s coffee"]
                      twelve-ounce tea:
                      tea 2: []
                    modifiers: [a bit of]
                tasks:
                  balance:
                    examples: ["balance of  {account}", what's my balance]
                    slots: { account: required, card: optional }
                    confirm: always
                    tell: "{account|spell} it is."
                    summary: "account {account} and {card}"
                    offer: Is it  your balance?
                  hours: { examples: [opening hours], tell: Nine to five., then: goodbye }
                """);

        assertThat(agent.numbers()).containsExactly("bank", "+1 555 0100", "0800");
        assertThat(agent.language()).isEqualTo(Locale.UK);
        assertThat(agent.voice()).isEqualTo(new VoiceSpec("george", "calm"));
        assertThat(agent.greeting()).isEqualTo("Hello, this is the bank.");
        assertThat(agent.disclosure()).isFalse();
        assertThat(agent.recording()).isTrue();
        assertThat(agent.engine()).isEqualTo(EngineKind.CASCADE);
        assertThat(agent.paraphrases()).isFalse();
        assertThat(agent.earlyGreeting()).isTrue();
        assertThat(agent.transfers())
                .containsExactly(
                        entry("person", TransferSpec.blind("sip:desk@example.org:5070;transport=tcp")),
                        entry(
                                "fraud",
                                new TransferSpec(
                                        "sip:fraud@[2001:db8::1]",
                                        TransferSpec.Way.ATTENDED,
                                        "office",
                                        "It is {account}.",
                                        Duration.ofSeconds(40),
                                        "X-Told")));
        assertThat(agent.prompts())
                .containsEntry(Prompt.CONFIRM, "So {summary}, right?")
                .containsEntry(Prompt.NO_INPUT, "Hello?")
                .containsEntry(Prompt.GOODBYE, Prompt.GOODBYE.text());
        assertThat(agent.slots().values())
                .containsExactly(
                        new SlotSpec.Digits("account", "Which account?", 8, 8),
                        new SlotSpec.Digits("code", null, 4, 6),
                        new SlotSpec.YesNo("sure", "Sure?"),
                        new SlotSpec.Amount("sum", null, new BigDecimal("0.01"), new BigDecimal(500), "dollars"),
                        new SlotSpec.Amount("count", null, BigDecimal.ZERO, new BigDecimal(1_000_000), null),
                        new SlotSpec.Date("day", null, SlotSpec.Date.When.FUTURE),
                        new SlotSpec.Time("hour", "When?"),
                        new SlotSpec.Text("note", "What about?", 20),
                        new SlotSpec.Text("letter", null, 30),
                        new SlotSpec.Choice("card", null, Map.of("debit", List.of(), "credit", List.of()), List.of()),
                        new SlotSpec.Choice(
                                "drink",
                                null,
                                Map.of(
                                        "Café au lait",
                                        List.of("white coffee", "milk's coffee"),
                                        "twelve-ounce tea",
                                        List.of(),
                                        "tea 2",
                                        List.of()),
                                List.of("a bit of")));
        assertThat(agent.tasks().values())
                .containsExactly(
                        new TaskSpec(
                                "balance",
                                List.of("balance of {account}", "what's my balance"),
                                Map.of("account", Presence.REQUIRED, "card", Presence.OPTIONAL),
                                Confirm.ALWAYS,
                                null,
                                "{account|spell} it is.",
                                Then.ANYTHING_ELSE,
                                "account {account} and {card}",
                                "Is it your balance?",
                                null,
                                Map.of()),
                        new TaskSpec(
                                "hours",
                                List.of("opening hours"),
                                Map.of(),
                                Confirm.WHEN_UNSURE,
                                null,
                                "Nine to five.",
                                Then.GOODBYE,
                                null,
                                null,
                                null,
                                Map.of()));
    }

    @Test
    void keepsTheOrderOfTheFile() {
        AgentSpec agent = Cases.agent(root, """
                parley: 1
                greeting: Hello.
                slots:
                  z: { type: choice, values: [c, a, b] }
                  y: { type: date }
                  x: { type: time }
                tasks: { t: { tell: Bye., slots: { y: required, z: optional, x: required } } }
                """);

        assertThat(agent.slots().keySet()).containsExactly("z", "y", "x");
        assertThat(((SlotSpec.Choice) agent.slots().get("z")).values().keySet()).containsExactly("c", "a", "b");
        assertThat(agent.tasks().get("t").slots().keySet()).containsExactly("y", "z", "x");
    }

    @Test
    void readsCodesNamesAndDaysOfThePast() {
        Cases.write(root.resolve("shop/people.txt"), """
                # who works here
                Anna Miller: Annie, Ann Miller
                Tom Miller
                """);
        AgentSpec agent = Cases.agent(root, """
                parley: 1
                greeting: Hi.
                slots:
                  reference: { type: code, pattern: LL-DDDD }
                  plate: { type: code, length: 4-8 }
                  person: { type: name, file: people.txt }
                  birthday: { type: date, when: past }
                tasks: { t: { tell: Bye. } }
                """);

        assertThat(agent.slots().values())
                .containsExactly(
                        new SlotSpec.Code("reference", null, "LL-DDDD", 6),
                        new SlotSpec.Code("plate", null, "XXXXXXXX", 4),
                        new SlotSpec.Name(
                                "person",
                                null,
                                Map.of("Anna Miller", List.of("Annie", "Ann Miller"), "Tom Miller", List.of())),
                        new SlotSpec.Date("birthday", null, SlotSpec.Date.When.PAST));
    }

    @Test
    void aCodeIsWrittenAsItsPatternHasIt() {
        SlotSpec.Code code = new SlotSpec.Code("c", null, "LL-DD/X", 5);

        assertThat(code.maxLength()).isEqualTo(5);
        assertThat(List.of(code.place(0), code.place(2), code.place(4))).containsExactly('L', 'D', 'X');
        assertThat(code.written("AB12Z")).isEqualTo("AB-12/Z");
        assertThat(code.written("AB1")).isEqualTo("AB-1");
    }

    @Test
    void readsWhatATaskNeedsAndHowListsAreTold() {
        AgentSpec agent = Cases.agent(root, """
                parley: 1
                greeting: Hi.
                slots: { account: { type: digits, length: 8 } }
                tasks:
                  identify: { slots: { account: required }, action: who.is, tell: "Hello {name}." }
                  payments:
                    examples: [list my payments]
                    needs: identify
                    action: pay.list
                    tell: "{name}, you paid {rows}."
                    items: { rows: { each: "{sum|money}", none: nothing } }
                """, """
                parley: 1
                actions:
                  who.is:
                    http: { method: GET, url: "http://localhost/{account}" }
                    result: { token: $.token, name: $.name }
                    risk: read
                  pay.list:
                    http: { method: GET, url: "http://localhost/{account}", headers: { Authorization: "Bearer {token}" } }
                    result: { rows: { list: "$.payments", of: { sum: $.sum } } }
                    risk: read
                """);

        TaskSpec payments = java.util.Objects.requireNonNull(agent.tasks().get("payments"));
        assertThat(payments.needs()).isEqualTo("identify");
        assertThat(payments.items()).containsExactly(entry("rows", new TaskSpec.Items("{sum|money}", "nothing")));
        assertThat(java.util.Objects.requireNonNull(agent.actions().get("pay.list"))
                        .lists())
                .containsExactly(entry("rows", new ActionSpec.Rows("$.payments", Map.of("sum", "$.sum"))));
    }
}
