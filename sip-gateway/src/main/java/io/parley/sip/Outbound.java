package io.parley.sip;

import io.parley.agent.CallInfo;
import io.parley.agent.DialRefused;
import io.parley.config.DialCaps;
import io.parley.config.DialConfig;
import io.parley.config.DialConfig.Refusal;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom we call, at whose instance, and how often: every leg that leaves here is asked for here first, a transfer that the
 * far end will dial included. What no rule allows is not dialled. Any thread.
 */
class Outbound {
    private static final Logger log = LoggerFactory.getLogger(Outbound.class);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int SHOWN = 6;

    /** More calls than there are lines: nothing of a call that is up is forgotten. */
    static final int REMEMBERED = 50_000;

    private final TokenBucket logLines = new TokenBucket(1, 20, System.nanoTime());
    private final DialCounter counter;
    private final SipCounters counters;
    private final Function<CallInfo, @Nullable String> agents;
    private final Predicate<SipURI> ours;
    private final Set<String> busy = new HashSet<>();
    /** By their id those legs that were dialled for a call, as long as their permits last. */
    private final Map<String, Origin> origins = new ConcurrentHashMap<>();

    private final Map<String, Integer> caused = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };
    private volatile DialConfig rules;
    private volatile boolean stopped;

    /**
     * @param agents which agent has a call; null where none has
     * @param ours whether a URI is that of a user who registers with us
     */
    Outbound(
            Dialling dialling,
            SipCounters counters,
            Function<CallInfo, @Nullable String> agents,
            Predicate<SipURI> ours) {
        this.rules = dialling.rules();
        this.counter = dialling.counter();
        this.counters = counters;
        this.agents = agents;
        this.ours = ours;
    }

    /**
     * A leg that somebody wants.
     *
     * @param call for which; null where a program calls
     * @param trunk by which
     * @param address user part, or a whole URI
     * @param user whether it is a user who registers with us
     */
    record Wish(@Nullable CallInfo call, @Nullable String agent, String trunk, String address, boolean user) {
        /** The same by a trunk, where nobody's telephone is. */
        Wish outside() {
            return new Wish(call, agent, trunk, address, false);
        }
    }

    /** @param call id of the call that a leg was dialled for */
    private record Origin(String call, @Nullable String agent) {}

    /** A leg that may be dialled; nothing else is for the same call until it is over. */
    final class Permit {
        private final @Nullable CallInfo call;
        private final @Nullable String agent;
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile @Nullable String leg;

        Permit(@Nullable CallInfo call, @Nullable String agent) {
            this.call = call;
            this.agent = agent;
        }

        /** What that leg's far end asks for is, as long as it is there, asked for by the call that it was dialled for. */
        void places(CallInfo made) {
            if (call != null) {
                leg = made.id();
                origins.put(made.id(), new Origin(origin(call).call(), agent));
            }
        }

        /** The leg is over, or has come to nothing; once, however often it is called. */
        void release() {
            if (call != null && over.compareAndSet(false, true)) {
                synchronized (busy) {
                    busy.remove(call.id());
                }
                String made = leg;
                if (made != null) {
                    origins.remove(made);
                }
            }
        }
    }

    Wish wish(@Nullable CallInfo call, SipURI to, String trunk) {
        String user = to.getUser() == null ? "" : to.getUser();
        return new Wish(call, call == null ? null : origin(call).agent(), trunk, user, ours.test(to));
    }

    private Origin origin(CallInfo call) {
        Origin origin = origins.get(call.id());
        return origin == null ? new Origin(call.id(), agents.apply(call)) : origin;
    }

    /** Why that may not be dialled, by the rules alone; empty where it may. Counts and logs what may not. */
    Optional<Refusal> refusal(Wish wish) {
        Optional<Refusal> refusal = ruled(wish);
        refusal.ifPresent(why -> refused(wish, why));
        return refusal;
    }

    /** Whether it is a number, and none that may be dialled: a telephone may call itself by any name. */
    boolean isForeignNumber(Wish wish) {
        return switch (rules.plan().read(wish.address()).kind()) {
            case INTERNATIONAL, LOCAL, CODE -> refusal(wish).isPresent();
            case NAME, UNREADABLE -> false;
        };
    }

    /**
     * Whether an address that may be called leads to another number that may not: where a user is, is for his telephone to
     * say.
     */
    boolean leadsAstray(CallInfo call, SipURI asked, SipURI there) {
        return !Objects.equals(asked.getUser(), there.getUser()) && isForeignNumber(wish(call, there, call.trunk()));
    }

    private Optional<Refusal> ruled(Wish wish) {
        return stopped
                ? Optional.of(Refusal.SWITCHED_OFF)
                : rules.refusal(wish.address(), wish.user(), wish.agent(), wish.trunk());
    }

    /**
     * Asks for a leg and counts it.
     *
     * @return fails with {@link DialRefused}; what is given must be released
     */
    Future<Permit> permit(Wish wish) {
        Optional<Refusal> refusal = ruled(wish).or(() -> begun(wish));
        if (refusal.isPresent()) {
            return refused(wish, refusal.get());
        }
        Permit permit = new Permit(wish.call(), wish.agent());
        return Future.succeededFuture(caps(wish))
                .compose(counter::take)
                .compose(counted -> {
                    Optional<Refusal> late = counted ? ruled(wish) : Optional.of(Refusal.RATE_CAP);
                    return late.isPresent() ? refused(wish, late.get()) : Future.succeededFuture(permit);
                })
                .onFailure(e -> permit.release());
    }

    /** One leg for a call at a time, and so many in all. */
    private Optional<Refusal> begun(Wish wish) {
        if (wish.call() == null) {
            return Optional.empty();
        }
        String id = wish.call().id();
        synchronized (busy) {
            if (busy.contains(id)) {
                return Optional.of(Refusal.BUSY);
            }
            String origin = origin(wish.call()).call();
            int already = caused.getOrDefault(origin, 0);
            if (already >= rules.caps().perCall()) {
                return Optional.of(Refusal.CALL_CAP);
            }
            caused.put(origin, already + 1);
            busy.add(id);
            return Optional.empty();
        }
    }

    /** A telephone of our own costs nothing. */
    private List<DialCounter.Cap> caps(Wish wish) {
        if (wish.user()) {
            return List.of();
        }
        DialCaps caps = rules.caps();
        List<DialCounter.Cap> all = new ArrayList<>();
        add(all, "all", caps.all());
        add(all, "trunk:" + wish.trunk(), caps.trunk());
        if (wish.agent() != null) {
            add(all, "agent:" + wish.agent(), caps.agent());
        }
        return all;
    }

    private static void add(List<DialCounter.Cap> all, String key, DialCaps.Rate rate) {
        all.add(new DialCounter.Cap(key, rate.hour(), HOUR));
        all.add(new DialCounter.Cap(key, rate.day(), DAY));
    }

    private Future<Permit> refused(Wish wish, Refusal why) {
        counters.count(SipCounter.DIALS_REFUSED);
        if (mayLog()) {
            tell(wish, why);
        }
        return Future.failedFuture(new DialRefused(why));
    }

    /** Whoever provokes refusals may not fill the log. */
    private boolean mayLog() {
        synchronized (logLines) {
            return logLines.take(System.nanoTime());
        }
    }

    private static void tell(Wish wish, Refusal why) {
        log.atWarn()
                .addKeyValue("event", "dial.refused")
                .addKeyValue("call", wish.call() == null ? "" : wish.call().id())
                .addKeyValue("agent", String.valueOf(wish.agent()))
                .addKeyValue("trunk", wish.trunk())
                .addKeyValue("number", shown(wish.address()))
                .addKeyValue("reason", why.name().toLowerCase(Locale.ROOT))
                .log("Not dialled: {}", why.help());
    }

    /** Enough to know the country by, and not whose number it is. */
    private static String shown(String address) {
        String clean = address.replaceAll("[^A-Za-z0-9+*#%;=_.()-]", "?");
        return clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "...";
    }

    /** The longest that a leg may last. */
    Duration length() {
        return rules.caps().length();
    }

    /** Other rules, from now on. */
    void rules(DialConfig other) {
        rules = other;
    }

    /** Dials nothing any more, whatever the rules say, or what they say again. */
    void stop(boolean all) {
        stopped = all;
    }

    boolean isStopped() {
        return stopped || !rules.enabled();
    }

    /** Legs whose origin is remembered. */
    int legs() {
        return origins.size();
    }

    /** Calls that a leg is being dialled for, or is up for. */
    int busy() {
        synchronized (busy) {
            return busy.size();
        }
    }

    /** Of a telephone, which calls whomever its owner says. */
    static Outbound anyone() {
        DialCaps.Rate most = new DialCaps.Rate(0, 0);
        DialConfig rules = DialConfig.DEFAULT.within(new DialCaps(0, most, most, most, DAY));
        return new Outbound(Dialling.of(rules), new SipCounters(), call -> null, uri -> false) {
            @Override
            Future<Permit> permit(Wish wish) {
                return Future.succeededFuture(new Permit(null, null));
            }

            @Override
            Optional<Refusal> refusal(Wish wish) {
                return Optional.empty();
            }
        };
    }
}
