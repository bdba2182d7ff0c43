package io.parley.sip;

import org.jspecify.annotations.Nullable;

/** The module's one exception: something that cannot be done, in words a person can act on. */
public class SipFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SipFault(String message) {
        super(message);
    }

    public SipFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
