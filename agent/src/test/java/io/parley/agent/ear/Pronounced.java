package io.parley.agent.ear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Log-likelihoods as the ear would give them for somebody who pronounces each phone clearly for some frames: the
 * densities of the phone that is said score 0, all others {@link #UNLIKELY}.
 */
final class Pronounced {
    static final float UNLIKELY = -6;
    static final int FRAMES_PER_PHONE = 3;

    private final ContextTree tree;
    private final Function<String, List<String>> lexicon;
    private final List<float[]> frames = new ArrayList<>();
    private int left = Phones.START;

    Pronounced(ContextTree tree, Function<String, List<String>> lexicon) {
        this.tree = tree;
        this.lexicon = lexicon;
    }

    /** Says words, each as its first pronunciation. */
    Pronounced say(String text) {
        for (String word : text.split(" ")) {
            for (int phone : Phones.ids(lexicon.apply(word).get(0))) {
                phone(phone, FRAMES_PER_PHONE);
            }
        }
        return this;
    }

    Pronounced silence(int count) {
        phone(Phones.SILENCE, count);
        return this;
    }

    /** Frames that favour nothing. */
    Pronounced mumble(int count) {
        for (int i = 0; i < count; i++) {
            frames.add(new float[EarModel.PDFS]);
        }
        return this;
    }

    private void phone(int phone, int count) {
        int tuple = tree.tuple(left, phone);
        for (int f = 0; f < count; f++) {
            float[] frame = new float[EarModel.PDFS];
            Arrays.fill(frame, UNLIKELY);
            frame[f == 0 ? tree.forwardPdf(tuple) : tree.selfPdf(tuple)] = 0;
            frames.add(frame);
        }
        left = phone;
    }

    List<float[]> frames() {
        return frames;
    }

    /** Lets a search hear everything said so far that it has not heard. */
    Search.Result heardBy(Search search) {
        Search.Scratch scratch = new Search.Scratch();
        while (search.frames() < frames.size()) {
            search.step(frames.get(search.frames()), 0, scratch);
        }
        return search.result();
    }
}
