package io.parley.agent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class VirtualTimeTest {
    private static final long MILLI = 1_000_000;

    private final VirtualTime time = new VirtualTime();
    private final long start = time.nanos();
    private final List<String> happened = new ArrayList<>();

    private long set(long millis, String what) {
        return time.after(millis, () -> happened.add(what + " at " + (time.nanos() - start) / MILLI));
    }

    @Test
    void timersRunAtTheirOwnMomentsInOrderWhateverTheOrderTheyWereSetIn() {
        set(30, "c");
        set(10, "a");
        set(10, "b");
        time.pass(20 * MILLI, () -> happened.add("settled"));

        assertThat(happened).containsExactly("a at 10", "settled", "b at 10", "settled");
        assertThat(time.nanos() - start).isEqualTo(20 * MILLI);
        assertThat(time.waiting()).isTrue();
        time.pass(20 * MILLI, () -> {});
        assertThat(happened).endsWith("c at 30");
        assertThat(time.waiting()).isFalse();
    }

    @Test
    void aTimerThatWasCancelledNeverRuns() {
        long first = set(10, "a");
        set(10, "b");
        time.cancel(first);
        time.cancel(first);
        time.pass(20 * MILLI, () -> {});

        assertThat(happened).containsExactly("b at 10");
    }

    @Test
    void whatATimerSetsRunsInTheSameStepWhereItIsDueInIt() {
        time.after(5, () -> set(5, "later"));
        time.pass(20 * MILLI, () -> {});

        assertThat(happened).containsExactly("later at 10");
    }

    @Test
    void jobsOfALaneRunOneAfterAnotherAndNotInsideEachOther() {
        VirtualLane lane = new VirtualLane();
        lane.execute(() -> {
            lane.execute(() -> happened.add("second"));
            happened.add("first");
        });

        assertThat(happened).containsExactly("first", "second");
    }

    @Test
    void aBusyLaneKeepsItsJobsUntilItWorks() {
        VirtualLane lane = new VirtualLane();
        lane.keepBusy(true);
        lane.execute(() -> happened.add("job"));
        assertThat(happened).isEmpty();
        lane.work();

        assertThat(happened).containsExactly("job");
    }
}
