package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import io.parley.config.RegistrarConfig;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Which wrong passwords ban the address that they seem to come from. */
class DoorkeeperTest {
    private static final InetAddress HERE = LocalAddresses.literal("192.0.2.1");
    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]*)\"");

    private long now = 1;
    private final Peers peers = RegistrarIT.peers(RegistrarConfig.Calls.DIGEST, RegistrarConfig.Digest.MD5);
    private final Doorkeeper door = Doorkeeper.of(peers, new SipCounters(), new SplittableRandom(1), () -> now);
    private final Bans bans = new Bans(source -> false, () -> now);
    private final Registrar registrar = new Registrar(peers.registrar(), door, List.of(), null, at -> false, () -> now);

    DoorkeeperTest() {
        registrar.bans(bans);
    }

    private Flaw asks(String lines) {
        String text = "REGISTER sip:parley SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\n"
                + "From: <sip:ann@parley>;tag=1\r\nTo: <sip:ann@parley>\r\nCall-ID: 1\r\nCSeq: 1 REGISTER\r\n"
                + "Max-Forwards: 70\r\n" + lines + "Content-Length: 0\r\n\r\n";
        try {
            SIPRequest request = (SIPRequest)
                    new StringMsgParser().parseSIPMessage(text.getBytes(StandardCharsets.US_ASCII), true, false, null);
            request.setPeerPacketSourceAddress(HERE);
            return door.refuse(request, "ann");
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private String nonce() {
        Matcher found = NONCE.matcher(asks("").headers().get(0).value());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private int tries(String user, String nonce) {
        return asks("Authorization: Digest username=\"" + user + "\", realm=\"parley\", nonce=\"" + nonce
                        + "\", uri=\"sip:parley\", response=\"0\", qop=auth, nc=00000001, cnonce=\"c\"\r\n")
                .status();
    }

    @Test
    void whoGuessesThePasswordsOfManyIsBanned() {
        for (int i = 0; i < Bans.STRIKES; i++) {
            assertThat(bans.isBanned(HERE)).isFalse();
            tries("user" + i, nonce());
        }
        assertThat(bans.isBanned(HERE)).isTrue();
    }

    /** Whoever got a challenge there once could say it again from anywhere, with that address in the datagram. */
    @Test
    void oneNonceProvesAnAddressOnceAndNotForEver() {
        String nonce = nonce();
        List<String> old = java.util.stream.Stream.generate(this::nonce)
                .limit(2 * Bans.STRIKES)
                .toList();
        for (int i = 0; i < 2 * Bans.STRIKES; i++) {
            tries("user" + i, nonce);
        }
        assertThat(bans.isBanned(HERE)).isFalse();
        now += Nonces.LIFE.plusSeconds(1).toNanos();
        for (int i = 0; i < 2 * Bans.STRIKES; i++) {
            tries("other" + i, old.get(i));
        }
        assertThat(bans.isBanned(HERE)).isFalse();
    }

    /** It shuts itself out, and not all who are behind the same NAT. */
    @Test
    void oneTelephoneWithAnOldPasswordBansNobody() {
        for (int i = 0; i < 10 * Bans.STRIKES; i++) {
            assertThat(tries("ann", nonce())).isEqualTo(i < Penalties.BURST ? 401 : 403);
        }
        assertThat(bans.isBanned(HERE)).isFalse();
    }

    @Test
    void whereAUserIsNobodyIsBannedUntilHeIsGone() {
        Hop from = new Hop(HERE, 5060, "udp");
        Location.Wish wish = new Location.Wish("sip:ann@10.0.2.3", 1_000, Duration.ofMinutes(1));
        registrar.location().bind("ann", List.of(wish), from, List.of(), "c", 1, now);
        bans.ban(HERE, Bans.Reason.SCANNER);
        assertThat(bans.isBanned(HERE)).isFalse();
        bans.ban(LocalAddresses.literal("192.0.2.2"), Bans.Reason.SCANNER);
        assertThat(bans.list()).extracting(Bans.Ban::source).containsExactly("192.0.2.2");
        now += Duration.ofMinutes(1).toNanos();
        bans.ban(HERE, Bans.Reason.SCANNER);
        assertThat(bans.isBanned(HERE)).isTrue();
    }
}
