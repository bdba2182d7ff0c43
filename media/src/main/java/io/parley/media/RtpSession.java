package io.parley.media;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One call's RTP and RTCP. Methods may be called from any thread and take effect on the media thread at its next step;
 * the listener runs on the call's context.
 */
public final class RtpSession implements AudioPort, AutoCloseable {
    private final MediaEngine engine;
    private final CallMedia call;
    private final SocketPair sockets;
    private final ContextLink link;
    private final Playout playout;
    private final SessionFigures figures;
    private final DtlsLocal dtls;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean announced;
    private volatile boolean encrypted;
    private volatile @Nullable Recording recording;

    /** Media thread only. */
    private MediaLoop.@Nullable Steps steps;

    RtpSession(
            MediaEngine engine,
            CallMedia call,
            SocketPair sockets,
            ContextLink link,
            Playout playout,
            SessionFigures figures,
            DtlsLocal dtls) {
        this.engine = engine;
        this.call = call;
        this.sockets = sockets;
        this.link = link;
        this.playout = playout;
        this.figures = figures;
        this.dtls = dtls;
    }

    /** Our side of DTLS in this call, for its session descriptions. */
    public DtlsLocal dtls() {
        return dtls;
    }

    /** Runs on the call's context when DTLS has led to keys, with every handshake. */
    public void onSecured(Runnable action) {
        link.onSecured(action);
    }

    public int localPort() {
        return sockets.port;
    }

    /** Our description is about to go out: from now on somebody may send to the port, also when the call has ended. */
    public void announce() {
        announced = true;
    }

    boolean isAnnounced() {
        return announced;
    }

    /** Sets or changes (re-INVITE) where to send and what is agreed. A held direction pauses ticks and the RTP timeout. */
    public void target(RtpTarget target) {
        encrypted = target.isEncrypted();
        MediaLoop loop = engine.loop();
        loop.execute(() -> call.target(target, loop.now()));
    }

    /** Another telephone takes the place of the far end; before the {@link #target} that it agrees on. */
    public void anew() {
        engine.loop().execute(call::anew);
    }

    /** Whether what is agreed is SRTP. */
    public boolean isEncrypted() {
        return encrypted;
    }

    /**
     * Begins the 20 ms steps: called at ACK, so that the greeting meets an open path, and before it for early media. From
     * the last time it is called, silence counts.
     */
    public void start() {
        MediaLoop loop = engine.loop();
        loop.execute(() -> {
            if (!closed.get()) {
                call.start(loop.now());
                steps = steps == null ? loop.begin(call) : steps;
            }
        });
    }

    /** Runs on the call's context when no RTP has come for the configured time while not on hold. Once. */
    public void onInactivity(Runnable action) {
        link.onInactivity(action);
    }

    @Override
    public void listen(AudioListener listener) {
        link.listen(listener);
    }

    @Override
    public Playout playout() {
        return playout;
    }

    /**
     * Sends digits as RFC 4733 events of 100 ms, 100 ms apart, or as tones where the far end knows no events; audio from
     * the playout ring waits meanwhile.
     *
     * @param digits {@code 0-9 * # A-D}; at most {@value DtmfSender#MAX_WAITING} may wait to be sent
     * @throws IllegalArgumentException for anything else
     */
    public void sendDigits(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (JitsiDtmf.DIGITS.indexOf(Character.toUpperCase(digits.charAt(i))) < 0) {
                throw new IllegalArgumentException(
                        "digit " + (i + 1) + " of " + digits.length() + ", expected only 0-9, *, # and A-D");
            }
        }
        if (digits.length() > DtmfSender.MAX_WAITING) {
            throw new IllegalArgumentException(
                    digits.length() + " digits, expected at most " + DtmfSender.MAX_WAITING + " at once");
        }
        engine.loop().execute(() -> call.sendDigits(digits));
    }

    /**
     * Records both sides from now on: stereo WAV, 16 kHz, left the caller, right the agent, aligned by RTP time. The file
     * is written by another thread; where that fails the recording ends and is logged and counted, and the call goes on.
     *
     * @throws IllegalStateException when the call is being recorded already
     */
    public void record(Path file) {
        if (recording != null) {
            throw new IllegalStateException("this call is being recorded already");
        }
        Recording started = engine.recorder().start(file);
        recording = started;
        link.recordTo(started);
    }

    /** Ends the recording before the call's end; nothing where there is none. */
    public void stopRecording() {
        Recording ended = recording;
        recording = null;
        if (ended != null) {
            engine.loop().execute(() -> {
                link.recordTo(null);
                ended.end();
            });
        }
    }

    /** The call's figures, now or as they were when it ended. */
    public RtpStats stats() {
        return figures.snapshot(isEncrypted());
    }

    /** Sends RTCP BYE, frees the port to rest, finishes the recording. Ticks cease. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        link.close();
        MediaLoop loop = engine.loop();
        loop.execute(() -> {
            call.close(loop.now());
            if (steps != null) {
                steps.end();
            }
            link.recordTo(null);
            Recording ended = recording;
            if (ended != null) {
                ended.end();
            }
            engine.rest(this, sockets);
        });
    }
}
