package io.parley.server.bench;

import io.parley.agent.voice.Style;
import io.parley.agent.voice.Utterance;
import io.parley.agent.voice.Voice;
import io.parley.media.Audio;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call in which an agent talks without end: a frame every 20 ms, and the next sentence when one has been played. As in
 * real calls it plays from the first frame that is there; a frame that is not rendered when its time comes is late, and all
 * that follow wait for it. Confined to the pacing thread.
 */
final class TalkingCall {
    private final Voice voice;
    private final Supplier<String> sentences;
    private final LongSupplier nanos;
    private @Nullable Utterance now;
    /** First sample of the next frame. */
    private int next;

    /** @param nanos monotonic clock */
    TalkingCall(Voice voice, Supplier<String> sentences, LongSupplier nanos) {
        this.voice = voice;
        this.sentences = sentences;
        this.nanos = nanos;
    }

    /** Plays what is due; called every 20 ms. */
    void step(VoiceTally tally) {
        Utterance said = now;
        if (said == null || !play(said, tally)) {
            begin(tally);
        }
    }

    /** @return false where the sentence is over */
    private boolean play(Utterance said, VoiceTally tally) {
        boolean whole = said.done();
        int ready = said.available() - next;
        if (ready >= Audio.FRAME_SAMPLES || whole && ready > 0) {
            tally.frames++;
            next += Audio.FRAME_SAMPLES;
        } else if (!whole && next > 0) {
            tally.frames++;
            tally.late++;
        }
        return !whole || next < said.available();
    }

    private void begin(VoiceTally tally) {
        tally.sentences++;
        next = 0;
        long asked = nanos.getAsLong();
        Utterance said = Objects.requireNonNull(voice.speak(sentences.get(), Style.NEUTRAL));
        now = said;
        FirstSound.of(said, asked, nanos, tally::rendered);
    }

    void end() {
        Utterance said = now;
        if (said != null) {
            said.cancel();
        }
    }
}
