package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.dialogue.Keys;
import io.parley.config.SlotSpec.Digits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DigitCollectorTest {
    private static final Keys FOUR = new Keys(new Digits("pin", null, 4, 4), 4, 4);
    private static final Keys SOME = new Keys(new Digits("account", null, 4, 8), 4, 8);

    private final DigitCollector collector = new DigitCollector();
    private final List<String> numbers = new ArrayList<>();
    private int now;

    @Test
    void aNumberOfKnownLengthIsCompleteWithItsLastDigit() {
        dial("123", FOUR);
        assertThat(collector.collecting()).isTrue();
        dial("45", FOUR);

        assertThat(numbers).containsExactly("1234 at 0");
        assertThat(collector.collecting()).isTrue();
    }

    @Test
    void aNumberThatMayGoOnIsCompleteAfterAPause() {
        dial("12345", SOME);
        pause(2_400);
        assertThat(numbers).isEmpty();
        pause(200);

        assertThat(numbers).containsExactly("12345 at 2500");
        assertThat(collector.collecting()).isFalse();
    }

    @Test
    void everyDigitStartsThePauseAnew() {
        dial("1234", SOME);
        pause(2_400);
        dial("5", SOME);
        pause(2_400);
        dial("678", SOME);

        assertThat(numbers).containsExactly("12345678 at 4800");
    }

    @Test
    void theHashEndsANumberAndTheStarBeginsAnew() {
        dial("#", SOME);
        dial("99*1234#", SOME);

        assertThat(numbers).containsExactly("1234 at 0");
    }

    @Test
    void whatAnswersNothingIsNotKept() {
        dial("12", FOUR);
        dial("3", null);
        dial("4567", FOUR);

        assertThat(numbers).containsExactly("4567 at 0");
    }

    private void dial(String digits, @Nullable Keys expected) {
        digits.chars().forEach(c -> note(collector.digit((char) c, expected)));
    }

    private void pause(int millis) {
        for (int end = now + millis; now < end; ) {
            now += 20;
            note(collector.tick());
        }
    }

    private void note(@Nullable String number) {
        if (number != null) {
            numbers.add(number + " at " + now);
        }
    }
}
