package io.parley.agent.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.ear.Dictated;
import io.parley.agent.turn.Decision.Commit;
import io.parley.agent.turn.Decision.Duck;
import io.parley.agent.turn.Decision.Hold;
import io.parley.agent.turn.Decision.Reject;
import io.parley.agent.turn.Decision.Settle;
import io.parley.agent.turn.Decision.Yield;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Turns whose words somebody takes down. */
class DictatedTurnTest extends TurnTaking {
    @Test
    void waitsForWordsThatAreOnTheirWay() {
        dictated = Dictated.PENDING;
        speech(800, null);
        silence(1_300, null);
        assertThat(log).isEmpty();

        dictated = new Dictated.Failed();
        silence(WINDOW, null);
        assertThat(decisions()).containsExactly(new Reject());
    }

    @Test
    void aShortInterruptionIsJudgedWhenItsWordsAreKnown() {
        floor = SPEAKING;
        dictated = Dictated.PENDING;
        speech(320, null);
        silence(192, null);
        assertThat(decisions()).containsExactly(new Duck(), new Hold());

        dictated = written(false);
        silence(WINDOW, said("no", 160));
        assertThat(decisions()).startsWith(new Duck(), new Hold(), new Yield());
    }

    @Test
    void asMuchAsMayBeSaidIsTheTurnThoughTheCallerGoesOn() {
        dictated = Dictated.PENDING;
        speech(12_000, null);
        dictated = written(true);
        speech(WINDOW, said("a long story", Patience.TEXT));

        assertThat(decisions()).containsExactly(new Commit(meaning("a long story")), new Settle());
    }

    @Test
    void asMuchAsMayBeSaidOfNothingIsNotUnderstood() {
        dictated = written(true);
        speech(12_000, null);

        assertThat(decisions()).containsOnly(new Reject());
    }

    @Test
    void whoIsTakenDownIsNoRadio() {
        dictated = Dictated.PENDING;
        speech(TurnTaker.LONGEST_MILLIS + 3_000, null);

        assertThat(log).isEmpty();
    }

    private static Dictated written(boolean full) {
        return new Dictated.Written(List.of(), null, full);
    }
}
