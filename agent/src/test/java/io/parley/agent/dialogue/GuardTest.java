package io.parley.agent.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.actions.ActionResult;
import io.parley.agent.TypedCaller;
import io.parley.agent.dialogue.Dialogue.Step;
import io.parley.agent.dialogue.DialogueState.Phase;
import io.parley.config.AgentSpec;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an engine might want to do, and must not, whatever its model says. */
@Timeout(60)
class GuardTest {
    private static final Map<String, String> PAYMENT = Map.of("payee", "alice", "amount", "20");

    private final AgentSpec bank = DialogueTest.agent("teller");
    private final Guard guard = new Guard(bank);

    @Test
    void anActionNeedsItsTask() {
        assertThat(objection(paying(), new Act.Call("card.block", PAYMENT, true)))
                .contains("does not belong");
        assertThat(objection(paying(), new Act.Call("no.such", PAYMENT, true))).contains("does not belong");
        assertThat(objection(paying().task(null), new Act.Call("pay.send", PAYMENT, true)))
                .contains("does not belong");
    }

    @Test
    void aTaskThatWasGuessedDoesNothingBeforeAYes() {
        DialogueState guessed = paying().confirmedValues().phase(Phase.OFFERING);

        assertThat(objection(guessed, new Act.Call("pay.send", PAYMENT, true))).contains("guessed and not agreed to");
    }

    @Test
    void anActionNeedsEveryRequiredArgument() {
        DialogueState state = opened("pay").with("payee", "alice", 1).confirmedValues();

        assertThat(objection(state, new Act.Call("pay.send", state.values(), true)))
                .isEqualTo("action 'pay.send' without its argument 'amount'");
    }

    @Test
    void anActionRunsWithNothingButWhatTheCallerGave() {
        Map<String, String> more = Map.of("payee", "alice", "amount", "2000");

        assertThat(objection(paying().confirmedValues(), new Act.Call("pay.send", more, true)))
                .startsWith("arguments that the caller did not give");
    }

    @Test
    void theIrreversibleNeedsTheCallersWordForExactlyTheseArguments() {
        Act.Call call = new Act.Call("pay.send", PAYMENT, true);

        assertThat(objection(paying().confirmedValues(), call)).isNull();
        assertThat(objection(paying(), call)).contains("was not confirmed");
        assertThat(objection(paying().confirmedValues(), new Act.Call("pay.send", PAYMENT, false)))
                .contains("was not confirmed");
        DialogueState other = opened("pay")
                .with("payee", "bob", 1)
                .with("amount", "20", 1)
                .confirmedValues()
                .with("payee", "alice", 1);
        assertThat(objection(other, call)).contains("was not confirmed");
    }

    @Test
    void whatIsToBeConfirmedByTheFileIsNotDoneWithout() {
        DialogueState state = opened("block").with("card", "debit card", 1);
        Act.Call call = new Act.Call("card.block", state.values(), false);

        assertThat(objection(state, call)).contains("was not confirmed");
        assertThat(objection(state.confirmedValues(), new Act.Call("card.block", state.values(), true)))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"0.95, false, true", "0.7, false, false", "0.7, true, true"})
    void whatWasHeardUnsurelyIsConfirmedWhereTheFileSaysSo(float sure, boolean confirmed, boolean allowed) {
        DialogueState heard = DialogueState.START.task("order").with("drink", "latte", sure);
        DialogueState state = confirmed ? heard.confirmedValues() : heard;
        Act.Call call = new Act.Call("orders.place", state.values(), confirmed);

        assertThat(new Guard(DialogueTest.agent("coffee-shop")).objection(state, state, call) == null)
                .isEqualTo(allowed);
    }

    @Test
    void whatNeedsNoConfirmationIsDone() {
        DialogueState state = opened("balance").with("account", "4071", 0.5f);

        assertThat(objection(state, new Act.Call("balance.get", state.values(), false)))
                .isNull();
    }

    @Test
    void aCallerIsSentOnlyWhereTheFileSays() {
        assertThat(objection(paying(), new Act.Transfer("person", "I will put you through.")))
                .isNull();
        assertThat(objection(paying(), new Act.Transfer("sip:fraud@example.net", "One moment.")))
                .isEqualTo("transfer 'sip:fraud@example.net' is not listed, expected one of [person]");
    }

    @Test
    void onlySlotsOfTheFileAreFilledAndCorrected() {
        assertThat(objection(paying(), new Act.Fill("payee", "bob"))).isNull();
        assertThat(objection(paying(), new Act.Correct("payee", "bob"))).isNull();
        assertThat(objection(paying(), new Act.Fill("pin", "1234"))).isEqualTo("no slot 'pin'");
        assertThat(objection(paying(), new Act.Correct("pin", "1234"))).isEqualTo("no slot 'pin'");
    }

    @Test
    void nobodyIsCutOffWithoutAGoodbye() {
        assertThat(objection(paying(), new Act.End("Goodbye.", false))).isNull();
        assertThat(objection(paying(), new Act.End("", false))).isEqualTo("an end without a goodbye");
    }

    @ParameterizedTest
    @ValueSource(strings = {"say", "call", "end", "transfer"})
    void afterTheEndNothingHappens(String act) {
        DialogueState ended = paying().confirmedValues().phase(Phase.ENDED);
        Act wish = switch (act) {
            case "call" -> new Act.Call("pay.send", PAYMENT, true);
            case "end" -> new Act.End("Goodbye.", false);
            case "transfer" -> new Act.Transfer("person", "");
            default -> new Act.Say("Hello?");
        };

        assertThat(objection(ended, wish)).isEqualTo("the conversation has ended");
    }

    /** Callers who say anything at any time, in every order, clearly or not. */
    @ParameterizedTest
    @ValueSource(strings = {"teller", "coffee-shop", "digits", "survey"})
    void theDialogueNeverWantsWhatTheGuardForbids(String name) {
        AgentSpec agent = DialogueTest.agent(name);
        Dialogue dialogue = new Dialogue(agent);
        TypedCaller caller = new TypedCaller(agent);
        Guard own = new Guard(agent);
        long seed = 20_260_303;
        Random random = new Random(seed);
        int calls = 0;
        for (int conversation = 0; conversation < 150; conversation++) {
            DialogueState state =
                    dialogue.on(DialogueState.START, new Event.Begin()).state();
            for (int turn = 0; turn < 12; turn++) {
                DialogueState before = state;
                Event event = anything(random, caller, state);
                Step step = dialogue.on(state, event);
                state = step.state();
                for (Act act : step.acts()) {
                    assertThat(own.objection(before, state, act))
                            .as("seed %d, %s in %s leads to %s", seed, event, before, act)
                            .isNull();
                    calls += act instanceof Act.Call ? 1 : 0;
                }
            }
        }
        assertThat(name.equals("survey") ? 1 : calls).isPositive();
    }

    private static final List<String> SAYINGS = List.of(
            "yes",
            "no",
            "yes but make it small",
            "no bob",
            "actually make it a large one",
            "can i get a large latte",
            "i want an espresso",
            "with soy milk",
            "pay twenty dollars to alice",
            "i want to pay my sister",
            "fifty dollars",
            "what is my balance",
            "four oh seven one",
            "block my debit card",
            "credit card",
            "seven",
            "three",
            "yesterday",
            "i was there on sunday",
            "when are you open",
            "repeat that",
            "help",
            "start over",
            "cancel that",
            "hello",
            "the weather is nice",
            "mhm",
            "hold on",
            "can i talk to a person");

    private static Event anything(Random random, TypedCaller caller, DialogueState state) {
        return switch (random.nextInt(10)) {
            case 0 -> new Event.Done(new ActionResult.Ok(Map.of("number", "7", "balance", "3")));
            case 1 ->
                random.nextBoolean()
                        ? new Event.Done(new ActionResult.Failed(true, ""))
                        : new Event.Dialled(random.nextBoolean() ? "7" : "4071");
            case 2 -> random.nextInt(4) > 0 ? new Event.TransferFailed(486) : new Event.NoInput();
            case 3 -> random.nextInt(4) > 0 ? new Event.Replaced() : new Event.NoInput();
            default -> caller.say(SAYINGS.get(random.nextInt(SAYINGS.size())), state, random.nextBoolean() ? 1 : 0.7f);
        };
    }

    private static DialogueState opened(String task) {
        return DialogueState.START.phase(Phase.OPEN).task(task);
    }

    private static DialogueState paying() {
        return opened("pay").with("payee", "alice", 1).with("amount", "20", 1);
    }

    private @org.jspecify.annotations.Nullable String objection(DialogueState state, Act act) {
        return guard.objection(state, state, act);
    }
}
