package io.parley.server;

import io.parley.agent.CallInfo;
import io.parley.agent.CallLeg;
import io.parley.agent.Conversation;
import io.parley.media.RtpStats;
import io.parley.sip.MediaLeg;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call under way. The conversation is touched on the call's context only. */
final class LiveCall {
    private final CallLeg leg;
    private final String agent;
    private final long sinceNanos;
    private @Nullable Conversation conversation;

    LiveCall(CallLeg leg, String agent, long sinceNanos) {
        this.leg = leg;
        this.agent = agent;
        this.sinceNanos = sinceNanos;
    }

    CallInfo info() {
        return leg.info();
    }

    String agent() {
        return agent;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /** On the call's context. */
    void converses(Conversation with) {
        conversation = with;
    }

    @Nullable
    Conversation conversation() {
        return conversation;
    }

    Map<String, Object> brief() {
        return Records.brief(info(), agent);
    }

    /** How the call stands now, from any thread. */
    Future<Map<String, Object>> snapshot() {
        Promise<Map<String, Object>> promise = Promise.promise();
        leg.executor().execute(() -> {
            Conversation talk = conversation;
            promise.complete(talk == null ? brief() : Records.full(talk.record(), media()));
        });
        return promise.future();
    }

    /** The media's figures; null where the call never had any. */
    @Nullable
    RtpStats media() {
        return leg instanceof MediaLeg carried ? carried.media().stats() : null;
    }
}
