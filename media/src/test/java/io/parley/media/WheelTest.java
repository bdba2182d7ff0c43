package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class WheelTest {
    private final Wheel wheel = new Wheel(100);
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsWhatIsDueInOrderOfTime() {
        schedule("b", 105);
        schedule("a", 103);
        schedule("c", 120);
        wheel.advance(110);

        assertThat(ran).containsExactly("a@103", "b@105");
        wheel.advance(120);
        assertThat(ran).endsWith("c@120");
    }

    @Test
    void catchesUpMillisecondByMillisecond() {
        repeat("a", 101, 20);
        wheel.advance(165);

        assertThat(ran).containsExactly("a@101", "a@121", "a@141", "a@161");
    }

    @Test
    void whatIsDueInThePastRunsNext() {
        schedule("late", 50);
        wheel.advance(101);

        assertThat(ran).containsExactly("late@101");
    }

    @Test
    void tellsTheNextMillisecondThatHasSomething() {
        assertThat(wheel.nextDue()).isEqualTo(-1);
        schedule("a", 131);
        assertThat(wheel.nextDue()).isEqualTo(131);
        schedule("b", 102);
        assertThat(wheel.nextDue()).isEqualTo(102);
        wheel.advance(102);
        assertThat(wheel.nextDue()).isEqualTo(131);
    }

    @Test
    void spreadsCallsOverTheStep() {
        for (int i = 0; i < 40; i++) {
            schedule("x", wheel.leastLoaded());
        }
        for (int tick = 101; tick <= 120; tick++) {
            ran.clear();
            wheel.advance(tick);
            assertThat(ran).hasSize(2);
        }
    }

    @Test
    void idleTimeCostsNothing() {
        wheel.advance(Long.MAX_VALUE / 2);
        schedule("a", Long.MAX_VALUE / 2 + 5);

        assertThat(wheel.nextDue()).isEqualTo(Long.MAX_VALUE / 2 + 5);
    }

    @Test
    void refusesWhatLiesBeyondItsReach() {
        assertThatThrownBy(() -> schedule("far", 100 + Wheel.REACH + 1)).hasMessageContaining("32 ms ahead");
    }

    private void schedule(String name, long due) {
        repeat(name, due, 0);
    }

    private void repeat(String name, long due, int every) {
        wheel.schedule(
                new Wheel.Entry() {
                    @Override
                    void run(long tick) {
                        ran.add(name + "@" + tick);
                        if (every > 0) {
                            wheel.schedule(this, tick + every);
                        }
                    }
                },
                due);
    }
}
