package io.parley.server.simulate;

import io.parley.agent.simulation.RememberingVoice;
import io.parley.agent.simulation.VirtualLane;
import io.parley.agent.voice.LetterPack;
import io.parley.agent.voice.OnnxVoice;
import io.parley.agent.voice.PackVoice;
import io.parley.agent.voice.Persona;
import io.parley.agent.voice.Style;
import io.parley.agent.voice.Utterance;
import io.parley.agent.voice.Voice;
import io.parley.agent.voice.VoiceCounters;
import io.parley.models.Pack;
import io.parley.server.Home;
import io.parley.server.ServerFault;
import java.util.List;

/**
 * The voice for whoever wants a whole sentence at once: renders on the thread that asks, and keeps what it has rendered, by
 * text and style. Used by one thread at a time.
 */
public final class CallerVoice implements AutoCloseable {
    private final OnnxVoice voice;
    private final Voice remembering;
    private final Runnable packs;

    private CallerVoice(OnnxVoice voice, RememberingVoice memory, Runnable packs) {
        this.voice = voice;
        this.remembering = memory.over(voice);
        this.packs = packs;
    }

    /** With models of its own. */
    public static CallerVoice open(Home home) {
        Pack pack = Pack.open(home.models("voice-en"));
        try {
            LetterPack letters = LetterPack.open(home.models("letters-en"));
            OnnxVoice voice =
                    new OnnxVoice(pack, letters::of, new VirtualLane(), new VoiceCounters(), System::nanoTime);
            return new CallerVoice(voice, new RememberingVoice(), () -> {
                letters.close();
                pack.close();
            });
        } catch (RuntimeException e) {
            pack.close();
            throw e;
        }
    }

    /** @param voice on a lane of its own thread or none; its models stay open as long as this */
    static CallerVoice of(OnnxVoice voice, RememberingVoice memory) {
        return new CallerVoice(voice, memory, () -> {});
    }

    /**
     * @return 16 kHz; empty where there is nothing to say
     * @throws ServerFault when the voice fails
     */
    public short[] say(String text, Style style) {
        return say(text, remembering.speak(text, style));
    }

    /**
     * The same by one of {@link #voices}.
     *
     * @throws ServerFault when the voice fails
     */
    public short[] say(String text, String voice, Style style) {
        return say(text, remembering.as(Persona.named(voice)).speak(text, style));
    }

    /** The pack's voices. */
    public List<PackVoice> voices() {
        return voice.voices();
    }

    private static short[] say(String text, Utterance utterance) {
        Throwable error = utterance.error();
        if (error != null) {
            throw new ServerFault("the voice failed at '" + text + "': " + error, error);
        }
        short[] pcm = new short[utterance.available()];
        utterance.copy(0, pcm, 0, pcm.length);
        return pcm;
    }

    @Override
    public void close() {
        voice.close();
        packs.run();
    }
}
