package io.parley.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PackTest {
    private static final String SHA = "33508593342fbecdc3c7c8e506bb42a4293fc54c03f8a95002162d832a91e0e5";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"voice-en", "ear-en"})
    void opensThePacksOfTheProductWhicheverWayTheyWriteTypes(String name) {
        try (Pack pack = Pack.open(Outside.home().resolve("models").resolve(name))) {
            assertThat(pack.text("name")).isEqualTo(name);
            assertThat(pack.number("sample_rate")).isEqualTo(16_000);
        }
    }

    @Test
    void opensThePackThatReadsLetters() {
        try (Pack pack = Pack.open(Outside.home().resolve("models/letters-en"))) {
            assertThat(pack.text("name")).isEqualTo("letters-en");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dictation-en", "phrases-en"})
    void opensThePacksThatTheBuildUnpacks(String name) {
        try (Pack pack = Pack.open(Outside.home().resolve("models/target/packs").resolve(name))) {
            assertThat(pack.text("name")).isEqualTo(name);
        }
    }

    @Test
    void givesFilesInFoldersOfThePack() {
        Path unpacked = Outside.home().resolve("models/target/packs/dictation-en");
        try (Pack pack = Pack.open(unpacked)) {
            assertThat(pack.file("am/final.mdl")).isRegularFile();
        }
    }

    @Test
    void givesVerifiedFilesAndGraphs() throws IOException {
        pack(manifest(SHA, "[\"int64\", 1, \"S\"]"));
        try (Pack pack = Pack.open(folder)) {
            assertThat(pack.file("small.onnx")).isEqualTo(folder.resolve("small.onnx"));
            assertThat(pack.graph("small.onnx").file()).isEqualTo(folder.resolve("small.onnx"));
            assertThatThrownBy(() -> pack.file("tokens.json"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("files: 'tokens.json' is missing");
            assertThatThrownBy(() -> pack.graph("large.onnx")).hasMessageContaining("there is [small.onnx]");
            assertThatThrownBy(() -> pack.number("name")).hasMessageContaining("name: found '\"t\"'");
        }
    }

    @Test
    void refusesAFileWithAnotherChecksum() throws IOException {
        pack(manifest("0".repeat(64), "[\"int64\", 1, \"S\"]"));
        assertThatThrownBy(() -> Pack.open(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(folder.resolve("small.onnx") + ": SHA-256 is " + SHA)
                .hasMessageContaining("states 000000");
    }

    @Test
    void refusesAMissingFile() throws IOException {
        Files.writeString(folder.resolve("manifest.json"), manifest(SHA, "[\"int64\", 1, \"S\"]"));
        assertThatThrownBy(() -> Pack.open(folder)).hasMessageContaining("small.onnx: no such file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"float32\", 1, \"S\"]  | input 'x' is int64[1, S], the manifest promises float32[1, S]",
                "[\"int64\", 2, \"S\"]    | input 'x' is int64[1, S], the manifest promises int64[2, S]",
                "[\"int64\", 1, \"S\", 4] | input 'x' is int64[1, S], the manifest promises int64[1, S, 4]",
                "[\"int64\", {}]          | contract.small.onnx.in.x: found [\"int64\",{}]",
                "[\"int64\", 1, \"S\"], \"y\": [\"int64\", 1] | input 'y' is missing, the graph has [x]",
            })
    void refusesAGraphThatDiffersFromItsContract(String x, String message) throws IOException {
        pack(manifest(SHA, x));
        assertThatThrownBy(() -> Pack.open(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("small.onnx")
                .hasMessageContaining(message);
    }

    @Test
    void refusesAnOutputTheContractDoesNotKnow() throws IOException {
        pack(manifest(SHA, "[\"int64\", 1, \"S\"]").replace(", \"d\": [\"float32\", 1, \"S\"]", ""));
        assertThatThrownBy(() -> Pack.open(folder)).hasMessageContaining("output 'd' is not in the manifest");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                          | manifest.json: is not JSON",
                "{}                                         | files: expected an object",
                "{\"files\":{\"../a\":\"\"}}                | found '../a', expected a plain file name",
                "{\"files\":{\"a/../../b\":\"\"}}          | found 'a/../../b', expected a plain file name",
                "{\"files\":{\"/a\":\"\"}}                 | found '/a', expected a plain file name",
                "{\"files\":{\"a\":\"12\"}}                 | files.a: found '12', expected a SHA-256",
            })
    void refusesAManifestItCannotRead(String json, String message) throws IOException {
        Files.writeString(folder.resolve("manifest.json"), json);
        assertThatThrownBy(() -> Pack.open(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesAContractForAFileWithoutChecksum() throws IOException {
        pack(manifest(SHA, "[\"int64\", 1, \"S\"]")
                .replace("\"contract\": {\"small.onnx\"", "\"contract\": {\"b.onnx\""));
        assertThatThrownBy(() -> Pack.open(folder)).hasMessageContaining("b.onnx: is not among files");
    }

    @Test
    void refusesAFolderWithoutManifest() {
        assertThatThrownBy(() -> Pack.open(folder))
                .hasMessage(folder.resolve("manifest.json") + ": no such file, expected the manifest of a model pack");
    }

    private void pack(String manifest) throws IOException {
        Files.copy(Outside.home().resolve("models/src/test/resources/small.onnx"), folder.resolve("small.onnx"));
        Files.writeString(folder.resolve("manifest.json"), manifest);
    }

    private static String manifest(String sha256, String x) {
        return """
            {"name": "t", "files": {"small.onnx": "%s"},
             "contract": {"small.onnx": {"in": {"x": %s},
              "out": {"h": ["float32", 1, "S", 192], "d": ["float32", 1, "S"]}}}}
            """.formatted(sha256, x);
    }
}
