package io.parley.media;

import io.vertx.core.Context;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from a call's media to its listener: the media thread puts ticks and digits in, the call's context takes them
 * out in order. Never blocks either side.
 */
final class ContextLink extends Courier.Parcel implements CallMedia.Outlet {
    private static final Logger log = LoggerFactory.getLogger(ContextLink.class);
    /** Digits that may wait for the context; those beyond are dropped. */
    static final int MAX_DIGITS = 64;

    private final Context context;
    private final @Nullable Courier courier;
    private final MediaCounters counters;
    private final TickRing ticks = new TickRing();
    private final AudioTick opened = new AudioTick();

    private final char[] digits = new char[MAX_DIGITS];
    private final AtomicLong digitsIn = new AtomicLong();
    private final AtomicLong digitsOut = new AtomicLong();

    private volatile @Nullable AudioListener listener;
    private volatile @Nullable Runnable onInactivity;
    private volatile @Nullable Runnable onSecured;
    private volatile @Nullable Recording recording;
    private volatile boolean closed;
    private boolean complained;

    /** @param courier to the context's event loop, null when it has none */
    ContextLink(Context context, @Nullable Courier courier, MediaCounters counters) {
        super(context);
        this.context = context;
        this.courier = courier;
        this.counters = counters;
    }

    void listen(AudioListener to) {
        if (listener != null) {
            throw new IllegalStateException("this call's audio has a listener already");
        }
        listener = to;
    }

    void onInactivity(Runnable action) {
        onInactivity = action;
    }

    void onSecured(Runnable action) {
        onSecured = action;
    }

    void recordTo(@Nullable Recording to) {
        recording = to;
    }

    /** From now on nothing is delivered. */
    void close() {
        closed = true;
    }

    @Override
    public AudioTick next() {
        return ticks.next();
    }

    @Override
    public void publish() {
        if (!ticks.publish()) {
            counters.increment(MediaCounter.TICKS_DROPPED);
        }
        send();
    }

    @Override
    public void digit(char digit) {
        long at = digitsIn.get();
        if (at - digitsOut.get() < MAX_DIGITS) {
            digits[(int) (at % MAX_DIGITS)] = digit;
            digitsIn.setRelease(at + 1);
            send();
        }
    }

    private void send() {
        if (courier == null) {
            Courier.post(this);
        } else {
            courier.load(this);
        }
    }

    @Override
    public void inactive() {
        tell(onInactivity);
    }

    @Override
    public void secured() {
        tell(onSecured);
    }

    private void tell(@Nullable Runnable action) {
        if (action != null) {
            context.runOnContext(nothing -> {
                if (!closed) {
                    action.run();
                }
            });
        }
    }

    @Override
    public void record(AudioTick tick) {
        Recording to = recording;
        if (to != null) {
            to.add(tick);
        }
    }

    @Override
    void open() {
        AudioListener to = listener;
        while (digitsOut.get() < digitsIn.getAcquire()) {
            char digit = digits[(int) (digitsOut.get() % MAX_DIGITS)];
            digitsOut.setRelease(digitsOut.get() + 1);
            if (to != null && !closed) {
                tell(to, digit);
            }
        }
        while (ticks.poll(opened)) {
            if (to != null && !closed) {
                tell(to);
            }
        }
    }

    private void tell(AudioListener to, char digit) {
        try {
            to.onDigit(digit);
        } catch (RuntimeException | Error e) {
            complain(e);
        }
    }

    private void tell(AudioListener to) {
        try {
            to.onTick(opened);
        } catch (RuntimeException | Error e) {
            complain(e);
        }
    }

    /** The call goes on; the first exception of a call is logged, all are counted. */
    private void complain(Throwable e) {
        counters.increment(MediaCounter.LISTENER_ERRORS);
        if (!complained) {
            complained = true;
            log.error("a call's audio listener failed; the call goes on", e);
        }
    }
}
