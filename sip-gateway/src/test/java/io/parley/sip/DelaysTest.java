package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** <a href="https://www.rfc-editor.org/rfc/rfc3261#section-14.1">RFC 3261, section 14.1</a> and 14.2. */
@Timeout(10)
class DelaysTest {
    private final Random random = new Random(5);

    @Test
    void whoeverMadeTheCallIdWaitsFrom2100To4000Milliseconds() {
        assertThat(IntStream.range(0, 20_000).mapToObj(i -> Delays.glare(true, random)))
                .allMatch(d -> d.toMillis() % 10 == 0)
                .contains(Duration.ofMillis(2_100), Duration.ofMillis(4_000))
                .allMatch(d -> d.toMillis() >= 2_100 && d.toMillis() <= 4_000);
    }

    @Test
    void theOtherSideWaitsNoLongerThan2Seconds() {
        assertThat(IntStream.range(0, 20_000).mapToObj(i -> Delays.glare(false, random)))
                .allMatch(d -> d.toMillis() % 10 == 0)
                .contains(Duration.ZERO, Duration.ofMillis(2_000))
                .allMatch(d -> d.toMillis() >= 0 && d.toMillis() <= 2_000);
    }

    @Test
    void anOverlapIsToldToComeBackWithin10Seconds() {
        assertThat(IntStream.range(0, 2_000).mapToObj(i -> Delays.overlapSeconds(random)))
                .contains(0, 10)
                .allMatch(s -> s >= 0 && s <= 10);
    }
}
