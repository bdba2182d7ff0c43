package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads of handshakes: none waits for another, and there is a most. */
@Timeout(10)
class DtlsPoolTest {
    private static final int MOST = 100;

    @Test
    void everyHandshakeHasItsThreadUpToTheMost() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(MOST);
        CountDownLatch end = new CountDownLatch(1);
        try (DtlsPool pool = new DtlsPool(MOST)) {
            for (int i = 0; i < MOST; i++) {
                assertThat(pool.run(() -> {
                            begun.countDown();
                            try {
                                end.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        }))
                        .isTrue();
            }
            begun.await(); // all at once
            assertThat(pool.run(() -> {})).isFalse();
            end.countDown();
        }
    }
}
