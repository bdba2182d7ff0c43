package io.parley.server;

import io.parley.agent.CallLeg;
import io.parley.agent.CallListener;
import io.parley.agent.Consultation;
import io.parley.agent.DialRefused;
import io.parley.agent.ForwardingLeg;
import io.parley.agent.ForwardingListener;
import io.parley.agent.SwitchedAudio;
import io.parley.agent.Termination;
import io.parley.media.AudioTick;
import io.parley.media.HoldMusic;
import io.parley.sip.MediaLeg;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one caller through to a person who is asked first. The caller hears music until the person has said yes; then the
 * two hear each other through us, and where both came by the same trunk the caller's side is asked to take the call from
 * there by itself (REFER with Replaces), after which we are out of it. If it does not want to, they go on through us until
 * one of them hangs up. Both calls are on one context, and so is everything here.
 */
final class AttendedTransfer {
    /** Utterances of the other side: no engine counts so far. */
    static final long BRIDGED = HoldMusic.UTTERANCE - 1;

    private static final Logger LOG = LoggerFactory.getLogger(AttendedTransfer.class);
    private static final int TOGETHER = 200;
    private static final int UNAVAILABLE = 480;
    private static final int CANCELLED = 487;
    private static final int DECLINED = 603;
    private static final int NOT_HERE = 501;

    private enum Stage {
        CALLING,
        ASKING,
        BRIDGED,
        /** Bridged, and the caller's side has been asked to do without us. */
        RELEASING,
        OVER
    }

    private final MediaLeg caller;
    private final SwitchedAudio callerAudio;
    private final Consultation consultation;
    private final Switchboard switchboard;
    private final Promise<Integer> outcome = Promise.promise();
    private final HoldMusic music = new HoldMusic();
    private Stage stage = Stage.CALLING;
    private Switchboard.@Nullable Timer ringing;
    private @Nullable PersonLeg person;
    private boolean personGone;
    private boolean declined;

    AttendedTransfer(MediaLeg caller, SwitchedAudio callerAudio, Consultation consultation, Switchboard switchboard) {
        this.caller = caller;
        this.callerAudio = callerAudio;
        this.consultation = consultation;
        this.switchboard = switchboard;
    }

    /** @return as {@link CallLeg#consult} */
    Future<Integer> begin() {
        callerAudio.besides(tick -> music.fill(callerAudio.playout()));
        ringing = switchboard.after(consultation.to().ring(), caller, this::notAnswered);
        try {
            switchboard
                    .call(caller, consultation.to(), consultation.headers(), this::prepare)
                    .onFailure(this::notCalled);
        } catch (RuntimeException e) {
            notCalled(e);
        }
        return outcome.future();
    }

    private void notCalled(Throwable why) {
        LOG.atWarn()
                .addKeyValue("call", caller.info().id())
                .addKeyValue("transfer", consultation.name())
                .log("nobody can be called: {}", why.getMessage());
        caller.executor().execute(() -> {
            if (why instanceof DialRefused) {
                refused(why);
            } else {
                failed(UNAVAILABLE);
            }
        });
    }

    /** The agent's journal tells why. */
    private void refused(Throwable why) {
        if (stage == Stage.CALLING) {
            end();
            callerAudio.playout().flush();
            outcome.tryFail(why);
        }
    }

    boolean over() {
        return stage == Stage.OVER;
    }

    private void prepare(CallLeg leg) {
        if (stage == Stage.OVER) { // while the host was looked up
            // Later, when the call has begun: before, there is nothing to cancel.
            leg.executor().execute(() -> leg.hangUp(Termination.cancelled()));
            return;
        }
        PersonLeg made = new PersonLeg((MediaLeg) leg);
        person = made;
        LOG.atInfo()
                .addKeyValue("call", caller.info().id())
                .addKeyValue("transfer", consultation.name())
                .addKeyValue("consultation", leg.info().id())
                .log("asks whether the call may be put through");
        try {
            switchboard.converse(leg, made, Objects.requireNonNull(consultation.briefing()));
        } catch (RuntimeException | Error e) {
            notCalled(e);
            throw e;
        }
    }

    private void notAnswered() {
        if (stage == Stage.CALLING) {
            failed(UNAVAILABLE);
            if (person != null) {
                person.hangUp(Termination.cancelled());
            }
        }
    }

    private void failed(int status) {
        if (stage == Stage.CALLING || stage == Stage.ASKING) {
            end();
            callerAudio.playout().flush();
            // On a turn of its own: what the caller's conversation does about it is not the person's call's business.
            caller.executor().execute(() -> outcome.tryComplete(status));
        }
    }

    private void end() {
        stage = Stage.OVER;
        callerAudio.besides(tick -> {});
        if (ringing != null) {
            ringing.cancel();
        }
    }

    /** The person has said yes. */
    private void accepted(PersonLeg by) {
        if (stage != Stage.ASKING) {
            return;
        }
        stage = Stage.BRIDGED;
        caller.media().stopRecording();
        bridge(by);
        caller.executor().execute(() -> outcome.tryComplete(TOGETHER));
        if (by.leg.info().trunk().equals(caller.info().trunk())) {
            stage = Stage.RELEASING;
            caller.replacing(by.leg).onComplete(done -> released(done.succeeded() ? done.result() : UNAVAILABLE));
        }
    }

    private void bridge(PersonLeg by) {
        callerAudio.playout().flush();
        SwitchedAudio byAudio = by.audio();
        callerAudio.besides(tick -> pass(tick, byAudio));
        callerAudio.digits(digit -> by.leg.sendDigits(String.valueOf(digit)));
        byAudio.besides(tick -> pass(tick, callerAudio));
        byAudio.digits(digit -> caller.sendDigits(String.valueOf(digit)));
    }

    private static void pass(AudioTick heard, SwitchedAudio to) {
        to.playout().offer(heard.caller, 0, BRIDGED, 0);
    }

    /** @param status of the caller's side, which has the call to itself from 200 on */
    private void released(int status) {
        if (stage != Stage.RELEASING) {
            return;
        }
        stage = Stage.BRIDGED;
        if (status >= 300) {
            LOG.atInfo()
                    .addKeyValue("call", caller.info().id())
                    .addKeyValue("status", status)
                    .log("goes on through here: the caller's side does not take the call over");
            if (personGone) {
                parted();
            }
        }
    }

    private void parted() {
        end();
        caller.hangUp(Termination.transferred());
    }

    /** The caller's leg has ended. */
    void callerGone() {
        if (stage == Stage.OVER) {
            return;
        }
        boolean together = stage == Stage.BRIDGED || stage == Stage.RELEASING;
        end();
        outcome.tryComplete(CANCELLED);
        if (person != null && !personGone) {
            person.leg.hangUp(together ? Termination.transferred() : Termination.cancelled());
        }
    }

    private void personGone(Termination why) {
        personGone = true;
        switch (stage) {
            case CALLING -> failed(why.sipCode() >= 300 ? why.sipCode() : UNAVAILABLE);
            case ASKING -> failed(declined ? DECLINED : UNAVAILABLE);
            case BRIDGED -> parted();
            case RELEASING, OVER -> {} // replaced, or it will be known soon
        }
    }

    /** The leg of whoever is asked, as the conversation with them sees it. */
    private final class PersonLeg extends ForwardingLeg {
        private final MediaLeg leg;
        private @Nullable SwitchedAudio audio;

        PersonLeg(MediaLeg leg) {
            super(leg);
            this.leg = leg;
        }

        /** Made when it is asked for: where no port was free there is none. */
        @Override
        public SwitchedAudio audio() {
            SwitchedAudio made = audio == null ? new SwitchedAudio(leg.audio()) : audio;
            audio = made;
            return made;
        }

        @Override
        public void answer() {
            // That is for the person to do.
        }

        @Override
        public void listen(CallListener listener) {
            super.listen(new ForwardingListener(listener) {
                @Override
                public void onAnswered() {
                    if (stage == Stage.CALLING) {
                        stage = Stage.ASKING;
                        Objects.requireNonNull(ringing).cancel();
                    }
                    super.onAnswered();
                }

                @Override
                public void onEnded(Termination why) {
                    try {
                        super.onEnded(why);
                    } finally {
                        personGone(why);
                    }
                }
            });
        }

        /** The yes: whoever converses puts through to the caller, and to nobody else. */
        @Override
        public Future<Integer> consult(Consultation here) {
            accepted(this);
            return Future.succeededFuture(TOGETHER);
        }

        @Override
        public Future<Integer> transfer(String target) {
            return Future.succeededFuture(NOT_HERE);
        }

        @Override
        public void hangUp(Termination why) {
            declined |= why.equals(Termination.agentEnded());
            super.hangUp(why);
        }
    }
}
