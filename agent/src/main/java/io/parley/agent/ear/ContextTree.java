package io.parley.agent.ear;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The ear's phonetic context tree, flattened: a phone after a left phone is one state with two densities (pdfs), one for
 * its first frame and one for further frames. All transitions have the same probability, so they are left out.
 */
public final class ContextTree {
    /** Ids below are silence and noise. */
    private static final int FIRST_PHONE = 11;

    private final short[] tupleOf = new short[Phones.COUNT * Phones.COUNT];
    private final short[] fallback = new short[Phones.COUNT * 5];
    private final int[] forwardPdf;
    private final int[] selfPdf;

    private ContextTree(int[] forwardPdf, int[] selfPdf) {
        this.forwardPdf = forwardPdf;
        this.selfPdf = selfPdf;
        Arrays.fill(tupleOf, (short) -1);
    }

    /** Reads {@code contexts.tsv} and {@code tuples.tsv} of a pack. */
    public static ContextTree load(Path pack) {
        int[][] tuples = table(pack.resolve("tuples.tsv"), 4);
        ContextTree tree = new ContextTree(column(tuples, 2), column(tuples, 3));
        int[][] votes = new int[Phones.COUNT * 5][];
        for (int[] row : table(pack.resolve("contexts.tsv"), 3)) {
            int left = row[0];
            int phone = row[1];
            tree.tupleOf[left * Phones.COUNT + phone] = (short) row[2];
            vote(votes, fallbackKey(Phones.position(left), phone), row[2], tuples.length);
            vote(votes, fallbackKey(-2, phone), row[2], tuples.length);
        }
        for (int key = 0; key < votes.length; key++) {
            tree.fallback[key] = (short) mostVoted(votes[key]);
        }
        tree.lendToSiblings();
        return tree;
    }

    /** A phone that never stood in some place of a word (a lone "n") gets what it has in another place. */
    private void lendToSiblings() {
        for (int phone = FIRST_PHONE; phone < Phones.COUNT; phone++) {
            int any = fallbackKey(-2, phone);
            int first = phone - Phones.position(phone);
            for (int sibling = first; fallback[any] < 0 && sibling < first + 4; sibling++) {
                fallback[any] = fallback[fallbackKey(-2, sibling)];
            }
        }
    }

    /**
     * The state of a phone after another. A pair the tree was never asked for gets the commonest state of the phone
     * after phones in the same word position, else of the phone, else of the phone in another place of a word.
     */
    public int tuple(int left, int phone) {
        int tuple = tupleOf[left * Phones.COUNT + phone];
        if (tuple >= 0) {
            return tuple;
        }
        int near = fallback[fallbackKey(Phones.position(left), phone)];
        return near >= 0 ? near : fallback[fallbackKey(-2, phone)];
    }

    /** Whether the tree knows this pair itself. */
    boolean has(int left, int phone) {
        return tupleOf[left * Phones.COUNT + phone] >= 0;
    }

    /** Column of the log-likelihoods that scores the first frame of a state. */
    public int forwardPdf(int tuple) {
        return forwardPdf[tuple];
    }

    /** Column that scores its further frames. */
    public int selfPdf(int tuple) {
        return selfPdf[tuple];
    }

    private static int fallbackKey(int leftPosition, int phone) {
        // Positions -1 (silence) to 3, and -2 for any, in five slots: silence shares the slot of "any".
        return phone * 5 + (leftPosition < 0 ? 4 : leftPosition);
    }

    private static void vote(int[][] votes, int key, int tuple, int tuples) {
        if (votes[key] == null) {
            votes[key] = new int[tuples];
        }
        votes[key][tuple]++;
    }

    private static int mostVoted(int[] votes) {
        if (votes == null) {
            return -1;
        }
        int best = 0;
        for (int i = 1; i < votes.length; i++) {
            best = votes[i] > votes[best] ? i : best;
        }
        return best;
    }

    private static int[] column(int[][] rows, int c) {
        return Arrays.stream(rows).mapToInt(r -> r[c]).toArray();
    }

    private static int[][] table(Path file, int columns) {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            return in.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> row(file, line, columns))
                    .toArray(int[][]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] row(Path file, String line, int columns) {
        int[] row = Arrays.stream(line.split("\t")).mapToInt(Integer::parseInt).toArray();
        if (row.length != columns) {
            throw new IllegalStateException(file + ": found '" + line + "', expected " + columns + " columns");
        }
        return row;
    }
}
