package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.media.AudioTick;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class HeardLedgerTest {
    private static final long MILLI = 1_000_000;

    private final HeardLedger ledger = new HeardLedger();
    private double roundTripMillis = -1;

    @ParameterizedTest
    @CsvSource({"0, 0", "39, 0", "40, 320", "59, 320", "60, 640", "240, 3520", "10000, 16000"})
    void whatWasSentIsHeardAfterTheWayToTheEar(int millis, int samples) {
        send(1, 0, 1_000);

        assertThat(ledger.heardSamples(1, millis * MILLI)).isEqualTo(samples);
    }

    @Test
    void theWayIsHalfTheRoundTripAndTheFarBuffer() {
        assertThat(ledger.delayMillis()).isEqualTo(40);
        roundTripMillis = 120;
        send(1, 0, 1_000);

        assertThat(ledger.delayMillis()).isEqualTo(100);
        assertThat(ledger.heardSamples(1, 99 * MILLI)).isZero();
        assertThat(ledger.heardSamples(1, 100 * MILLI)).isEqualTo(320);
    }

    @Test
    void eachUtteranceHasItsOwn() {
        send(1, 0, 100);
        send(2, 100, 100);

        assertThat(ledger.heardSamples(1, 200 * MILLI)).isEqualTo(5 * 320);
        assertThat(ledger.heardSamples(2, 200 * MILLI)).isEqualTo(4 * 320);
        assertThat(ledger.heardSamples(3, 200 * MILLI)).isZero();
    }

    @Test
    void keepsNoMoreThanThirtySeconds() {
        send(1, 0, 20_000);
        send(2, 20_000, 20_000);

        assertThat(ledger.heardSamples(1, 40_000 * MILLI)).isEqualTo(320 * 1_000);
        send(3, 40_000, 30_000);
        assertThat(ledger.heardSamples(1, 80_000 * MILLI)).isZero();
        assertThat(ledger.heardSamples(2, 80_000 * MILLI)).isZero();
        assertThat(Objects.requireNonNull(ledger.last()).utterance()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "0, -",
                "149, -",
                "150, A",
                "300, A",
                "449, A",
                "450, A large",
                "760, A large latte",
                "5000, A large latte please",
            })
    void aWordIsHeardOnceHalfOfItIs(int millis, String heard) {
        String text = "A large latte please";

        assertThat(HeardLedger.heardText(text, SpokenWords.of(text, 300), millis * 16))
                .isEqualTo(Objects.requireNonNullElse(heard, ""));
    }

    @Test
    void ofWhatIsStillBeingRenderedOnlyWhatIsThereCanBeHeard() {
        SpokenWords words = SpokenWords.rendering("A large latte please", 300);
        words.render(620);

        assertThat(HeardLedger.heardText("A large latte please", words, 620 * 16))
                .startsWith("A large");
    }

    private void send(long utterance, int fromMillis, int millis) {
        for (int at = 0; at < millis; at += 20) {
            AudioTick tick = new AudioTick();
            tick.utterance = utterance;
            tick.sentNanos = (fromMillis + at) * MILLI;
            tick.roundTripMillis = roundTripMillis;
            ledger.sent(tick, at * 16);
        }
    }
}
