package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LinesTest {
    private final StringWriter out = new StringWriter();

    private Lines lines(boolean json) {
        return new Lines(new PrintWriter(out), json);
    }

    @Test
    void peopleReadSentences() {
        lines(false).tell("it rains", "rain", Map.of("mm", 3));
        lines(false).say("and blows");
        assertThat(out.toString()).isEqualTo("it rains\nand blows\n");
    }

    @Test
    void programsReadOneObjectALineAndNothingElse() {
        lines(true).say("only for people");
        lines(true).tell("it rains", "rain", Map.of("mm", 3));
        lines(true).tell("", "summary", Map.of("text", "a\nb"));
        assertThat(out.toString())
                .isEqualTo("{\"event\":\"rain\",\"mm\":3}\n{\"event\":\"summary\",\"text\":\"a\\nb\"}\n");
    }

    @Test
    void whatHasNoSentenceIsForProgramsOnly() {
        lines(false).tell("", "rain", Map.of());
        assertThat(out.toString()).isEmpty();
    }
}
