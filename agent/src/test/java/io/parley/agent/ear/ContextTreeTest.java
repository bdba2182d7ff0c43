package io.parley.agent.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ContextTreeTest {
    private static ContextTree tree;

    @TempDir
    private Path folder;

    @BeforeAll
    static void load() {
        tree = ContextTree.load(Reference.PACK);
    }

    @Test
    void everyPairOfThePackGivesItsTuple() throws IOException {
        List<int[]> rows = rows("contexts.tsv");

        assertThat(rows).hasSizeGreaterThan(9_000);
        for (int[] row : rows) {
            assertThat(tree.has(row[0], row[1])).isTrue();
            assertThat(tree.tuple(row[0], row[1])).isEqualTo(row[2]);
        }
    }

    @Test
    void everyTupleGivesItsDensities() throws IOException {
        List<int[]> tuples = rows("tuples.tsv");
        for (int tuple = 0; tuple < tuples.size(); tuple++) {
            int[] row = tuples.get(tuple);
            assertThat(tree.forwardPdf(tuple)).isEqualTo(row[2]).isBetween(0, EarModel.PDFS - 1);
            assertThat(tree.selfPdf(tuple)).isEqualTo(row[3]).isBetween(0, EarModel.PDFS - 1);
        }
    }

    @Test
    void aPairItWasNeverAskedForStillGetsAStateOfItsPhone() throws IOException {
        List<int[]> tuples = rows("tuples.tsv");
        for (int phone = 11; phone < Phones.COUNT; phone++) {
            for (int left = 0; left < Phones.COUNT; left++) {
                int found = tuples.get(tree.tuple(left, phone))[0];
                assertThat((found - 11) / 4).as("%d after %d", phone, left).isEqualTo((phone - 11) / 4);
            }
        }
    }

    @Test
    void aLoneNThatNoWordOfThePackHasIsHeardAsAnNInAnotherPlace() {
        int lone = Phones.ids("N")[0];

        assertThat(tree.has(Phones.START, lone)).isFalse();
        assertThat(tree.forwardPdf(tree.tuple(Phones.START, lone))).isNotNegative();
    }

    @Test
    void saysWhichLineIsNoRow() throws IOException {
        Files.writeString(folder.resolve("tuples.tsv"), "0\t1\t2\t3\n");
        Files.writeString(folder.resolve("contexts.tsv"), "0\t11\n");

        assertThatThrownBy(() -> ContextTree.load(folder))
                .hasMessageContaining("contexts.tsv")
                .hasMessageContaining("expected 3 columns");
    }

    private static List<int[]> rows(String file) throws IOException {
        return Files.readAllLines(Reference.PACK.resolve(file)).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> java.util.Arrays.stream(line.split("\t"))
                        .mapToInt(Integer::parseInt)
                        .toArray())
                .toList();
    }
}
