package io.parley.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SoakGaugesTest {
    private static final SoakGauges BEFORE = new SoakGauges(0, 0, 0, 0, 0, 50, 100, 1_000_000, 90_000_000, 400_000_000);

    @Test
    void whatIsMadeOnceIsNoLeak() {
        SoakGauges after = new SoakGauges(0, 0, 0, 0, 0, 60, 110, 2_000_000, 200_000_000, 500_000_000);
        assertThat(after.leftSince(BEFORE)).isEmpty();
    }

    @Test
    void aSingleDialogIsOne() {
        SoakGauges after = new SoakGauges(0, 1, 0, 0, 0, 50, 100, 1_000_000, 90_000_000, 400_000_000);
        assertThat(after.leftSince(BEFORE)).containsExactly("1 dialogs more than the 0 at the start");
    }

    @Test
    void everyKindIsNamed() {
        SoakGauges after = new SoakGauges(1, 2, 3, 4, 5, 99, 999, 99_000_000, 90_000_000, 400_000_000);
        assertThat(after.leftSince(BEFORE)).hasSize(8);
    }
}
