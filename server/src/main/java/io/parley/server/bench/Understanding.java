package io.parley.server.bench;

import io.parley.agent.CallRecord;
import io.parley.media.AudioFiles;
import io.parley.server.Waiting;
import io.parley.server.phone.CallerScript;
import io.parley.server.phone.CallerSpeech;
import io.parley.server.phone.Move;
import io.parley.server.phone.PhoneObserver;
import io.parley.server.trial.Trial;
import io.parley.server.trial.TrialCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Plays labelled recordings into real calls, one call each, and looks at what the dialogue holds after that one turn: a
 * question that follows is not answered. On threads that may block.
 */
public final class Understanding {
    /** How much of the reply is listened to before hanging up: enough to know that it is one. */
    private static final Duration LISTEN = Duration.ofMillis(400);

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Trial trial;
    private final Map<String, String> numbers;
    private final Consumer<TurnScore> progress;
    private final AtomicInteger calls = new AtomicInteger();

    /**
     * @param numbers by which each agent is phoned
     * @param progress told of every turn when it is over, from several threads at once
     */
    public Understanding(Trial trial, Map<String, String> numbers, Consumer<TurnScore> progress) {
        this.trial = trial;
        this.numbers = numbers;
        this.progress = progress;
    }

    /**
     * @param parallel calls at once
     * @return one score a turn, in the turns' order
     */
    public UnderstandingScore run(List<RecordedTurn> turns, int parallel) throws InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(parallel);
        try {
            List<Future<TurnScore>> running = new ArrayList<>();
            turns.forEach(turn -> running.add(callers.submit(() -> call(turn))));
            List<TurnScore> scores = new ArrayList<>();
            for (Future<TurnScore> score : running) {
                scores.add(score.get());
            }
            return new UnderstandingScore(scores);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            callers.shutdownNow();
        }
    }

    private TurnScore call(RecordedTurn turn) {
        CallerSpeech speech = CallerSpeech.of(turn.name(), AudioFiles.read(turn.audio()));
        speech = turn.endMillis() < 0 ? speech : speech.endingAt(turn.endMillis());
        CallerScript script = new CallerScript(List.of(new Move.Play(speech, null)), LISTEN);
        String number = numbers.get(turn.agent());
        if (number == null) {
            throw new IllegalArgumentException(turn.agent() + " has no number to phone it by");
        }
        TrialCall call = Waiting.on(
                trial.call(
                        number, "caller-" + calls.incrementAndGet(), script, PhoneObserver.NONE, (info, event) -> {}),
                LONGEST,
                "the call with " + turn.audio());
        TurnScore score = score(turn, call);
        progress.accept(score);
        return score;
    }

    static TurnScore score(RecordedTurn turn, TrialCall call) {
        CallRecord.Turn last = call.record().turns().stream()
                .filter(t -> !t.heard().isEmpty())
                .reduce((earlier, later) -> later)
                .orElse(null);
        Map<String, String> got = last == null ? Map.of() : last.args();
        boolean asked = got.isEmpty() || last != null && askedFor(turn, last, call);
        boolean measured = !call.report().turns().isEmpty();
        return new TurnScore(
                turn,
                last == null ? "" : last.heard(),
                got,
                asked,
                measured && call.report().turns().get(0).cutIn(),
                call.count("retract") > 0,
                measured ? call.report().turns().get(0).earToEarMillis() : Double.NaN);
    }

    /** Whether the reply asks for a slot that the caller has just named. */
    private static boolean askedFor(RecordedTurn turn, CallRecord.Turn reply, TrialCall call) {
        return reply.act().contains("ASK")
                && call.events().stream()
                        .map(TrialCall.Event::event)
                        .filter(event -> event.event().equals("act") && event.atMillis() == reply.atMillis())
                        .filter(event -> "ASK".equals(event.data().get("act")))
                        .anyMatch(event -> turn.expect()
                                .containsKey(String.valueOf(event.data().get("slot"))));
    }
}
