package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.actions.AttemptOutcome.MayPass;
import io.parley.actions.RetryRule.Again;
import io.parley.actions.RetryRule.Stop;
import io.parley.config.ActionSpec.Risk;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class RetryRuleTest {
    /** again:MS, or stop:RETRYABLE; an empty "after" means that the other side asked for no wait. */
    @ParameterizedTest(name = "{0} with {1} left, after {2}, acted {3}, {4} ms to go: {5}")
    @CsvSource({
        "READ,         2,      , true,  3000, again:100",
        "READ,         0,      , true,  3000, stop:true",
        "WRITE,        2,      , true,  3000, again:100",
        "WRITE,        1,      , false, 3000, again:100",
        "WRITE,        0,      , true,  3000, stop:true",
        "IRREVERSIBLE, 5,      , true,  3000, stop:false",
        "IRREVERSIBLE, 5,      , false, 3000, stop:true",
        "READ,         2,  2000, true,  3000, again:2000",
        "READ,         2,     0, true,  3000, again:0",
        "READ,         2,  3000, true,  3000, stop:true",
        "READ,         2, 60000, true,  3000, stop:true",
        "READ,         2,      , true,   100, stop:true",
        "READ,         2,      , true,   101, again:100",
        "READ,         2,      , true,    -5, stop:true",
    })
    void aFailureThatMayPass(Risk risk, int retriesLeft, Long after, boolean acted, long leftMs, String expected) {
        MayPass failure = new MayPass(503, "HTTP 503", after == null ? null : Duration.ofMillis(after), acted);

        RetryRule.Next next =
                RetryRule.next(risk, retriesLeft, failure, Duration.ofMillis(100), Duration.ofMillis(leftMs));

        String value = expected.substring(expected.indexOf(':') + 1);
        assertThat(next)
                .isEqualTo(
                        expected.startsWith("again")
                                ? new Again(Duration.ofMillis(Long.parseLong(value)))
                                : new Stop(new ActionResult.Failed(Boolean.parseBoolean(value), "HTTP 503")));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0, 50",
        "0, 0.999, 99",
        "1, 0.0, 100",
        "1, 0.5, 150",
        "2, 0.0, 200",
        "4, 0.0, 800",
        "5, 0.0, 1000",
        "1000000, 0.999, 1999",
    })
    void theBackOffDoublesWithJitterUpToTwoSeconds(int retry, double random, long millis) {
        assertThat(Backoff.delay(retry, random)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "3|-|3000",
                " 0 |-|0",
                "120|Sun, 06 Nov 1994 08:49:37 GMT|120000",
                "Sun, 06 Nov 1994 08:49:47 GMT|Sun, 06 Nov 1994 08:49:37 GMT|10000",
                "Sun, 06 Nov 1994 08:49:27 GMT|Sun, 06 Nov 1994 08:49:37 GMT|-",
                "Sun, 06 Nov 1994 08:49:47 GMT|-|-",
                "Sun, 06 Nov 1994 08:49:47 GMT|rubbish|-",
                "-1|-|-",
                "9999999999|-|-",
                "1.5|-|-",
                "soon|Sun, 06 Nov 1994 08:49:37 GMT|-",
                "''|-|-",
                "-|-|-",
            })
    void retryAfterIsSecondsOrADateByTheSendersClock(String value, String date, Long millis) {
        assertThat(RetryAfter.parse(value, date)).isEqualTo(millis == null ? null : Duration.ofMillis(millis));
    }
}
