package io.parley.sip;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls of an endpoint, by what a message names. Its size is that of the calls, which {@link Lines} bounds; every
 * entry leaves with its call. Any thread.
 */
final class CallRegistry {

    /** What is the same in an INVITE, its CANCEL, and a copy of it that came by another path. */
    record InviteKey(String callId, String fromTag, long cseq) {}

    private final Map<Dialog.Key, SipCall> byDialog = new ConcurrentHashMap<>();
    private final Map<InviteKey, SipCall> byInvite = new ConcurrentHashMap<>();

    void add(SipCall call) {
        byDialog.put(call.key(), call);
        if (call.inviteKey() != null) {
            byInvite.put(call.inviteKey(), call);
        }
    }

    void remove(SipCall call) {
        byDialog.remove(call.key(), call);
        if (call.inviteKey() != null) {
            byInvite.remove(call.inviteKey(), call);
        }
    }

    @Nullable
    SipCall byDialog(String callId, @Nullable String localTag) {
        return localTag == null ? null : byDialog.get(new Dialog.Key(callId, localTag));
    }

    @Nullable
    SipCall byInvite(InviteKey key) {
        return byInvite.get(key);
    }

    Collection<SipCall> calls() {
        return byDialog.values();
    }

    boolean isEmpty() {
        return byDialog.isEmpty() && byInvite.isEmpty();
    }
}
