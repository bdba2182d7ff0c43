package io.parley.media;

import io.parley.config.SrtpPolicy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Our part in agreeing on keys by session descriptions (RFC 4568), and by DTLS (RFC 5763). Keys go by encrypted signalling
 * alone: otherwise none is offered and none is taken. Fingerprints are no secrets, but whoever can change them on the way
 * can be in between: where encryption is required, they too must come by encrypted signalling.
 *
 * @param policy of the far end's trunk
 * @param secure the signalling is encrypted
 * @param keys ours, one for each suite and for this session alone; none where DTLS alone will do
 * @param dtls our side of DTLS; null where there is none
 */
public record Crypto(
        SrtpPolicy policy,
        boolean secure,
        Map<SrtpSuite, SrtpKey> keys,
        @Nullable DtlsLocal dtls) {
    /** Plain audio. */
    public static final Crypto NONE = new Crypto(SrtpPolicy.OFF, false, Map.of());

    static final String PLAIN = "RTP/AVP";
    static final String SECURE = "RTP/SAVP";

    public Crypto {
        keys = Map.copyOf(keys);
    }

    /** By session descriptions alone. */
    public Crypto(SrtpPolicy policy, boolean secure, Map<SrtpSuite, SrtpKey> keys) {
        this(policy, secure, keys, null);
    }

    /** By DTLS alone, for signalling that is as safe as our own. */
    public static Crypto dtls(DtlsLocal ours) {
        return new Crypto(SrtpPolicy.REQUIRED, true, Map.of(), ours);
    }

    /** Of nobody, to look at an offer with: what is taken by it is what would be. */
    static Crypto looking(SrtpPolicy policy, boolean secure) {
        Map<SrtpSuite, SrtpKey> keys = Stream.of(SrtpSuite.values())
                .collect(
                        Collectors.toMap(suite -> suite, suite -> new SrtpKey(suite, new byte[suite.materialBytes()])));
        return new Crypto(policy, secure, keys, new DtlsLocal("", new IceCredentials("", "")));
    }

    /** The same, by DTLS too. */
    public Crypto with(DtlsLocal ours) {
        return new Crypto(policy, secure, keys, ours);
    }

    /** @param random that nobody can foresee */
    public static Crypto fresh(SrtpPolicy policy, boolean secure, RandomGenerator random) {
        Map<SrtpSuite, SrtpKey> keys = new EnumMap<>(SrtpSuite.class);
        if (secure && policy != SrtpPolicy.OFF) {
            for (SrtpSuite suite : SrtpSuite.values()) {
                byte[] material = new byte[suite.materialBytes()];
                random.nextBytes(material);
                keys.put(suite, new SrtpKey(suite, material));
            }
        }
        return new Crypto(policy, secure, keys);
    }

    /** Whether keys may be agreed on. */
    boolean isPossible() {
        return secure && policy != SrtpPolicy.OFF && !keys.isEmpty();
    }

    /** Whether DTLS may be agreed on. */
    boolean takesDtls() {
        return dtls != null && (policy == SrtpPolicy.OPTIONAL || policy == SrtpPolicy.REQUIRED && secure);
    }

    boolean isRequired() {
        return policy == SrtpPolicy.REQUIRED;
    }

    /** The profile of our offers. */
    String profile(@Nullable RtpTarget current) {
        SrtpKeys agreed = current == null ? null : current.srtp();
        if (agreed != null) {
            return agreed.profile();
        }
        DtlsTarget handshake = current == null ? null : current.dtls();
        if (handshake != null) {
            return handshake.profile();
        }
        return isRequired() ? SECURE : PLAIN;
    }

    /** The lines of our offers: every suite, that in use first. A suite's tag is always the same. */
    String offered(@Nullable RtpTarget current) {
        if (!isPossible()) {
            return "";
        }
        SrtpKeys agreed = current == null ? null : current.srtp();
        SrtpSuite inUse = agreed == null ? null : agreed.ours().suite();
        StringBuilder lines = new StringBuilder();
        Stream.concat(Stream.ofNullable(inUse), Stream.of(SrtpSuite.values()).filter(suite -> suite != inUse))
                .forEach(suite -> lines.append(new CryptoLine(tag(suite), own(suite)).text()));
        return lines.toString();
    }

    private static int tag(SrtpSuite suite) {
        return suite.ordinal() + 1;
    }

    private SrtpKey own(SrtpSuite suite) {
        SrtpKey key = keys.get(suite);
        if (key == null) {
            throw new IllegalStateException("no key of ours for " + suite);
        }
        return key;
    }

    /** The line of an offer that we take: the first that we can; null for none. */
    @Nullable
    CryptoLine chosen(Sdp.Media offer) {
        return isPossible() ? CryptoLine.all(offer).stream().findFirst().orElse(null) : null;
    }

    /**
     * The line of an answer to {@link #offered}; null for none.
     *
     * @throws SdpException 488 for anything but one line with tag and suite of ours: who sends it means to encrypt
     */
    @Nullable
    CryptoLine accepted(Sdp.Media answer) {
        long found = CryptoLine.count(answer);
        if (found == 0 || !isPossible()) { // keys that nobody has offered theirs for encrypt nothing
            return null;
        }
        List<CryptoLine> lines = CryptoLine.all(answer);
        if (found == 1
                && lines.size() == 1
                && lines.get(0).tag() == tag(lines.get(0).key().suite())) {
            return lines.get(0);
        }
        throw new SdpException(
                488,
                "SDP: found an answer with " + found + " a=crypto line(s) that cannot be used,"
                        + " expected one, with tag and suite of a line of the offer");
    }

    SrtpKeys keys(CryptoLine theirs, String profile) {
        return new SrtpKeys(own(theirs.key().suite()), theirs.key(), profile);
    }

    /** The line of our answer to that one. */
    String answer(CryptoLine theirs) {
        return new CryptoLine(theirs.tag(), own(theirs.key().suite())).text();
    }
}
