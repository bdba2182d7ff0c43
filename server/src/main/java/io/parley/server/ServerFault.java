package io.parley.server;

/** The server cannot do what was asked of it; the message is one line that says why and what to do. */
public final class ServerFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServerFault(String message) {
        super(message);
    }

    public ServerFault(String message, Throwable cause) {
        super(message, cause);
    }
}
