package io.parley.sip;

import io.parley.agent.CallHandler;
import io.parley.agent.CallInfo;
import io.parley.agent.CallLeg;
import io.parley.agent.CallListener;
import io.parley.agent.Termination;
import io.parley.media.Audio;
import io.parley.media.AudioListener;
import io.parley.media.AudioTick;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Answers every number in its own way, plays a tone, and remembers what happened. */
final class TestAgent implements CallHandler {
    private static final double TONE_HZ = 440;
    private static final double LOUDNESS = 8_000;

    /** What was seen of one call. */
    static final class Seen {
        final CallInfo info;
        volatile CallLeg leg;
        final Context context;
        final List<String> events = new CopyOnWriteArrayList<>();
        final List<Termination> ended = new CopyOnWriteArrayList<>();
        volatile int ticks;
        volatile double loudest;

        Seen(CallLeg leg) {
            this.info = leg.info();
            this.leg = leg;
            this.context = Objects.requireNonNull(Vertx.currentContext(), "called outside of a context");
        }

        /** Remembers it, and where it came if that is not the call's own context. */
        void event(String what) {
            events.add(Vertx.currentContext() == context ? what : what + " on " + Vertx.currentContext());
        }
    }

    final List<Seen> calls = new CopyOnWriteArrayList<>();
    /** Of a call that is over only what happened is kept, not its media. */
    volatile boolean forgetful;

    private volatile @Nullable String behaviour;
    /** The last call that asked to be admitted. */
    volatile @Nullable CallInfo asked;

    final Map<String, Integer> admissions = new ConcurrentHashMap<>();

    /** Every number is answered as if it were that one; null for each in its own way. */
    void behaveAs(@Nullable String number) {
        behaviour = number;
    }

    private String wayOf(CallInfo call) {
        String all = behaviour;
        return all == null ? call.number() : all;
    }

    @Override
    public int admit(CallInfo call) {
        admissions.merge(call.number(), 1, Integer::sum);
        asked = call;
        return switch (wayOf(call)) {
            case "unknown" -> 404;
            case "busy" -> 486;
            case "full" -> 503;
            case "crash-at-admission" -> throw new IllegalStateException("on purpose, at admission");
            default -> 0;
        };
    }

    @Override
    public void onCall(CallLeg leg) {
        Seen seen = new Seen(leg);
        calls.add(seen);
        leg.listen(new Ear(seen));
        leg.audio().listen(new Voice(seen));
        switch (wayOf(leg.info())) {
            case "crash-at-ring" -> throw new IllegalStateException("on purpose, while ringing");
            case "never" -> {}
            case "decline" -> leg.hangUp(Termination.rejected(480));
            case "slow" -> seen.context.owner().setTimer(300, id -> leg.answer());
            case "early", "early-only" -> leg.progress();
            case "early-hasty" -> {
                leg.progress();
                leg.answer();
            }
            case "hasty" -> {
                leg.answer();
                leg.hangUp(Termination.agentEnded());
            }
            default -> leg.answer();
        }
    }

    Seen only() {
        if (calls.size() != 1) {
            throw new AssertionError(calls.size() + " calls came");
        }
        return calls.get(0);
    }

    private final class Ear implements CallListener {
        private final Seen seen;

        Ear(Seen seen) {
            this.seen = seen;
        }

        @Override
        public void onEarly() {
            seen.event("early");
            if (wayOf(seen.info).equals("early")) {
                seen.context.owner().setTimer(200, id -> seen.leg.answer());
            }
        }

        @Override
        public void onAnswered() {
            seen.event("answered");
            switch (wayOf(seen.info)) {
                case "crash" -> throw new IllegalStateException("on purpose, when answered");
                case "crash-later" ->
                    seen.context.owner().setTimer(100, id -> {
                        throw new IllegalStateException("on purpose, later");
                    });
                case "goodbye" -> seen.context.owner().setTimer(200, id -> seen.leg.hangUp(Termination.agentEnded()));
                case "transfer" ->
                    seen.leg
                            .transfer("sip:desk@192.0.2.9")
                            .onSuccess(status -> seen.event("transfer " + status))
                            .onFailure(why -> seen.event(why.getMessage()));
                default -> {}
            }
        }

        @Override
        public void onHold(boolean held) {
            seen.event(held ? "held" : "resumed");
        }

        @Override
        public void onReplaced(CallInfo now) {
            seen.event("replaced by " + now.caller() + (now.id().equals(seen.info.id()) ? "" : " with another id"));
        }

        @Override
        public void onEnded(Termination why) {
            seen.event("ended " + why);
            seen.ended.add(why);
            if (forgetful) {
                seen.leg = null;
            }
        }
    }

    /** Plays a tone without end. */
    private static final class Voice implements AudioListener {
        private final Seen seen;
        private final CallLeg leg;
        private final short[] frame = new short[Audio.FRAME_SAMPLES];
        private long sample;

        Voice(Seen seen) {
            this.seen = seen;
            this.leg = seen.leg;
        }

        @Override
        public void onTick(AudioTick tick) {
            seen.ticks++;
            for (short s : tick.caller) {
                seen.loudest = Math.max(seen.loudest, Math.abs(s));
            }
            while (leg.audio().playout().room() > 0) {
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = (short) (LOUDNESS * Math.sin(2 * Math.PI * TONE_HZ * sample++ / Audio.SAMPLE_RATE));
                }
                leg.audio().playout().offer(frame, 0, 1, 0);
            }
        }

        @Override
        public void onDigit(char digit) {
            seen.event("digit " + digit);
        }
    }
}
