package io.parley.agent.simulation;

import io.parley.agent.voice.Alignment;
import io.parley.agent.voice.Persona;
import io.parley.agent.voice.Style;
import io.parley.agent.voice.Utterance;
import io.parley.agent.voice.Voice;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A voice that keeps whatever it has said and never renders a sentence twice: for callers who are nobody. What it gives is
 * the same whether it was kept or not, so no call sounds different for those before it. Safe on any thread.
 */
public final class RememberingVoice {
    /** Half an hour of speech, 32,000 bytes a second. */
    private static final long MOST_BYTES = 60_000_000;

    private record Sentence(Persona persona, String text, Style style) {}

    /** An utterance that is over. */
    private record Said(short[] pcm, Alignment alignment) {}

    private final Map<Sentence, Said> said = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** The same memory for a voice that renders while it is asked, such as one on a {@link VirtualLane}. */
    public Voice over(Voice voice) {
        return new Remembering(voice, Persona.named(""));
    }

    private final class Remembering implements Voice {
        private final Voice voice;
        private final Persona persona;

        Remembering(Voice voice, Persona persona) {
            this.voice = voice;
            this.persona = persona;
        }

        @Override
        public Utterance speak(String text, Style style) {
            return RememberingVoice.this.speak(voice, new Sentence(persona, text, style));
        }

        @Override
        public Voice as(Persona other) {
            return new Remembering(voice.as(other), other);
        }
    }

    private Utterance speak(Voice voice, Sentence sentence) {
        Said known = find(sentence);
        if (known != null) {
            return new Replay(known);
        }
        Utterance utterance = voice.speak(sentence.text, sentence.style);
        if (utterance.done() && utterance.error() == null) {
            short[] pcm = new short[utterance.available()];
            utterance.copy(0, pcm, 0, pcm.length);
            keep(sentence, new Said(pcm, utterance.alignment()));
        }
        return utterance;
    }

    private synchronized @Nullable Said find(Sentence sentence) {
        return said.get(sentence);
    }

    private synchronized void keep(Sentence sentence, Said what) {
        Said before = said.put(sentence, what);
        bytes += 2L * what.pcm.length - (before == null ? 0 : 2L * before.pcm.length);
        var eldest = said.values().iterator();
        while (bytes > MOST_BYTES && eldest.hasNext()) {
            bytes -= 2L * eldest.next().pcm.length;
            eldest.remove();
        }
    }

    private record Replay(Said said) implements Utterance {
        @Override
        public int available() {
            return said.pcm.length;
        }

        @Override
        public boolean done() {
            return true;
        }

        @Override
        public @Nullable Throwable error() {
            return null;
        }

        @Override
        public int copy(int from, short[] destination, int offset, int n) {
            int copied = Math.max(0, Math.min(n, said.pcm.length - from));
            System.arraycopy(said.pcm, from, destination, offset, copied);
            return copied;
        }

        @Override
        public Alignment alignment() {
            return said.alignment;
        }

        @Override
        public void cancel() {
            // It is over already.
        }

        @Override
        public void onProgress(Runnable listener) {
            listener.run();
        }
    }
}
