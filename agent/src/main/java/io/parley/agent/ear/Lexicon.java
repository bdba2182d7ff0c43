package io.parley.agent.ear;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Pronunciations of words, kept as the sorted bytes of the pack's file and searched by halving: 150,000 words cost four
 * megabytes instead of forty. Immutable, shared by all threads.
 */
public final class Lexicon {
    private final byte[] text;
    private final int[] lines;

    private Lexicon(byte[] text, int[] lines) {
        this.text = text;
        this.lines = lines;
    }

    /** Reads {@code lexicon.txt.gz}: a word and a pronunciation a line, sorted by bytes. */
    public static Lexicon load(Path gzip) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(gzip), 1 << 16)) {
            byte[] text = in.readAllBytes();
            Lexicon lexicon = new Lexicon(text, lineStarts(text));
            lexicon.checkSorted(gzip);
            return lexicon;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + gzip, e);
        }
    }

    /** Every pronunciation of a lower-case word, ARPAbet phones separated by spaces; empty when it is not known. */
    public List<String> pronunciations(String word) {
        byte[] key = (word + " ").getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = lines.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        List<String> found = new ArrayList<>(2);
        for (int i = low; i < lines.length && compare(i, key) == 0; i++) {
            int from = lines[i] + key.length;
            int to = i + 1 < lines.length ? lines[i + 1] - 1 : text.length;
            found.add(new String(text, from, to - from, StandardCharsets.UTF_8).strip());
        }
        return found;
    }

    public int size() {
        return lines.length;
    }

    /** Order of the line's first bytes against the key (a word and the space after it). */
    private int compare(int line, byte[] key) {
        int start = lines[line];
        return Arrays.compareUnsigned(text, start, Math.min(text.length, start + key.length), key, 0, key.length);
    }

    private void checkSorted(Path file) {
        for (int i = 1; i < lines.length; i++) {
            int order = Arrays.compareUnsigned(text, lines[i - 1], wordEnd(i - 1), text, lines[i], wordEnd(i));
            if (order > 0) {
                throw new IllegalStateException(file + ":" + (i + 1) + ": word out of order, expected bytewise order");
            }
        }
    }

    private int wordEnd(int line) {
        int end = lines[line];
        while (text[end] != ' ') {
            end++;
        }
        return end + 1;
    }

    private static int[] lineStarts(byte[] text) {
        int count = 0;
        for (byte b : text) {
            count += b == '\n' ? 1 : 0;
        }
        int[] starts = new int[count];
        int line = 0;
        int start = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                starts[line++] = start;
                start = i + 1;
            }
        }
        return starts;
    }
}
