package io.parley.agent.phrases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.models.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Text to the tokens of BERT (WordPiece, uncased): words are taken apart into the longest pieces the vocabulary has.
 * Immutable.
 */
final class WordPiece {
    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}]+|[^\\s\\p{L}\\p{N}]");
    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");
    /** A longer word is unknown as a whole. */
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int first;
    private final int last;

    private WordPiece(Map<String, Integer> vocabulary, Path file) {
        this.vocabulary = vocabulary;
        unknown = special("[UNK]", file);
        first = special("[CLS]", file);
        last = special("[SEP]", file);
    }

    private int special(String token, Path file) {
        Integer id = vocabulary.get(token);
        if (id == null) {
            throw new ModelException(file + ": the vocabulary has no " + token);
        }
        return id;
    }

    /** Reads the {@code tokenizer.json} of a Hugging Face model. */
    static WordPiece load(Path file) {
        try {
            JsonNode model = new ObjectMapper().readTree(file.toFile()).path("model");
            Map<String, Integer> vocabulary = new HashMap<>();
            model.path("vocab")
                    .properties()
                    .forEach(e -> vocabulary.put(e.getKey(), e.getValue().asInt()));
            return new WordPiece(vocabulary, file);
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Tokens of a sentence, the marks of its beginning and its end included.
     *
     * @param most tokens; what is longer is cut
     */
    long[] tokens(String text, int most) {
        List<Integer> tokens = new ArrayList<>();
        tokens.add(first);
        String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        WORDS.matcher(plain).results().forEach(word -> tokens.addAll(pieces(word.group())));
        List<Integer> fitting = tokens.subList(0, Math.min(tokens.size(), most - 1));
        fitting.add(last);
        return fitting.stream().mapToLong(Integer::longValue).toArray();
    }

    private List<Integer> pieces(String word) {
        List<Integer> pieces = new ArrayList<>();
        int from = 0;
        while (from < word.length() && word.length() <= LONGEST_WORD) {
            int to = word.length();
            Integer piece = null;
            while (to > from && piece == null) {
                piece = vocabulary.get((from > 0 ? "##" : "") + word.substring(from, to));
                to -= piece == null ? 1 : 0;
            }
            if (piece == null) {
                return List.of(unknown);
            }
            pieces.add(piece);
            from = to;
        }
        return pieces.isEmpty() ? List.of(unknown) : pieces;
    }
}
