package io.parley.media;

import java.nio.file.Path;

/**
 * One call's RTP and RTCP. Methods may be called from any thread and take effect on the media thread at its next step;
 * the listener runs on the call's context.
 */
public final class RtpSession implements AudioPort, AutoCloseable {
    public int localPort() {
        throw new IllegalStateException("being written");
    }

    /** Sets or changes (re-INVITE) where to send and what is agreed. A held direction pauses ticks and the RTP timeout. */
    public void target(RtpTarget target) {
        throw new IllegalStateException("being written");
    }

    /** Begins the 20 ms steps: called at ACK, so that the greeting meets an open path. */
    public void start() {
        throw new IllegalStateException("being written");
    }

    /** Runs on the call's context when no RTP has come for the configured time while not on hold. Once. */
    public void onInactivity(Runnable action) {
        throw new IllegalStateException("being written");
    }

    @Override
    public void listen(AudioListener listener) {
        throw new IllegalStateException("being written");
    }

    @Override
    public Playout playout() {
        throw new IllegalStateException("being written");
    }

    /** Sends digits as RFC 4733 events of 100 ms, 100 ms apart; audio from the playout ring waits meanwhile. */
    public void sendDigits(String digits) {
        throw new IllegalStateException("being written");
    }

    /** Records both sides from now on: stereo WAV, left the caller, right the agent, aligned by RTP time. */
    public void record(Path file) {
        throw new IllegalStateException("being written");
    }

    public RtpStats stats() {
        throw new IllegalStateException("being written");
    }

    /** Sends RTCP BYE, frees the port to rest, finishes the recording. Ticks cease. */
    @Override
    public void close() {
        throw new IllegalStateException("being written");
    }
}
