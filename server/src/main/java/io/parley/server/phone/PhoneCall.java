package io.parley.server.phone;

import io.parley.agent.CallLeg;
import io.parley.agent.CallListener;
import io.parley.agent.Termination;
import io.parley.media.Audio;
import io.parley.media.AudioListener;
import io.parley.media.AudioTick;
import io.parley.sip.MediaLeg;
import io.parley.sip.SipPhone;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of a scripted caller: plays, dials, listens, measures, hangs up. Everything runs on the call's context, after
 * {@link #place}.
 */
public final class PhoneCall implements AudioListener, CallListener {
    private final CallerScript script;
    private final PhoneObserver observer;
    private final @Nullable Tape tape;
    private final EarToEarMeter earToEar = new EarToEarMeter();
    private final CutInMeter cutIn = new CutInMeter();
    private final BargeInMeter bargeIn = new BargeInMeter();
    private final AgentSound agent = new AgentSound();
    private final List<PhoneTurn> turns = new ArrayList<>();
    private final Promise<PhoneReport> report = Promise.promise();
    private final CallLeg leg;

    private @Nullable Playing playing;
    private @Nullable CallerSpeech last;
    private long beganNanos;
    private boolean agentSpoke;
    private boolean weHungUp;
    private long ticks;

    private PhoneCall(CallLeg leg, CallerScript script, PhoneObserver observer, boolean record) {
        this.leg = leg;
        this.script = script;
        this.observer = observer;
        this.tape = record ? new Tape() : null;
    }

    /**
     * Calls.
     *
     * @param from user part of the caller's address
     * @param record whether both sides are kept for the report
     * @return completes when the call is over, however it ended
     */
    public static Future<PhoneReport> place(
            SipPhone phone, String uri, String from, CallerScript script, PhoneObserver observer, boolean record) {
        Promise<PhoneReport> over = Promise.promise();
        return phone.call(uri, from, leg -> {
                    PhoneCall call = new PhoneCall(leg, script, observer, record);
                    leg.listen(call);
                    leg.audio().listen(call);
                    call.report.future().onComplete(over);
                })
                .compose(leg -> over.future());
    }

    @Override
    public void onAnswered() {
        observer.answered();
    }

    @Override
    public void onHold(boolean held) {
        // Ticks pause, and with them everything here.
    }

    @Override
    public void onTick(AudioTick tick) {
        ticks++;
        if (tape != null) {
            tape.add(tick);
        }
        sent(tick);
        received(!tick.concealed && Level.isSound(tick.caller), tick.arrivalNanos);
        speak();
    }

    @Override
    public void onDigit(char digit) {
        // Agents do not dial.
    }

    private void sent(AudioTick tick) {
        Playing current = playing;
        if (current == null || tick.utterance != current.id) {
            return;
        }
        current.sent = tick.unit;
        if (tick.unit == current.speech.firstVoiced()) {
            beganNanos = tick.sentNanos;
            earToEar.begins();
            cutIn.begins();
            bargeIn.begins(tick.sentNanos);
        }
        if (tick.unit == current.speech.lastVoiced()) {
            earToEar.ended(tick.sentNanos);
            cutIn.ended();
        }
        if (tick.unit == current.speech.frames() - 1) {
            playing = null;
            observer.callerSilent(millis());
        }
    }

    private void received(boolean sound, long arrivalNanos) {
        agent.received(sound, arrivalNanos);
        if (agent.speaking() != agentSpoke) {
            agentSpoke = agent.speaking();
            tellAgent();
        }
        cutIn.received(sound, arrivalNanos);
        if (earToEar.received(sound, arrivalNanos)) {
            observer.earToEar(millis(), earToEar.millis());
        }
        if (bargeIn.received(sound, arrivalNanos)) {
            observer.bargeIn(millis(), bargeIn.millis());
        }
        Playing current = playing;
        if (current != null) {
            script.overheard(sound, arrivalNanos, current.sent > current.speech.lastVoiced());
            return;
        }
        Move move = script.received(sound, arrivalNanos);
        if (move != null) {
            make(move);
        } else if (script.over(arrivalNanos) && !weHungUp) {
            weHungUp = true;
            leg.hangUp(Termination.callerHungUp());
        }
    }

    private void tellAgent() {
        if (agentSpoke) {
            observer.agentSpeaks(millis());
        } else {
            observer.agentSilent(millis());
        }
    }

    private void make(Move move) {
        closeTurn();
        if (move instanceof Move.Play play) {
            last = play.speech();
            playing = new Playing(turns.size() + 1L, play.speech());
            observer.callerSpeaks(millis(), play.speech());
        } else if (move instanceof Move.Dial dial) {
            leg.sendDigits(dial.digits());
            observer.dialled(millis(), dial.digits());
        }
    }

    /** What has been measured belongs to what was said last. */
    private void closeTurn() {
        if (last != null) {
            turns.add(new PhoneTurn(last.name(), beganNanos, earToEar.millis(), cutIn.soundMillis(), bargeIn.millis()));
            last = null;
        }
    }

    private void speak() {
        Playing current = playing;
        while (current != null
                && current.offered < current.speech.frames()
                && leg.audio()
                        .playout()
                        .offer(
                                current.speech.samples(),
                                current.offered * Audio.FRAME_SAMPLES,
                                current.id,
                                current.offered)) {
            current.offered++;
        }
    }

    private long millis() {
        return ticks * Audio.FRAME_MILLIS;
    }

    @Override
    public void onEnded(Termination why) {
        closeTurn();
        boolean theyHungUp = why.equals(Termination.callerHungUp()) && !weHungUp;
        report.complete(new PhoneReport(
                theyHungUp ? Termination.agentEnded() : why,
                millis() / 1e3,
                List.copyOf(turns),
                leg instanceof MediaLeg carried ? carried.media().stats() : null,
                tape == null ? new short[0] : tape.sent(),
                tape == null ? new short[0] : tape.received()));
    }

    /** A recording on its way. */
    private static final class Playing {
        private final long id;
        private final CallerSpeech speech;
        private int offered;
        private int sent = -1;

        Playing(long id, CallerSpeech speech) {
            this.id = id;
            this.speech = speech;
        }
    }
}
