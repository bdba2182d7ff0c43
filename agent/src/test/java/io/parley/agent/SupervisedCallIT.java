package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.ear.EarModel;
import io.parley.agent.ear.Ears;
import io.parley.media.Audio;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models that fail or hang and watchers that throw, in whole conversations in virtual time. */
@Timeout(120)
class SupervisedCallIT {
    private static final int A_SECOND = 1_000;
    private static final int LOUD = 1_000;

    private static Kitchen kitchen;

    private Studio studio;

    @BeforeAll
    static void open(@TempDir Path data) {
        kitchen = new Kitchen(data);
    }

    @AfterAll
    static void close() {
        kitchen.close();
    }

    @BeforeEach
    void fresh() {
        studio = new Studio();
        kitchen.status = 201;
        kitchen.forget();
    }

    @AfterEach
    void closeModels() {
        studio.close();
    }

    private VirtualCall call(String agent) {
        return new VirtualCall(studio, studio.agent(agent), kitchen.bus);
    }

    private static short[] toItsLastSound(short[] pcm) {
        int end = pcm.length;
        while (Math.abs(pcm[end - 1]) < LOUD) {
            end--;
        }
        return Arrays.copyOf(pcm, end / Audio.FRAME_SAMPLES * Audio.FRAME_SAMPLES);
    }

    /** How long the caller waits, in audio time, until the line is no longer silent. */
    private static int silenceBeforeSound(VirtualCall call) {
        int began = call.millis();
        call.until("the agent is heard", call::agentSpeaks);
        return call.millis() - began;
    }

    @Test
    void anAgentThatLosesItsVoiceApologisesByARecordingAndEndsTheCall() {
        VirtualCall call = call("coffee-shop").listen();
        short[] order = Studio.recorded("latte");
        studio.loseVoice();
        call.play(order);
        assertThat(silenceBeforeSound(call)).isLessThan(A_SECOND);
        call.until("the call is over", () -> call.ended() != null);

        assertThat(call.ended()).isEqualTo(Termination.serverError());
        assertThat(call.only("left").data()).containsEntry("what", "fault");
        assertThat(call.record().termination()).isEqualTo(Termination.serverError());
    }

    @Test
    void anAgentThatLosesItsVoicePutsTheCallerThroughWhereItKnowsAPerson() {
        VirtualCall call = call("teller");
        call.transferStatus = 200;
        call.listen();
        short[] speech = studio.said("goodbye");
        studio.loseVoice();
        call.play(speech);
        call.until("the call is over", () -> call.ended() != null);

        assertThat(call.transfers).containsExactly("sip:desk@example.org");
        assertThat(call.ended()).isEqualTo(Termination.transferred());
    }

    @Test
    void aPersonWhoDoesNotAnswerLeavesTheCallToEnd() {
        VirtualCall call = call("teller");
        call.transferStatus = 486;
        call.listen();
        short[] speech = studio.said("goodbye");
        studio.loseVoice();
        call.play(speech);
        call.until("the call is over", () -> call.ended() != null);

        assertThat(call.transfers).hasSize(1);
        assertThat(call.ended()).isEqualTo(Termination.serverError());
    }

    /** A deaf ear harms nobody who is silent: it is noticed when the caller begins to speak. */
    @Test
    void anAgentThatGoesDeafApologisesAtTheFirstWord() {
        short[] order = Arrays.copyOf(Studio.recorded("latte"), Audio.SAMPLE_RATE);
        studio.close();
        try (EarModel ear = EarModel.open(Ears.vadPack().resolveSibling("ear-en"))) {
            studio = new Studio(ear);
            VirtualCall call = call("coffee-shop").listen();
            ear.close();
            call.play(order);
            assertThat(silenceBeforeSound(call)).isLessThan(A_SECOND);
            call.until("the call is over", () -> call.ended() != null);

            assertThat(call.ended()).isEqualTo(Termination.serverError());
            assertThat(call.count("fault")).isEqualTo(1);
        }
    }

    @Test
    void aLaneThatIsStuckForThreeSecondsIsCoveredAndTheOrderGoesThrough() {
        VirtualCall call = call("coffee-shop").listen().play(toItsLastSound(Studio.recorded("latte")));
        // The lane gets to its jobs when the call is three seconds older.
        call.keepLaneBusy((call.millis() + 3_000) / Audio.FRAME_MILLIS);
        assertThat(silenceBeforeSound(call)).isLessThan(A_SECOND);
        call.silence(3_000);
        call.keepLaneBusy(1);
        call.listen();

        assertThat(call.count("stuck")).isEqualTo(1);
        assertThat(kitchen.orders()).containsExactly(Map.of("size", "large", "drink", "latte"));
        assertThat(call.ended()).isEqualTo(Termination.agentEnded());
    }

    @Test
    void aLaneThatNeverComesBackEndsItsCallsWithAnApology() {
        VirtualCall call = call("coffee-shop").listen();
        call.keepLaneBusy(Integer.MAX_VALUE);
        call.silence(12_000);
        call.keepLaneBusy(1);
        call.until("the call is over", () -> call.ended() != null);

        assertThat(call.count("stuck")).isBetween(2L, 3L);
        assertThat(call.only("left").data()).containsEntry("what", "models");
        assertThat(call.ended()).isEqualTo(Termination.serverError());
    }

    @Test
    void aWatcherThatThrowsOnceCostsTheCallerAMomentAndNotTheCall() {
        VirtualCall call = call("coffee-shop").listen();
        call.unbearable = "heard";
        call.timesUnbearable = 1;
        call.play(Studio.recorded("latte"));
        assertThat(silenceBeforeSound(call)).isLessThan(A_SECOND + 500);
        call.listen().until("asked again", () -> call.count("speak") > 1);
        call.listen().play(Studio.recorded("latte")).listen();

        assertThat(call.count("fault")).isEqualTo(1);
        assertThat(kitchen.orders()).containsExactly(Map.of("size", "large", "drink", "latte"));
        assertThat(call.ended()).isEqualTo(Termination.agentEnded());
    }

    @Test
    void aConversationThatKeepsThrowingIsEndedWithAnApology() {
        VirtualCall call = call("coffee-shop").listen();
        call.unbearable = "act";
        call.timesUnbearable = Integer.MAX_VALUE;
        call.play(Studio.recorded("latte"));
        call.silence(2_000).play(Studio.recorded("latte")).silence(2_000).play(Studio.recorded("latte"));
        call.until("the call is over", () -> call.ended() != null);

        assertThat(call.ended()).isEqualTo(Termination.serverError());
        assertThat(kitchen.orders()).isEmpty();
    }
}
