package io.parley.agent.voice;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unknown words read by a trained model, each once as long as it is remembered; by the rules where the model says nothing
 * or fails. A model that failed is not asked again. Safe on any thread, never throws.
 */
final class LearnedWords implements UnknownWords {
    /** Half a megabyte. Whoever calls can name new words without end: the least recently used are forgotten. */
    static final int MOST_WORDS = 4_096;

    private static final Logger LOG = LoggerFactory.getLogger(LearnedWords.class);

    private final UnknownWords model;
    private final UnknownWords rules;
    private final Map<String, String> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_WORDS;
        }
    };

    private volatile boolean failed;

    /** @param model may throw; what it returns gets the one primary stress that every word has */
    LearnedWords(UnknownWords model, UnknownWords rules) {
        this.model = model;
        this.rules = rules;
    }

    /** Words too long to be words go to the rules, and are not remembered. */
    @Override
    public String read(String lower) {
        if (failed || lower.length() > LetterModel.MOST_LETTERS) {
            return rules.read(lower);
        }
        String remembered = remembered(lower);
        if (remembered != null) {
            return remembered;
        }
        String phones = learned(lower);
        remember(lower, phones);
        return phones;
    }

    private String learned(String lower) {
        try {
            String phones = Phones.withOnePrimary(model.read(lower));
            return phones.isEmpty() ? rules.read(lower) : phones;
        } catch (RuntimeException e) {
            failed = true;
            LOG.warn("the letter-to-phone model failed, unknown words are read by rules from now on", e);
            return rules.read(lower);
        }
    }

    private synchronized @Nullable String remembered(String word) {
        return known.get(word);
    }

    private synchronized void remember(String word, String phones) {
        known.put(word, phones);
    }

    synchronized int size() {
        return known.size();
    }
}
