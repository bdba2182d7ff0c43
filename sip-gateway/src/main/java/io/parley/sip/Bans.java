package io.parley.sip;

import io.parley.config.Cidr;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sources that are not heard for a time, because of what they have done: a minute first, twice as long each time, a day at
 * most. Anybody can write any address into a datagram, so only that counts of which the source is proven: what came by a
 * connection, and what has a nonce that we had sent there. Configured trunks are never banned, nor is an address where a user
 * is registered. A source is an IPv4 address, or 64 bits of IPv6. Any thread.
 */
final class Bans {
    private static final Logger security = LoggerFactory.getLogger("parley.security");

    /** Sources remembered; beyond it the one not heard from for longest is forgotten. */
    static final int SOURCES = 10_000;

    /** What a ban takes at once; one is forgiven each half minute. */
    static final int STRIKES = 30;

    static final Duration FIRST = Duration.ofMinutes(1);
    static final Duration LONGEST = Duration.ofDays(1);
    private static final long FORGIVEN_NANOS = Duration.ofSeconds(30).toNanos();

    private static final Set<String> SCANNERS = Set.of(
            "friendly-scanner",
            "friendly-request",
            "sipvicious",
            "sipcli",
            "sip-scan",
            "sipscan",
            "sundayddr",
            "pplsip",
            "iwar",
            "vaxsipuseragent",
            "sipptk",
            "smap");

    /** Why somebody is banned. */
    enum Reason {
        PASSWORDS(1),
        SCANNER(STRIKES),
        /** Telephones have faults. */
        MALFORMED(0.1);

        private final double weight;

        Reason(double weight) {
            this.weight = weight;
        }
    }

    /** @param seconds that are left */
    record Ban(String source, String reason, long seconds, int times) {}

    private static final class Record {
        double strikes;
        long struck;
        long until;
        int times;
        Reason reason = Reason.MALFORMED;

        boolean isBanned(long now) {
            return times > 0 && until - now > 0;
        }
    }

    private final Predicate<InetAddress> exempt;
    private volatile Predicate<InetAddress> spared = source -> false;
    private final LongSupplier nanos;
    private final Map<String, Record> records = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Record> eldest) {
            return size() > SOURCES;
        }
    };

    /** @param exempt who is never banned */
    Bans(Predicate<InetAddress> exempt, LongSupplier nanos) {
        this.exempt = exempt;
        this.nanos = nanos;
    }

    /** Who else is not banned; asked when a ban would begin, and for no strike before. */
    void spare(Predicate<InetAddress> others) {
        spared = others;
    }

    synchronized boolean isBanned(InetAddress source) {
        if (records.isEmpty()) {
            return false;
        }
        Record record = records.get(Cidr.subscriber(source));
        return record != null && record.isBanned(nanos.getAsLong());
    }

    /** A proven source has done something that one may do now and then. */
    void strike(InetAddress source, Reason reason) {
        strike(source, reason, reason.weight);
    }

    /** A proven source has done what nobody does who means well. */
    void ban(InetAddress source, Reason reason) {
        strike(source, reason, STRIKES);
    }

    private void strike(InetAddress source, Reason reason, double by) {
        if (exempt.test(source)) {
            return;
        }
        Ban begun = null;
        synchronized (this) {
            long now = nanos.getAsLong();
            Record record = records.computeIfAbsent(Cidr.subscriber(source), key -> new Record());
            if (record.isBanned(now)) {
                return;
            }
            if (record.times > 0 && now - record.until > LONGEST.toNanos()) {
                record.times = 0;
            }
            double forgiven = record.strikes == 0 ? 0 : (now - record.struck) / (double) FORGIVEN_NANOS;
            record.strikes = Math.max(0, record.strikes - forgiven) + by;
            record.struck = now;
            if (record.strikes >= STRIKES && spared.test(source)) {
                record.strikes = 0;
            } else if (record.strikes >= STRIKES) {
                begun = begin(source, record, reason, now);
            }
        }
        if (begun != null) {
            tell(begun);
        }
    }

    private static Ban begin(InetAddress source, Record record, Reason reason, long now) {
        Duration length = FIRST.multipliedBy(1L << Math.min(record.times, 16));
        Duration within = length.compareTo(LONGEST) > 0 ? LONGEST : length;
        record.strikes = 0;
        record.times++;
        record.reason = reason;
        record.until = now + within.toNanos();
        return new Ban(Cidr.subscriber(source), text(reason), within.toSeconds(), record.times);
    }

    private static void tell(Ban ban) {
        security.atWarn()
                .addKeyValue("type", "ban")
                .addKeyValue("source", ban.source())
                .addKeyValue("reason", ban.reason())
                .addKeyValue("seconds", ban.seconds())
                .addKeyValue("count", ban.times())
                .log("A source is not heard for a time");
    }

    private static String text(Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    /** Who is banned now. */
    synchronized List<Ban> list() {
        long now = nanos.getAsLong();
        return records.entrySet().stream()
                .filter(entry -> entry.getValue().isBanned(now))
                .map(entry -> ban(entry.getKey(), entry.getValue(), now))
                .toList();
    }

    private static Ban ban(String source, Record record, long now) {
        long seconds = Duration.ofNanos(record.until - now).toSeconds();
        return new Ban(source, text(record.reason), seconds, record.times);
    }

    /**
     * Hears a source again, and forgets what it has done.
     *
     * @param source as {@link #list} has it
     * @return whether it was banned
     */
    synchronized boolean lift(String source) {
        long now = nanos.getAsLong();
        Iterator<Map.Entry<String, Record>> all = records.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Record> entry = all.next();
            if (entry.getKey().equals(source)) {
                boolean banned = entry.getValue().isBanned(now);
                all.remove();
                return banned;
            }
        }
        return false;
    }

    /** Sources remembered now. */
    synchronized int size() {
        return records.size();
    }

    /** Whether they are one source. */
    static boolean isSame(InetAddress one, InetAddress other) {
        return Cidr.subscriber(one).equals(Cidr.subscriber(other));
    }

    /** A User-Agent whose first product looks for telephones to misuse, and is not even disguised. */
    static boolean isScanner(@Nullable String agent) {
        if (agent == null) {
            return false;
        }
        return SCANNERS.contains(agent.strip().split("[/\\s]", 2)[0].toLowerCase(Locale.ROOT));
    }
}
