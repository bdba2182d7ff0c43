package io.parley.sip;

import gov.nist.javax.sip.message.SIPRequest;
import io.parley.config.RegistrarConfig;
import io.parley.config.UserSpec;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;

/**
 * Asks users for their passwords (RFC 3261, section 22; RFC 7616; RFC 8760). Who is not known hears what he would hear
 * with a wrong password, after the same work. On the stack's threads, before anything is allocated for a request.
 */
final class Doorkeeper {
    private final String realm;
    private final List<Digest> digests;
    private final Map<String, Map<Digest, String>> users;
    private final String nobody;
    private final Nonces nonces;
    private volatile @Nullable Bans bans;
    private final Penalties penalties = new Penalties();
    private final SipCounters counters;
    private final LongSupplier nanos;

    private Doorkeeper(
            RegistrarConfig config,
            Map<String, Map<Digest, String>> users,
            SipCounters counters,
            RandomGenerator random,
            LongSupplier nanos) {
        this.realm = config.realm();
        this.digests = config.digests().stream().map(Digest::of).toList();
        this.users = users;
        this.nobody = Long.toHexString(random.nextLong());
        this.nonces = new Nonces(random);
        this.counters = counters;
        this.nanos = nanos;
    }

    /** @throws SipFault naming the user and the place where there is no password */
    static Doorkeeper of(Peers peers, SipCounters counters, RandomGenerator random, LongSupplier nanos) {
        RegistrarConfig config = peers.registrar();
        Map<String, Map<Digest, String>> users = new HashMap<>();
        for (UserSpec user : config.users()) {
            try {
                users.put(user.name(), hashes(user, peers));
            } catch (IllegalArgumentException e) {
                throw new SipFault("user '" + user.name() + "': " + e.getMessage(), e);
            }
        }
        return new Doorkeeper(config, users, counters, random, nanos);
    }

    private static Map<Digest, String> hashes(UserSpec user, Peers peers) {
        Map<Digest, String> hashes = new EnumMap<>(Digest.class);
        if (user.ha1() != null) {
            hashes.put(user.ha1().length() == 32 ? Digest.MD5 : Digest.SHA_256, user.ha1());
        } else if (user.password() != null) {
            String password = peers.secrets().apply(user.password());
            for (Digest digest : Digest.values()) {
                hashes.put(digest, digest.ha1(user.name(), peers.registrar().realm(), password));
            }
        }
        return hashes;
    }

    /** Who has a fresh nonce of ours has heard us: its address is not forged. Once, since it can be said again by anybody. */
    private void wrong(InetAddress source, String nonce, Nonces.Verdict verdict) {
        Bans to = bans;
        if (to != null && verdict == Nonces.Verdict.GOOD && nonces.fail(nonce)) {
            to.strike(source, Bans.Reason.PASSWORDS);
        }
    }

    /** Who is told of wrong passwords from now on. */
    void bans(Bans to) {
        bans = to;
    }

    boolean knows(String user) {
        return users.containsKey(user);
    }

    /**
     * Why a request cannot be taken for what its user says, or null.
     *
     * @param as who it says it is: the user part of To in a REGISTER, of From in an INVITE
     */
    @Nullable
    Flaw refuse(SIPRequest request, @Nullable String as) {
        boolean proxy = !request.getMethod().equals("REGISTER");
        InetAddress source = request.getPeerPacketSourceAddress();
        AuthParams given = credentials(request, proxy ? "Proxy-Authorization" : "Authorization");
        if (given == null) {
            return challenge(proxy, source, false);
        }
        long now = nanos.getAsLong();
        Nonces.Verdict nonce = nonces.look(
                given.get("nonce", ""), source, Duration.ofNanos(now).toSeconds());
        if (penalties.excludes(source, given.get("username", ""), now)) {
            return new Flaw(403, "Forbidden", SipCounter.REFUSED_TOO_MANY_FAILURES, List.of(Answers.retryAfter(300)));
        }
        if (nonce == Nonces.Verdict.FORGED) {
            return challenge(proxy, source, false);
        }
        if (!isRight(given, request.getMethod())) {
            penalties.wrong(source, given.get("username", ""), now);
            counters.count(SipCounter.PASSWORDS_REFUSED);
            wrong(source, given.get("nonce", ""), nonce);
            return challenge(proxy, source, false);
        }
        if (nonce == Nonces.Verdict.STALE || !nonces.use(given.get("nonce", ""), count(given))) {
            return challenge(proxy, source, true);
        }
        boolean himself = given.get("username", "").equals(as) && concerns(given, request.getRequestURI());
        return himself ? null : new Flaw(403, "Forbidden", SipCounter.REFUSED_IDENTITY, List.of());
    }

    private @Nullable AuthParams credentials(SIPRequest request, String name) {
        for (String value : HeaderFields.values(request, name)) {
            AuthParams params = AuthParams.parse(value);
            if (params != null && params.isDigest() && realm.equals(params.get("realm"))) {
                return params;
            }
        }
        return null;
    }

    private boolean isRight(AuthParams given, String method) {
        Digest digest = Digest.of(given.get("algorithm"));
        if (digest == null
                || !digests.contains(digest)
                || !given.get("qop", "").equalsIgnoreCase("auth")
                || count(given) <= 0
                || given.get("cnonce") == null) {
            return false;
        }
        Map<Digest, String> known = users.get(given.get("username", ""));
        String ha1 = known == null ? null : known.get(digest);
        String expected = digest.response(
                ha1 == null ? nobody : ha1,
                given.get("nonce", ""),
                given.get("nc", ""),
                given.get("cnonce", ""),
                method,
                given.get("uri", ""));
        boolean same = MessageDigest.isEqual(bytes(expected), bytes(given.get("response", "")));
        return same && ha1 != null;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The nc; 0 where it is none. */
    private static long count(AuthParams given) {
        String nc = given.get("nc", "");
        return nc.matches("[0-9A-Fa-f]{8}") ? Long.parseLong(nc, 16) : 0;
    }

    /** The credentials were made for that number: who reads them on the way cannot dial another by them. */
    private static boolean concerns(AuthParams given, URI dialled) {
        String user = dialled instanceof SipURI sip ? sip.getUser() : null;
        String uri = given.get("uri", "");
        return user == null || uri.contains(":" + user + "@");
    }

    private Flaw challenge(boolean proxy, InetAddress source, boolean stale) {
        List<Header> headers = new ArrayList<>();
        String nonce = nonces.issue(source, Duration.ofNanos(nanos.getAsLong()).toSeconds());
        for (Digest digest : digests) {
            headers.add(new Header(
                    proxy ? "Proxy-Authenticate" : "WWW-Authenticate",
                    "Digest realm=\"" + realm + "\", nonce=\"" + nonce + "\", algorithm=" + digest.token
                            + ", qop=\"auth\"" + (stale ? ", stale=true" : "")));
        }
        return proxy
                ? new Flaw(407, "Proxy Authentication Required", SipCounter.CHALLENGED, headers)
                : new Flaw(401, "Unauthorized", SipCounter.CHALLENGED, headers);
    }
}
