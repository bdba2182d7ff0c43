package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.AgentSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole conversations in virtual time: real ear, voice and voice activity; a real business behind HTTP. */
@Timeout(120)
class ConversationIT extends VirtualCalls {
    @Test
    void aHesitatingOrderIsOneTurnAndOneAction() {
        VirtualCall call = coffee().listen().play(Studio.recorded("americano")).listen();

        Map<String, String> wanted = Map.of(
                "size", "medium",
                "roast", "dark",
                "drink", "americano",
                "milk", "a bit of soy milk",
                "sugar", "brown sugar");
        assertThat(kitchen.orders()).containsExactly(Map.copyOf(wanted));
        assertThat(call.ended()).isEqualTo(Termination.agentEnded());
        CallRecord record = call.record();
        assertThat(record.turns())
                .extracting(CallRecord.Turn::act)
                .containsExactly(
                        List.of("GREET"),
                        List.of("FILL", "FILL", "FILL", "FILL", "FILL", "SAY", "CALL"),
                        List.of("TELL", "END"));
        assertThat(record.turns().get(1).args()).isEqualTo(wanted);
        assertThat(record.actions()).hasSize(1);
        assertThat(record.actions().get(0).outcome()).isEqualTo("ok");
        assertThat(record.turns().get(2).replyHeard()).isEqualTo("Your order number is 4 0 7. Goodbye");
        // The caller pauses before "with a bit of soy milk": the early reply is taken back.
        assertThat(call.count("retract")).isPositive();
        assertThat(call.count("action")).isEqualTo(1);
    }

    @Test
    void theFirstSoundOfTheReplyComesSoonAfterTheCallersLast() {
        VirtualCall call = coffee().listen().play(Studio.recorded("latte")).listen();

        assertThat(kitchen.orders()).containsExactly(Map.of("size", "large", "drink", "latte"));
        assertThat(call.record().turns().get(1).earToEarMillis()).isBetween(150.0, 450.0);
    }

    @Test
    void whoSpeaksIntoTheGreetingIsHeardAndTheGreetingCutWhereTheyHeardIt() {
        VirtualCall call = coffee().silence(1_000);
        int before = call.millis();
        call.play(Studio.recorded("cappuccino")).listen();

        assertThat(kitchen.orders()).containsExactly(Map.of("size", "small", "drink", "cappuccino", "milk", "cream"));
        assertThat(call.only("yield").atMillis()).isBetween((long) before, before + 1_500L);
        assertThat(call.bargeIns).hasSize(1);
        assertThat(call.bargeIns.get(0)).isBetween(60.0, 450.0);
        CallRecord.Turn greeting = call.record().turns().get(0);
        assertThat(greeting.reply()).startsWith(greeting.replyHeard());
        assertThat(greeting.replyHeard()).startsWith("Hello, this is the").doesNotContain("What can I");
    }

    @Test
    void whoObjectsWhileTheOrderIsSaidBackHasChangedItInTime() {
        VirtualCall call = coffee().listen()
                .play(Studio.recorded("mocha"))
                .until("latency", 1)
                .silence(500);
        assertThat(kitchen.orders()).isEmpty();
        call.play(Studio.recorded("mocha-large")).listen();

        assertThat(call.record().turns().get(1).args()).containsEntry("size", "small");
        assertThat(kitchen.orders()).containsExactly(Map.of("size", "large", "drink", "mocha"));
    }

    @Test
    void nothingMovesWhileTheLineIsHeldAndThenItGoesOnWhereItStopped() {
        VirtualCall call = coffee().silence(1_500);
        call.hold(true);
        int events = call.events.size();
        // A held line has no ticks; whatever still comes finds the agent silent.
        call.silence(400);
        assertThat(call.agentSpeaks()).isFalse();
        assertThat(call.events).hasSize(events);
        call.hold(false);
        call.listen();

        CallRecord.Turn greeting = call.record().turns().get(0);
        assertThat(greeting.replyHeard()).isEqualTo("Hello, this is the automatic barista. What can I get you");
        call.play(Studio.recorded("latte")).listen();
        assertThat(kitchen.orders()).containsExactly(Map.of("size", "large", "drink", "latte"));
    }

    @Test
    void whoTakesTheCallersPlaceIsAskedWhatTheyWereAskedAndWhatWasToldBeforeStays() {
        VirtualCall call = coffee().listen().say("can I get a large one").listen();
        int turns = call.record().turns().size();
        call.replace("bob");
        call.listen();

        CallRecord record = call.record();
        assertThat(record.turns().get(turns).reply()).isEqualTo("What would you like to drink?");
        assertThat(record.turns().get(turns).replyHeard()).startsWith("What would you like to drink");
        assertThat(record.call().caller()).isEqualTo("caller");
        assertThat(record.replacements())
                .singleElement()
                .satisfies(replacement -> assertThat(replacement.by().caller()).isEqualTo("bob"));
        call.say("a latte").listen();
        assertThat(kitchen.orders()).containsExactly(Map.of("size", "large", "drink", "latte"));
    }

    /** What the one had said back is asked of the other, who has not heard it, before it is done. */
    @Test
    void whoTakesTheCallersPlaceWhileTheOrderIsSaidBackIsAskedWhetherItIsRight() {
        VirtualCall call = coffee().listen()
                .play(Studio.recorded("latte"))
                .until("latency", 1)
                .silence(300);
        call.replace("bob");
        call.listen();

        assertThat(kitchen.orders()).isEmpty();
        assertThat(call.record().turns().get(2).reply()).contains("large latte").endsWith("?");
        call.say("yes").listen();
        assertThat(kitchen.orders()).containsExactly(Map.of("size", "large", "drink", "latte"));
    }

    @Test
    void aHoldWhileTheOrderIsSaidBackDoesNotLoseIt() {
        VirtualCall call = coffee().listen().play(Studio.recorded("latte")).until("latency", 1);
        call.hold(true);
        call.hold(false);
        call.listen();

        assertThat(kitchen.orders()).containsExactly(Map.of("size", "large", "drink", "latte"));
        assertThat(call.ended()).isEqualTo(Termination.agentEnded());
    }

    @Test
    void aSoundOfListeningIsNoTurnAndTheAgentGoesOn() {
        VirtualCall call = coffee().silence(1_000).say("okay").listen();

        CallRecord record = call.record();
        assertThat(record.turns()).hasSize(1);
        assertThat(record.turns().get(0).replyHeard())
                .isEqualTo("Hello, this is the automatic barista. What can I get you");
        assertThat(call.count("duck")).isPositive();
        assertThat(call.count("yield")).isZero();
    }

    @Test
    void noiseOnTheLineDoesNotStopTheAgent() {
        VirtualCall call = coffee().silence(1_000).play(cough()).listen();

        assertThat(call.record().turns()).hasSize(1);
        assertThat(call.count("yield")).isZero();
        assertThat(call.record().turns().get(0).replyHeard()).endsWith("What can I get you");
    }

    @Test
    void aSlowKitchenIsCoveredBySpeechOnceAndItsAnswerTold() {
        VirtualCall call = waiting("I want a mocha");
        int asked = (int) call.only("action").atMillis();
        call.until("the wait is covered", () -> said(call, "One moment please, I am placing your order.") > 0);
        assertThat(call.millis() - asked).isLessThanOrEqualTo(1_000);
        call.listen();
        answered(call);

        assertThat(said(call, "One moment please, I am placing your order.")).isEqualTo(1);
        assertThat(kitchen.orders()).containsExactly(Map.of("drink", "mocha"));
        assertThat(call.record().turns().get(2).reply()).isEqualTo("Done. Is there anything else?");
    }

    @Test
    void whoHasToWaitLongerHearsThatAndThenAnApology() {
        VirtualCall call = waiting("I want a mocha");
        call.until("it takes longer", () -> said(call, "It takes a little longer.") > 0);
        call.until("it takes long", () -> said(call, "I am sorry that it takes so long.") > 1);
        assertThat(said(call, "It takes a little longer.")).isEqualTo(1);
        answered(call);

        assertThat(said(call, "Done. Is there anything else?")).isEqualTo(1);
    }

    /** The first look-up is of no interest any more, and its answer is not told. */
    @Test
    void whoNamesAnotherDrinkWhileOneIsLookedUpHearsOfThatOne() {
        VirtualCall call = waiting("is there any mocha left");
        call.until("speak", 2).listen().say("no, a latte").until("action", 2);
        kitchen.serve(201); // the first, which nobody waits for
        answered(call);

        assertThat(outcomes(call)).containsExactly("cancelled", "ok");
        assertThat(kitchen.orders()).last().isEqualTo(Map.of("drink", "latte"));
    }

    /** What was given up for a turn that was none runs again, and is given up again. */
    @Test
    void whoGoesOnAfterNamingAnotherDrinkHearsOneAnswer() {
        VirtualCall call = waiting("is there any mocha left");
        call.until("speak", 2).listen().say("no, a latte").until("action", 2).say("please");
        assertThat(call.count("retract")).isPositive();
        kitchen.status = 201;
        for (int i = kitchen.orders().size(); i > 0; i--) {
            kitchen.serve(201);
        }
        call.finishAction();
        call.slow = false;
        call.listen();

        assertThat(kitchen.orders()).last().isEqualTo(Map.of("drink", "latte"));
        assertThat(outcomes(call)).last().isEqualTo("ok");
        assertThat(said(call, "There is. Is there anything else?")).isEqualTo(1);
    }

    @Test
    void whoWantsTheOrderOtherwiseWhileItIsPlacedIsTold() {
        VirtualCall call = waiting("I want a mocha");
        call.until("speak", 3).listen().say("no, a latte");
        call.until("it is too late", () -> said(call, "That is being done already.") > 0);
        answered(call);

        assertThat(outcomes(call)).containsExactly("ok");
        assertThat(kitchen.orders()).containsExactly(Map.of("drink", "mocha"));
    }

    @Test
    void aPirateAsksForPatienceAsAPirate(@TempDir Path folder) {
        AgentSpec pirate = AgentFiles.rewritten("kiosk", "style: neutral", "style: pirate", folder);
        VirtualCall call = waiting(
                "I want a mocha", AgentRuntime.of(pirate, studio.agent("kiosk").grammar()));
        String words = "One moment please, I be placing yer order.";
        call.until("the wait is covered", () -> said(call, words) > 0);
        answered(call);

        assertThat(said(call, words)).isEqualTo(1);
    }

    @Test
    void aKitchenThatIsBrokenIsApologisedForAndTheCallGoesOn() {
        kitchen.status = 500;
        VirtualCall call = coffee().listen().play(Studio.recorded("latte")).listen();

        assertThat(call.record().actions())
                .extracting(CallRecord.ActionRun::outcome)
                .containsExactly("failed");
        assertThat(call.record().turns().get(2).reply())
                .isEqualTo("I am sorry, I could not reach the kitchen. Is there anything else?");
        assertThat(call.ended()).isNull();
        call.say("no thank you").listen();
        assertThat(call.ended()).isEqualTo(Termination.agentEnded());
    }

    @Test
    void aKitchenThatSaysNoIsTold() {
        kitchen.status = 409;
        VirtualCall call = coffee().listen().play(Studio.recorded("latte")).listen();

        assertThat(call.record().actions())
                .extracting(CallRecord.ActionRun::outcome)
                .containsExactly("refused");
        assertThat(call.record().turns().get(2).reply()).startsWith("I am sorry, the kitchen cannot make that.");
    }

    @Test
    void aSilentCallerIsAskedTwiceAndThenLetGo() {
        VirtualCall call = coffee().listen();
        int asked = call.millis() - 1_200;
        call.until("act", 2);
        assertThat(call.millis() - asked).isBetween(6_900, 7_100);
        call.listen().until("the agent gives up", () -> false);

        assertThat(call.record().turns())
                .extracting(CallRecord.Turn::act)
                .containsExactly(
                        List.of("GREET"),
                        List.of("APOLOGISE", "ASK"),
                        List.of("APOLOGISE", "SAY", "ASK"),
                        List.of("END"));
        assertThat(call.ended()).isEqualTo(Termination.gaveUp());
        assertThat(kitchen.orders()).isEmpty();
    }

    @Test
    void afterASoundOfListeningNobodyIsToldToWait() {
        VirtualCall call = coffee().listen().say("okay").silence(4_000);

        assertThat(call.record().turns())
                .extracting(CallRecord.Turn::act)
                .containsExactly(List.of("GREET"), List.of("WAIT"));
        assertThat(call.count("speak")).isEqualTo(1);
    }

    @Test
    void aDialledDigitCutsTheGreetingAndIsTheAnswer() {
        VirtualCall call = new VirtualCall(studio, studio.agent("digits"), kitchen.bus)
                .silence(800)
                .dial("7")
                .listen();

        assertThat(kitchen.orders()).containsExactly(Map.of("digit", "7"));
        assertThat(call.record().turns().get(0).replyHeard()).doesNotContain("digit");
        assertThat(call.ended()).isEqualTo(Termination.agentEnded());
    }

    @Test
    void whoInterruptsTheWaitCallsTheActionOffWhereTheFileSaysSo() {
        VirtualCall call = waiting("is there any mocha left");
        call.until("speak", 2).silence(300).say("stop stop stop stop");
        call.finishAction();
        call.slow = false;
        call.listen();

        assertThat(call.count("yield")).isEqualTo(1);
        assertThat(outcomes(call)).containsExactly("cancelled");
        assertThat(said(call, "Is there anything else?")).isEqualTo(1);
    }

    @Test
    void whoInterruptsTheWaitHearsTheResultAllTheSameWhereTheFileKeepsIt() {
        VirtualCall call = waiting("I want a mocha");
        call.until("speak", 3).silence(300).say("stop stop stop stop").listen();
        answered(call);

        assertThat(call.count("yield")).isEqualTo(1);
        assertThat(outcomes(call)).containsExactly("ok");
        assertThat(said(call, "Done. Is there anything else?")).isEqualTo(1);
    }

    @Test
    void whoGoesOnMurmuringWhileAnActionRunsHearsItsResult() {
        VirtualCall call = waiting("I want a mocha");
        call.say("okay").silence(350).say("okay").silence(200);
        answered(call);

        assertThat(outcomes(call)).containsExactly("ok");
        assertThat(said(call, "Done. Is there anything else?")).isEqualTo(1);
    }

    @Test
    void aTransferThatFailsLeavesTheCallerWithTheAgent() {
        VirtualCall call = new VirtualCall(studio, studio.agent("teller"), kitchen.bus)
                .listen()
                .play(Studio.recorded("person"));
        assertThat(call.transfers).isEmpty();
        call.listen();

        assertThat(call.transfers).containsExactly("sip:desk@example.org");
        assertThat(call.record().turns())
                .extracting(CallRecord.Turn::act)
                .containsExactly(List.of("GREET"), List.of("TRANSFER"), List.of("APOLOGISE", "ASK"));
        assertThat(call.record().turns().get(1).replyHeard()).isEqualTo("I will put you through");
        assertThat(call.ended()).isNull();
        call.say("no thank you").listen();
        assertThat(call.ended()).isEqualTo(Termination.agentEnded());
    }

    @Test
    void aTransferThatSucceedsEndsTheCall() {
        VirtualCall call = new VirtualCall(studio, studio.agent("teller"), kitchen.bus).listen();
        call.transferStatus = 200;
        call.play(Studio.recorded("person")).listen();

        assertThat(call.record().termination()).isEqualTo(Termination.transferred());
    }

    @Test
    void aDigitThatAnswersNothingChangesNothing() {
        VirtualCall call = coffee().listen()
                .play(Studio.recorded("latte"))
                .until("latency", 1)
                .dial("0")
                .listen();

        assertThat(kitchen.orders()).containsExactly(Map.of("size", "large", "drink", "latte"));
        assertThat(call.ended()).isEqualTo(Termination.agentEnded());
    }

    @Test
    void aBusyLaneDoesNotMakeTheSameWordsCountTwice() {
        VirtualCall call = coffee();
        call.keepLaneBusy(8);
        call.listen().play(Studio.recorded("latte")).listen();

        assertThat(call.count("heard")).isEqualTo(1);
        assertThat(kitchen.orders()).containsExactly(Map.of("size", "large", "drink", "latte"));
    }

    @Test
    void aCallerWhoHangsUpWhileTheOrderIsPlacedLeavesItToTheKitchen() {
        VirtualCall call = waiting("I want a mocha");
        call.hangUp();
        kitchen.serve(201);
        call.finishAction();

        assertThat(call.record().termination()).isEqualTo(Termination.callerHungUp());
        assertThat(kitchen.orders()).hasSize(1);
        assertThat(outcomes(call)).containsExactly("ok");
    }

    /** 150 ms of noise that rises and falls. */
    private static short[] cough() {
        Random random = new Random(5);
        short[] pcm = new short[16 * 150];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) (6_000 * Math.sin(Math.PI * i / pcm.length) * random.nextGaussian());
        }
        return pcm;
    }

    /** A call whose action the kitchen has not answered yet. */
    private static VirtualCall waiting(String wish) {
        return waiting(wish, studio.agent("kiosk"));
    }

    private static VirtualCall waiting(String wish, AgentRuntime kiosk) {
        kitchen.status = 0;
        VirtualCall call = new VirtualCall(studio, kiosk, kitchen.bus).listen();
        call.slow = true;
        return call.say(wish).until("action", 1);
    }

    /** The kitchen answers at last. */
    private static void answered(VirtualCall call) {
        kitchen.serve(201);
        call.finishAction();
        call.slow = false;
        call.listen();
    }

    private static long said(VirtualCall call, String text) {
        return call.events.stream()
                .filter(e -> e.event().equals("speak") && text.equals(e.data().get("text")))
                .count();
    }

    private static List<String> outcomes(VirtualCall call) {
        return call.record().actions().stream()
                .map(CallRecord.ActionRun::outcome)
                .toList();
    }

    private static VirtualCall coffee() {
        return new VirtualCall(studio, studio.agent("coffee-shop"), kitchen.bus);
    }
}
