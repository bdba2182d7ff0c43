package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PipelineTest {
    @Test
    void runsTheStagesInTheOrderInWhichTheyAreDeclared() {
        List<String> ran = new ArrayList<>();
        Pipeline<String> pipeline = Pipeline.<String>counting(new MediaCounters())
                .stage("first", item -> note(ran, item + "1"))
                .stage("second", item -> note(ran, item + "2"))
                .build();

        assertThat(pipeline.run("x")).isEqualTo("x12");
        assertThat(ran).containsExactly("x1", "x12");
    }

    @Test
    void stopsAtTheStageThatDropsTheItemAndCountsItThere() {
        MediaCounters counters = new MediaCounters();
        Pipeline<Integer> pipeline = Pipeline.<Integer>counting(counters)
                .stage("even", item -> item % 2 == 0 ? item : null, MediaCounter.RTP_MALFORMED)
                .stage("small", item -> item < 10 ? item : null)
                .build();

        assertThat(pipeline.run(3)).isNull();
        assertThat(pipeline.run(12)).isNull();
        assertThat(pipeline.run(4)).isEqualTo(4);

        assertThat(pipeline).hasToString("even(3 in, 1 dropped) -> small(2 in, 1 dropped)");
        assertThat(counters.get(MediaCounter.RTP_MALFORMED)).isEqualTo(1);
    }

    private static String note(List<String> ran, String item) {
        ran.add(item);
        return item;
    }
}
