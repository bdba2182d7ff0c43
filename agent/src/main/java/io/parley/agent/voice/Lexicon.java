package io.parley.agent.voice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * 184,000 English words and their phones in two megabytes: sorted, front-coded, in blocks of sixteen, searched where they
 * lie. training/lexicon/build.py makes the file and documents its format. Immutable; a look-up takes about a microsecond
 * and is safe on any thread.
 */
final class Lexicon implements Words {
    private static final int BLOCK = 16;
    private static final int LONGEST = 128;

    private final byte[] data;
    private final char[] symbols;
    private final int words;
    private final int[] blocks;

    private Lexicon(ByteBuffer file) {
        data = file.array();
        symbols = new char[file.get()];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = file.getChar();
        }
        words = file.getInt();
        blocks = new int[file.getInt()];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = file.getInt();
        }
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] += file.position();
        }
    }

    static Lexicon english() {
        return Holder.ENGLISH;
    }

    /** Read on first use, shared by all. */
    private static final class Holder {
        static final Lexicon ENGLISH = new Lexicon(Resource.read("lexicon-en.bin", "PLX1"));
    }

    /** What British English says otherwise than {@link Accent}'s rules have it. */
    static Lexicon british() {
        return British.EXCEPTIONS;
    }

    private static final class British {
        static final Lexicon EXCEPTIONS = new Lexicon(Resource.read("lexicon-gb.bin", "PLX1"));
    }

    int size() {
        return words;
    }

    @Override
    public @Nullable String find(String word) {
        byte[] key = word.getBytes(StandardCharsets.ISO_8859_1);
        if (key.length == 0 || key.length >= LONGEST) {
            return null;
        }
        int low = 0;
        int high = blocks.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (compareHead(blocks[middle], key) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return scan(blocks[low], Math.min(BLOCK, words - low * BLOCK), key);
    }

    /** Compares the first word of a block, which stands there in full, with the key. */
    private int compareHead(int at, byte[] key) {
        int length = data[at] & 15;
        int start = at + 1;
        if (length == 15) {
            length = data[start++];
        }
        return Arrays.compareUnsigned(data, start, start + length, key, 0, key.length);
    }

    private @Nullable String scan(int start, int entries, byte[] key) {
        int at = start;
        byte[] word = new byte[LONGEST];
        char[] phones = new char[LONGEST];
        for (int entry = 0; entry < entries; entry++) {
            int shared = data[at] >> 4 & 15;
            int rest = data[at++] & 15;
            if (rest == 15) {
                rest = data[at++];
            }
            System.arraycopy(data, at, word, shared, rest);
            at += rest;
            int wordLength = shared + rest;
            shared = data[at] >> 4 & 15;
            rest = data[at++] & 15;
            if (rest == 15) {
                rest = data[at++];
            }
            for (int i = 0; i < rest; i++) {
                phones[shared + i] = symbols[data[at++]];
            }
            if (Arrays.equals(word, 0, wordLength, key, 0, key.length)) {
                return new String(phones, 0, shared + rest);
            }
        }
        return null;
    }
}
