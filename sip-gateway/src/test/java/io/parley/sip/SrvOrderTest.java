package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RFC 2782. */
@Timeout(10)
class SrvOrderTest {
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void triesLowerPrioritiesFirst() {
        SrvOrder.Server spare = new SrvOrder.Server("spare", 5060, 20, 100);
        SrvOrder.Server first = new SrvOrder.Server("first", 5060, 10, 0);
        assertThat(SrvOrder.order(List.of(spare, first), random)).containsExactly(first, spare);
    }

    @Test
    void sharesOutByWeightWithinOne() {
        SrvOrder.Server big = new SrvOrder.Server("big", 5060, 1, 75);
        SrvOrder.Server small = new SrvOrder.Server("small", 5060, 1, 25);
        int firsts = 0;
        for (int i = 0; i < 10_000; i++) {
            List<SrvOrder.Server> order = SrvOrder.order(List.of(small, big), random);
            assertThat(order).containsExactlyInAnyOrder(big, small);
            firsts += order.get(0).equals(big) ? 1 : 0;
        }
        assertThat(firsts / 10_000.0).isCloseTo(0.75, within(0.02));
    }
}
