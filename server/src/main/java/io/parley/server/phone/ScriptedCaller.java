package io.parley.server.phone;

import io.parley.agent.CallEvent;
import io.parley.config.CallStep;
import io.parley.config.CallStep.Hear;
import io.parley.config.CallStep.InterruptAt;
import io.parley.config.CallStep.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A caller of an agent's {@code calls/}: goes through its steps, and knows what the agent thinks and does. A step whose
 * condition does not come within 30 s ends the call. Confined to the call's context, but for {@link #told}.
 */
public final class ScriptedCaller implements Caller {
    /** The longest a step is waited for. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final long NONE = Long.MIN_VALUE;

    /**
     * A step and how it is done.
     *
     * @param line where it stands in its file
     * @param move null for a step that only waits
     */
    public record Cue(CallStep step, int line, @Nullable Move move) {}

    private record News(CallEvent event, long nanos) {}

    private final List<Cue> cues;
    private final Queue<News> news = new ConcurrentLinkedQueue<>();
    private final AgentMind mind = new AgentMind();
    private final AgentTurn agent = new AgentTurn();

    private int next;
    /** When the step that is next began to be waited for. */
    private long since = NONE;
    /** When the pause that is next began. */
    private long pausedSince = NONE;
    /** The next move is made now, whatever the agent does. */
    private boolean now;

    private @Nullable String failure;

    public ScriptedCaller(List<Cue> cues) {
        this.cues = List.copyOf(cues);
    }

    @Override
    public void told(CallEvent event, long nanos) {
        news.add(new News(event, nanos));
    }

    @Override
    public @Nullable Move received(boolean sound, long arrivalNanos) {
        listen();
        agent.received(sound, arrivalNanos);
        if (since == NONE) {
            since = arrivalNanos;
        }
        while (failure == null && next < cues.size()) {
            Cue cue = cues.get(next);
            if (!due(cue.step, arrivalNanos)) {
                giveUp(cue, arrivalNanos);
                return null;
            }
            next++;
            since = arrivalNanos;
            if (cue.move != null) {
                return make(cue.move);
            }
        }
        return null;
    }

    @Override
    public void overheard(boolean sound, long arrivalNanos, boolean finished) {
        listen();
        agent.overheard(sound, arrivalNanos, finished);
    }

    private void listen() {
        for (News heard = news.poll(); heard != null; heard = news.poll()) {
            mind.know(heard.event, heard.nanos);
        }
    }

    private Move make(Move move) {
        if (!(move instanceof Move.Noise)) {
            now = false;
            since = NONE;
            agent.mayAnswer();
        }
        return move;
    }

    private boolean due(CallStep step, long nanos) {
        if (step instanceof Hear hear) {
            boolean heard = mind.hasDone(hear.signs());
            if (mind.matchedAt() != NONE) {
                agent.answeredAt(mind.takeMatch());
            }
            return heard;
        } else if (step instanceof InterruptAt interrupt) {
            now = agent.speaksSince(nanos) >= interrupt.after().toNanos();
            return now;
        } else if (step instanceof Pause pause) {
            return paused(pause.length(), nanos);
        }
        return now || step instanceof CallStep.Noise || agent.hasFinished(mind.speaking(), since, nanos);
    }

    private boolean paused(Duration length, long nanos) {
        if (pausedSince == NONE && agent.isSilent(mind.speaking(), nanos)) {
            pausedSince = nanos;
        }
        if (pausedSince == NONE || nanos - pausedSince < length.toNanos()) {
            return false;
        }
        pausedSince = NONE;
        now = true;
        return true;
    }

    private void giveUp(Cue cue, long nanos) {
        if (pausedSince == NONE && nanos - since >= LONGEST_WAIT.toNanos()) {
            String until = cue.move == null ? "" : "the agent to finish, for ";
            failure = "line " + cue.line + ": waited " + LONGEST_WAIT.toSeconds() + " s for " + until + cue.step.text();
        }
    }

    @Override
    public boolean over(long nanos) {
        boolean done = next == cues.size() && !mind.acting() && agent.hasNothingToAdd(mind.speaking(), nanos);
        return done || failure != null;
    }

    /**
     * What kept the caller from going through its steps, once the call is over; null where nothing did.
     *
     * @param termination how the call ended
     */
    public @Nullable String failure(String termination) {
        listen();
        while (failure == null && next < cues.size()) {
            Cue cue = cues.get(next);
            boolean matters = cue.step.isMove() || cue.step instanceof InterruptAt;
            if (matters || cue.step instanceof Hear hear && !mind.hasDone(hear.signs())) {
                failure = "line " + cue.line + ": the call was over (" + termination + ") before " + cue.step.text();
            }
            next++;
        }
        return failure;
    }
}
