package io.parley.agent;

import io.parley.config.CallValues;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who calls whom. Everything here comes from the far end and is untrusted input.
 *
 * @param id our own id of the call, unique over restarts; safe for logs and keys
 * @param inbound true when they called us
 * @param number user part of the Request-URI: what was dialled
 * @param caller user part of From (personal data: never logged at info level); {@link #WITHHELD} for who wants that
 * @param callerName display name of From (personal data); null for who wants to stay unknown
 * @param trunk name of the trunk it came by, or {@code local}
 * @param started wall clock, for records
 * @param signalling what else signalling tells
 */
public record CallInfo(
        String id,
        boolean inbound,
        String number,
        String caller,
        @Nullable String callerName,
        String trunk,
        Instant started,
        Signalling signalling) {
    /** In place of the caller who wants to stay unknown (RFC 3323, section 4.1.1.3). */
    public static final String WITHHELD = "anonymous";

    /** A call of which signalling tells nothing else. */
    public CallInfo(
            String id,
            boolean inbound,
            String number,
            String caller,
            @Nullable String callerName,
            String trunk,
            Instant started) {
        this(id, inbound, number, caller, callerName, trunk, started, Signalling.NONE);
    }

    /**
     * What a template's name stands for ({@link CallValues}).
     *
     * @return null where the call has no such value
     */
    public @Nullable String value(String name) {
        return switch (name) {
            case CallValues.NUMBER -> number;
            case CallValues.CALLER -> caller.isEmpty() || signalling.withheld() ? null : caller;
            default -> {
                boolean header = name.startsWith(CallValues.HEADER);
                yield signalling.values().get(header ? name.toLowerCase(Locale.ROOT) : name);
            }
        };
    }
}
