package io.parley.server;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Whether the server takes calls, and if not, why. Any thread. */
final class Readiness {
    private final Map<String, BooleanSupplier> wanted = new ConcurrentHashMap<>();
    private volatile @Nullable String obstacle = "starting";

    /** @param why a few words, such as {@code loading the models} */
    void notYet(String why) {
        obstacle = why;
    }

    void ready() {
        obstacle = null;
    }

    /** Something that is missed when it is away, and without which calls are taken all the same. */
    void wants(String what, BooleanSupplier there) {
        wanted.put(what, there);
    }

    /** What is away of that, in order. */
    List<String> missing() {
        return wanted.entrySet().stream()
                .filter(entry -> !entry.getValue().getAsBoolean())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** What is in the way; null when nothing is. */
    @Nullable
    String obstacle() {
        return obstacle;
    }
}
