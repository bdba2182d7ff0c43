package io.parley.agent;

import io.parley.agent.voice.Utterance;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Speech whose samples and words are known: every word sounds for the same time, every sample tells its own place. */
final class SpokenWords implements Utterance {
    private final int samplesPerWord;
    private final List<Unit> units = new ArrayList<>();
    private int available;
    private boolean done;

    private SpokenWords(String text, int samplesPerWord) {
        this.samplesPerWord = samplesPerWord;
        int at = 0;
        for (String word : text.split(" ")) {
            units.add(new Unit(word, at, at + word.length(), units.size() * samplesPerWord));
            at += word.length() + 1;
        }
    }

    /** All of it rendered. */
    static SpokenWords of(String text, int millisPerWord) {
        SpokenWords words = new SpokenWords(text, millisPerWord * 16);
        words.render(words.units.size() * millisPerWord);
        words.done = true;
        return words;
    }

    /** Nothing of it rendered yet. */
    static SpokenWords rendering(String text, int millisPerWord) {
        return new SpokenWords(text, millisPerWord * 16);
    }

    void render(int millis) {
        available = Math.min(units.size() * samplesPerWord, available + millis * 16);
        done = available == units.size() * samplesPerWord;
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
    public List<Unit> units() {
        return units;
    }

    @Override
    public int unitAt(int sample) {
        return Math.min(sample / samplesPerWord, units.size() - 1);
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
