package io.parley.server.bench;

import io.parley.agent.CallRecord;
import io.parley.media.AudioFiles;
import io.parley.server.phone.CallerScript;
import io.parley.server.phone.CallerSpeech;
import io.parley.server.phone.Move;
import io.parley.server.trial.TrialCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Plays labelled recordings into calls, one call each, and looks at what the dialogue holds after that one turn: a question
 * that follows is not answered. On threads that may block.
 */
public final class Understanding {
    /** How much of the reply is listened to before hanging up: enough to know that it is one. */
    private static final Duration LISTEN = Duration.ofMillis(400);

    private final List<? extends TurnPhone> phones;
    private final Consumer<TurnScore> progress;

    /**
     * @param phones so many calls are made at once
     * @param progress told of every turn when it is over and those before it are, on the thread that runs this
     */
    public Understanding(List<? extends TurnPhone> phones, Consumer<TurnScore> progress) {
        this.phones = List.copyOf(phones);
        this.progress = progress;
    }

    /** @return one score a turn, in the turns' order */
    public UnderstandingScore run(List<RecordedTurn> turns) throws InterruptedException {
        BlockingQueue<TurnPhone> free = new LinkedBlockingQueue<>(phones);
        ExecutorService callers = Executors.newFixedThreadPool(phones.size());
        try {
            List<Future<TurnScore>> running = new ArrayList<>();
            turns.forEach(turn -> running.add(callers.submit(() -> call(turn, free))));
            List<TurnScore> scores = new ArrayList<>();
            for (Future<TurnScore> score : running) {
                TurnScore scored = score.get();
                scores.add(scored);
                progress.accept(scored);
            }
            return new UnderstandingScore(scores);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            callers.shutdownNow();
            callers.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private static TurnScore call(RecordedTurn turn, BlockingQueue<TurnPhone> free) throws InterruptedException {
        CallerSpeech speech = CallerSpeech.of(turn.name(), AudioFiles.read(turn.audio()));
        speech = turn.endMillis() < 0 ? speech : speech.endingAt(turn.endMillis());
        CallerScript script = new CallerScript(List.of(new Move.Play(speech, null)), LISTEN);
        TurnPhone phone = free.take();
        try {
            return score(turn, phone.call(turn, script));
        } finally {
            free.add(phone);
        }
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
                measured ? call.report().turns().get(0).earToEarMillis() : Double.NaN,
                last == null ? TurnScore.Sureness.NONE : TurnScore.Sureness.of(last, call));
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
