package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file cannot make its reader grow without bounds. */
@Timeout(20)
class YamlLimitsTest {
    @TempDir
    Path folder;

    Path file;

    @BeforeEach
    void placeFile() {
        file = folder.resolve("parley.yaml");
        Cases.write(folder.resolve("examples/a/agent.yaml"), "");
    }

    private List<String> problems(String text) {
        Cases.write(file, text);
        return problems();
    }

    private List<String> problems() {
        return Cases.problems(folder, () -> ParleyConfig.load(file));
    }

    @Test
    void refusesAFileAboveOneMebibyte() {
        String padding = "#".repeat(YamlFile.MAX_BYTES - "parley: 1\n".length());

        assertThat(problems("parley: 1\n" + padding)).isEmpty();
        assertThat(problems("parley: 1\n#" + padding)).containsExactly("parley.yaml: file: expected at most 1024 KiB");
    }

    @Test
    void refusesAnEndlessFile() {
        Path endless = Path.of("/dev/zero");
        assumeTrue(Files.exists(endless), "needs /dev/zero");

        assertThat(Cases.problems(folder, () -> ParleyConfig.load(endless)))
                .containsExactly("/dev/zero: file: expected at most 1024 KiB");
    }

    @Test
    void refusesNestingThatWouldUseUpTheStack() {
        // The root is the first level, the list of routes the second.
        int allowed = YamlGuard.MAX_DEPTH - 1;
        assertThat(problems("parley: 1\nroutes:\n  " + "[".repeat(allowed) + "]".repeat(allowed)))
                .singleElement()
                .asString()
                .contains("expected a route");
        assertThat(problems("parley: 1\nroutes:\n  " + "[".repeat(500_000)))
                .containsExactly("parley.yaml:3: file: expected at most 32 levels of nesting");
        assertThat(problems("parley: 1\nroutes:\n  " + "{a: ".repeat(100_000)))
                .containsExactly("parley.yaml:3: file: expected at most 32 levels of nesting");
    }

    @Test
    void refusesABillionLaughs() {
        StringBuilder laughs = new StringBuilder("parley: 1\na0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n");
        for (int i = 1; i <= 9; i++) {
            String ten = String.join(", ", Collections.nCopies(10, "*a" + (i - 1)));
            laughs.append("a" + i + ": &a" + i + " [" + ten + "]\n");
        }

        // a1 asks for 110 values, a2 for 1,110, a3 for 11,110.
        assertThat(problems(laughs.toString()))
                .containsExactly("parley.yaml:5: file: expected aliases that stand for at most 10000 values together");
    }

    @Test
    void refusesManyAliasesForOneValue() {
        String aliases = String.join(", ", Collections.nCopies(YamlGuard.MAX_ALIASED + 1, "*a"));

        assertThat(problems("parley: 1\nx: &a ha\nagents: [" + aliases + "]"))
                .containsExactly("parley.yaml:3: file: expected aliases that stand for at most 10000 values together");
    }

    @Test
    void readsAnchorsThatAreUsedWithMeasure() {
        Cases.write(file, "parley: 1\nmedia: { inactivity: &time 5s, port-rest: *time }");

        MediaConfig media = ParleyConfig.load(file).media();

        assertThat(media.portRest()).isEqualTo(media.inactivity()).hasSeconds(5);
    }

    @Test
    void countsProblemsBeyondTheHundredth() {
        String keys = IntStream.range(0, 150).mapToObj(i -> "x" + i + ": 1\n").collect(Collectors.joining());

        List<String> problems = problems("parley: 1\n" + keys);

        assertThat(problems)
                .hasSize(Problems.MAX + 1)
                .last()
                .isEqualTo("parley.yaml: file: expected none of the 50 further problems either");
    }

    @Test
    void refusesTextThatIsNotUtf8() throws IOException {
        Files.write(file, "parley: 1 # gr\u00fcezi".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problems()).containsExactly("parley.yaml: file: expected text in UTF-8");
    }

    @Test
    void readsAFileThatBeginsWithAByteOrderMark() {
        assertThat(problems("\uFEFFparley: 1")).isEmpty();
    }

    @Test
    void saysThatAFileIsNotThere() {
        assertThat(problems()).containsExactly("parley.yaml: file: expected a file that exists");
    }

    @Test
    void saysThatAFolderIsNoFile() throws IOException {
        Files.createDirectory(file);

        assertThat(problems()).containsExactly("parley.yaml: file: expected a file that can be read (Is a directory)");
    }

    @Test
    void showsNoMoreOfAValueThanHelps() {
        List<String> problems = problems("parley: \"\\e[31m" + "x".repeat(1000) + "\"");

        assertThat(problems)
                .singleElement()
                .asString()
                .contains("found ' [31mxxx")
                .hasSizeLessThan(200);
    }

    @Test
    void showsNoPasswordOfAnAddress() {
        assertThat(problems("parley: 1\nredis: { uri: redis://user:secret@host, data: [ }"))
                .singleElement()
                .asString()
                .contains("redis://…@host")
                .doesNotContain("secret");
    }
}
