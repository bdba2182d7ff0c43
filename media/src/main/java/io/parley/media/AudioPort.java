package io.parley.media;

/** A call's audio as the conversation sees it, whatever carries it: RTP, a browser, a file, a test. */
public interface AudioPort {
    /** Sets who receives the call's ticks and digits; set once, before the first tick. */
    void listen(AudioListener listener);

    Playout playout();
}
