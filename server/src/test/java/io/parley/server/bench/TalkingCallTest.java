package io.parley.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.voice.Alignment;
import io.parley.agent.voice.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TalkingCallTest {
    private static final int FRAME = 320;
    private static final long MILLI = 1_000_000;

    private final AtomicLong clock = new AtomicLong();
    private final List<Fed> said = new ArrayList<>();
    private final VoiceTally tally = new VoiceTally();
    private final TalkingCall call = new TalkingCall(
            (text, style) -> {
                said.add(new Fed());
                return said.get(said.size() - 1);
            },
            () -> "Hello.",
            clock::get);

    @Test
    void aFrameIsLateWhenItIsNotThereThoughOneBeforeItWas() {
        steps(1);
        said.get(0).feed(FRAME, 1_000, false);
        steps(3);

        assertThat(tally.frames).isEqualTo(3);
        assertThat(tally.late).isEqualTo(2);
    }

    @Test
    void nothingIsLateBeforeTheFirstFrame() {
        steps(10);

        assertThat(tally.frames).isZero();
        assertThat(tally.late).isZero();
        assertThat(tally.waits()).isTrue();
    }

    @Test
    void theNextSentenceBeginsWhenOneHasBeenPlayed() {
        steps(1);
        said.get(0).feed(2 * FRAME + 1, 1_000, true);
        steps(2);
        assertThat(said).hasSize(1);
        steps(1);

        assertThat(said).hasSize(2);
        assertThat(tally.sentences).isEqualTo(2);
        assertThat(tally.frames).isEqualTo(3);
        assertThat(tally.late).isZero();
    }

    @Test
    void whatCannotBeHeardIsNoFirstSound() {
        steps(1);
        clock.set(5 * MILLI);
        said.get(0).feed(400, 50, false);
        clock.set(7 * MILLI);
        said.get(0).feed(FRAME - 1, 1_000, false);
        assertThat(tally.first()).isEmpty();
        clock.set(9 * MILLI);
        said.get(0).feed(1, 1_000, false);

        assertThat(tally.first()).containsExactly(9);
        assertThat(tally.silence()).containsExactly(25);
        assertThat(tally.waits()).isFalse();
    }

    private void steps(int n) {
        for (int i = 0; i < n; i++) {
            call.step(tally);
        }
    }

    /** Speech that a test renders. */
    private static final class Fed implements Utterance {
        private short[] samples = {};
        private boolean done;
        private Runnable listener = () -> {};

        void feed(int more, int level, boolean last) {
            int from = samples.length;
            samples = java.util.Arrays.copyOf(samples, from + more);
            java.util.Arrays.fill(samples, from, samples.length, (short) level);
            done = last;
            listener.run();
        }

        @Override
        public int available() {
            return samples.length;
        }

        @Override
        public boolean done() {
            return done;
        }

        @Override
        public @Nullable Throwable error() {
            return null;
        }

        @Override
        public int copy(int from, short[] destination, int offset, int n) {
            int count = Math.max(0, Math.min(n, samples.length - from));
            System.arraycopy(samples, from, destination, offset, count);
            return count;
        }

        @Override
        public Alignment alignment() {
            return Alignment.NONE;
        }

        @Override
        public void cancel() {
            done = true;
        }

        @Override
        public void onProgress(Runnable to) {
            listener = to;
        }
    }
}
