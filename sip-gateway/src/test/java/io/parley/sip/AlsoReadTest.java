package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3261, section 20.33. */
@Timeout(10)
class AlsoReadTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120                          | true",
                "18000;duration=3600          | true",
                "120 (I'm in a meeting)       | true",
                "120 (busy) ;duration=60      | true",
                "120 (open                    | false",
                "120 (a (b))                  | false",
                "120;                         | false",
                "1234567890                   | false",
                "soon                         | false",
            })
    void readsRetryAfterWithACommentAndParameters(String value, boolean passes) {
        RawMessage raw = RawMessage.scan(("SIP/2.0 503 Busy\r\nCSeq: 1 REGISTER\r\nRetry-After: " + value + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        RawMessage.Field field = raw.fields().stream()
                .filter(each -> each.name().equals("retry-after"))
                .findFirst()
                .orElseThrow();
        assertThat(AlsoRead.passes(raw, field)).isEqualTo(passes);
    }
}
