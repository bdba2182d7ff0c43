package io.parley.sip;

import io.parley.config.CodecPolicy;
import io.parley.media.MediaEngine;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What every call of an endpoint shares.
 *
 * @param random may be asked by any thread
 * @param locate where the target of a transfer is; null where its user is not registered
 * @param referrals calls where a REFER asks to
 * @param outbound asked before anything is dialled
 * @param secure what calls by TLS know of their connections
 * @param sender sends what may wait: threads that only signalling uses, so that a peer that does not take a connection
 *     holds up neither actions nor files
 * @param codecs of the calls of a trunk
 * @param timers of calls, those that run
 */
record CallServices(
        Messages messages,
        Identifiers identifiers,
        RandomGenerator random,
        CallRegistry registry,
        SipCounters counters,
        MediaEngine media,
        SipTimings timings,
        UnaryOperator<@Nullable String> locate,
        Referrals referrals,
        Outbound outbound,
        Secure secure,
        WorkerExecutor sender,
        Function<String, CodecPolicy> codecs,
        AtomicInteger timers) {

    /** Any thread. */
    interface Secure {
        /** Whether there is a connection with that far end. */
        boolean isOpen(Hop hop);

        /**
         * Whoever is there must be that host.
         *
         * @throws SipFault where somebody has connected from there, who may be anybody
         */
        void expect(Hop hop, String host);
    }

    /** Follows a REFER. On the call's context. */
    interface Referrals {
        /**
         * @return on the call's context: 0, and {@link SipCall#referred} tells how it ended; or the status of what was not
         *     begun
         */
        Future<Integer> follow(SipCall call, Referral to);
    }
}
