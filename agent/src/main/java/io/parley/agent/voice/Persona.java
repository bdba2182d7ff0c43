package io.parley.agent.voice;

import io.parley.config.AgentSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Who speaks for an agent: a voice of the pack by its name, and the deployer's own pronunciations. Made once for an agent;
 * its readers are made when they are first asked for. Safe on any thread.
 */
public final class Persona {
    private final String voice;
    private final Map<String, String> pronounce;
    private final Map<Language, TextToPhones> fronts = new ConcurrentHashMap<>();

    /**
     * @param voice one of {@link PackVoice#name}; an unknown one is the pack's first voice, with a warning in the log
     * @param pronounce as {@link TextToPhones#with} takes it
     */
    public Persona(String voice, Map<String, String> pronounce) {
        this.voice = voice;
        this.pronounce = Map.copyOf(pronounce);
    }

    /** Who speaks for an agent. */
    public static Persona of(AgentSpec agent) {
        return new Persona(agent.voice().name(), agent.pronounce());
    }

    /** A voice that reads every word as it is listed. */
    public static Persona named(String voice) {
        return new Persona(voice, Map.of());
    }

    public String voice() {
        return voice;
    }

    /** The reader of a language, of those that read for everybody. */
    TextToPhones front(Language language, Function<Language, TextToPhones> shared) {
        return fronts.computeIfAbsent(language, of -> shared.apply(of).with(pronounce));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Persona that && voice.equals(that.voice) && pronounce.equals(that.pronounce);
    }

    @Override
    public int hashCode() {
        return 31 * voice.hashCode() + pronounce.hashCode();
    }
}
