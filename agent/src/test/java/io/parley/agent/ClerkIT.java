package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is read out, spelled, mended and wanted besides, in whole conversations in virtual time with the real models. */
@Timeout(120)
class ClerkIT extends VirtualCalls {
    @BeforeEach
    void fresh() {
        kitchen.status = 200;
    }

    @Test
    void aNumberMayBeReadOutInGroups() {
        VirtualCall call = bank("what is my balance")
                .say("four oh seven one")
                .silence(600)
                .say("five two three three")
                .listen();

        assertThat(state(call)).containsEntry("account", "40715233");
        assertThat(said(call)).endsWith("What is your account number?", "And what is your date of birth?");
    }

    @Test
    void whoStopsInsideANumberIsLedOnAndKeepsWhatWasSaid() {
        VirtualCall call = bank("what is my balance")
                .say("four oh seven one")
                .listen()
                .say("two two three three")
                .listen();

        assertThat(state(call)).containsEntry("account", "40712233");
        assertThat(said(call)).endsWith("Yes?", "And what is your date of birth?");
    }

    @Test
    void aSlipInsideANumberIsMendedThere() {
        VirtualCall call = bank("what is my balance")
                .say("four oh seven one two nine, no wait, two five, not two nine, three three")
                .listen();

        assertThat(state(call)).containsEntry("account", "40712533");
    }

    @Test
    void twoWishesInOneBreathAreDoneOneAfterTheOtherAndTheCallerIsIdentifiedOnce() {
        VirtualCall call = bank("what's my balance and block my debit card")
                .dial("40712233")
                .listen()
                .say("the twelfth of march")
                .listen()
                .say("nineteen sixty")
                .listen();

        assertThat(said(call))
                .endsWith(
                        "And which year?",
                        "Thank you, Maria.",
                        "Your balance is $12.50. Block your debit card: is that right?");
        assertThat(kitchen.paths).containsExactly("/identify", "/balance");
        call.say("yes please").listen();
        assertThat(kitchen.paths).containsExactly("/identify", "/balance", "/cards/block");
        assertThat(kitchen.orders())
                .containsExactly(
                        Map.of("account", "40712233", "birthday", "1960-03-12"),
                        Map.of(),
                        Map.of("card", "debit card"));
    }

    @Test
    void theSecretOfAnIdentificationIsNeitherToldNorWrittenDown() {
        VirtualCall call = bank("what is my balance")
                .dial("40712233")
                .listen()
                .dial("03121960")
                .listen();

        assertThat(kitchen.paths).containsExactly("/identify", "/balance");
        assertThat(call.events.toString() + call.record()).contains("12.50").doesNotContain("t-1");
    }

    @Test
    void whoIsNotRecognisedThreeTimesIsPutThroughToAPerson() {
        kitchen.status = 403;
        VirtualCall call = bank("what is my balance");
        for (int i = 0; i < 3; i++) {
            assertThat(call.transfers).isEmpty();
            call.dial("40712233").listen().dial("03121960").listen();
        }

        assertThat(call.transfers).hasSize(1);
        assertThat(kitchen.paths).containsExactly("/identify", "/identify", "/identify");
    }

    @Test
    void whoAsksForItSlowerHearsTheSameMoreSlowly() {
        VirtualCall call = new VirtualCall(studio, studio.agent("bank"), kitchen.bus).listen();
        call.say("could you speak more slowly please").listen();

        assertThat(said(call)).hasSize(2).allMatch(text -> text.startsWith("Hello, this is"));
        List<Long> lengths = lengths(call);
        assertThat((double) lengths.get(1) / lengths.get(0)).isBetween(1.1, 1.3);
    }

    @Test
    void aCodeIsHeardLetterByLetterAndReadBackSoThatNobodyMistakesIt() {
        VirtualCall call = new VirtualCall(studio, studio.agent("desk"), kitchen.bus).listen();
        call.say("change my booking to friday").listen();
        call.say("b as in boy, d like dog, double four oh one").listen();

        assertThat(said(call).get(2))
                .isEqualTo("Booking B as in Bravo, D as in Delta, 4, 4, 0, 1 on Friday, March 6. Is that right?");
        call.say("no, five, not one").listen();
        assertThat(state(call)).containsEntry("booking", "BD-4405");
    }

    @Test
    void whoNamesOneOfSeveralIsAskedWhich() {
        VirtualCall call = new VirtualCall(studio, studio.agent("desk"), kitchen.bus).listen();
        call.say("I want to speak to miss miller").listen().say("Anna").listen();

        assertThat(said(call).get(1)).isEqualTo("Do you mean Anna Miller or Tom Miller?");
        assertThat(state(call)).containsEntry("person", "Anna Miller");
    }

    @Test
    void whatChangesTheWorldWaitsForItsAnnouncementAlsoWhereItComesAfterAnother() {
        VirtualCall call = new VirtualCall(studio, studio.agent("coffee-shop"), kitchen.bus).listen();
        call.say("can I get a large latte and a small mocha").until("action", 2);
        long second = call.events.stream()
                .filter(e -> e.event().equals("action"))
                .skip(1)
                .findFirst()
                .orElseThrow()
                .atMillis();
        long announced = call.events.stream()
                .filter(e -> e.event().equals("spoken")
                        && String.valueOf(e.data().get("heard")).contains("A small mocha"))
                .findFirst()
                .orElseThrow()
                .atMillis();
        call.listen();

        assertThat(second).isGreaterThanOrEqualTo(announced);
        assertThat(kitchen.orders())
                .containsExactly(Map.of("size", "large", "drink", "latte"), Map.of("size", "small", "drink", "mocha"));
    }

    private static VirtualCall bank(String wish) {
        return new VirtualCall(studio, studio.agent("bank"), kitchen.bus)
                .listen()
                .say(wish)
                .listen();
    }

    /** Values of the last turn that has any. */
    private static Map<String, String> state(VirtualCall call) {
        Map<String, String> last = Map.of();
        for (CallRecord.Turn turn : call.record().turns()) {
            last = turn.args().isEmpty() ? last : turn.args();
        }
        return last;
    }

    private static List<String> said(VirtualCall call) {
        return call.events.stream()
                .filter(e -> e.event().equals("speak"))
                .map(e -> String.valueOf(e.data().get("text")))
                .toList();
    }

    /** How long each line was in the air, in milliseconds. */
    private static List<Long> lengths(VirtualCall call) {
        List<Long> lengths = new ArrayList<>();
        long from = 0;
        for (CallEvent event : call.events) {
            if (event.event().equals("speak")) {
                from = event.atMillis();
            } else if (event.event().equals("spoken")) {
                lengths.add(event.atMillis() - from);
            }
        }
        return lengths;
    }
}
