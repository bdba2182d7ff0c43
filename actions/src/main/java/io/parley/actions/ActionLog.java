package io.parley.actions;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One structured line per event of an action. No arguments, no values, and none of the other side's words: they may be
 * personal.
 */
final class ActionLog {
    private static final Logger log = LoggerFactory.getLogger(ActionLog.class);

    private ActionLog() {}

    static void write(
            String event, ActionRequest request, @Nullable WishId wish, ActionResult result, int attempts, long nanos) {
        log.info(
                "event={} call={} action={} key={} outcome={} attempts={} ms={}",
                event,
                request.callId(),
                request.action().name(),
                wish == null ? "none" : wish.id(),
                outcome(result),
                attempts,
                TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    private static String outcome(ActionResult result) {
        if (result instanceof ActionResult.Ok) {
            return "ok";
        } else if (result instanceof ActionResult.Refused refused) {
            return refused.status() > 0
                    ? "refused status=" + refused.status()
                    : "refused reason=\"" + refused.reason() + '"';
        } else if (result instanceof ActionResult.Failed failed) {
            return "failed retryable=" + failed.retryable() + " reason=\"" + failed.reason() + '"';
        }
        return result instanceof ActionResult.Late ? "late" : "cancelled";
    }
}
