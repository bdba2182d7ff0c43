package io.parley.server;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Sets up what is logged, and how. Lines go to standard error; standard output belongs to the commands. What ends a thread
 * is a line too: the SIP stack's threads, one for each TCP connection, end by exceptions that a stranger can provoke.
 */
public final class Logging {
    private static final Logger log = LoggerFactory.getLogger(Logging.class);

    /** What a line looks like. */
    public enum Form {
        TEXT("/logback.xml"),
        JSON("/logback-json.xml");

        private final String file;

        Form(String file) {
            this.file = file;
        }
    }

    private Logging() {}

    /** @param level of Parley's own lines; the libraries stay at warn */
    public static void set(Form form, Level level) {
        URL file = Objects.requireNonNull(Logging.class.getResource(form.file), form.file);
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        Thread.setDefaultUncaughtExceptionHandler(Logging::ended);
        context.reset();
        context.putProperty("parley.level", level.name());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(file);
        } catch (JoranException e) {
            throw new IllegalStateException(form.file + " ships with Parley and cannot be wrong", e);
        }
    }

    private static void ended(Thread thread, Throwable why) {
        log.warn("thread {} has ended: {}", thread.getName(), why.toString());
        log.debug("where thread {} ended", thread.getName(), why);
    }
}
