package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.dictation.DictationCounter;
import io.parley.agent.dictation.DictationCounters;
import io.parley.agent.dictation.Writers;
import io.parley.config.EngineKind;
import io.parley.media.Audio;
import io.parley.models.recogniser.Recogniser;
import io.parley.models.recogniser.SpokenWord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conversations in virtual time in which callers speak freely: a real recogniser beside the real ear, or in its place. */
@Timeout(120)
class DictationIT extends VirtualCalls {
    private static final String MESSAGE = "my car broke down and i cannot come on thursday";
    private static final String OTHER = "the heating has stopped working and the water is cold";

    private DictationCounters counters;

    @BeforeEach
    void fresh() {
        counters = studio.recognisers(2, Writers.speech()::recogniser);
    }

    // Text.

    @ParameterizedTest
    @EnumSource(EngineKind.class)
    void aMessageIsTakenDownSaidBackAndDelivered(EngineKind engine) {
        VirtualCall call = asked(engine).say(MESSAGE).listen();
        assertThat(acts(call)).last().isEqualTo(List.of("FILL", "ASK"));
        call.say("no").listen();
        String message = message(call);
        assertWritten(message, MESSAGE);
        assertThat(replies(call)).last().isEqualTo("The message is, " + message + ". Is that right?");
        call.say("yes please").listen();

        assertThat(kitchen.orders()).containsExactly(Map.of("message", message, "urgent", "no"));
        assertThat(replies(call)).last().isEqualTo("I will pass it on. Is there anything else?");
    }

    @Test
    void whoThinksInTheMiddleOfAMessageHasNotEndedIt() {
        VirtualCall call = asked(EngineKind.NATIVE)
                .say("my car broke down")
                .silence(550)
                .say("and I cannot come on thursday")
                .listen();

        assertWritten(message(call), MESSAGE);
        assertThat(call.count("retract")).isZero();
    }

    @Test
    void aMessageIsAnsweredAfterAPauseOfThinking() {
        VirtualCall call = asked(EngineKind.NATIVE);
        call.say(MESSAGE);
        int end = call.millis();
        int answered = (int) call.count("latency");
        call.until("latency", answered + 1);

        assertThat(call.millis() - end).isBetween(900, 1_300);
    }

    @ParameterizedTest
    @EnumSource(EngineKind.class)
    void wishesAboutTheConversationWorkWhereAMessageIsAskedFor(EngineKind engine) {
        VirtualCall call = asked(engine).say("repeat that please").listen();
        assertThat(acts(call)).last().isEqualTo(List.of("REPEAT"));
        assertThat(replies(call)).last().isEqualTo("What is your message?");

        call.say("I want to talk to a person").listen();
        assertThat(call.transfers).containsExactly("sip:desk@example.org");
        assertThat(kitchen.orders()).isEmpty();
    }

    @Test
    void aMessageIsNoLongerThanItMayBeThoughTheCallerGoesOn() {
        VirtualCall call = asked(EngineKind.NATIVE);
        int from = call.millis();
        call.say("the heating has stopped working and the water is cold and my car broke down and I cannot come on"
                        + " thursday and the train was cancelled and I lost my black umbrella on the train and the"
                        + " printer is out of paper and my wallet is gone and the lift is broken")
                .listen();

        CallRecord.Turn turn = call.record().turns().get(2);
        assertThat(turn.args().get("message"))
                .contains("working and the water is cold and")
                .doesNotContain("wallet");
        assertThat(turn.atMillis() - from).isBetween(12_000L, 13_500L);
    }

    @Test
    void onlyWhatIsAskedForIsTakenDown() {
        message(EngineKind.NATIVE).listen().say("when are you open").listen();

        assertThat(counters.get(DictationCounter.UTTERANCES)).isZero();
    }

    // Recognisers.

    @Test
    void whoFindsAllRecognisersBusyIsAskedAgain() {
        counters = studio.recognisers(1, Writers.speech()::recogniser);
        VirtualCall first = asked(EngineKind.NATIVE);
        VirtualCall second = asked(EngineKind.NATIVE);
        first.say("my car broke down");
        second.say(OTHER).until("not-taken-down", 1).listen();

        assertThat(replies(second)).last().isEqualTo("I am sorry, I could not take that down. What is your message?");
        assertThat(counters.get(DictationCounter.BUSY)).isEqualTo(1);

        first.say("and I cannot come on thursday").listen();
        second.say(OTHER).listen();
        assertWritten(message(first), MESSAGE);
        assertWritten(message(second), OTHER);
    }

    @Test
    void whoWaitsForARecogniserAndGetsItInTimeNoticesNothing() {
        counters = studio.recognisers(1, Writers.speech()::recogniser);
        VirtualCall first = asked(EngineKind.NATIVE);
        VirtualCall second = asked(EngineKind.NATIVE);
        first.say("my car broke down");
        second.say(OTHER).silence(200);
        first.hangUp();
        second.listen();

        assertWritten(message(second), OTHER);
        assertThat(counters.get(DictationCounter.BUSY)).isZero();
    }

    @Test
    void aRecogniserThatFailsIsReplacedAndTheCallerAskedAgain() {
        boolean[] broken = {true};
        counters = studio.recognisers(1, () -> {
            boolean fails = broken[0];
            broken[0] = false;
            return fails
                    ? new Breaking(Writers.speech().recogniser())
                    : Writers.speech().recogniser();
        });
        VirtualCall call = asked(EngineKind.NATIVE).say(MESSAGE).listen();
        assertThat(replies(call)).last().isEqualTo("I am sorry, I could not take that down. What is your message?");
        assertThat(counters.get(DictationCounter.FAILURES)).isEqualTo(1);

        call.say(MESSAGE).listen();
        assertWritten(message(call), MESSAGE);
    }

    @Test
    void recognisersThatCannotBeHadDoNotEndTheCall() {
        counters = studio.recognisers(1, () -> {
            throw new IllegalStateException("no memory");
        });
        VirtualCall call = asked(EngineKind.NATIVE);
        call.say(MESSAGE).listen().say(MESSAGE).listen().say(MESSAGE).listen();

        assertThat(call.transfers).containsExactly("sip:desk@example.org");
    }

    @Test
    void nothingOfOneCallerReachesTheNext() {
        counters = studio.recognisers(1, Writers.speech()::recogniser);
        VirtualCall first = asked(EngineKind.NATIVE);
        first.say("I lost my black umbrella on the train");
        first.hangUp();
        VirtualCall second = asked(EngineKind.NATIVE).say(OTHER).listen();

        assertWritten(message(second), OTHER);
        assertThat(counters.get(DictationCounter.UTTERANCES)).isEqualTo(2);
    }

    // Paraphrases.

    @Test
    void aRequestInOtherWordsIsOfferedAndDoneAfterAYes() {
        VirtualCall call = branch().listen()
                .say("somebody stole my wallet with my cards in it")
                .listen();
        assertThat(replies(call)).last().isEqualTo("You want to block a card, is that right?");
        assertThat(call.record().turns().get(1).earToEarMillis()).isLessThan(1_600);
        call.say("yes please").listen();
        assertThat(replies(call)).last().isEqualTo("Which card?");
        call.say("the debit card").listen();

        assertThat(kitchen.orders()).containsExactly(Map.of("card", "debit card"));
    }

    @Test
    void aQuestionInOtherWordsNamesTheExampleItIsLike() {
        VirtualCall call =
                branch().listen().say("until what time can I come in today").listen();

        assertThat(replies(call).get(1)).startsWith("Did you mean: ");
        call.say("yes").listen();
        assertThat(replies(call)).last().isEqualTo("We are open from nine to five. Is there anything else?");
    }

    @Test
    void whatIsNobodysBusinessIsNotUnderstood() {
        VirtualCall call = branch().listen()
                .say("my neighbour painted the whole fence blue")
                .listen();

        assertThat(replies(call)).last().isEqualTo("Sorry, I did not catch that. How can I help?");
        assertThat(counters.get(DictationCounter.UTTERANCES)).isEqualTo(1);
    }

    @Test
    void paraphrasesAreLookedForWhereAnythingMayBeSaidAlone() {
        branch().listen()
                .say("I want to pay alice")
                .listen()
                .say("somebody stole my wallet with my cards in it")
                .listen();

        assertThat(counters.get(DictationCounter.UTTERANCES)).isZero();
    }

    // The cascade.

    @Test
    void theCascadeTakesTheOrderOfARecordedCaller() {
        VirtualCall call = coffee().listen().play(Studio.recorded("latte")).listen();

        assertThat(kitchen.orders()).containsExactly(Map.of("size", "large", "drink", "latte"));
        assertThat(call.record().turns().get(1).earToEarMillis()).isBetween(150.0, 450.0);
    }

    @Test
    void theCascadeIsInterruptedAsTheEarIs() {
        VirtualCall call =
                coffee().silence(1_000).play(Studio.recorded("cappuccino")).listen();

        assertThat(kitchen.orders()).containsExactly(Map.of("size", "small", "drink", "cappuccino", "milk", "cream"));
        assertThat(call.count("yield")).isEqualTo(1);
    }

    @Test
    void theCascadeTakesBackAReplyWhenTheCallerGoesOn() {
        VirtualCall call = coffee().listen().play(Studio.recorded("americano")).listen();

        assertThat(kitchen.orders())
                .singleElement()
                .satisfies(order -> assertThat(order)
                        .containsEntry("drink", "americano")
                        .containsEntry("milk", "a bit of soy milk"));
        assertThat(call.count("action")).isEqualTo(1);
    }

    @Test
    void theCascadeUnderstandsNothingOfWhatNoCoffeeShopExpects() {
        VirtualCall call = coffee().listen()
                .say("my neighbour painted the whole fence blue")
                .listen();

        assertThat(acts(call)).last().isEqualTo(List.of("APOLOGISE", "ASK"));
        assertThat(kitchen.orders()).isEmpty();
    }

    @Test
    void theCascadeAsksAgainWhereNobodyIsFree() {
        counters = studio.recognisers(1, Writers.speech()::recogniser);
        VirtualCall first = coffee().listen();
        VirtualCall second = coffee().listen();
        short[] order = Studio.recorded("latte");
        first.play(Arrays.copyOf(order, Audio.SAMPLE_RATE));
        second.play(order).until("not-taken-down", 1).listen();

        assertThat(replies(second)).last().asString().startsWith("I am sorry, I could not take that down.");
    }

    /** Fails as native code does that has been given a wrong address. */
    private static final class Breaking implements Recogniser {
        private static final int AFTER = 30;

        private final Recogniser real;
        private int blocks;

        Breaking(Recogniser real) {
            this.real = real;
        }

        @Override
        public void accept(short[] pcm, int samples) {
            if (++blocks > AFTER) {
                throw new Error("Invalid memory access");
            }
            real.accept(pcm, samples);
        }

        @Override
        public List<SpokenWord> finish() {
            return real.finish();
        }

        @Override
        public void forget() {
            real.forget();
        }

        @Override
        public void close() {
            real.close();
        }
    }

    private static VirtualCall message(EngineKind engine) {
        return new VirtualCall(studio, studio.agent("message", engine), kitchen.bus);
    }

    /** Somebody who has been asked for a message. */
    private static VirtualCall asked(EngineKind engine) {
        VirtualCall call =
                message(engine).listen().say("I want to leave a message").listen();
        assertThat(replies(call)).last().isEqualTo("What is your message?");
        return call;
    }

    private static VirtualCall branch() {
        return new VirtualCall(studio, studio.agent("branch"), kitchen.bus);
    }

    private static VirtualCall coffee() {
        return new VirtualCall(studio, studio.agent("coffee-shop", EngineKind.CASCADE), kitchen.bus);
    }

    private static String message(VirtualCall call) {
        List<CallRecord.Turn> turns = call.record().turns();
        return turns.get(turns.size() - 1).args().get("message");
    }

    /** Two words may be others: recognisers dither what they hear at random. */
    private static void assertWritten(String written, String said) {
        List<String> expected = List.of(said.split(" "));
        List<String> found = List.of(written.split(" "));
        int[] common = new int[found.size() + 1];
        for (String word : expected) {
            int before = 0;
            for (int i = 1; i <= found.size(); i++) {
                int here = common[i];
                common[i] = word.equals(found.get(i - 1)) ? before + 1 : Math.max(here, common[i - 1]);
                before = here;
            }
        }
        assertThat(Math.max(expected.size(), found.size()) - common[found.size()])
                .as("words of '%s' in '%s'", said, written)
                .isLessThanOrEqualTo(2);
    }

    private static List<List<String>> acts(VirtualCall call) {
        return call.record().turns().stream().map(CallRecord.Turn::act).toList();
    }

    private static List<String> replies(VirtualCall call) {
        return call.record().turns().stream().map(CallRecord.Turn::reply).toList();
    }
}
