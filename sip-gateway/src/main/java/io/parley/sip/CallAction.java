package io.parley.sip;

import io.parley.agent.Termination;
import io.parley.media.RtpTarget;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a call does next, as data; {@link SipCall} alone performs it. */
sealed interface CallAction {

    void perform(Performer performer);

    /** The shell that performs actions, one method each. */
    interface Performer {
        void respond(Respond action);

        void resendOk(ResendOk action);

        void resendProvisional(ResendProvisional action);

        void refuseOverlap(RefuseOverlap action);

        void sendInvite(SendInvite action);

        void sendReInvite(SendReInvite action);

        void sendAck(SendAck action);

        void sendPrack(SendPrack action);

        void sendCancel(SendCancel action);

        void sendBye(SendBye action);

        void sendUpdate(SendUpdate action);

        void sendRefer(SendRefer action);

        void sendNotify(SendNotify action);

        void follow(Follow action);

        void arm(Arm action);

        void armGlare(ArmGlare action);

        void disarm(Disarm action);

        void present(Present action);

        void startMedia(StartMedia action);

        void retarget(Retarget action);

        void earlyMedia(EarlyMedia action);

        void progress(Progress action);

        void answered(Answered action);

        void hold(Hold action);

        void digits(Digits action);

        void transferEnded(TransferEnded action);

        void reinvited(Reinvited action);

        void end(End action);

        void forget(Forget action);
    }

    /** Answers a request of the far end. */
    record Respond(
            Exchange to,
            int status,
            List<Header> headers,
            @Nullable String sdp) implements CallAction {
        static Respond plain(Exchange to, int status) {
            return new Respond(to, status, List.of(), null);
        }

        @Override
        public void perform(Performer performer) {
            performer.respond(this);
        }
    }

    /**
     * Answers an INVITE 500 that came before the one before it was answered, with a Retry-After that is drawn from 0 to
     * 10 s (RFC 3261, section 14.2).
     */
    record RefuseOverlap(Exchange to) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.refuseOverlap(this);
        }
    }

    /** Sends the last 200 to an INVITE again. */
    record ResendOk() implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.resendOk(this);
        }
    }

    /** Sends the last provisional response to an INVITE again (RFC 3262, section 3). */
    record ResendProvisional() implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.resendProvisional(this);
        }
    }

    record SendInvite(Dialog dialog, String sdp) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.sendInvite(this);
        }
    }

    /** An INVITE within the dialog. */
    record SendReInvite(Dialog dialog, String sdp) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.sendReInvite(this);
        }
    }

    /** ACK of a 2xx (RFC 3261, section 13.2.2.4). */
    record SendAck(Dialog dialog, long cseq) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.sendAck(this);
        }
    }

    /**
     * Acknowledges a reliable provisional response (RFC 3262, section 4).
     *
     * @param cseq of the INVITE
     */
    record SendPrack(Dialog dialog, long rseq, long cseq) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.sendPrack(this);
        }
    }

    record SendCancel() implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.sendCancel(this);
        }
    }

    /** @param reason a Reason header (RFC 3326) when the fault is ours */
    record SendBye(Dialog dialog, @Nullable Header reason) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.sendBye(this);
        }
    }

    /** An UPDATE that offers nothing and only refreshes the session (RFC 4028, section 7.4). */
    record SendUpdate(Dialog dialog) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.sendUpdate(this);
        }
    }

    record SendRefer(Dialog dialog, String target) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.sendRefer(this);
        }
    }

    /** Tells how a call that a REFER asked for stands (RFC 3515, section 2.4.4). */
    record SendNotify(Dialog dialog, int status) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.sendNotify(this);
        }
    }

    /** Calls where a REFER says, to go on there. */
    record Follow(Referral to) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.follow(this);
        }
    }

    record Arm(CallTimer timer, Duration delay) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.arm(this);
        }
    }

    /** Arms {@link CallTimer#GLARE} with a delay that is drawn (RFC 3261, section 14.1). */
    record ArmGlare() implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.armGlare(this);
        }
    }

    record Disarm(CallTimer timer) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.disarm(this);
        }
    }

    /** Gives the ringing call to the handler. */
    record Present() implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.present(this);
        }
    }

    record StartMedia(RtpTarget target) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.startMedia(this);
        }
    }

    record Retarget(RtpTarget target) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.retarget(this);
        }
    }

    /** Tells the listener that sound flows before the answer. */
    record EarlyMedia() implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.earlyMedia(this);
        }
    }

    /**
     * Tells the listener how far our call has come.
     *
     * @param audible audio of the far end is heard already
     */
    record Progress(int status, boolean audible) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.progress(this);
        }
    }

    /** Tells the listener that the call is up. */
    record Answered() implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.answered(this);
        }
    }

    record Hold(boolean held) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.hold(this);
        }
    }

    record Digits(String digits) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.digits(this);
        }
    }

    /** Completes the agent's transfer with the final status. */
    record TransferEnded(int status) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.transferEnded(this);
        }
    }

    /** Completes the agent's re-INVITE with the final status. */
    record Reinvited(int status) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.reinvited(this);
        }
    }

    /** Ends the media, frees the line and tells the listener; the dialog may still have a BYE to finish. */
    record End(Termination why) implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.end(this);
        }
    }

    /** Nothing more will come: the call leaves every table. */
    record Forget() implements CallAction {
        @Override
        public void perform(Performer performer) {
            performer.forget(this);
        }
    }
}
