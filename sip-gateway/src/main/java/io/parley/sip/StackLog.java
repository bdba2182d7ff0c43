package io.parley.sip;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stack's own complaints, at debug level and cut short: they quote whole messages, with the caller's number and the
 * session description, and a stranger can provoke them at will. Made by the stack by name; shared by every stack in the
 * process.
 */
public final class StackLog implements StackLogger {
    private static final Logger log = LoggerFactory.getLogger("io.parley.sip.stack");
    private static final int MAX_CHARS = 200;

    @Override
    public void logError(String message) {
        debug(message, null);
    }

    @Override
    public void logError(String message, Exception e) {
        debug(message, e);
    }

    @Override
    public void logFatalError(String message) {
        debug(message, null);
    }

    @Override
    public void logException(Throwable e) {
        debug("exception in the stack", e);
    }

    @Override
    public void logWarning(String message) {
        debug(message, null);
    }

    @Override
    public void logInfo(String message) {}

    @Override
    public void logDebug(String message) {}

    @Override
    public void logDebug(String message, Exception e) {}

    @Override
    public void logTrace(String message) {}

    @Override
    public void logStackTrace() {}

    @Override
    public void logStackTrace(int level) {}

    /** False keeps the stack from building texts that nobody reads. */
    @Override
    public boolean isLoggingEnabled() {
        return log.isDebugEnabled();
    }

    /** Never for debug and trace: the stack would print every message. */
    @Override
    public boolean isLoggingEnabled(int level) {
        return level <= TRACE_WARN && log.isDebugEnabled();
    }

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void disableLogging() {}

    @Override
    public void enableLogging() {}

    @Override
    public void setBuildTimeStamp(String timestamp) {}

    @Override
    public void setStackProperties(Properties properties) {}

    @Override
    public String getLoggerName() {
        return log.getName();
    }

    private static void debug(@Nullable String message, @Nullable Throwable cause) {
        if (log.isDebugEnabled()) {
            String text = String.valueOf(message);
            int end = text.indexOf('\n');
            end = Math.min(end < 0 ? text.length() : end, MAX_CHARS);
            log.debug(text.substring(0, end), cause);
        }
    }
}
