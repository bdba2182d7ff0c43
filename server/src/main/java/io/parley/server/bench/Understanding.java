package io.parley.server.bench;

import io.parley.media.AudioFiles;
import io.parley.server.phone.CallerScript;
import io.parley.server.phone.CallerSpeech;
import io.parley.server.phone.Move;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    /** The same after an interruption: the agent may still be speaking when it is over, and has to make up its mind. */
    private static final Duration LISTEN_ON = Duration.ofSeconds(2);

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
        long cpu = ProcessLoad.now().cpuNanos();
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
            return new UnderstandingScore(scores, ProcessLoad.now().cpuNanos() - cpu);
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
        CallerSpeech whole = CallerSpeech.of(turn.name(), AudioFiles.read(turn.audio()));
        CallerSpeech speech = turn.endMillis() < 0 ? whole : whole.endingAt(turn.endMillis());
        TurnPhone phone = free.take();
        try {
            return TurnScoring.of(turn, speech, phone.call(turn, script(turn, speech)));
        } finally {
            free.add(phone);
        }
    }

    private static CallerScript script(RecordedTurn turn, CallerSpeech speech) {
        RecordedTurn.Interruption into = turn.interruption();
        Duration begins = into == null ? null : Duration.ofMillis(into.intoMillis());
        return new CallerScript(List.of(new Move.Play(speech, begins)), into == null ? LISTEN : LISTEN_ON);
    }
}
