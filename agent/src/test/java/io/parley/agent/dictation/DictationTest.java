package io.parley.agent.dictation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.models.recogniser.Recogniser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who gets a recogniser, and who waits; what they do with it is heard in DictationIT. */
@Timeout(10)
class DictationTest {
    private static final int WAITING = 4;

    private final Queue<Runnable> jobs = new ArrayDeque<>();
    private final Dictation dictation =
            new Dictation(List.of(jobs::add), DictationTest::nobody, new DictationCounters());

    private static Recogniser nobody() {
        throw new IllegalStateException("nobody can write here");
    }

    @Test
    void thoseWhoWaitAreServedInTheirOrder() {
        Take first = open();
        Take second = open();
        Take third = open();
        assertThat(first.takenOn()).isTrue();
        assertThat(second.takenOn()).isFalse();

        first.close();
        work();
        assertThat(second.takenOn()).isTrue();
        assertThat(third.takenOn()).isFalse();
    }

    @Test
    void noMoreWaitThanMay() {
        List<Take> takes = new ArrayList<>();
        for (int i = 0; i < 1 + WAITING; i++) {
            takes.add(open());
        }
        assertThat(takes).doesNotContainNull();
        assertThat(open()).isNull();

        takes.get(2).close();
        assertThat(open()).isNotNull();
        assertThat(open()).isNull();
    }

    @Test
    void whoHasGoneIsNotServed() {
        Take first = open();
        Take second = open();
        Take third = open();
        second.close();
        first.close();
        work();

        assertThat(second.takenOn()).isFalse();
        assertThat(third.takenOn()).isTrue();
    }

    private @Nullable Take open() {
        return dictation.open(words -> new Reader.Reading(words, null, null), Runnable::run, new Take.Listener() {
            @Override
            public void onWords(int question, Reader.Reading reading) {}

            @Override
            public void onFailed() {}
        });
    }

    private void work() {
        for (Runnable job = jobs.poll(); job != null; job = jobs.poll()) {
            job.run();
        }
    }
}
