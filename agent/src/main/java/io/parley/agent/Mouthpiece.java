package io.parley.agent;

import io.parley.agent.voice.Style;
import io.parley.agent.voice.Utterance;
import io.parley.agent.voice.Voice;
import java.util.concurrent.Executor;

/** A call's access to the voice of its lane: prompts from the cache, everything else rendered while it is spoken. */
final class Mouthpiece {
    private final Voice voice;
    private final Executor context;

    Mouthpiece(Voice voice, Executor context) {
        this.voice = voice;
        this.context = context;
    }

    Utterance speak(String text, Style style) {
        return voice.speak(text, style);
    }

    /** Runs something on the call's context whenever more of the audio is there. */
    void wake(Utterance audio, Runnable fill) {
        audio.onProgress(() -> context.execute(fill));
    }
}
