package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.models.ModelException;
import io.parley.models.Pack;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LetterModelTest {
    private static final Path FOLDER = Outside.home().resolve("models/letters-en");

    private final Pack pack = Pack.open(FOLDER);
    private final LetterModel model = new LetterModel(pack);

    @AfterEach
    void close() {
        pack.close();
    }

    /** The two runtimes round in their own ways, and where two readings are as likely one word may differ. */
    @Test
    void readsWhatItsTrainersReferenceReads() throws IOException {
        List<String[]> words = reference();
        long same = words.stream()
                .filter(word -> Phones.withOnePrimary(model.read(word[0])).equals(word[1]))
                .count();
        assertThat(words).hasSizeGreaterThan(100);
        assertThat(same).isGreaterThanOrEqualTo(words.size() - 1);
    }

    @Test
    void passesOverWhatIsNoLetter() {
        assertThat(model.read("zán-7dor")).isEqualTo(model.read("zndor"));
        assertThat(model.read("Привет")).isEmpty();
        assertThat(model.read("")).isEmpty();
    }

    @Test
    void looksAtNoMoreThanThirtyTwoLetters() {
        assertThat(model.read("na".repeat(10_000)))
                .isEqualTo(model.read("na".repeat(LetterModel.MOST_LETTERS / 2)))
                .isNotEmpty();
    }

    @Test
    void readsTheSameOnManyThreadsAtOnce() throws IOException {
        List<String> words = reference().stream().map(word -> word[0]).limit(40).toList();
        List<String> alone = words.stream().map(model::read).toList();
        List<Integer> wrong = IntStream.range(0, 4 * words.size())
                .parallel()
                .filter(i -> !model.read(words.get(i % words.size())).equals(alone.get(i % words.size())))
                .boxed()
                .toList();
        assertThat(wrong).isEmpty();
    }

    @Test
    void refusesAnotherContractByName(@TempDir Path folder) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path manifest = folder.resolve("manifest.json");
        ObjectMapper json = new ObjectMapper();
        json.writeValue(manifest.toFile(), ((ObjectNode) json.readTree(manifest.toFile())).put("contract_version", 2));
        assertThatThrownBy(() -> LetterPack.open(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("manifest.json: contract_version: found 2, expected 1");
    }

    private static List<String[]> reference() throws IOException {
        return Files.readAllLines(FOLDER.resolve("reference.tsv")).stream()
                .map(line -> line.split("\t"))
                .toList();
    }
}
