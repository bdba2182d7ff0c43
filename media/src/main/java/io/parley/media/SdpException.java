package io.parley.media;

/** A session description that cannot be used; carries the SIP status that says so (400 or 488). */
public final class SdpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public SdpException(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
