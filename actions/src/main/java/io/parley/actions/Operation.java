package io.parley.actions;

import io.parley.actions.AttemptOutcome.MayPass;
import io.parley.actions.AttemptOutcome.Settled;
import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Risk;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One wish being carried out: claim, attempts, waits between them, the deadline over all. Every method but
 * {@link #start}, {@link #cancel} and {@link #shutDown} runs on the context of the call.
 */
final class Operation implements ActionBus.Invocation {
    /** The longest the store may take to say whether a wish is known; then the memory of this process must do. */
    static final long CLAIM_WAIT_MS = 200;

    /** How long the answer to a late write is still waited for, to be logged, counted and remembered. */
    static final long LATE_ANSWER_WAIT_MS = 30_000;

    /** How long a finished write is remembered in the store. */
    static final Duration REMEMBERED = Duration.ofHours(24);

    private enum Phase {
        CLAIMING,
        TRYING,
        RESTING,
        LATE,
        OVER
    }

    private final BusParts bus;
    private final Executor context;
    private final ActionRequest request;
    private final ActionSpec action;
    private final ActionKind.Prepared prepared;
    private final @Nullable WishId wish;
    private final InFlight.Place place;
    private final long startNanos;
    private final Promise<ActionResult> answer = Promise.promise();
    private final Promise<ActionResult> settled = Promise.promise();

    private Phase phase = Phase.CLAIMING;
    private int attempts;
    private long attemptNanos;
    private boolean mayHaveActed;
    private boolean claimIsOurs;
    private boolean remembered;
    private ActionKind.@Nullable Attempt attempt;
    private long deadlineTimer = -1;
    private long waitTimer = -1;

    /** @param wish null for reads, which may be done again at will */
    Operation(
            BusParts bus,
            Executor context,
            ActionRequest request,
            ActionKind.Prepared prepared,
            @Nullable WishId wish,
            InFlight.Place place) {
        this.bus = bus;
        this.context = context;
        this.request = request;
        this.action = request.action();
        this.prepared = prepared;
        this.wish = wish;
        this.place = place;
        this.startNanos = bus.timers().nanos();
    }

    @Override
    public Future<ActionResult> result() {
        return answer.future();
    }

    /** What became of the wish in the end, also after its caller was told that it is late. */
    Future<ActionResult> settled() {
        return settled.future();
    }

    String wishArguments() {
        return wish == null ? "" : wish.arguments();
    }

    void start() {
        context.execute(() -> {
            if (phase == Phase.CLAIMING) {
                long millis = action.deadline().toMillis();
                deadlineTimer = bus.timers().after(Math.max(1, millis), this::deadline);
                if (wish == null) {
                    tryOnce();
                } else {
                    claim(wish);
                }
            }
        });
    }

    @Override
    public void cancel() {
        context.execute(() -> {
            if (phase != Phase.LATE) {
                giveUp();
            }
        });
    }

    /** Cancels whatever the phase, because the process ends. */
    void shutDown() {
        context.execute(() -> giveUp());
    }

    private void giveUp() {
        if (phase == Phase.LATE) {
            abort(false);
            lateAnswer(unanswered());
        } else if (phase != Phase.OVER) {
            abort(false);
            finish(new ActionResult.Cancelled());
        }
    }

    private void neverAnswered() {
        abort(true);
        lateAnswer(unanswered());
    }

    private void claim(WishId id) {
        String pending = new WishRecord(id.arguments(), null).toJson();
        bus.store()
                .putIfAbsent(id.id(), pending, REMEMBERED)
                .onComplete(known -> context.execute(() -> claimed(id, known)));
        if (bus.store().connected()) {
            waitTimer = bus.timers().after(CLAIM_WAIT_MS, this::unguarded);
        } else {
            unguarded();
        }
    }

    private void claimed(WishId id, AsyncResult<@Nullable String> known) {
        claimIsOurs = known.succeeded() && known.result() == null;
        if (phase != Phase.CLAIMING) {
            forgetLateClaim(id);
            return;
        }
        bus.timers().cancel(waitTimer);
        WishRecord before = known.succeeded() && known.result() != null ? WishRecord.parse(known.result()) : null;
        if (known.failed()) {
            unguarded();
        } else if (before == null) {
            tryOnce();
        } else {
            knownBefore(id, before);
        }
    }

    /** The claim was answered after the wish was over and left nothing to remember. */
    private void forgetLateClaim(WishId id) {
        if (claimIsOurs && phase == Phase.OVER && !remembered) {
            bus.store().remove(id.id());
        }
    }

    /** This process does not know the wish, but one that ended did. */
    private void knownBefore(WishId id, WishRecord before) {
        ActionResult result = before.result();
        if (!before.arguments().equals(id.arguments())) {
            finish(new ActionResult.Refused(0, Wishes.OTHER_ARGUMENTS));
        } else if (result != null || once()) {
            bus.counters().add(ActionsCounter.REPEATED);
            finish(result == null ? WishRecord.UNKNOWN : result);
        } else {
            claimIsOurs = true;
            tryOnce();
        }
    }

    private void unguarded() {
        if (phase == Phase.CLAIMING) {
            bus.counters().add(ActionsCounter.UNGUARDED);
            tryOnce();
        }
    }

    private void tryOnce() {
        phase = Phase.TRYING;
        attempts++;
        attemptNanos = bus.timers().nanos();
        ActionKind.Attempt now = prepared.attempt();
        attempt = now;
        now.outcome().onSuccess(outcome -> ended(now, outcome));
    }

    private void ended(ActionKind.Attempt ended, AttemptOutcome outcome) {
        if (ended != attempt || (phase != Phase.TRYING && phase != Phase.LATE)) {
            return;
        }
        bus.observer().attempted(action.name(), outcome.status(), bus.timers().nanos() - attemptNanos);
        if (outcome instanceof Settled now) {
            mayHaveActed |= now.status() > 0;
            end(now.result());
        } else if (outcome instanceof MayPass failure) {
            mayHaveActed |= failure.mayHaveActed();
            failed(failure);
        }
    }

    private void failed(MayPass failure) {
        int retriesLeft = phase == Phase.LATE ? 0 : action.retries() - (attempts - 1);
        Duration backoff = Backoff.delay(attempts - 1, bus.random().getAsDouble());
        Duration left = action.deadline().minusNanos(bus.timers().nanos() - startNanos);
        RetryRule.Next next = RetryRule.next(action.risk(), retriesLeft, failure, backoff, left);
        if (next instanceof RetryRule.Again again) {
            phase = Phase.RESTING;
            bus.counters().add(ActionsCounter.RETRIES);
            waitTimer = bus.timers().after(Math.max(1, again.in().toMillis()), this::tryOnce);
        } else if (next instanceof RetryRule.Stop stop) {
            end(stop.result());
        }
    }

    /** A read is given up at its deadline; a write that has left may still be done, and that is worth knowing. */
    private void deadline() {
        if (phase == Phase.TRYING && action.risk() != Risk.READ && attempt != null && attempt.hasLeft()) {
            phase = Phase.LATE;
            bus.timers().cancel(waitTimer);
            tell(new ActionResult.Late());
            waitTimer = bus.timers().after(LATE_ANSWER_WAIT_MS, this::neverAnswered);
        } else if (phase != Phase.LATE && phase != Phase.OVER) {
            abort(true);
            finish(new ActionResult.Late());
        }
    }

    private void end(ActionResult result) {
        if (phase == Phase.LATE) {
            lateAnswer(result);
        } else {
            finish(result);
        }
    }

    private void finish(ActionResult result) {
        close(result);
        settled.complete(result);
        tell(result);
    }

    private void lateAnswer(ActionResult result) {
        close(result);
        boolean ok = result instanceof ActionResult.Ok;
        bus.counters().add(ok ? ActionsCounter.LATE_ANSWER_OK : ActionsCounter.LATE_ANSWER_OTHER);
        long nanos = bus.timers().nanos() - startNanos;
        ActionLog.write("late-answer", request, wish, result, attempts, nanos);
        settled.complete(result);
        bus.observer().answeredLate(action.name(), result, nanos);
    }

    /** Whether it is done at most once, even where it is not known whether it has been. */
    private boolean once() {
        return action.risk() == Risk.IRREVERSIBLE || !prepared.repeatable();
    }

    private ActionResult unanswered() {
        return once() ? WishRecord.UNKNOWN : new ActionResult.Failed(true, "no answer");
    }

    private void tell(ActionResult result) {
        long nanos = bus.timers().nanos() - startNanos;
        bus.counters().add(BusParts.counter(result));
        ActionLog.write("action", request, wish, result, attempts, nanos);
        bus.observer().finished(action.name(), result, nanos);
        answer.complete(result);
    }

    /** From here on the attempt's outcome, which may come while it is being aborted, is nobody's. */
    private void abort(boolean late) {
        ActionKind.Attempt aborted = attempt;
        attempt = null;
        if (aborted != null && !aborted.outcome().isComplete()) {
            mayHaveActed |= aborted.hasLeft();
            if (late) {
                aborted.late();
            } else {
                aborted.abort();
            }
            bus.observer().attempted(action.name(), 0, bus.timers().nanos() - attemptNanos);
        }
    }

    private void close(ActionResult result) {
        phase = Phase.OVER;
        bus.timers().cancel(deadlineTimer);
        bus.timers().cancel(waitTimer);
        place.release();
        bus.running().remove(this);
        if (wish != null) {
            ActionResult kept = WishRecord.kept(once(), result, mayHaveActed);
            bus.wishes().over(wish, kept);
            if (kept != null) {
                remembered = true;
                bus.store().put(wish.id(), new WishRecord(wish.arguments(), kept).toJson(), REMEMBERED);
            } else if (claimIsOurs) {
                bus.store().remove(wish.id());
            }
        }
    }
}
