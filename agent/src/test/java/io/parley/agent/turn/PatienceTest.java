package io.parley.agent.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.ear.Search.Result;
import io.parley.agent.ear.TurnEstimate;
import io.parley.agent.grammar.Meaning;
import io.parley.agent.grammar.Wish;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class PatienceTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "one short answer given surely,             true,  1.0, 0, true,  true,  false, false, 160",
        "a request that could go on,                true,  1.0, 0, true,  false, false, true, 224",
        "a request to which nothing is added,       true,  1.0, 0, true,  false, false, false, 192",
        "a number of unknown length,                true,  1.0, 0, true,  true,  true, false, 352",
        "the same in a request,                     true,  1.0, 0, true,  false, true, false, 352",
        "not surely understood,                     true,  0.6, 0, true,  true,  false, false, 480",
        "not surely understood and open-ended,      true,  0.6, 0, true,  false, true, false, 480",
        "the rest of a phrase is missing,           false, 1.0, 0, true,  true,  false, false, 800",
        "a value that is required is missing,       true,  1.0, 0, false, false, false, false, 800",
        "in the middle of a phrase,                 true,  1.0, 5, true,  true,  false, false, 800",
        "an ending almost as likely as going on,    true,  1.0, 3, true,  true,  false, false, 160",
    })
    void aPauseEndsATurn(
            String what,
            boolean complete,
            float sure,
            float open,
            boolean enough,
            boolean closed,
            boolean openEnded,
            boolean more,
            int millis) {
        Wish wish = new Wish(null, Map.of("it", "x"), Map.of(), Map.of(), Map.of("it", sure));
        Meaning meaning = new Meaning(List.of(wish), null, null, false, 1, complete, "x");
        Result result = new Result(List.of(), -10, -10 + open, 30);

        assertThat(Patience.millis(meaning, result, enough, closed, openEnded, more))
                .isEqualTo(millis);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "said as if it went on,             0.05, 192, 1200",
        "rather as if it went on,           0.4, 224, 800",
        "the same of what needs longer,     0.4, 1100, 1100",
        "not clearly as if that was all,    0.6, 224, 400",
        "the same where nothing is added,   0.6, 192, 192",
        "the one short answer asked for,    0.05, 160, 160",
        "as if that was all,                0.8, 224, 224",
        "clearly so,                        0.95, 224, 160",
        "a number said as if it was whole,  0.95, 352, 160",
        "unsure words remain unsure,        0.95, 480, 480",
        "what is missing is still missing,  0.95, 800, 800",
    })
    void howItWasSaidCounts(String what, float over, int byMeaning, int millis) {
        assertThat(Patience.bySound(byMeaning, new TurnEstimate(over, 0, 1, 0, 0)))
                .isEqualTo(millis);
    }

    @Test
    void whereNobodyJudgesHowItWasSaidTheMeaningDecides() {
        assertThat(Patience.bySound(Patience.OPEN, null)).isEqualTo(Patience.OPEN);
    }

    @Test
    void whoReadsOutANumberIsGivenTimeBetweenItsGroups() {
        Wish wish = new Wish(null, Map.of(), Map.of("it", "4071"), Map.of(), Map.of("it", 1f));
        Meaning meaning = new Meaning(List.of(wish), null, null, false, 1, false, "four oh seven one");

        assertThat(Patience.millis(meaning, new Result(List.of(), -10, -5, 30), true, true, false, false))
                .isEqualTo(1_100);
    }
}
