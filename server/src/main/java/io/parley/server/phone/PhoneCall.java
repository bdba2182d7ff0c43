package io.parley.server.phone;

import io.parley.agent.CallLeg;
import io.parley.agent.CallListener;
import io.parley.agent.Termination;
import io.parley.media.Audio;
import io.parley.media.AudioListener;
import io.parley.media.AudioTick;
import io.parley.media.Playout;
import io.parley.sip.MediaLeg;
import io.parley.sip.SipPhone;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of a scripted caller: plays, dials, listens, measures, hangs up. Everything runs on the call's context, after
 * {@link #place}.
 */
public final class PhoneCall implements AudioListener, CallListener {
    /** Number of the utterance that is nothing but noise. */
    private static final long NOISE = Long.MAX_VALUE;
    /** Frames of it that wait to be sent. */
    private static final int NOISE_AHEAD = 2;

    private final Caller caller;
    private final PhoneObserver observer;
    private final @Nullable Tape tape;
    private final EarToEarMeter earToEar = new EarToEarMeter();
    private final CutInMeter cutIn = new CutInMeter();
    private final BargeInMeter bargeIn = new BargeInMeter();
    private final AgentSound agent = new AgentSound();
    private final List<PhoneTurn> turns = new ArrayList<>();
    private final Promise<PhoneReport> report = Promise.promise();
    private final CallLeg leg;
    private final short[] frame = new short[Audio.FRAME_SAMPLES];

    private @Nullable LineNoise noise;
    private @Nullable Playing playing;
    private @Nullable CallerSpeech last;
    private long beganNanos;
    private boolean agentSpoke;
    private boolean weHungUp;
    private long ticks;

    private PhoneCall(CallLeg leg, Caller caller, PhoneObserver observer, boolean record) {
        this.leg = leg;
        this.caller = caller;
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
            SipPhone phone, String uri, String from, Caller caller, PhoneObserver observer, boolean record) {
        Promise<PhoneReport> over = Promise.promise();
        return phone.call(uri, from, leg -> at(leg, caller, observer, record).onComplete(over))
                .compose(leg -> over.future());
    }

    /** Puts a caller at a telephone whose call is on its way. On the call's context. */
    public static Future<PhoneReport> at(CallLeg leg, Caller caller, PhoneObserver observer, boolean record) {
        PhoneCall call = new PhoneCall(leg, caller, observer, record);
        leg.listen(call);
        leg.audio().listen(call);
        return call.report.future();
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
            caller.overheard(sound, arrivalNanos, current.sent > current.speech.lastVoiced());
            return;
        }
        Move move = caller.received(sound, arrivalNanos);
        if (move != null) {
            make(move);
        } else if (caller.over(arrivalNanos)) {
            hangUp();
        }
    }

    private void hangUp() {
        if (!weHungUp) {
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
        if (move instanceof Move.Play play) {
            closeTurn();
            last = play.speech();
            playing = new Playing(turns.size() + 1L, play.speech());
            observer.callerSpeaks(millis(), play.speech());
        } else if (move instanceof Move.Dial dial) {
            closeTurn();
            leg.sendDigits(dial.digits());
            observer.dialled(millis(), dial.digits());
        } else if (move instanceof Move.Noise on) {
            noise = on.noise();
        } else if (move instanceof Move.HangUp) {
            hangUp();
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
        Playout playout = leg.audio().playout();
        Playing current = playing;
        while (current != null && current.offered < current.speech.frames() && playout.room() > 0) {
            int from = current.offered * Audio.FRAME_SAMPLES;
            System.arraycopy(current.speech.samples(), from, frame, 0, Audio.FRAME_SAMPLES);
            offer(playout, current.id, current.offered++);
        }
        // Noise between the words waits in the ring no longer than it must, as words wait behind it.
        while (current == null && noise != null && playout.room() > Playout.CAPACITY - NOISE_AHEAD) {
            Arrays.fill(frame, (short) 0);
            offer(playout, NOISE, 0);
        }
    }

    private void offer(Playout playout, long id, int unit) {
        if (noise != null) {
            noise.mix(frame);
        }
        playout.offer(frame, 0, id, unit);
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
