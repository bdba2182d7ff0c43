package io.parley.embed;

import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.OnInterrupt;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.ActionSpec.Rows;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An action in the making. What is not said is taken from the action in whose place it comes, else it is as in
 * {@code actions.yaml}; what it does to the world must be said: {@link #readOnly}, {@link #writes} or {@link #irreversible}.
 *
 * @param <A> the kind of action
 */
public abstract sealed class ActionPlan<A extends ActionPlan<A>> implements Allowed permits FunctionAction, HttpAction {
    private final String name;
    private @Nullable Risk risk;
    private @Nullable Duration deadline;
    private @Nullable Integer retries;
    private @Nullable OnInterrupt onInterrupt;
    private @Nullable String waiting;
    private @Nullable String failed;
    private @Nullable String refused;

    ActionPlan(String name) {
        this.name = name;
    }

    abstract A self();

    /** How it was made, for what is wrong with it. */
    abstract String made();

    abstract ActionSpec.Kind kind(@Nullable ActionSpec before, List<String> arguments);

    abstract Map<String, String> results(@Nullable ActionSpec before);

    abstract Map<String, Rows> lists(@Nullable ActionSpec before);

    /** It changes nothing: it may be begun early, cancelled and repeated. */
    public A readOnly() {
        risk = Risk.READ;
        return self();
    }

    /** It changes something: it starts when the caller has heard what will be done, and each wish is carried out once. */
    public A writes() {
        risk = Risk.WRITE;
        return self();
    }

    /** It cannot be undone: the caller must confirm exactly these values, and it is tried once. */
    public A irreversible() {
        risk = Risk.IRREVERSIBLE;
        return self();
    }

    /** The longest that the caller is kept waiting, retries included; 5 s where nothing is said, 2 min at most. */
    public A deadline(Duration longest) {
        deadline = longest;
        return self();
    }

    /** Further attempts after a failure that may pass; one where nothing is said, none of what is irreversible. */
    public A retries(int attempts) {
        retries = attempts;
        return self();
    }

    /** A caller who takes the floor cancels it. */
    public A cancelledByInterruption() {
        onInterrupt = OnInterrupt.CANCEL;
        return self();
    }

    /** What is said when it has taken 700 ms. */
    public A waiting(String sentence) {
        waiting = sentence;
        return self();
    }

    /** What is said when it could not be done. */
    public A failed(String sentence) {
        failed = sentence;
        return self();
    }

    /** What is said when the business says no; may use {@code {reason}}. */
    public A refused(String sentence) {
        refused = sentence;
        return self();
    }

    String name() {
        return name;
    }

    /**
     * @param before the action in whose place it comes, null for none
     * @param arguments values that the tasks that run it have
     */
    ActionSpec spec(@Nullable ActionSpec before, List<String> arguments) {
        Risk does = risk == null && before != null ? before.risk() : risk;
        if (does == null) {
            throw Mistake.of(made(), "", "readOnly(), writes() or irreversible()");
        }
        return Mistake.in(
                made(),
                () -> new ActionSpec(
                        name,
                        kind(before, arguments),
                        results(before),
                        lists(before),
                        null,
                        does,
                        deadline != null ? deadline : before != null ? before.deadline() : ActionSpec.DEFAULT_DEADLINE,
                        retries != null ? retries : before != null ? before.retries() : ActionSpec.defaultRetries(does),
                        onInterrupt != null ? onInterrupt : before != null ? before.onInterrupt() : OnInterrupt.KEEP,
                        either(waiting, before == null ? null : before.waiting()),
                        either(failed, before == null ? null : before.failed()),
                        either(refused, before == null ? null : before.refused())));
    }

    private static @Nullable String either(@Nullable String said, @Nullable String before) {
        return said != null ? said : before;
    }
}
