package io.parley.server;

import io.parley.agent.CallListener;
import io.parley.agent.Consultation;
import io.parley.agent.ForwardingLeg;
import io.parley.agent.ForwardingListener;
import io.parley.agent.SwitchedAudio;
import io.parley.agent.Termination;
import io.parley.media.AudioPort;
import io.parley.sip.MediaLeg;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** A caller's leg that puts through to whoever has been asked first. On the call's context. */
final class ConsultingLeg extends ForwardingLeg {
    private static final int PENDING = 491;
    private static final int NOBODY_ASKS = 501;
    private static final int DECLINED = 603;

    /** Calls to a person that one caller can cause: each rings somebody, and may cost. */
    static final int MOST_ASKED = 3;

    private final MediaLeg leg;
    private final Switchboard switchboard;
    private final SwitchedAudio audio;
    private @Nullable AttendedTransfer transfer;
    private int asked;

    ConsultingLeg(MediaLeg leg, Switchboard switchboard) {
        super(leg);
        this.leg = leg;
        this.switchboard = switchboard;
        this.audio = new SwitchedAudio(leg.audio());
    }

    @Override
    public AudioPort audio() {
        return audio;
    }

    @Override
    public void listen(CallListener listener) {
        super.listen(new ForwardingListener(listener) {
            @Override
            public void onEnded(Termination why) {
                try {
                    super.onEnded(why);
                } finally {
                    if (transfer != null) {
                        transfer.callerGone();
                    }
                }
            }
        });
    }

    @Override
    public Future<Integer> consult(Consultation consultation) {
        if (transfer != null && !transfer.over()) {
            return Future.succeededFuture(PENDING);
        } else if (consultation.briefing() == null) {
            return Future.succeededFuture(NOBODY_ASKS);
        } else if (++asked > MOST_ASKED) {
            return Future.succeededFuture(DECLINED);
        }
        AttendedTransfer begun = new AttendedTransfer(leg, audio, consultation, switchboard);
        transfer = begun;
        return begun.begin();
    }
}
