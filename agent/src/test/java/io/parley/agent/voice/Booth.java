package io.parley.agent.voice;

import io.parley.models.Pack;
import io.parley.testkit.Outside;
import java.nio.file.Path;

/** The pack's voices as the product runs them, on the thread that asks. */
final class Booth implements AutoCloseable {
    static final Path PACK = Outside.home().resolve("models/voice-en");

    private final Pack pack = Pack.open(PACK);
    private final LetterPack letters = LetterPack.open(PACK.resolveSibling("letters-en"));
    private final Jobs lane = new Jobs();
    private final OnnxVoice voice = new OnnxVoice(pack, letters::of, lane, new VoiceCounters(), () -> 0);

    /** A text, marked up or not, said to its end. */
    Utterance say(String voiceName, String text, Style style) {
        Utterance utterance = voice.as(Persona.named(voiceName)).speak(text, style);
        lane.runAll();
        return utterance;
    }

    /** The samples of it. */
    short[] said(String voiceName, String text, Style style) {
        return Utterances.samples(say(voiceName, text, style));
    }

    @Override
    public void close() {
        voice.close();
        letters.close();
        pack.close();
    }
}
