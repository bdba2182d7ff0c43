package io.parley.models.recogniser;

import io.parley.models.Pack;
import java.io.IOException;
import java.nio.file.Path;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;
import org.vosk.Recognizer;

/**
 * The pack {@code dictation-en}, opened: a Vosk model that its recognisers share (models/dictation-en/README.md). Opened
 * at the start, on a thread that may block; recognisers may be made on any thread.
 */
public final class VoskModel implements AutoCloseable {
    static final int SAMPLE_RATE = 16_000;

    private final Model model;

    private VoskModel(Model model) {
        this.model = model;
    }

    /**
     * Verifies and loads the pack, 125 MB outside the heap.
     *
     * @throws io.parley.models.ModelException naming the file that differs from the manifest
     * @throws RecogniserException where Vosk has no library for this system
     */
    public static VoskModel open(Path folder) {
        try (Pack pack = Pack.open(folder)) {
            LibVosk.setLogLevel(LogLevel.WARNINGS);
            return new VoskModel(new Model(pack.folder().toString()));
        } catch (IOException e) {
            throw new RecogniserException(folder + ": Vosk cannot load it: " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw new RecogniserException(
                    "Vosk has no library for " + System.getProperty("os.name") + " on " + System.getProperty("os.arch"),
                    e);
        }
    }

    /**
     * A recogniser of free speech. Takes some 80 ms; its first seconds of audio are slow.
     *
     * @throws RecogniserException if it cannot be had
     */
    public Recogniser recogniser() {
        try {
            Recognizer vosk = new Recognizer(model, SAMPLE_RATE);
            vosk.setWords(true);
            return new VoskRecogniser(vosk);
        } catch (IOException e) {
            throw new RecogniserException("Vosk gives no recogniser: " + e.getMessage(), e);
        }
    }

    /** When no recogniser is left. */
    @Override
    public void close() {
        model.close();
    }
}
