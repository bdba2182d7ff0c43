package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.media.AudioListener;
import io.parley.media.AudioPort;
import io.parley.media.AudioTick;
import io.parley.media.Playout;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What of a call reaches its conversation. */
@Timeout(10)
class SupervisedLegTest {
    private final List<String> events = new ArrayList<>();
    private final Wire wire = new Wire();

    private final class Talk implements CallListener, AudioListener {
        @Override
        public void onProgress(int status, boolean audible) {
            events.add("progress " + status + " " + audible);
        }

        @Override
        public void onAnswered() {
            events.add("answered");
        }

        @Override
        public void onHold(boolean held) {}

        @Override
        public void onReplaced(CallInfo now) {
            events.add("replaced by " + now.caller());
        }

        @Override
        public void onEnded(Termination why) {}

        @Override
        public void onTick(AudioTick tick) {
            events.add("tick");
        }

        @Override
        public void onDigit(char digit) {}
    }

    /** A ringing tone, or a mailbox before it is answered, is not spoken to. */
    @Test
    void audioBeforeTheAnswerIsNoConversation() {
        Talk talk = new Talk();
        SupervisedLeg leg = new SupervisedLeg(wire, null, StockPhrases.NONE, new CallObserver() {});
        leg.listen((AudioListener) talk);
        leg.listen((CallListener) talk);
        AudioTick tick = new AudioTick();
        wire.call.onProgress(183, true);
        wire.sound.onTick(tick);
        wire.call.onAnswered();
        wire.sound.onTick(tick);
        wire.call.onReplaced(info("bob"));
        assertThat(events).containsExactly("progress 183 true", "answered", "tick", "replaced by bob");
    }

    private static CallInfo info(String caller) {
        return new CallInfo("id", false, "100", caller, null, "pbx", Instant.EPOCH);
    }

    private static final class Wire implements CallLeg, AudioPort {
        private CallListener call;
        private AudioListener sound;

        @Override
        public CallInfo info() {
            return SupervisedLegTest.info("ann");
        }

        @Override
        public Executor executor() {
            return Runnable::run;
        }

        @Override
        public AudioPort audio() {
            return this;
        }

        @Override
        public void listen(CallListener listener) {
            call = listener;
        }

        @Override
        public void listen(AudioListener listener) {
            sound = listener;
        }

        @Override
        public Playout playout() {
            throw new UnsupportedOperationException("nothing is said here");
        }

        @Override
        public void answer() {}

        @Override
        public void hangUp(Termination why) {}

        @Override
        public Future<Integer> transfer(String target) {
            return Future.succeededFuture(481);
        }

        @Override
        public void sendDigits(String digits) {}
    }
}
