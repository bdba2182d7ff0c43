package io.parley.server.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.ConfigException;
import io.parley.server.bench.RecordedTurn.Interruption;
import io.parley.server.bench.RecordedTurn.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code turns.jsonl} may say, and what it is told where it says something else. */
@Timeout(10)
class TurnSetTest {
    private static final String START = "{\"audio\":\"a.wav\",\"agent\":\"shop\"";

    @TempDir
    private Path folder;

    private RecordedTurn turn(String more) throws IOException {
        Files.writeString(folder.resolve("a.wav"), "");
        Files.writeString(folder.resolve("turns.jsonl"), START + more.replace('\'', '"') + "}\n");
        return TurnSet.read(folder, Map.of("shop", Set.of("drink"))).get(0);
    }

    @Test
    void aTurnIsTakenForWhatItSays() throws IOException {
        RecordedTurn turn = turn(",'expect':{'drink':'Latte'},'end_ms':2400,'pauses_ms':[[620,1100],[1900,2250]]");

        assertThat(turn.expect()).isEqualTo(Map.of("drink", "latte"));
        assertThat(turn.endMillis()).isEqualTo(2400);
        assertThat(turn.pauses()).containsExactly(new Pause(620, 1100), new Pause(1900, 2250));
        assertThat(turn.interruption()).isNull();
        assertThat(turn.tellsValues()).isTrue();
    }

    @Test
    void whatIsNoBusinessOfTheAgentNeedsNoValues() throws IOException {
        RecordedTurn turn = turn(",'reject':true");

        assertThat(turn.reject()).isTrue();
        assertThat(turn.tellsValues()).isFalse();
    }

    @Test
    void aSoundIntoTheAgentsSpeechTellsWhetherItTakesTheFloor() throws IOException {
        assertThat(turn(",'over_ms':900,'yields':false").interruption()).isEqualTo(new Interruption(900, false));
        assertThat(turn(",'over_ms':900,'yields':false").tellsValues()).isFalse();
        RecordedTurn order = turn(",'over_ms':1,'yields':true,'expect':{'drink':'mocha'}");
        assertThat(order.interruption()).isEqualTo(new Interruption(1, true));
        assertThat(order.tellsValues()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                                        | line: found",
                ",'expect':3                              | line: found",
                ",'reject':false                          | line: found",
                ",'expect':{'drink':'tea'},'end_ms':0     | end_ms: found '0', expected a whole number of milliseconds",
                ",'expect':{},'end_ms':'late'             | end_ms: found '\"late\"', expected a whole number",
                ",'expect':{},'pauses_ms':[620,1100]      | pauses_ms: found '[620,1100]', expected pauses in order",
                ",'expect':{},'pauses_ms':[[620]]         | pauses_ms: found '[[620]]'",
                ",'expect':{},'pauses_ms':[['6',9]]       | pauses_ms: found '[[\"6\",9]]'",
                ",'expect':{},'pauses_ms':[[900,600]]     | pauses_ms: found '[[900,600]]'",
                ",'expect':{},'pauses_ms':[[5,9],[7,12]]  | pauses_ms: found '[[5,9],[7,12]]'",
                ",'expect':{},'end_ms':9,'pauses_ms':[[5,10]] | all before end_ms",
                ",'expect':{},'pauses_ms':'none'          | pauses_ms: found '\"none\"'",
                ",'expect':{},'reject':'yes'              | reject: found '\"yes\"', expected true or false",
                ",'expect':{'drink':'tea'},'reject':true  | reject: found 'true', expected neither values",
                ",'reject':true,'over_ms':9,'yields':true | reject: found 'true', expected neither values",
                ",'expect':{},'over_ms':900               | yields: expected with over_ms, true or false",
                ",'yields':true                           | over_ms: expected with yields, how many",
                ",'yields':true,'over_ms':0               | over_ms: found '0'",
                ",'yields':true,'over_ms':30001           | over_ms: found '30001'",
                ",'yields':3,'over_ms':900                | yields: found '3'",
                ",'expect':{'cake':'big'}                 | expect.cake: found '\"big\"', expected a value for one of"
            })
    void whatIsWrongIsToldWithItsLineAndKey(String more, String told) {
        assertThatThrownBy(() -> turn(more == null ? "" : more))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("turns.jsonl:1: " + (told.startsWith("all") ? "" : told))
                .hasMessageContaining(told);
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() -> turn(",'end_ms':-1,'pauses_ms':3,'reject':7,'over_ms':'x'"))
                .hasMessageContaining("end_ms")
                .hasMessageContaining("pauses_ms")
                .hasMessageContaining("reject")
                .hasMessageContaining("over_ms")
                .hasMessageContaining("yields");
    }
}
