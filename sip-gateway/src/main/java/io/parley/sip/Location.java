package io.parley.sip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where users are (RFC 3261, section 10.3): in memory, until it expires. As many bindings as its limits say: of one user
 * the one refreshed longest ago makes room, of all users nobody. Any thread.
 */
final class Location {
    /**
     * One telephone of a user.
     *
     * @param contact its URI
     * @param q preference, 0 to 1000
     * @param from where its REGISTER came from, and where it is reached
     * @param path Path (RFC 3327), as Route carries it
     * @param until nanoseconds
     */
    record Bound(String contact, int q, Hop from, List<String> path, String callId, long cseq, long until) {
        Duration left(long now) {
            return Duration.ofNanos(until - now);
        }
    }

    /** A Contact of a REGISTER; an expiry of zero unbinds. */
    record Wish(String contact, int q, Duration expires) {}

    /** What became of a REGISTER: 200 and the bindings, or a refusal. */
    record Outcome(int status, List<Bound> bound) {}

    private final Map<String, LinkedHashMap<String, Bound>> users = new HashMap<>();
    private final int perUser;
    private final int most;
    private int count;

    Location(int perUser, int most) {
        this.perUser = perUser;
        this.most = most;
    }

    /**
     * Takes all wishes or none.
     *
     * @param user one that is configured: the map grows no further
     * @param cseq must be higher than that of the last REGISTER with its Call-ID
     */
    synchronized Outcome bind(
            String user, List<Wish> wishes, Hop from, List<String> path, String callId, long cseq, long now) {
        LinkedHashMap<String, Bound> own = users.computeIfAbsent(user, name -> new LinkedHashMap<>());
        forgetExpired(own, now);
        for (Wish wish : wishes) {
            Bound before = own.get(wish.contact());
            if (before != null && before.callId().equals(callId) && before.cseq() >= cseq) {
                return new Outcome(500, List.of());
            }
        }
        if (!hasRoom(own, wishes)) {
            users.values().forEach(each -> forgetExpired(each, now));
            if (!hasRoom(own, wishes)) {
                return new Outcome(503, List.of());
            }
        }
        for (Wish wish : wishes) {
            count -= own.remove(wish.contact()) == null ? 0 : 1;
            if (!wish.expires().isZero()) {
                long until = now + wish.expires().toNanos();
                own.put(wish.contact(), new Bound(wish.contact(), wish.q(), from, path, callId, cseq, until));
                count++;
            }
        }
        while (own.size() > perUser) {
            own.remove(own.keySet().iterator().next());
            count--;
        }
        return new Outcome(200, List.copyOf(own.values()));
    }

    private boolean hasRoom(LinkedHashMap<String, Bound> own, List<Wish> wishes) {
        long more = wishes.stream()
                .filter(wish -> !wish.expires().isZero() && !own.containsKey(wish.contact()))
                .count();
        return count - own.size() + Math.min(perUser, own.size() + more) <= most;
    }

    /** {@code Contact: *} (section 10.2.2). */
    synchronized Outcome unbindAll(String user, String callId, long cseq) {
        LinkedHashMap<String, Bound> own = users.getOrDefault(user, new LinkedHashMap<>());
        boolean late =
                own.values().stream().anyMatch(before -> before.callId().equals(callId) && before.cseq() >= cseq);
        if (late) {
            return new Outcome(500, List.of());
        }
        count -= own.size();
        own.clear();
        return new Outcome(200, List.of());
    }

    /** The preferred one first; of equals the one refreshed last. */
    synchronized List<Bound> of(String user, long now) {
        LinkedHashMap<String, Bound> own = users.get(user);
        if (own == null) {
            return List.of();
        }
        forgetExpired(own, now);
        List<Bound> found = new ArrayList<>(own.values());
        Collections.reverse(found);
        found.sort(Comparator.comparingInt(Bound::q).reversed());
        return found;
    }

    /** Whether a user is registered from just there. */
    synchronized boolean isFrom(String user, InetAddress address, int port, long now) {
        return of(user, now).stream()
                .anyMatch(bound ->
                        bound.from().port() == port && bound.from().address().equals(address));
    }

    /** The addresses from which somebody is registered. */
    synchronized Set<InetAddress> sources() {
        return users.values().stream()
                .flatMap(own -> own.values().stream())
                .map(bound -> bound.from().address())
                .collect(Collectors.toSet());
    }

    /** Whether somebody is registered from there, or from what Bans take for the same source. */
    synchronized boolean isAt(InetAddress address, long now) {
        return users.values().stream()
                .flatMap(own -> own.values().stream())
                .anyMatch(bound ->
                        bound.until() - now > 0 && Bans.isSame(bound.from().address(), address));
    }

    /** Bindings, those included that have expired and that nobody has asked for since. */
    synchronized int size() {
        return count;
    }

    private void forgetExpired(LinkedHashMap<String, Bound> own, long now) {
        int before = own.size();
        own.values().removeIf(bound -> bound.until() - now <= 0);
        count -= before - own.size();
    }

    /** The preferred telephone; null where there is none. */
    synchronized @Nullable Bound best(String user, long now) {
        List<Bound> found = of(user, now);
        return found.isEmpty() ? null : found.get(0);
    }
}
