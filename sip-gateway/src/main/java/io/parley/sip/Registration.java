package io.parley.sip;

import io.parley.sip.RegistrationAction.Arm;
import io.parley.sip.RegistrationAction.Done;
import io.parley.sip.RegistrationAction.Resolve;
import io.parley.sip.RegistrationAction.Send;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The life of one registration (RFC 3261, section 10.2): find servers, ask one, answer its challenge, refresh in time, go
 * to the next when it fails, wait longer after every round in which all have. Sends nothing and reads no clock: every
 * method takes the time and gives what is to be done. One thread at a time.
 */
final class Registration {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration SHORTEST_REFRESH = Duration.ofSeconds(1);
    private static final int MOST_STALE = 3;

    /** What it waits for. */
    private enum Phase {
        IDLE,
        RESOLVING,
        ASKING,
        WAITING,
        LEAVING,
        OVER
    }

    private final Credentials credentials;
    private final RegistrationTimes times;
    private final RandomGenerator random;

    private Phase phase = Phase.IDLE;
    private List<Hop> hops = List.of();
    private int at;
    private long attempt;
    private int challenged;
    private boolean longer;
    private int failures;
    private Duration asked;
    private @Nullable Challenge challenge;
    private int count;
    private boolean bound;
    private @Nullable Hop home;
    private @Nullable String realm;
    private long until;
    private List<String> serviceRoutes = List.of();
    private @Nullable String reason;

    /** @param asked the expiry to ask for */
    Registration(Credentials credentials, Duration asked, RegistrationTimes times, RandomGenerator random) {
        this.credentials = credentials;
        this.asked = asked;
        this.times = times;
        this.random = random;
    }

    List<RegistrationAction> start() {
        phase = Phase.RESOLVING;
        return List.of(new Resolve());
    }

    /** @param found in the order in which they are to be tried; empty when there are none */
    List<RegistrationAction> resolved(List<Hop> found, String problem) {
        if (phase != Phase.RESOLVING) {
            return List.of();
        }
        if (found.isEmpty()) {
            return hops.isEmpty() ? roundFailed(problem, null) : ask(); // what is known still may answer
        }
        if (!hops.isEmpty() && !hops.get(at).equals(found.get(0))) {
            challenge = null; // a nonce is its server's
        }
        hops = found;
        at = 0;
        return ask();
    }

    List<RegistrationAction> answered(RegistrationReply reply, long now) {
        if (reply.attempt() != attempt || phase != Phase.ASKING && phase != Phase.LEAVING) {
            return List.of();
        }
        if (reply.isChallenge() && reply.fromServer()) {
            return challenged(reply);
        }
        if (phase == Phase.LEAVING) {
            return over();
        }
        if (reply.isChallenge()) {
            return nextServer("a challenge came from elsewhere than the server", reply.retryAfter());
        }
        if (reply.status() / 100 == 2) {
            return bound(reply, now);
        }
        if (reply.status() == 423) {
            return tooBrief(reply);
        }
        String answer = describe(reply.status());
        return isFinal(reply.status())
                ? roundFailed(answer, reply.retryAfter())
                : nextServer(answer, reply.retryAfter());
    }

    private static String describe(int status) {
        return status == 0 ? "could not be sent" : status == 408 ? "no answer" : "answered " + status;
    }

    /** Another server of the same provider would say the same. */
    private static boolean isFinal(int status) {
        return status / 100 == 6 || status / 100 == 4 && status != 408 && status != 430 && status != 480;
    }

    private List<RegistrationAction> challenged(RegistrationReply reply) {
        Challenge fits =
                reply.challenges().stream().filter(credentials::fit).findFirst().orElse(null);
        boolean again = fits != null && (challenged == 0 || fits.stale() && challenged < MOST_STALE);
        if (fits != null && again) {
            challenge = fits;
            count = 0;
            challenged++;
            return send();
        }
        challenge = null;
        if (phase == Phase.LEAVING) {
            return over();
        }
        String why = fits == null ? "its challenge cannot be answered" : "user name or password refused";
        return roundFailed(why + " (" + reply.status() + ")", reply.retryAfter());
    }

    private List<RegistrationAction> tooBrief(RegistrationReply reply) {
        Duration least = reply.minExpires();
        if (longer || least == null || least.compareTo(asked) <= 0 || least.compareTo(LONGEST) > 0) {
            return roundFailed("answered 423 without an expiry that can be asked for", reply.retryAfter());
        }
        longer = true;
        asked = least;
        return send();
    }

    private List<RegistrationAction> bound(RegistrationReply reply, long now) {
        Duration granted = reply.granted() == null ? asked : reply.granted();
        if (granted.isZero()) {
            return nextServer("answered 200 and bound nothing", null);
        }
        phase = Phase.WAITING;
        bound = true;
        home = hops.get(at);
        until = now + granted.toNanos();
        serviceRoutes = reply.serviceRoutes();
        realm = challenge == null ? null : challenge.realm();
        failures = 0;
        reason = null;
        Duration refresh = scaled(granted, 0.5 + 0.4 * random.nextDouble());
        return List.of(new Arm(refresh.compareTo(SHORTEST_REFRESH) < 0 ? SHORTEST_REFRESH : refresh));
    }

    /** What was armed last is due. */
    List<RegistrationAction> fired(long now) {
        return switch (phase) {
            case ASKING -> nextServer("no answer", null);
            case LEAVING -> over();
            case WAITING -> isBound(now) && !hops.isEmpty() && at == 0 ? ask() : start(); // back to the first one
            default -> List.of();
        };
    }

    /** The way to the server is no more, so that calls would not come (RFC 5626, section 4.4). */
    List<RegistrationAction> lost(long now) {
        if (phase != Phase.WAITING || !isBound(now) || hops.isEmpty()) {
            return List.of();
        }
        bound = false;
        reason = "the connection broke";
        return ask();
    }

    /** Leaves, if there is anything to leave: the server that bound us last, though it may have answered no more. */
    List<RegistrationAction> stop(long now) {
        if (phase == Phase.LEAVING) {
            return List.of();
        }
        Hop asking = phase == Phase.ASKING ? hops.get(at) : null;
        Hop leaving = home != null && until - now > 0 ? home : asking;
        if (leaving == null) {
            return over();
        }
        if (hops.isEmpty() || !leaving.equals(hops.get(at))) {
            challenge = null;
        }
        hops = List.of(leaving);
        at = 0;
        phase = Phase.LEAVING;
        challenged = 0;
        return send();
    }

    private List<RegistrationAction> over() {
        phase = Phase.OVER;
        bound = false;
        home = null;
        return List.of(new Done());
    }

    private List<RegistrationAction> ask() {
        phase = Phase.ASKING;
        challenged = 0;
        longer = false;
        return send();
    }

    private List<RegistrationAction> send() {
        attempt++;
        count++;
        Duration expires = phase == Phase.LEAVING ? Duration.ZERO : asked;
        return List.of(new Send(attempt, hops.get(at), expires, challenge, count), new Arm(times.answer()));
    }

    private List<RegistrationAction> nextServer(String why, @Nullable Duration retryAfter) {
        challenge = null; // a nonce is its server's
        if (at + 1 >= hops.size()) {
            return roundFailed(why, retryAfter);
        }
        reason = why;
        at++;
        return ask();
    }

    private List<RegistrationAction> roundFailed(String why, @Nullable Duration retryAfter) {
        phase = Phase.WAITING;
        reason = why;
        hops = List.of(); // looked up anew; what is bound stays bound until it expires
        long limit = times.most().toNanos();
        long doubled = times.base().toNanos() << Math.min(failures, 20);
        failures++;
        Duration wait = Duration.ofNanos(doubled <= 0 ? limit : Math.min(limit, doubled));
        wait = scaled(wait, 0.5 + 0.5 * random.nextDouble());
        Duration wished = retryAfter == null ? Duration.ZERO : retryAfter;
        wished = wished.compareTo(times.most()) > 0 ? times.most() : wished;
        return List.of(new Arm(wished.compareTo(wait) > 0 ? wished : wait));
    }

    private static Duration scaled(Duration duration, double by) {
        return Duration.ofNanos((long) (duration.toNanos() * by));
    }

    boolean isBound(long now) {
        return bound && until - now > 0;
    }

    /** As {@code /metrics} and the console show it. */
    RegistrationStatus status(String trunk, long now) {
        boolean is = isBound(now);
        boolean failed = phase == Phase.WAITING && !is;
        RegistrationStatus.State state = is
                ? RegistrationStatus.State.REGISTERED
                : failed
                        ? RegistrationStatus.State.FAILED
                        : phase == Phase.OVER ? RegistrationStatus.State.OFF : RegistrationStatus.State.REGISTERING;
        String server = at < hops.size() ? hops.get(at).toString() : null;
        long seconds = is ? Duration.ofNanos(until - now).toSeconds() : 0;
        return new RegistrationStatus(trunk, state, reason, server, seconds);
    }

    /** The server in use; null while there is none. */
    @Nullable
    Hop server() {
        return at < hops.size() ? hops.get(at) : null;
    }

    /** For which the server that bound us last asked the password; null where it asked none. */
    @Nullable
    String realm() {
        return realm;
    }

    List<String> serviceRoutes() {
        return serviceRoutes;
    }
}
