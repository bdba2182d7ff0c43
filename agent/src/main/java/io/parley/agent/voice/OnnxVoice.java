package io.parley.agent.voice;

import io.parley.models.Pack;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A voice of a pack (models/voice-en), rendered piece by piece on an executor's threads. The work of an utterance is a
 * job that does one step and hands itself back, so that the steps of all calls take turns; the first audio is that of
 * {@link Rendering#FIRST_CHUNK} frames.
 */
public final class OnnxVoice implements Voice, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxVoice.class);

    private final Rendering rendering;
    private final PackVoice speaker;
    private final Persona persona;

    /** The pack's first voice, reading every language by one front. */
    public OnnxVoice(Pack pack, TextToPhones front, Executor lane, VoiceCounters counters, LongSupplier nanos) {
        this(pack, language -> front, lane, counters, nanos);
    }

    /**
     * The pack's first voice.
     *
     * @param pack stays the caller's, and must be open as long as the voice speaks
     * @param fronts who reads a text, by the language of its speaker
     * @param lane runs the rendering; it must queue jobs, not run them on the thread that hands them in
     * @param nanos monotonic clock
     * @throws io.parley.models.ModelException if the pack keeps another contract than this code
     */
    public OnnxVoice(
            Pack pack,
            Function<Language, TextToPhones> fronts,
            Executor lane,
            VoiceCounters counters,
            LongSupplier nanos) {
        this(pack, fronts, lane, counters, nanos, Noise::seeded, Mouth.CHUNK);
    }

    /** With another noise, and another size of chunk, up to {@link Mouth#CHUNK} frames. */
    OnnxVoice(
            Pack pack,
            Function<Language, TextToPhones> fronts,
            Executor lane,
            VoiceCounters counters,
            LongSupplier nanos,
            Supplier<Noise> noise,
            int chunk) {
        this(new Rendering(new VoicePack(pack), fronts, lane, counters, nanos, noise, chunk));
    }

    private OnnxVoice(Rendering rendering) {
        this(
                rendering,
                rendering.pack().voices().get(0),
                Persona.named(rendering.pack().voices().get(0).name()));
    }

    private OnnxVoice(Rendering rendering, PackVoice speaker, Persona persona) {
        this.rendering = rendering;
        this.speaker = speaker;
        this.persona = persona;
    }

    /** The voices that {@link #as} knows; at least one. */
    public List<PackVoice> voices() {
        return rendering.pack().voices();
    }

    @Override
    public OnnxVoice as(Persona other) {
        for (PackVoice voice : voices()) {
            if (voice.name().equals(other.voice())) {
                return new OnnxVoice(rendering, voice, other);
            }
        }
        PackVoice first = voices().get(0);
        LOG.warn("voice '{}' is unknown, the pack has {}: {} speaks", other.voice(), voices(), first.name());
        return new OnnxVoice(rendering, first, other);
    }

    @Override
    public Utterance speak(String text, Style style) {
        return speak(Script.of(text), style);
    }

    Utterance speak(Script script, Style style) {
        return new Speech(rendering, speaker, persona, script, style).start();
    }

    Rendering rendering() {
        return rendering;
    }

    VoiceCounters counters() {
        return rendering.counters();
    }

    /** Closes it for all its voices; utterances under way end with an error. */
    @Override
    public void close() {
        rendering.close();
    }
}
