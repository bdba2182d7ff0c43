package io.parley.server;

import io.parley.config.ConfigException;
import io.parley.config.DialConfig;
import io.parley.config.ParleyConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has {@code dial} of the configuration take effect when its file is saved, so that calls can be stopped without a restart.
 * A file that is wrong changes nothing. Looked at on a thread that may block, one look at a time.
 */
final class DialWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DialWatch.class);
    static final long LOOK_MILLIS = 1_000;

    private final Path file;
    private final Consumer<DialConfig> apply;
    private final Consumer<String> tell;
    /** At first none, so that what was saved while the server started is seen. */
    private FileTime read = FileTime.fromMillis(0);

    private DialConfig served;

    /**
     * @param served what the file said when it was read
     * @param tell what is said to whoever runs the server
     */
    DialWatch(Path file, DialConfig served, Consumer<DialConfig> apply, Consumer<String> tell) {
        this.file = file;
        this.served = served;
        this.apply = apply;
        this.tell = tell;
    }

    synchronized void look() {
        FileTime now = saved();
        if (now.equals(read)) {
            return;
        }
        read = now;
        try {
            DialConfig said = ParleyConfig.load(file).dial();
            if (!said.equals(served)) {
                served = said;
                apply.accept(said);
                LOG.atInfo()
                        .addKeyValue("event", "dial.reloaded")
                        .addKeyValue("enabled", said.enabled())
                        .log("Other rules for whom agents call");
                tell.accept(said.enabled() ? "dial: from now on as it was saved." : "dial: nobody is called any more.");
            }
        } catch (ConfigException e) {
            LOG.atError().addKeyValue("event", "dial.kept").log("The configuration is wrong: {}", e.getMessage());
            tell.accept("dial stays as it was, until this is mended:\n" + e.getMessage());
        }
    }

    /** A file that is gone for a moment is being saved. */
    private FileTime saved() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return read;
        }
    }
}
