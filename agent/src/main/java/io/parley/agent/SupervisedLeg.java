package io.parley.agent;

import io.parley.media.Audio;
import io.parley.media.AudioListener;
import io.parley.media.AudioPort;
import io.parley.media.AudioTick;
import io.parley.media.Playout;
import io.parley.models.ModelException;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A leg that looks after the conversation on it. What the conversation throws stays in its call: the first time it is
 * logged, every time it is an event {@code fault}. While nothing comes from the models the caller is told to wait, an event
 * {@code stuck}. When the engine cannot go on, the leg falls back on recorded speech: an apology, then a person where the
 * agent's file has one, else the end, with {@code server-error}. On the call's context.
 */
public final class SupervisedLeg extends ForwardingLeg implements AudioPort {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedLeg.class);
    private static final AudioListener NOBODY = new AudioListener() {
        @Override
        public void onTick(AudioTick tick) {}

        @Override
        public void onDigit(char digit) {}
    };

    private final AgentRuntime agent;
    private final StockPhrases phrases;
    private final CallObserver observer;
    private final Supervision supervision = new Supervision();
    private AudioListener engine = NOBODY;
    private @Nullable Announcement announcement;
    private long millis;
    private boolean logged;
    /** Both sides, or in early media the agent alone, are heard. */
    private boolean conversing;

    private boolean left;
    private boolean parted;
    private boolean ended;
    private boolean handedOver;

    public SupervisedLeg(CallLeg leg, AgentRuntime agent, StockPhrases phrases, CallObserver observer) {
        super(leg);
        this.agent = agent;
        this.phrases = phrases;
        this.observer = observer;
    }

    // What the engine does.

    /** Jobs come from the engine's models: each is a sign of life. */
    @Override
    public Executor executor() {
        return job -> super.executor().execute(() -> {
            supervision.report();
            if (!left) {
                attempt(job);
            }
        });
    }

    @Override
    public AudioPort audio() {
        return this;
    }

    @Override
    public Playout playout() {
        return super.audio().playout();
    }

    @Override
    public void listen(AudioListener listener) {
        engine = listener;
        super.audio().listen(new Ticks());
    }

    @Override
    public void listen(CallListener listener) {
        super.listen(new Events(listener));
    }

    /** When it has been put through, the call is no longer the engine's, and its silence means nothing. */
    @Override
    public Future<Integer> consult(Consultation consultation) {
        return super.consult(consultation).onSuccess(status -> handedOver |= status < 300);
    }

    // What is done about it.

    private void attempt(Runnable job) {
        try {
            job.run();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    private void failed(Throwable why) {
        tell("fault", why.getClass().getSimpleName());
        if (!logged) {
            logged = true;
            LOG.atError()
                    .addKeyValue("call", info().id())
                    .addKeyValue("at_ms", millis)
                    .setCause(why)
                    .log("the conversation of a call failed");
        }
        act(supervision.fault(why instanceof ModelException), "fault");
    }

    /** Whoever watches may be what has failed. */
    private void tell(String event, String what) {
        try {
            observer.event(new CallEvent(info().id(), millis, event, Map.of("what", what)));
        } catch (RuntimeException | Error e) {
            LOG.debug("nobody could be told of '{}' in call {}", event, info().id(), e);
        }
    }

    private void act(Supervision.Verdict verdict, String why) {
        if (verdict == Supervision.Verdict.COVER) {
            tell("stuck", why);
            announcement = new Announcement(playout(), phrases.waiting());
        } else if (verdict == Supervision.Verdict.LEAVE && !left && !ended) {
            left = true;
            tell("left", why);
            playout().flush();
            playout().gain(1);
            announcement = new Announcement(playout(), phrases.parting());
        }
    }

    /** Goes on with recorded speech; after the last of it the call is somebody else's. */
    private void announce(AudioTick tick) {
        Announcement current = announcement;
        if (current == null) {
            return;
        }
        if (!left && Announcement.isDisturbedBy(tick)) {
            announcement = null;
            return;
        }
        current.fill();
        if (current.over()) {
            announcement = null;
            if (left) {
                part();
            }
        }
    }

    private void part() {
        String person = StockPhrases.person(agent.spec());
        if (parted || ended) {
            return;
        }
        parted = true;
        if (person == null) {
            hangUp(Termination.serverError());
            return;
        }
        transfer(person).onComplete(done -> {
            if (!ended && (done.failed() || done.result() >= 300)) {
                hangUp(Termination.serverError());
            }
        });
    }

    private final class Ticks implements AudioListener {
        @Override
        public void onTick(AudioTick tick) {
            if (!conversing) {
                return; // early media of a call of ours: a ringing tone is no conversation
            }
            millis += Audio.FRAME_MILLIS;
            if (handedOver) {
                engine.onTick(tick);
                return;
            }
            if (!left) {
                try {
                    engine.onTick(tick);
                } catch (RuntimeException | Error e) {
                    failed(e);
                }
                act(supervision.tick(tick.utterance == 0), "models");
            }
            announce(tick);
        }

        @Override
        public void onDigit(char digit) {
            if (!left) {
                attempt(() -> engine.onDigit(digit));
            }
        }
    }

    private final class Events implements CallListener {
        private final CallListener conversation;

        Events(CallListener conversation) {
            this.conversation = conversation;
        }

        @Override
        public void onEarly() {
            conversing = true;
            attempt(conversation::onEarly);
        }

        @Override
        public void onAnswered() {
            conversing = true;
            attempt(conversation::onAnswered);
        }

        @Override
        public void onHold(boolean held) {
            if (!left) {
                attempt(() -> conversation.onHold(held));
            }
        }

        @Override
        public void onProgress(int status, boolean audible) {
            attempt(() -> conversation.onProgress(status, audible));
        }

        @Override
        public void onReplaced(CallInfo now) {
            if (!left) {
                attempt(() -> conversation.onReplaced(now));
            }
        }

        @Override
        public void onEnded(Termination why) {
            ended = true;
            attempt(() -> conversation.onEnded(why));
        }
    }
}
