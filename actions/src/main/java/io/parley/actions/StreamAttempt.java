package io.parley.actions;

import io.parley.actions.AttemptOutcome.MayPass;
import io.parley.actions.AttemptOutcome.Settled;
import io.parley.actions.Streams.Place;
import io.parley.actions.Streams.Request;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request in a stream, until its worker answers. Lives on the context of the call. */
final class StreamAttempt implements ActionKind.Attempt {
    private static final Logger log = LoggerFactory.getLogger(StreamAttempt.class);
    private static final int MAX_ANSWER_CHARS = HttpAttempt.MAX_BODY_BYTES;

    private final Streams streams;
    private final Timers timers;
    private final Executor context;
    private final Request request;
    private final ResultPaths results;
    private final Promise<AttemptOutcome> outcome = Promise.promise();
    private Place place;
    private boolean left;
    private boolean over;
    private @Nullable String buried;
    private long look = -1;

    StreamAttempt(Streams streams, Timers timers, Executor context, Request request, ResultPaths results) {
        this.streams = streams;
        this.timers = timers;
        this.context = context;
        this.request = request;
        this.results = results;
        this.place = new Place(request.id(), "", false);
    }

    /**
     * @param deliveries how many workers may begin it
     * @param silentMillis after how long one that says nothing counts as gone
     */
    StreamAttempt start(int deliveries, long silentMillis) {
        if (!streams.await(request.stream(), request.id(), answer -> context.execute(() -> answered(answer)))) {
            over = true;
            outcome.complete(new MayPass(0, "too many requests wait for workers", null, false));
            return this;
        }
        left = true;
        streams.ask(request).onComplete(asked -> context.execute(() -> placed(asked, deliveries, silentMillis)));
        return this;
    }

    private void placed(AsyncResult<Place> asked, int deliveries, long silentMillis) {
        if (asked.failed()) {
            boolean away = asked.cause() instanceof StoreException;
            left = !away;
            end(new MayPass(0, "the server of the stream is away", null, !away));
            return;
        }
        place = asked.result();
        if (over) {
            // It was answered, or given up, before we knew where it stands.
            leave();
        } else if (place.entry().isEmpty()) {
            left = false;
            end(new MayPass(0, "too many requests wait in the stream", null, false));
        } else if (!place.id().equals(request.id()) && !awaitThere()) {
            // It stays where it is, for whoever waits for it.
            place = new Place(request.id(), "", false);
            end(new MayPass(0, "too many requests wait for workers", null, true));
        } else {
            if (place.before()) {
                streams.answer(request, place).onSuccess(given -> context.execute(() -> answeredBefore(given)));
            }
            look(deliveries, silentMillis);
        }
    }

    private boolean awaitThere() {
        return streams.await(request.stream(), place.id(), answer -> context.execute(() -> answered(answer)));
    }

    private void answeredBefore(Map<String, String> answer) {
        if (!answer.isEmpty()) {
            answered(answer);
        }
    }

    /** Now and then, whether so many workers have died of it that nobody will do it. */
    private void look(int deliveries, long silentMillis) {
        look = timers.after(
                silentMillis,
                () -> streams.buryIfFailed(request, place, deliveries, silentMillis)
                        .onComplete(done -> context.execute(() -> {
                            if (over) {
                                return;
                            } else if (done.succeeded() && done.result()) {
                                log.warn("event=stream-dead-letter stream={} why=deliveries", request.stream());
                                end(Settled.failed(0, "no worker finished it"));
                            } else {
                                look(deliveries, silentMillis);
                            }
                        })));
    }

    @Override
    public Future<AttemptOutcome> outcome() {
        return outcome.future();
    }

    @Override
    public boolean hasLeft() {
        return left;
    }

    @Override
    public void abort() {
        over("");
    }

    @Override
    public void late() {
        log.warn("event=stream-late stream={}", request.stream());
        over("late");
    }

    private void answered(Map<String, String> answer) {
        if (!over) {
            AttemptOutcome meaning = meaning(answer);
            over("");
            outcome.tryComplete(meaning);
        }
    }

    private void end(AttemptOutcome meaning) {
        if (!over) {
            over("");
            outcome.tryComplete(meaning);
        }
    }

    private void over(String why) {
        if (!over) {
            over = true;
            buried = why;
            timers.cancel(look);
            leave();
        }
    }

    private void leave() {
        if (buried == null || buried.isEmpty()) {
            streams.settle(request, place);
        } else {
            streams.bury(request, place, buried);
        }
    }

    private AttemptOutcome meaning(Map<String, String> answer) {
        String json = answer.get("ok");
        String reason = answer.get("refused");
        if (json != null) {
            return json.length() > MAX_ANSWER_CHARS
                    ? Settled.failed(0, "the answer is larger than " + MAX_ANSWER_CHARS + " characters")
                    : new Settled(0, results.take(json.getBytes(StandardCharsets.UTF_8)));
        } else if (reason != null) {
            String clean = CleanText.of(reason, RefusalReason.MAX_CHARS);
            return new Settled(FunctionAttempt.REFUSED, new ActionResult.Refused(FunctionAttempt.REFUSED, clean));
        } else if (answer.containsKey("retry")) {
            return new MayPass(0, "the worker asks to be asked again", null, false);
        }
        return Settled.failed(
                0, answer.containsKey("failed") ? "the worker failed" : "the worker's answer is no answer");
    }
}
