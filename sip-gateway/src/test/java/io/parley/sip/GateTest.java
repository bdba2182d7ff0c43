package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Trunk;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is heard, by the source alone. */
@Timeout(20)
class GateTest {
    private static final byte[] REQUEST = "OPTIONS sip:a@b SIP/2.0\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RESPONSE = "SIP/2.0 200 OK\r\n".getBytes(StandardCharsets.US_ASCII);

    private final AtomicLong now = new AtomicLong();
    private final SipCounters counters = new SipCounters();

    @Test
    void hearsThisMachineAndPrivateAddressesWithoutTrunks() {
        Gate gate = gate(List.of());
        for (String near : List.of(
                "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "192.0.2.77")) {
            assertThat(admits(gate, near)).as(near).isTrue();
        }
    }

    @Test
    void isDeafToPublicAddressesWithoutTrunks() {
        Gate gate = gate(List.of());
        for (String far : List.of("203.0.113.5", "172.32.0.1", "11.0.0.1", "192.169.0.1", "8.8.8.8")) {
            assertThat(admits(gate, far)).as(far).isFalse();
        }
        assertThat(counters.get(SipCounter.DROPPED_SOURCE)).isEqualTo(5);
    }

    @Test
    void hearsOnlyTrunksWhenThereAreAny() {
        Gate gate = gate(List.of(new Trunk("carrier", List.of("203.0.113.0/29", "198.51.100.7"), false, 503)));
        assertThat(admits(gate, "203.0.113.7")).isTrue();
        assertThat(admits(gate, "203.0.113.8")).isFalse();
        assertThat(admits(gate, "198.51.100.7")).isTrue();
        assertThat(admits(gate, "127.0.0.1")).isFalse();
        assertThat(gate.trunkOf(address("203.0.113.1"))).extracting(Trunk::name).isEqualTo("carrier");
    }

    @Test
    void letsResponsesPassFromAnywhereBecauseWeMayHaveAsked() {
        assertThat(gate(List.of()).admits(address("203.0.113.5"), RESPONSE, RESPONSE.length))
                .isTrue();
    }

    @Test
    void swallowsKeepAlives() {
        byte[] blank = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(gate(List.of()).admits(address("127.0.0.1"), blank, blank.length))
                .isFalse();
        assertThat(counters.get(SipCounter.KEEP_ALIVES)).isOne();
    }

    @Test
    void dropsWhatASourceSendsBeyondItsRateAndHearsItAgainLater() {
        Gate gate = new Gate(Sources.of(List.of(), List.of()), limits(3, 1, 10, 10, 10), counters, now::get);
        assertThat(admits(gate, "127.0.0.1")).isTrue();
        assertThat(admits(gate, "127.0.0.1")).isTrue();
        assertThat(admits(gate, "127.0.0.1")).isTrue();
        assertThat(admits(gate, "127.0.0.1")).isFalse();
        assertThat(admits(gate, "127.0.0.2"))
                .as("another source has its own rate")
                .isTrue();
        now.addAndGet(1_000_000_000L);
        assertThat(admits(gate, "127.0.0.1")).isTrue();
        assertThat(counters.get(SipCounter.DROPPED_RATE)).isOne();
    }

    @Test
    void answersOnlySoManyMalformedMessagesOfOneSource() {
        Gate gate = new Gate(Sources.of(List.of(), List.of()), limits(100, 2, 10, 10, 10), counters, now::get);
        assertThat(gate.mayAnswerFlaw(address("10.0.0.1"))).isTrue();
        assertThat(gate.mayAnswerFlaw(address("10.0.0.1"))).isTrue();
        assertThat(gate.mayAnswerFlaw(address("10.0.0.1"))).isFalse();
    }

    @Test
    void remembersOnlySoManySources() {
        Gate gate = new Gate(Sources.anyone(), limits(100, 2, 50, 10, 10), counters, now::get);
        for (int i = 0; i < 10_000; i++) {
            admits(gate, "10." + (i >> 16 & 255) + "." + (i >> 8 & 255) + "." + (i & 255));
        }
        assertThat(gate.guests()).isEqualTo(50);
    }

    @Test
    void remembersOnlySoManySourcesThatMayNotCall() {
        Gate gate = new Gate(Sources.of(List.of(), List.of()), limits(100, 2, 50, 10, 10), counters, now::get);
        for (int i = 0; i < 1_000; i++) {
            admits(gate, "203.0." + (i >> 8) + "." + (i & 255));
        }
        assertThat(gate.guests()).isLessThanOrEqualTo(50);
    }

    @Test
    void letsOnlySoManyDatagramsWait() {
        Gate gate = gate(List.of());
        for (int i = 0; i < Gate.MAX_WAITING; i++) {
            assertThat(gate.waits()).isTrue();
        }
        assertThat(gate.waits()).isFalse();
        assertThat(gate.waits()).isFalse();
        assertThat(counters.get(SipCounter.DROPPED_OVERLOAD)).isEqualTo(2);
        gate.parsed();
        assertThat(gate.waits()).isTrue();
        assertThat(gate.waits()).isFalse();
    }

    @Test
    void limitsConnectionsOfOneSourceAndOfAll() {
        Gate gate = new Gate(Sources.of(List.of(), List.of()), limits(100, 2, 50, 3, 2), counters, now::get);
        InetAddress one = address("127.0.0.1");
        assertThat(gate.admitsConnection(one)).isTrue();
        assertThat(gate.admitsConnection(one)).isTrue();
        assertThat(gate.admitsConnection(one)).isFalse();
        assertThat(gate.admitsConnection(address("127.0.0.2"))).isTrue();
        assertThat(gate.admitsConnection(address("127.0.0.3")))
                .as("all are taken")
                .isFalse();
        gate.closed(one);
        assertThat(gate.admitsConnection(address("127.0.0.3"))).isTrue();
        assertThat(counters.get(SipCounter.CONNECTIONS_REFUSED)).isEqualTo(2);
    }

    private Gate gate(List<Trunk> trunks) {
        return new Gate(Sources.of(trunks, List.of(address("192.0.2.77"))), GateLimits.DEFAULT, counters, now::get);
    }

    private static GateLimits limits(int messages, int answers, int sources, int connections, int perSource) {
        GateLimits usual = GateLimits.DEFAULT;
        return new GateLimits(messages, answers, sources, connections, perSource, usual.idle(), usual.transactions());
    }

    private static boolean admits(Gate gate, String source) {
        return gate.admits(address(source), REQUEST, REQUEST.length);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
