package io.parley.server.web;

import io.parley.agent.CallHandler;
import io.parley.agent.CallInfo;
import io.parley.agent.CallListener;
import io.parley.agent.Termination;
import io.parley.config.Limits;
import io.parley.config.Trunk;
import io.parley.media.AudioPort;
import io.parley.media.Crypto;
import io.parley.media.Direction;
import io.parley.media.MediaEngine;
import io.parley.media.OfferAnswer;
import io.parley.media.RtpSession;
import io.parley.media.SdpException;
import io.parley.sip.MediaLeg;
import io.parley.sip.OtherCalls;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call from a browser: an offer comes, the agent takes the call, the answer goes, DTLS makes the keys, and then it is
 * like any other. It cannot be held or sent elsewhere. Everything runs on the call's context but {@link #hangUpSoon}.
 */
final class WebCall implements MediaLeg {
    /** Name of the trunk in records and metrics. */
    static final String TRUNK = Trunk.BROWSER_NAME;
    /** From the answer to keys; ICE and handshake take a second or two. */
    static final Duration CONNECTING = Duration.ofSeconds(15);

    private static final Logger log = LoggerFactory.getLogger(WebCall.class);
    private static final int NOT_HERE = 501;

    private enum State {
        RINGING,
        CONNECTING,
        UP,
        OVER
    }

    private final Vertx vertx;
    private final OtherCalls.Line line;
    private final CallInfo info;
    private final Limits limits;
    private final Promise<String> answer = Promise.promise();
    private final Promise<Termination> end = Promise.promise();

    private State state = State.RINGING;
    private @Nullable RtpSession rtp;
    private OfferAnswer.@Nullable Answer agreed;
    private @Nullable CallListener listener;
    private long timer = -1;

    WebCall(Vertx vertx, OtherCalls.Line line, String number, Limits limits, Instant now) {
        this.vertx = vertx;
        this.line = line;
        this.limits = limits;
        this.info = new CallInfo(line.callId(), true, number, CallInfo.WITHHELD, null, TRUNK, now);
    }

    /** The offer was refused, with a status of HTTP. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refused(int status, String why) {
            super(why, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /**
     * Lets the call in, and has it answered. Any thread.
     *
     * @return completes with the answer; fails with {@link Refused}
     */
    Future<String> receive(String offer, CallHandler handler, MediaEngine media) {
        context().runOnContext(v -> guarded(() -> open(offer, handler, media)));
        return answer.future();
    }

    private void open(String offer, CallHandler handler, MediaEngine media) {
        int status = handler.admit(info);
        if (status != 0) {
            refuse(new Refused(status == 404 ? 404 : 503, "refused"));
            return;
        }
        try {
            RtpSession opened = media.open(line.address(), context());
            rtp = opened;
            agreed = OfferAnswer.answer(
                    offer,
                    new OfferAnswer.Local(
                            line.host(),
                            opened.localPort(),
                            line.sessionId(),
                            1,
                            Direction.SENDRECV,
                            Crypto.dtls(opened.dtls())),
                    false);
            opened.onInactivity(() -> guarded(() -> finish(Termination.mediaTimeout())));
            opened.onSecured(() -> guarded(this::connected));
        } catch (MediaEngine.PortsExhausted e) {
            refuse(new Refused(503, "no port is free"));
            return;
        } catch (SdpException e) {
            refuse(new Refused(e.status() == 488 ? 406 : 400, String.valueOf(e.getMessage())));
            return;
        }
        arm(limits.ringing(), Termination.rejected(408));
        log.info("call {} from a browser to {}", info.id(), info.number());
        handler.onCall(this);
    }

    /** Nobody knows of it yet. */
    private void refuse(Refused why) {
        state = State.OVER;
        release();
        answer.tryFail(why);
        end.tryComplete(Termination.rejected(why.status()));
    }

    private void connected() {
        if (state == State.CONNECTING) {
            state = State.UP;
            arm(limits.callLength(), Termination.tooLong());
            CallListener to = listener;
            if (to != null) {
                to.onAnswered();
            }
        }
    }

    private void arm(Duration after, Termination otherwise) {
        disarm();
        timer = vertx.setTimer(
                Math.max(1, after.toMillis()), fired -> context().runOnContext(v -> guarded(() -> finish(otherwise))));
    }

    private void disarm() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
    }

    private void finish(Termination why) {
        if (state == State.OVER) {
            return;
        }
        state = State.OVER;
        disarm();
        release();
        answer.tryFail(new Refused(why.sipCode() == 404 ? 404 : 503, why.toString()));
        CallListener to = listener;
        try {
            if (to != null) {
                to.onEnded(why);
            }
        } finally {
            end.tryComplete(why);
        }
    }

    private void release() {
        RtpSession opened = rtp;
        if (opened != null) {
            opened.close();
        }
        line.free().run();
    }

    private void guarded(Runnable job) {
        try {
            job.run();
        } catch (RuntimeException | Error e) {
            log.error("call {} has failed", info.id(), e);
            finish(Termination.serverError());
        }
    }

    private Context context() {
        return line.context();
    }

    /** Ends the call from elsewhere. Any thread. */
    void hangUpSoon(Termination why) {
        context().runOnContext(v -> guarded(() -> finish(why)));
    }

    /** How it ended, when it has. */
    Future<Termination> end() {
        return end.future();
    }

    // The leg, as the agent sees it.

    @Override
    public CallInfo info() {
        return info;
    }

    @Override
    public Executor executor() {
        return job -> context().runOnContext(v -> guarded(job));
    }

    @Override
    public AudioPort audio() {
        return media();
    }

    @Override
    public RtpSession media() {
        RtpSession opened = rtp;
        if (opened == null) {
            throw new IllegalStateException("a call has media before anybody knows of it");
        }
        return opened;
    }

    @Override
    public void listen(CallListener to) {
        listener = to;
    }

    @Override
    public void answer() {
        OfferAnswer.Answer description = agreed;
        if (state != State.RINGING || description == null) {
            return;
        }
        state = State.CONNECTING;
        RtpSession opened = media();
        opened.target(description.target());
        opened.announce();
        opened.start();
        arm(CONNECTING, Termination.noAck());
        answer.tryComplete(description.sdp());
    }

    @Override
    public void hangUp(Termination why) {
        finish(why);
    }

    @Override
    public Future<Integer> transfer(String target) {
        return Future.succeededFuture(NOT_HERE);
    }

    @Override
    public Future<Integer> replacing(MediaLeg consulted) {
        return Future.succeededFuture(NOT_HERE);
    }

    @Override
    public Future<Integer> hold(boolean on) {
        return Future.succeededFuture(NOT_HERE);
    }

    @Override
    public boolean isTransferable() {
        return false;
    }

    @Override
    public void sendDigits(String digits) {
        if (state != State.OVER) {
            media().sendDigits(digits);
        }
    }

    /** For whoever wants to know when it is up. */
    void whenOver(Consumer<Termination> then) {
        end.future().onSuccess(then::accept);
    }
}
