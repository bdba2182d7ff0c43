package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LinesTest {

    @Test
    void givesAsManyAsThereAre() {
        Lines lines = new Lines(2);
        Lines.Line first = lines.take();
        assertThat(first).isNotNull();
        assertThat(lines.take()).isNotNull();
        assertThat(lines.isFull()).isTrue();
        assertThat(lines.take()).isNull();
        first.free();
        assertThat(lines.take()).isNotNull();
    }

    @Test
    void takesALineBackOnlyOnce() {
        Lines lines = new Lines(2);
        Lines.Line first = lines.take();
        lines.take();
        first.free();
        first.free();
        assertThat(lines.taken()).isOne();
    }

    @Test
    void neverGivesMoreThanThereAreToThreadsThatCompete() throws InterruptedException {
        Lines lines = new Lines(100);
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int n = 0; n < 1_000; n++) {
                    lines.take();
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(lines.taken()).isEqualTo(100);
    }
}
