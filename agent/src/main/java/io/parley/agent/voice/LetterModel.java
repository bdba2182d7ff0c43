package io.parley.agent.voice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.models.Binding;
import io.parley.models.Graph;
import io.parley.models.ModelException;
import io.parley.models.Pack;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The two graphs of a pack that reads letters (models/letters-en): one looks at the whole word, the other goes over its
 * letters and knows what those before were read as. Some hundred microseconds a letter at most, on the thread that asks;
 * any number of threads at once. Nothing is bound before the first word.
 */
final class LetterModel {
    /** Longer words are none. */
    static final int MOST_LETTERS = 32;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz'";
    private static final int CONTRACT = 1;

    private final Graph letters;
    private final Graph reader;
    private final int width;
    private final int stateSize;
    private final String[] labels;
    /** One for each thread that was ever busy at once. */
    private final Deque<Desk> desks = new ConcurrentLinkedDeque<>();

    /**
     * @param pack stays the caller's, and must be open as long as words are read
     * @throws ModelException if it is not such a pack
     */
    LetterModel(Pack pack) {
        if (pack.number("contract_version") != CONTRACT) {
            throw new ModelException(pack.folder().resolve("manifest.json") + ": contract_version: found "
                    + pack.number("contract_version") + ", expected " + CONTRACT);
        }
        letters = pack.graph("letters.onnx");
        reader = pack.graph("reader.onnx");
        width = pack.number("width");
        stateSize = pack.number("state");
        labels = labels(pack.file("labels.json"));
    }

    private static String[] labels(Path file) {
        try {
            List<String> labels = new ArrayList<>();
            for (JsonNode label : new ObjectMapper().readTree(file.toFile()).path("labels")) {
                labels.add(known(file, label.asText()));
            }
            if (labels.isEmpty()) {
                throw new ModelException(file + ": labels: found none, expected the readings of a letter");
            }
            return labels.toArray(String[]::new);
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static String known(Path file, String label) {
        for (char phone : label.toCharArray()) {
            if (VoicePack.PHONES.indexOf(phone) < 0) {
                throw new ModelException(
                        file + ": labels: found '" + label + "', expected phones of " + VoicePack.PHONES);
            }
        }
        return label;
    }

    /**
     * The likeliest phones of a word, stress as the model sees it; letters other than a to z and the apostrophe are passed
     * over, and so is what stands behind the {@value #MOST_LETTERS}nd.
     *
     * @return empty where no letter is left
     * @throws ModelException if a graph cannot be run
     * @throws IllegalStateException if the pack is closed
     */
    String read(String lower) {
        Desk desk = desks.poll();
        Desk taken = desk == null ? new Desk() : desk;
        try {
            return taken.read(lower);
        } finally {
            desks.push(taken);
        }
    }

    /** Buffers for one thread. Tensors live for a word only, so that nothing needs to be closed. */
    private final class Desk {
        private final LongBuffer codes = Buffers.longs(MOST_LETTERS);
        private final FloatBuffer hidden = Buffers.floats(MOST_LETTERS * width);
        private final FloatBuffer letter = Buffers.floats(width);
        private final LongBuffer before = Buffers.longs(1);
        private final FloatBuffer state = Buffers.floats(stateSize);
        private final FloatBuffer next = Buffers.floats(stateSize);
        private final FloatBuffer scores = Buffers.floats(labels.length);

        String read(String lower) {
            int n = encode(lower);
            if (n == 0) {
                return "";
            }
            try (Binding word = letters.bind();
                    Binding step = reader.bind()) {
                word.input("letters", codes, 1, n)
                        .output("hidden", hidden, 1, n, width)
                        .run();
                step.input("hidden", letter, 1, width)
                        .input("before", before, 1)
                        .input("state", state, 1, stateSize)
                        .output("scores", scores, 1, labels.length)
                        .output("next", next, 1, stateSize);
                return read(step, n);
            }
        }

        private int encode(String lower) {
            int n = 0;
            for (int i = 0; i < lower.length() && n < MOST_LETTERS; i++) {
                int code = ALPHABET.indexOf(lower.charAt(i)) + 1;
                if (code > 0) {
                    codes.put(n++, code);
                }
            }
            return n;
        }

        private String read(Binding step, int n) {
            StringBuilder phones = new StringBuilder();
            before.put(0, labels.length);
            state.put(0, new float[stateSize]);
            for (int i = 0; i < n; i++) {
                letter.put(0, hidden, i * width, width);
                step.run();
                int label = likeliest();
                phones.append(labels[label]);
                before.put(0, label);
                state.put(0, next, 0, stateSize);
            }
            return phones.toString();
        }

        private int likeliest() {
            int best = 0;
            for (int i = 1; i < labels.length; i++) {
                if (scores.get(i) > scores.get(best)) {
                    best = i;
                }
            }
            return best;
        }
    }
}
