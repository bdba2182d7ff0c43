package io.parley.media;

import static io.parley.media.DtmfSender.Step.END;
import static io.parley.media.DtmfSender.Step.END_AGAIN;
import static io.parley.media.DtmfSender.Step.FIRST;
import static io.parley.media.DtmfSender.Step.GOES_ON;
import static io.parley.media.DtmfSender.Step.IDLE;
import static io.parley.media.DtmfSender.Step.PAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sending events, <a href="https://www.rfc-editor.org/rfc/rfc4733#section-2.5.1">RFC 4733, section 2.5.1</a>. */
@Timeout(10)
class DtmfSenderTest {
    private final DtmfSender sender = new DtmfSender();

    @Test
    void aDigitLastsAHundredMillisecondsAndSoDoesThePauseAfterIt() {
        sender.add("4");

        assertThat(steps(11))
                .containsExactly(
                        FIRST, GOES_ON, GOES_ON, GOES_ON, END, END_AGAIN, END_AGAIN, PAUSE, PAUSE, PAUSE, IDLE);
    }

    @Test
    void digitsFollowEachOtherInOrder() {
        sender.add("1#d");
        StringBuilder codes = new StringBuilder();
        for (int i = 0; i < 31; i++) {
            if (sender.next() == FIRST) {
                codes.append(JitsiDtmf.DIGITS.charAt(sender.code()));
            }
        }
        assertThat(codes).hasToString("1#D");
        assertThat(sender.next()).isEqualTo(IDLE);
    }

    @Test
    void refusesMoreThanMayWait() {
        assertThat(sender.add("1".repeat(DtmfSender.MAX_WAITING))).isTrue();
        assertThat(sender.add("1")).isFalse();
        sender.next();
        assertThat(sender.add("1")).isTrue();
    }

    private DtmfSender.Step[] steps(int count) {
        DtmfSender.Step[] steps = new DtmfSender.Step[count];
        for (int i = 0; i < count; i++) {
            steps[i] = sender.next();
        }
        return steps;
    }
}
