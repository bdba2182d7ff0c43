package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Port pairs, <a href="https://www.rfc-editor.org/rfc/rfc3550#section-11">RFC 3550, section 11</a>. */
@Timeout(10)
class PortPoolTest {
    @Test
    void handsOutEvenPortsEachOnce() {
        PortPool pool = new PortPool(20_000, 20_009);
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            taken.add(pool.take());
        }
        assertThat(taken).containsExactlyInAnyOrder(20_000, 20_002, 20_004, 20_006, 20_008);
        assertThat(pool.take()).isEqualTo(PortPool.NONE);
    }

    @Test
    void aFreedPairComesBackWhenItsTurnComes() {
        PortPool pool = new PortPool(20_000, 20_005);
        int first = pool.take();
        pool.free(first);

        assertThat(pool.take()).isNotEqualTo(first);
        assertThat(pool.take()).isNotEqualTo(first);
        assertThat(pool.take()).isEqualTo(first);
    }

    @Test
    void anOddBeginningAndAnEvenEndLoseTheirHalves() {
        assertThat(new PortPool(20_001, 20_004).size()).isEqualTo(1);
        assertThat(new PortPool(20_001, 20_004).take()).isEqualTo(20_002);
        assertThat(new PortPool(20_000, 20_000).size()).isZero();
        assertThat(new PortPool(20_000, 20_000).take()).isEqualTo(PortPool.NONE);
    }
}
