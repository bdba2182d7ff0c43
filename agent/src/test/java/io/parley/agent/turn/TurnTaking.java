package io.parley.agent.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.ear.Dictated;
import io.parley.agent.ear.Heard;
import io.parley.agent.ear.TurnEstimate;
import io.parley.agent.grammar.Command;
import io.parley.agent.grammar.Meaning;
import io.parley.agent.grammar.Wish;
import io.parley.agent.turn.Decision.Ignore;
import io.parley.agent.turn.Decision.Reject;
import io.parley.agent.turn.Decision.Settle;
import io.parley.agent.turn.Decision.Yield;
import io.parley.agent.turn.TurnTaker.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;

/** A caller who speaks and is silent, window by window (32 ms) in the caller's audio time, and what is decided. */
@Timeout(10)
abstract class TurnTaking {
    static final int WINDOW = 32;
    static final Floor SPEAKING = new Floor(true, 1_000);

    final TurnTaker turns = new TurnTaker();
    final List<At> log = new ArrayList<>();
    Floor floor = Floor.SILENT;
    private int now;
    private int utterance;
    private boolean in;
    private int onset;
    private int lastSpeech;
    Dictated dictated = Dictated.NOT;

    @Nullable
    TurnEstimate sounds;

    /** A decision and when it was taken. */
    record At(int millis, Decision decision) {}

    void speech(int millis, @Nullable Reading reading) {
        for (int end = now + millis; now < end; ) {
            if (!in) {
                in = true;
                onset = now;
                utterance++;
            }
            now += WINDOW;
            lastSpeech = now;
            hear(reading);
        }
    }

    void silence(int millis, @Nullable Reading reading) {
        for (int end = now + millis; now < end; ) {
            now += WINDOW;
            hear(now - lastSpeech >= 64 ? reading : null);
        }
    }

    /** Somebody has settled the utterance. */
    void dealtWith() {
        in = false;
        now += WINDOW;
        hear(null);
    }

    private void hear(@Nullable Reading reading) {
        int speech = in ? lastSpeech - onset : 0;
        int silence = in ? now - lastSpeech : 0;
        Heard heard = new Heard(
                now, 0, utterance, in, in ? onset : 0, speech, silence, null, 0, in ? dictated : Dictated.NOT, sounds);
        for (Decision decision : turns.on(heard, reading, floor)) {
            log.add(new At(now, decision));
            floor = decision instanceof Yield ? Floor.SILENT : floor;
            in &= !(decision instanceof Settle || decision instanceof Ignore || decision instanceof Reject);
        }
    }

    List<Decision> decisions() {
        return log.stream().map(At::decision).toList();
    }

    At only(Class<? extends Decision> kind) {
        List<At> found = log.stream().filter(at -> kind.isInstance(at.decision)).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    static Reading said(String text, int patience) {
        return new Reading(meaning(text), patience);
    }

    /** TURN takes what sounds for no speech to the agent, as surely as this. */
    static TurnEstimate foreign(float share) {
        return new TurnEstimate(0.5f, 0, 1 - share, 0, share);
    }

    /** TURN takes it for a sound of listening. */
    static TurnEstimate listening() {
        return new TurnEstimate(0.5f, 0, 0.2f, 0.8f, 0);
    }

    static Reading backchannel() {
        return new Reading(new Meaning(List.of(wish(Map.of())), null, null, true, 1, true, "mhm"), Patience.OPEN);
    }

    static Reading yes() {
        return new Reading(new Meaning(List.of(wish(Map.of())), true, null, false, 1, true, "yes"), 160);
    }

    static Reading command(Command command, float sure) {
        String text = command.name();
        return new Reading(new Meaning(List.of(wish(Map.of())), null, command, false, sure, true, text), 160);
    }

    static Meaning meaning(String text) {
        return new Meaning(List.of(wish(Map.of("it", text))), null, null, false, 1, true, text);
    }

    private static Wish wish(Map<String, String> slots) {
        Map<String, Float> sure = new HashMap<>();
        slots.keySet().forEach(slot -> sure.put(slot, 1f));
        return new Wish(null, slots, Map.of(), Map.of(), sure);
    }
}
