package io.parley.agent.dialogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What holds for the whole call, whatever its tasks. Immutable.
 *
 * @param known values and results of the tasks that others need: who is calling
 * @param done those tasks
 * @param refusals how often such a task was refused in a row
 * @param wishes actions called so far: numbers their idempotency keys
 * @param late the caller wanted otherwise what was being done already, and is not said goodbye to when it is done
 */
public record Session(Map<String, String> known, Set<String> done, int refusals, int wishes, boolean late) {
    static final Session START = new Session(Map.of(), Set.of(), 0, 0, false);

    Session done(String task, Map<String, String> learnt) {
        Map<String, String> all = new LinkedHashMap<>(known);
        all.putAll(learnt);
        Set<String> tasks = new LinkedHashSet<>(done);
        tasks.add(task);
        return new Session(Collections.unmodifiableMap(all), Collections.unmodifiableSet(tasks), 0, wishes, late);
    }

    Session refused() {
        return new Session(known, done, refusals + 1, wishes, late);
    }

    Session wished() {
        return new Session(known, done, refusals, wishes + 1, false);
    }

    Session inTime() {
        return new Session(known, done, refusals, wishes, false);
    }

    Session tooLate() {
        return new Session(known, done, refusals, wishes, true);
    }
}
