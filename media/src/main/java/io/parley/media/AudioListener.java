package io.parley.media;

/** Receives a call's audio, on the call's context, in order. Must not block. */
public interface AudioListener {
    /** Every 20 ms while the call is up and not on hold. */
    void onTick(AudioTick tick);

    /** A DTMF digit ({@code 0-9 * # A-D}) was dialled; each press once (RFC 4733, section 2.5). */
    void onDigit(char digit);
}
