package io.parley.agent.voice;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Voices of the same pack behind each other: where one fails in the middle of an utterance, the next renders it again and
 * goes on from the same sample, so that the listener hears nothing of it. They must render a text alike. Safe on any thread
 * where they are.
 */
public final class RelayVoice implements Voice {
    private final List<Voice> voices;

    /** @param voices in the order in which they are asked; one may stand in it twice, to be tried again */
    public RelayVoice(List<? extends Voice> voices) {
        this.voices = List.copyOf(voices);
    }

    @Override
    public Utterance speak(String text, Style style) {
        return new Relay(text, style);
    }

    @Override
    public RelayVoice as(Persona persona) {
        return new RelayVoice(voices.stream().map(voice -> voice.as(persona)).toList());
    }

    /** An utterance that changes hands whenever somebody looks at it and finds that it has failed. */
    private final class Relay implements Utterance {
        private final String text;
        private final Style style;
        private int next = 1;
        /** What the utterances before this one had rendered; theirs until this one has come as far. */
        private @Nullable Utterance before;

        private Utterance now;
        private boolean cancelled;
        private @Nullable Runnable listener;

        Relay(String text, Style style) {
            this.text = text;
            this.style = style;
            this.now = voices.get(0).speak(text, style);
        }

        private synchronized Utterance now() {
            while (!cancelled && now.error() != null && next < voices.size()) {
                before = before != null && before.available() > now.available() ? before : now;
                now = voices.get(next++).speak(text, style);
                if (listener != null) {
                    now.onProgress(listener);
                }
            }
            return now;
        }

        private synchronized @Nullable Utterance before() {
            return before;
        }

        /** The one that has come further. */
        private Utterance further() {
            Utterance present = now();
            Utterance past = before();
            return past != null && past.available() > present.available() ? past : present;
        }

        @Override
        public int available() {
            return further().available();
        }

        @Override
        public boolean done() {
            return now().done();
        }

        @Override
        public @Nullable Throwable error() {
            return now().error();
        }

        @Override
        public int copy(int from, short[] destination, int offset, int n) {
            return further().copy(from, destination, offset, n);
        }

        @Override
        public Alignment alignment() {
            return further().alignment();
        }

        @Override
        public void cancel() {
            synchronized (this) {
                cancelled = true;
            }
            now().cancel();
        }

        @Override
        public void onProgress(Runnable to) {
            Utterance present;
            synchronized (this) {
                listener = Objects.requireNonNull(to);
                present = now;
            }
            present.onProgress(to);
        }
    }
}
