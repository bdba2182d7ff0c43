package io.parley.actions;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The writes this process knows: those under way, which a second run of the same wish joins, and the last ones that are
 * over. A call lives in one process, so this guards also while the store is away. Safe on any thread.
 */
final class Wishes {
    /** Finished wishes kept; a call has a handful, so this is hundreds of calls. */
    static final int MAX_DONE = 2_000;

    static final String OTHER_ARGUMENTS = "the key belongs to a wish with other arguments";

    private final Map<String, Operation> running = new HashMap<>();
    private final Map<String, WishRecord> done = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, WishRecord> eldest) {
            return size() > MAX_DONE;
        }
    };

    sealed interface Found {}

    record Started(Operation operation) implements Found {}

    record Running(Operation operation) implements Found {}

    record Done(ActionResult result) implements Found {}

    /** Nothing is known, and the bus has no place to begin. */
    record NoPlace() implements Found {}

    /**
     * @param begin makes the operation where none is known, or null where there is no place; bounds what runs
     * @throws RuleBroken when the wish is known with other arguments
     */
    synchronized Found find(WishId wish, Supplier<@Nullable Operation> begin) {
        WishRecord over = done.get(wish.id());
        if (over != null && over.result() != null) {
            checkSame(wish, over.arguments());
            return new Done(over.result());
        }
        Operation operation = running.get(wish.id());
        if (operation != null) {
            checkSame(wish, operation.wishArguments());
            return new Running(operation);
        }
        Operation begun = begin.get();
        if (begun == null) {
            return new NoPlace();
        }
        running.put(wish.id(), begun);
        return new Started(begun);
    }

    /** Called when an operation is over; a null result means that the same wish may act again. */
    synchronized void over(WishId wish, @Nullable ActionResult kept) {
        running.remove(wish.id());
        if (kept != null) {
            done.put(wish.id(), new WishRecord(wish.arguments(), kept));
        }
    }

    static void checkSame(WishId wish, String arguments) {
        if (!wish.arguments().equals(arguments)) {
            throw new RuleBroken(OTHER_ARGUMENTS);
        }
    }
}
