package io.parley.sip;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which call an INVITE is to take the place of (RFC 3891, section 6.1).
 *
 * @param localTag its {@code to-tag}: ours
 * @param remoteTag its {@code from-tag}
 * @param earlyOnly not if it has been answered
 */
record Replaces(String callId, String localTag, String remoteTag, boolean earlyOnly) {
    /** The call that is named has ended. */
    static final int OVER = 603;

    private static final String NAME = "replaces";
    /** A far end of RFC 2543 has no tag, and says so. */
    private static final String NO_TAG = "0";

    static boolean isThere(OtherFields fields) {
        return fields.count(NAME) > 0;
    }

    /** Null where there is none, and where there is more than one or one that is malformed (400, section 3). */
    static @Nullable Replaces read(OtherFields fields) {
        List<String> values = fields.values(NAME);
        if (values.size() != 1 || fields.count(NAME) != 1) {
            return null;
        }
        String value = values.get(0);
        Map<String, String> parameters = HeaderText.parameters(value);
        String callId = HeaderText.split(value, ';').get(0);
        String to = parameters.getOrDefault("to-tag", "");
        String from = parameters.getOrDefault("from-tag", "");
        boolean sound = !callId.isEmpty()
                && callId.chars().noneMatch(c -> c <= ' ' || c == ',' || c >= 0x7f)
                && RawChecks.isToken(to, 0, to.length())
                && RawChecks.isToken(from, 0, from.length());
        return sound ? new Replaces(callId, to, from, parameters.containsKey("early-only")) : null;
    }

    /** The call of ours that it names. */
    @Nullable
    SipCall in(CallRegistry registry) {
        SipCall call = registry.byDialog(callId, localTag);
        boolean same = call != null && (call.isFrom(remoteTag) || remoteTag.equals(NO_TAG) && call.isFrom(""));
        return same ? call : null;
    }

    /** Why a call that stands there cannot be replaced (section 3); 0 where it can: it is not early any more. */
    static int refusal(CallState state, boolean earlyOnly) {
        if (state instanceof Leaving || state instanceof Parting || state instanceof Gone) {
            return OVER;
        }
        boolean up = state instanceof Up || state instanceof Reinviting || state instanceof Transferring;
        return !up ? 481 : earlyOnly ? 486 : 0;
    }

    /**
     * Why that INVITE cannot be taken, as far as its header says. What the state of the call says comes later, on its own
     * context ({@link SipCall#replace}).
     *
     * @param trunk by which it came: only there may a call be taken over
     */
    static @Nullable Flaw refuse(OtherFields fields, CallRegistry registry, String trunk) {
        Replaces replaces = read(fields);
        if (replaces == null) {
            return Flaw.malformed("Malformed Replaces");
        }
        SipCall call = replaces.in(registry);
        if (call == null) {
            return new Flaw(481, "Call/Transaction Does Not Exist", SipCounter.REFUSED_NO_DIALOG, List.of());
        }
        return Objects.equals(call.info().trunk(), trunk)
                ? null
                : new Flaw(403, "Forbidden", SipCounter.REPLACEMENTS_REFUSED, List.of());
    }
}
