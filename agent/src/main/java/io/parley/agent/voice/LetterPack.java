package io.parley.agent.voice;

import io.parley.models.Pack;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private final TextToPhones english;

    private LetterPack(@Nullable Pack pack, TextToPhones english) {
        this.pack = pack;
        this.english = english;
    }

    /**
     * Opens the pack; where there is no such folder, unknown words are read by rules.
     *
     * @throws io.parley.models.ModelException if the folder holds something else than its manifest says, or another pack
     */
    public static LetterPack open(Path folder) {
        if (!Files.isDirectory(folder)) {
            LOG.warn("{}: no such folder, words that no list knows are read by rules", folder);
            return new LetterPack(null, TextToPhones.english());
        }
        Pack pack = Pack.open(folder);
        try {
            return new LetterPack(pack, TextToPhones.english(pack));
        } catch (RuntimeException e) {
            pack.close();
            throw e;
        }
    }

    /** American English, for any thread, as long as the pack is open; after that by rules. */
    public TextToPhones english() {
        return english;
    }

    @Override
    public void close() {
        if (pack != null) {
            pack.close();
        }
    }
}
