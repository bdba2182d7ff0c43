package io.parley.server.bench;

import io.parley.media.AudioFiles;
import io.parley.server.phone.CallerScript;
import io.parley.server.phone.CallerSpeech;
import io.parley.server.phone.Move;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;

/**
 * The callers of {@code bench latency}: each speaks into the greeting to say that it is ready, and answers every question
 * of the agent once, in the agent's order. Which recordings it plays and when it interrupts is drawn from a seed. Safe on
 * any thread.
 */
final class ClosedQuestions {
    /** Interruptions begin this far into the greeting or later: it is speech by then, and far from its end. */
    private static final int EARLIEST_MILLIS = 800;

    private static final int LATEST_MILLIS = 3_000;

    private final List<List<RecordedTurn>> answers = new ArrayList<>();
    private final Map<Path, CallerSpeech> speech = new HashMap<>();
    private final Random random;
    private int callers;

    /** A caller, and what it says in which order. */
    record Caller(CallerScript script, List<RecordedTurn> says) {}

    /**
     * @param slots in the order in which the agent asks
     * @param recordings at least one answer for each slot, and at least one that expects nothing: to say that one is ready
     */
    ClosedQuestions(List<String> slots, List<RecordedTurn> recordings, Random random) {
        this.random = random;
        answers.add(own("the greeting", recordings, turn -> turn.expect().isEmpty()));
        slots.forEach(
                slot -> answers.add(own(slot, recordings, turn -> turn.expect().containsKey(slot))));
        recordings.forEach(
                turn -> speech.put(turn.audio(), CallerSpeech.of(turn.name(), AudioFiles.read(turn.audio()))));
    }

    private List<RecordedTurn> own(String what, List<RecordedTurn> recordings, Predicate<RecordedTurn> fits) {
        List<RecordedTurn> own =
                new ArrayList<>(recordings.stream().filter(fits).toList());
        if (own.isEmpty()) {
            throw new IllegalArgumentException("no recording answers " + what);
        }
        Collections.shuffle(own, random);
        return own;
    }

    /** Closed questions in a call. */
    int perCall() {
        return answers.size() - 1;
    }

    synchronized Caller next() {
        int caller = callers++;
        List<Move> moves = new ArrayList<>();
        List<RecordedTurn> said = new ArrayList<>();
        for (List<RecordedTurn> own : answers) {
            RecordedTurn answer = own.get(caller % own.size());
            CallerSpeech sound = Objects.requireNonNull(speech.get(answer.audio()));
            moves.add(new Move.Play(sound, said.isEmpty() ? interruption() : null));
            said.add(answer);
        }
        return new Caller(new CallerScript(moves), said);
    }

    private Duration interruption() {
        return Duration.ofMillis(EARLIEST_MILLIS + random.nextInt(LATEST_MILLIS - EARLIEST_MILLIS));
    }
}
