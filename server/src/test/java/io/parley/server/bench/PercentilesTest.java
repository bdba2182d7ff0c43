package io.parley.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PercentilesTest {
    @Test
    void isAlwaysAValueThatWasMeasured() {
        double[] hundred = IntStream.rangeClosed(1, 100).mapToDouble(i -> i).toArray();
        assertThat(Percentiles.of(hundred, 0.50)).isEqualTo(50);
        assertThat(Percentiles.of(hundred, 0.95)).isEqualTo(95);
        assertThat(Percentiles.of(new double[] {7, 3}, 0.50)).isEqualTo(3);
        assertThat(Percentiles.of(new double[] {7, 3}, 0.95)).isEqualTo(7);
        assertThat(Percentiles.of(new double[] {7}, 0.0)).isEqualTo(7);
    }

    @Test
    void nothingMeasuredIsNullInJson() {
        assertThat(Percentiles.json()).containsEntry("p50", null).containsEntry("p95", null);
        assertThat(Percentiles.text()).isEqualTo("nothing measured");
    }
}
