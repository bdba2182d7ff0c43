package io.parley.agent.voice;

import java.nio.ByteBuffer;

/**
 * Reads a word no list knows, letter by letter, each by rules that look at up to four neighbours on either side.
 * training/lexicon/letters.py learns the rules from the lexicon and documents the file's format. Immutable.
 */
final class LetterRules implements UnknownWords {
    private static final int[] OFFSETS = {1, -1, 2, -2, 3, -3, 4, -4};
    private static final int LETTERS = 27;

    private final ByteBuffer data;
    private final String[] readings;
    private final int[] roots = new int[LETTERS];

    private LetterRules(ByteBuffer file) {
        data = file;
        readings = new String[file.get() & 255];
        for (int i = 0; i < readings.length; i++) {
            char[] reading = new char[file.get()];
            for (int j = 0; j < reading.length; j++) {
                reading[j] = file.getChar();
            }
            readings[i] = new String(reading);
        }
        int at = file.position();
        for (int letter = 0; letter < LETTERS; letter++) {
            roots[letter] = at;
            at = end(at);
        }
    }

    static LetterRules english() {
        return Holder.ENGLISH;
    }

    /** Read on first use, shared by all. */
    private static final class Holder {
        static final LetterRules ENGLISH = new LetterRules(Resource.read("letters-en.bin", "PLR1"));
    }

    /** Letters other than a to z and the apostrophe are passed over. */
    @Override
    public String read(String lowerCaseWord) {
        StringBuilder phones = new StringBuilder();
        for (int i = 0; i < lowerCaseWord.length(); i++) {
            int letter = code(lowerCaseWord, i);
            if (letter > 0) {
                phones.append(read(lowerCaseWord, i, roots[letter - 1]));
            }
        }
        return Phones.withOnePrimary(phones.toString());
    }

    private String read(String word, int position, int root) {
        int node = root;
        for (int offset : OFFSETS) {
            int branch = branch(node, code(word, position + offset));
            if (branch < 0) {
                break;
            }
            node = branch;
        }
        return readings[data.get(node) & 255];
    }

    private int branch(int node, int key) {
        int at = node + 2;
        for (int i = data.get(node + 1); i > 0; i--) {
            if (data.get(at) == key) {
                return at + 4;
            }
            at += 4 + (data.getInt(at) & 0xFFFFFF);
        }
        return -1;
    }

    private int end(int node) {
        int at = node + 2;
        for (int i = data.get(node + 1); i > 0; i--) {
            at += 4 + (data.getInt(at) & 0xFFFFFF);
        }
        return at;
    }

    /** 0 outside the word, 1 to 26 for a to z, 27 for the apostrophe, -1 for anything else. */
    private static int code(String word, int i) {
        if (i < 0 || i >= word.length()) {
            return 0;
        }
        char c = word.charAt(i);
        if (c == '\'') {
            return LETTERS;
        }
        return c >= 'a' && c <= 'z' ? c - 'a' + 1 : -1;
    }
}
