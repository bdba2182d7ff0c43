package io.parley.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SoakCallTest {
    @Test
    void ofTwentyCallsEveryKindHasItsShare() {
        Map<SoakCall, Integer> counts = new EnumMap<>(SoakCall.class);
        for (int i = 0; i < 40; i++) {
            counts.merge(SoakCall.of(i), 1, Integer::sum);
        }
        assertThat(counts)
                .isEqualTo(Map.of(
                        SoakCall.LEAVES, 24, SoakCall.TALKS, 6, SoakCall.IS_CANCELLED, 6, SoakCall.REACHES_NOBODY, 4));
    }
}
