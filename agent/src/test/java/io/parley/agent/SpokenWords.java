package io.parley.agent;

import io.parley.agent.voice.Alignment;
import io.parley.agent.voice.Clause;
import io.parley.agent.voice.Utterance;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Speech whose samples and words are known: every word sounds for the same time, every sample tells its own place. */
final class SpokenWords implements Utterance {
    private final int samplesPerWord;
    private final Alignment alignment;
    private final int words;
    private int available;
    private boolean done;

    private SpokenWords(String text, int samplesPerWord) {
        this.samplesPerWord = samplesPerWord;
        List<Clause.Word> said = new ArrayList<>();
        int[] unitOf = new int[text.length()];
        int[] starts = new int[text.length()];
        int at = 0;
        for (String word : text.split(" ")) {
            for (int i = at; i < Math.min(text.length(), at + word.length() + 1); i++) {
                unitOf[i] = said.size();
                starts[i] = said.size() * samplesPerWord + (i - at) * samplesPerWord / (word.length() + 1);
            }
            said.add(new Clause.Word(word, at, at + word.length()));
            at += word.length() + 1;
        }
        words = said.size();
        alignment = Alignment.NONE.with(new Clause(text, unitOf, said), 0, starts);
    }

    /** All of it rendered. */
    static SpokenWords of(String text, int millisPerWord) {
        SpokenWords words = new SpokenWords(text, millisPerWord * 16);
        words.render(words.words * millisPerWord);
        words.done = true;
        return words;
    }

    /** Nothing of it rendered yet. */
    static SpokenWords rendering(String text, int millisPerWord) {
        return new SpokenWords(text, millisPerWord * 16);
    }

    void render(int millis) {
        available = Math.min(words * samplesPerWord, available + millis * 16);
        done = available == words * samplesPerWord;
    }

    @Override
    public int available() {
        return available;
    }

    @Override
    public boolean done() {
        return done;
    }

    @Override
    public @Nullable Throwable error() {
        return null;
    }

    /** The sample's own 20 ms frame, counted from 1. */
    @Override
    public int copy(int from, short[] destination, int offset, int n) {
        int copied = Math.max(0, Math.min(n, available - from));
        for (int i = 0; i < copied; i++) {
            destination[offset + i] = (short) ((from + i) / 320 + 1);
        }
        return copied;
    }

    @Override
    public Alignment alignment() {
        return alignment;
    }

    @Override
    public void cancel() {
        done = true;
    }

    @Override
    public void onProgress(Runnable listener) {
        listener.run();
    }
}
