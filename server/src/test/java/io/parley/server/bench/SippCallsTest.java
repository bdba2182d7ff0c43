package io.parley.server.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SippCallsTest {
    private static final String NAMES =
            "StartTime;TotalCallCreated;SuccessfulCall(P);SuccessfulCall(C);FailedCall(P);FailedCall(C);Retransmissions(C);";
    private static final List<String> TIMES =
            List.of("Date_ms;response_time_ms;rtd_no", "1.5;4.000;1", "2.5;8.000;1", "3.5;40.000;1");

    @Test
    void theLastRowHasTheTotals() {
        SippCalls calls = SippCalls.read(List.of(NAMES, "x;20;19;19;1;1;0;", "y;60;40;58;1;2;3;"), TIMES);

        assertThat(calls).isEqualTo(new SippCalls(60, 2, 3, new double[] {4, 8, 40}));
        assertThat(calls.setup(0.5)).isEqualTo(8);
        assertThat(calls.setup(0.99)).isEqualTo(40);
    }

    @Test
    void whereNothingWasAnsweredThereAreNoTimes() {
        assertThat(SippCalls.read(List.of(NAMES, "x;5;0;0;5;5;0;"), List.of()).setup(0.5))
                .isNaN();
    }

    @Test
    void anotherFileIsToldAsSuch() {
        assertThatThrownBy(() -> SippCalls.read(List.of("a;b", "1;2"), TIMES))
                .hasMessageContaining("no column 'TotalCallCreated'");
        assertThatThrownBy(() -> SippCalls.read(List.of(NAMES), TIMES)).hasMessageContaining("no statistics");
    }

    @Test
    void theSummaryTellsWhatACallCosts() {
        SippCalls calls = new SippCalls(600, 1, 2, new double[] {4, 4, 8});
        SipRun run = new SipRun(
                calls, 2, 0.9, 0.3, new SipRun.State(120_000_000, 14_900_000, 16), new SipRun.State(-1, -1, 7));

        assertThat(run.rate()).isEqualTo(300);
        assertThat(run.json())
                .containsEntry("failed", 1L)
                .containsEntry("retransmissions", 2L)
                .containsEntry("calls_per_s", 300.0)
                .containsEntry("cpu_ms_per_call", 1.5)
                .containsEntry("sipp_cpu_ms_per_call", 0.5);
        assertThat(run.json().get("setup_ms")).hasToString("{p50=4.0, p95=8.0, p99=8.0}");
        assertThat(run.json().get("before")).hasToString("{rss_mb=120.0, heap_mb=14.9, threads=16}");
        assertThat(run.json().get("after")).hasToString("{rss_mb=null, heap_mb=null, threads=7}");
    }
}
