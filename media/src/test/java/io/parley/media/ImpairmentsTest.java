package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class ImpairmentsTest {
    @Test
    void aGoodNetworkIsTheDefault() {
        assertThat(Impairments.NONE.isNone()).isTrue();
    }

    @Test
    void whatIsWrittenIsReadForBothDirections() {
        Impairments read =
                Impairments.NONE.and("loss=3%,burst=4,delay=50ms,jitter=40ms,reorder=2%,duplicate=0.5%,seed=7");

        assertThat(read.incoming())
                .isEqualTo(new Impairments.Path(0.03, 4, Duration.ofMillis(50), Duration.ofMillis(40), 0.02, 0.005));
        assertThat(read.outgoing()).isEqualTo(read.incoming());
        assertThat(read.seed()).isEqualTo(7);
        assertThat(read.isNone()).isFalse();
    }

    @Test
    void aDirectionIsImpairedAlone() {
        Impairments in = Impairments.NONE.and("in:loss=3%");
        Impairments both = in.and("out:jitter=20ms");

        assertThat(in.incoming().loss()).isEqualTo(0.03);
        assertThat(in.outgoing()).isEqualTo(Impairments.Path.CLEAN);
        assertThat(both.incoming().loss()).isEqualTo(0.03);
        assertThat(both.outgoing().jitter()).isEqualTo(Duration.ofMillis(20));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''                 | found '', expected loss, burst",
                "lose=3%            | found 'lose=3%', expected loss, burst",
                "up:loss=3%         | found 'up:loss=3%', expected loss",
                "loss=3             | loss: found '3', expected a share such as 3%",
                "loss=101%          | loss: found 101.0 %, expected 0 to 100 %",
                "loss=-1%           | loss: found '-1%', expected a share",
                "jitter=40          | jitter: found '40', expected milliseconds such as 40ms",
                "delay=3000ms       | delay: found 3000 ms, expected 0 to 2000 ms",
                "burst=0            | burst: found 0.0, expected 1 to 1000 packets",
                "burst=x            | burst: found 'x', expected a number",
                "loss=80%,burst=2   | loss: found 80.0 %, expected at most 67 % with bursts of 2.0",
                "seed=              | seed: found '', expected a number"
            })
    void whatCannotBeMeantIsRefusedAndSaysWhatWasExpected(String text, String message) {
        assertThatThrownBy(() -> Impairments.NONE.and(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
