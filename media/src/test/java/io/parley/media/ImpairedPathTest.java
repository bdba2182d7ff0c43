package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class ImpairedPathTest {
    private static final long MILLI = 1_000_000;
    private static final int SENT = 50_000;

    /** Number of the packet, and how long it took, in nanoseconds. */
    private record Arrival(int packet, long nanos) {}

    @Test
    void aGoodPathDeliversEverythingAtOnce() {
        List<Arrival> arrivals = send("loss=0%", 1);

        assertThat(arrivals).hasSize(SENT).allMatch(arrival -> arrival.nanos == 0);
        assertThat(arrivals).isSortedAccordingTo((a, b) -> Integer.compare(a.packet, b.packet));
    }

    @ParameterizedTest(name = "{0} in bursts of {1}")
    @CsvSource({"0.01, 1", "0.05, 1", "0.10, 1", "0.01, 3", "0.05, 3", "0.10, 5"})
    void losesWhatItIsToldToInBurstsOfTheLengthItIsToldTo(double loss, double burst) {
        List<Arrival> arrivals = send("loss=" + 100 * loss + "%,burst=" + burst, 1);

        assertThat(1 - arrivals.size() / (double) SENT).isCloseTo(loss, within(0.1 * loss));
        int gaps = 0;
        for (int i = 1; i < arrivals.size(); i++) {
            gaps += arrivals.get(i).packet - arrivals.get(i - 1).packet > 1 ? 1 : 0;
        }
        // Independent losses follow each other now and then, too.
        double expected = burst == 1 ? 1 / (1 - loss) : burst;
        assertThat((SENT - arrivals.size()) / (double) gaps).isCloseTo(expected, within(0.1 * expected));
    }

    @Test
    void jitterSpreadsEvenlyAboutTheDelay() {
        List<Arrival> arrivals = send("delay=60ms,jitter=40ms", 1);

        assertThat(arrivals).hasSize(SENT);
        assertThat(arrivals.stream().mapToLong(Arrival::nanos).min().orElse(0)).isBetween(20 * MILLI, 21 * MILLI);
        assertThat(arrivals.stream().mapToLong(Arrival::nanos).max().orElse(0)).isBetween(99 * MILLI, 100 * MILLI);
        assertThat(arrivals.stream().mapToLong(Arrival::nanos).average().orElse(0))
                .isCloseTo(60 * MILLI, within((double) MILLI));
    }

    @Test
    void noPacketComesBeforeItWasSent() {
        assertThat(send("jitter=40ms", 1)).allMatch(arrival -> arrival.nanos >= 0);
    }

    @Test
    void heldBackPacketsAreOvertaken() {
        List<Arrival> arrivals = send("reorder=2%", 1);

        int overtaken = 0;
        for (int i = 1; i < arrivals.size(); i++) {
            overtaken += arrivals.get(i).packet < arrivals.get(i - 1).packet ? 1 : 0;
        }
        assertThat(overtaken / (double) SENT).isCloseTo(0.02, within(0.003));
    }

    @Test
    void duplicatesComeTwice() {
        List<Arrival> arrivals = send("duplicate=1%", 1);

        assertThat(arrivals.size() / (double) SENT).isCloseTo(1.01, within(0.002));
        assertThat(arrivals.stream().map(Arrival::packet).distinct()).hasSize(SENT);
    }

    @Test
    void theSameSeedDoesTheSameAndAnotherSomethingElse() {
        String text = "loss=5%,burst=2,jitter=30ms,reorder=1%,duplicate=1%";

        assertThat(send(text, 7)).isEqualTo(send(text, 7)).isNotEqualTo(send(text, 8));
    }

    @Test
    void noMoreThanSoManyPacketsAreUnderWay() {
        ImpairedPath path = ImpairedPath.of(Impairments.NONE.and("delay=2000ms").incoming(), 1);
        for (int i = 0; i < 2 * ImpairedPath.MOST_UNDER_WAY; i++) {
            path.send(new byte[12], 12, false, null, i);
        }

        assertThat(drain(path, Long.MAX_VALUE)).hasSize(ImpairedPath.MOST_UNDER_WAY);
    }

    @Test
    void itsStagesHaveNamesAndCount() {
        ImpairedPath path = ImpairedPath.of(Impairments.NONE.and("loss=100%").incoming(), 1);
        path.send(new byte[12], 12, false, null, 0);

        assertThat(path)
                .hasToString("loss(1 in, 1 dropped) -> delay(0 in, 0 dropped)"
                        + " -> reorder(0 in, 0 dropped) -> duplicate(0 in, 0 dropped)");
    }

    /** A packet every 20 ms. */
    private static List<Arrival> send(String impairments, long seed) {
        ImpairedPath path = ImpairedPath.of(Impairments.NONE.and(impairments).incoming(), seed);
        List<Arrival> arrivals = new ArrayList<>();
        byte[] packet = new byte[12];
        for (int i = 0; i < SENT; i++) {
            long now = i * 20 * MILLI;
            ByteBuffer.wrap(packet).putInt(i);
            path.send(packet, packet.length, false, null, now);
            arrivals.addAll(drain(path, now));
        }
        arrivals.addAll(drain(path, Long.MAX_VALUE));
        return arrivals;
    }

    private static List<Arrival> drain(ImpairedPath path, long now) {
        List<Arrival> arrivals = new ArrayList<>();
        Datagram datagram;
        while ((datagram = path.arrived(now)) != null) {
            arrivals.add(new Arrival(ByteBuffer.wrap(datagram.bytes).getInt(), datagram.due - datagram.sent));
            path.recycle(datagram);
        }
        return arrivals;
    }
}
