package io.parley.agent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who calls whom. Everything here comes from the far end and is untrusted input.
 *
 * @param id our own id of the call, unique over restarts; safe for logs and keys
 * @param inbound true when they called us
 * @param number user part of the Request-URI: what was dialled
 * @param caller user part of From (personal data: never logged at info level)
 * @param callerName display name of From (personal data)
 * @param trunk name of the trunk it came by, or {@code local}
 * @param started wall clock, for records
 */
public record CallInfo(
        String id,
        boolean inbound,
        String number,
        String caller,
        @Nullable String callerName,
        String trunk,
        Instant started) {}
