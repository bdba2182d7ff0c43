package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class DtmfBodyTest {

    @ParameterizedTest
    @CsvSource({
        "dtmf-relay, 'Signal=5\r\nDuration=160\r\n', 5",
        "dtmf-relay, 'Signal= 5\nDuration= 160\n', 5",
        "dtmf-relay, 'Duration=160\r\nsignal=#\r\n', '#'",
        "dtmf-relay, 'Signal=*', *",
        "dtmf-relay, 'Signal=11\r\n', '#'",
        "dtmf-relay, 'Signal=10\r\n', *",
        "dtmf-relay, 'Signal=a', A",
        "DTMF-Relay, 'Signal=D', D",
        "dtmf, 7, 7",
        "dtmf, ' 0\r\n', 0",
        "dtmf, 11, '#'",
    })
    void readsTheDigit(String subtype, String body, String digit) {
        assertThat(DtmfBody.digits(subtype, body)).isEqualTo(digit);
    }

    @ParameterizedTest
    @CsvSource({
        "dtmf-relay, ''",
        "dtmf-relay, 'Signal='",
        "dtmf-relay, 'Signal=55'",
        "dtmf-relay, 'Signal=E'",
        "dtmf-relay, 'Sig=5'",
        "dtmf-relay, '=5'",
        "dtmf, x",
        "dtmf, ''",
        "dtmf, 1234",
    })
    void hearsNothingInABodyThatNamesNoDigit(String subtype, String body) {
        assertThat(DtmfBody.digits(subtype, body)).isEmpty();
    }

    @Test
    void doesNotKnowOtherTypes() {
        assertThat(DtmfBody.digits("media_control+xml", "<x/>")).isNull();
    }

    @Test
    void doesNotReadAHugeBody() {
        assertThat(DtmfBody.digits("dtmf-relay", "x=1\n".repeat(10_000) + "Signal=5"))
                .isEmpty();
    }
}
