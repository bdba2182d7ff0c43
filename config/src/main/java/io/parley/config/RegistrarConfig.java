package io.parley.config;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Telephones that may register, and how. Without users nobody may.
 *
 * @param realm of the digest
 * @param addresses where they may register and call from; empty for loopback and private addresses
 * @param digests what is offered, the better first
 * @param calls what a call of theirs needs
 * @param minExpires shorter ones are refused with 423
 * @param maxExpires longer ones are shortened
 * @param perUser bindings of one user; the one refreshed longest ago makes room
 * @param bindings of all users
 * @param nat learn the source of their RTP from the first packets
 */
public record RegistrarConfig(
        List<UserSpec> users,
        String realm,
        List<String> addresses,
        List<Digest> digests,
        Calls calls,
        Duration minExpires,
        Duration maxExpires,
        int perUser,
        int bindings,
        boolean nat) {
    public static final int MAX_USERS = 10_000;
    static final String ONCE = "a name that no other user has";

    /** Hashes of RFC 8760. */
    public enum Digest {
        SHA_256,
        MD5
    }

    /** What a call of a user needs: the digest, or to come from where he is registered. */
    public enum Calls {
        DIGEST,
        REGISTERED
    }

    public static final RegistrarConfig NONE = of(List.of());

    public RegistrarConfig {
        users = List.copyOf(users);
        addresses = List.copyOf(addresses);
        digests = List.copyOf(digests);
        Rules rules = new Rules()
                .require(users.size() <= MAX_USERS, "users", users.size(), "at most " + MAX_USERS + " of them")
                .require(isRealm(realm), "registrar.realm", realm, "1 to 64 characters without quotes")
                .require(!digests.isEmpty(), "registrar.digests", null, "sha-256, md5 or both")
                .require(
                        minExpires.toSeconds() >= 1 && minExpires.compareTo(maxExpires) <= 0,
                        "registrar.min-expires",
                        minExpires,
                        "a second at least, and no more than max-expires")
                .require(
                        maxExpires.compareTo(Duration.ofDays(1)) <= 0,
                        "registrar.max-expires",
                        maxExpires,
                        "a day at most")
                .require(perUser >= 1 && perUser <= 50, "registrar.per-user", perUser, "a number from 1 to 50")
                .require(
                        bindings >= 1 && bindings <= 100_000,
                        "registrar.bindings",
                        bindings,
                        "a number from 1 to 100000");
        for (int i = 0; i < addresses.size(); i++) {
            try {
                Cidr.parse(addresses.get(i));
            } catch (BrokenRules e) {
                String at = "registrar.addresses[" + i + "]";
                e.broken().forEach(broken -> rules.require(false, at, broken.value(), broken.expected()));
            }
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < users.size(); i++) {
            String name = users.get(i).name();
            rules.require(names.add(name), "users[" + i + "].name", name, ONCE);
        }
        rules.check();
    }

    /** These users, and all else as it is unless it is written. */
    public static RegistrarConfig of(List<UserSpec> users) {
        return new RegistrarConfig(
                users,
                "parley",
                List.of(),
                List.of(Digest.MD5),
                Calls.DIGEST,
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                5,
                10_000,
                false);
    }

    private static boolean isRealm(String text) {
        return !text.isEmpty() && text.length() <= 64 && text.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\');
    }
}
