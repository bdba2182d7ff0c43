package io.parley.actions;

import io.vertx.core.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What agents' scripts remember from call to call: JSON text by key, for each owner apart, which expires. A key may be
 * personal (a telephone number): none is logged, and none stands in the clear where it is kept. Every method may be called
 * on any thread and returns at once; futures complete on the Vert.x context of the caller, and fail at once while the
 * server is away. The caps are the caller's to hold, but for {@link #MAX_KEYS}.
 */
public interface Notes {
    /** Of one owner; what has expired does not count. */
    int MAX_KEYS = 10_000;

    int MAX_KEY_CHARS = 200;
    int MAX_VALUE_CHARS = 4_096;

    /** Gives what is kept; null where nothing is. */
    Future<@Nullable String> get(String owner, String key);

    /**
     * Keeps a value in place of what was there.
     *
     * @return false where the owner has as many as it may, and this would be one more
     */
    Future<Boolean> put(String owner, String key, String value, Duration keep);

    /** Forgets a value, if there is one. */
    Future<Void> delete(String owner, String key);
}
