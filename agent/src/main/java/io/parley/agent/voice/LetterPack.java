package io.parley.agent.voice;

import io.parley.models.Pack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pack that reads words no list knows (models/letters-en), opened, and the text to phones that asks it. Opened at the
 * start on a thread that may block, closed after the last text is read.
 */
public final class LetterPack implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LetterPack.class);

    private final @Nullable Pack pack;
    private final UnknownWords words;
    private final Map<Language, TextToPhones> readers = new ConcurrentHashMap<>();

    private LetterPack(@Nullable Pack pack, UnknownWords words) {
        this.pack = pack;
        this.words = words;
    }

    /**
     * Opens the pack; where there is no such folder, unknown words are read by rules.
     *
     * @throws io.parley.models.ModelException if the folder holds something else than its manifest says, or another pack
     */
    public static LetterPack open(Path folder) {
        if (!Files.isDirectory(folder)) {
            LOG.warn("{}: no such folder, words that no list knows are read by rules", folder);
            return new LetterPack(null, LetterRules.english());
        }
        Pack pack = Pack.open(folder);
        try {
            LetterModel model = new LetterModel(pack);
            return new LetterPack(pack, new LearnedWords(model::read, LetterRules.english()));
        } catch (RuntimeException e) {
            pack.close();
            throw e;
        }
    }

    /** American English, as {@link #of}. */
    public TextToPhones english() {
        return of(Language.EN_US);
    }

    /** The reader of a language, for any thread, as long as the pack is open; after that unknown words are read by rules. */
    public TextToPhones of(Language language) {
        return readers.computeIfAbsent(language, asked -> TextToPhones.of(asked, words));
    }

    @Override
    public void close() {
        if (pack != null) {
            pack.close();
        }
    }
}
