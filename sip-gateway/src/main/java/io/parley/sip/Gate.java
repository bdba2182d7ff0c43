package io.parley.sip;

import io.parley.config.Trunk;
import io.parley.config.Trunks;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides by the source alone, before anything is parsed, what may reach the stack. A source that may not call hears
 * nothing, not even a refusal: a scanner learns that nobody is here. Called on the stack's receiving threads.
 */
final class Gate {
    private static final Logger log = LoggerFactory.getLogger(Gate.class);
    private static final long LOG_AGAIN_NANOS = 60_000_000_000L;
    private static final int LOG_BURST = 5;

    /** A third of a second of work: whoever waits longer sends again anyway. */
    static final int MAX_WAITING = 4_000;

    private final Sources sources;
    private final GateLimits limits;
    private final SipCounters counters;
    private final LongSupplier nanos;
    private final Map<InetAddress, Guest> guests;
    private final Map<InetAddress, Integer> connected = new HashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private int connections;
    private final Bans bans;
    private final TokenBucket logLines;

    /** What is remembered of one source; forgetting it does no harm. */
    private static final class Guest {
        final TokenBucket messages;
        final TokenBucket flawAnswers;

        @Nullable
        Long lastLogged;

        Guest(GateLimits limits, long now) {
            messages = new TokenBucket(limits.messagesPerSecond(), limits.messagesPerSecond(), now);
            flawAnswers = new TokenBucket(limits.flawAnswersPerSecond(), limits.flawAnswersPerSecond(), now);
        }
    }

    Gate(Sources sources, GateLimits limits, SipCounters counters, LongSupplier nanos) {
        this.sources = sources;
        this.limits = limits;
        this.counters = counters;
        this.nanos = nanos;
        this.bans = new Bans(this::isPeer, nanos);
        this.logLines = new TokenBucket(1, LOG_BURST, nanos.getAsLong());
        this.guests = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<InetAddress, Guest> eldest) {
                return size() > limits.sources();
            }
        };
    }

    /** A trunk of the configuration: its address is easily forged, and its silence would be our loss. */
    boolean isPeer(InetAddress source) {
        Trunk trunk = sources.trunkOf(source);
        return trunk != null
                && !trunk.name().equals(Trunks.LOCAL.name())
                && !trunk.name().equals(Trunk.USERS_NAME);
    }

    Bans bans() {
        return bans;
    }

    boolean isBanned(InetAddress source) {
        boolean banned = bans.isBanned(source);
        if (banned) {
            counters.count(SipCounter.DROPPED_BANNED);
        }
        return banned;
    }

    @Nullable
    Trunk trunkOf(InetAddress source) {
        return sources.trunkOf(source);
    }

    /**
     * May this datagram go to the parser? Responses pass from anywhere, because a request of ours may have left for an
     * address that may not call; those that match no request are dropped later.
     */
    boolean admits(InetAddress source, byte[] bytes, int length) {
        if (isBanned(source)) {
            return false;
        }
        if (isBlank(bytes, length)) {
            counters.count(SipCounter.KEEP_ALIVES);
            return false;
        }
        if (!startsLikeAResponse(bytes, length) && sources.trunkOf(source) == null) {
            counters.count(SipCounter.DROPPED_SOURCE);
            logUnlisted(source);
            return false;
        }
        return admitsMessage(source);
    }

    /**
     * Takes a place for a datagram that waits for the parser: the stack's own queue has no end, and sources that can be
     * forged have no rate. Every true is followed by one {@link #parsed}.
     */
    boolean waits() {
        if (waiting.incrementAndGet() <= MAX_WAITING) {
            return true;
        }
        waiting.decrementAndGet();
        counters.count(SipCounter.DROPPED_OVERLOAD);
        return false;
    }

    /** A datagram waits no longer. */
    void parsed() {
        waiting.decrementAndGet();
    }

    /** Datagrams that wait now. */
    int waiting() {
        return waiting.get();
    }

    /** Is the source within its rate? */
    boolean admitsMessage(InetAddress source) {
        synchronized (guests) {
            if (guest(source).messages.take(nanos.getAsLong())) {
                return true;
            }
        }
        counters.count(SipCounter.DROPPED_RATE);
        return false;
    }

    /** May this source be told what is wrong with its malformed message? */
    boolean mayAnswerFlaw(InetAddress source) {
        synchronized (guests) {
            return guest(source).flawAnswers.take(nanos.getAsLong());
        }
    }

    /** May this source open one more TCP connection? Every true is followed by one {@link #closed}. */
    boolean admitsConnection(InetAddress source) {
        if (isBanned(source)) {
            return false;
        }
        if (sources.trunkOf(source) == null) {
            counters.count(SipCounter.DROPPED_SOURCE);
            logUnlisted(source);
            return false;
        }
        synchronized (connected) {
            int already = connected.getOrDefault(source, 0);
            if (connections < limits.connections() && already < limits.connectionsPerSource()) {
                connections++;
                connected.put(source, already + 1);
                return true;
            }
        }
        counters.count(SipCounter.CONNECTIONS_REFUSED);
        return false;
    }

    void closed(InetAddress source) {
        synchronized (connected) {
            connections--;
            connected.computeIfPresent(source, (s, n) -> n == 1 ? null : n - 1);
        }
    }

    /** Sources remembered now. */
    int guests() {
        synchronized (guests) {
            return guests.size();
        }
    }

    private Guest guest(InetAddress source) {
        return guests.computeIfAbsent(source, s -> new Guest(limits, nanos.getAsLong()));
    }

    /**
     * The administrator must be able to see why a telephone is not heard; neither a scanner nor a thousand forged
     * sources may fill the log.
     */
    private void logUnlisted(InetAddress source) {
        long now = nanos.getAsLong();
        synchronized (guests) {
            Guest guest = guest(source);
            if (guest.lastLogged != null && now - guest.lastLogged < LOG_AGAIN_NANOS) {
                return;
            }
            if (!logLines.take(now)) {
                return;
            }
            guest.lastLogged = now;
        }
        log.atWarn()
                .addKeyValue("event", "source.refused")
                .addKeyValue("source", LocalAddresses.text(source))
                .log("A message came from an address that may not call; add it to 'trunks' if it should");
    }

    private static boolean isBlank(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] != '\r' && bytes[i] != '\n' && bytes[i] != 0 && bytes[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    private static boolean startsLikeAResponse(byte[] bytes, int length) {
        return length > 4 && bytes[0] == 'S' && bytes[1] == 'I' && bytes[2] == 'P' && bytes[3] == '/';
    }
}
