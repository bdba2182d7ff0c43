package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.models.ModelException;
import io.parley.models.Pack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pack that keeps another contract is refused with the reason. */
@Timeout(60)
class VoicePackTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void knowsTheVoicesOfAPackThatKeepsTheContract() {
        assertThat(PackVoice.of(Standin.FOLDER))
                .extracting(PackVoice::name)
                .containsExactly("heart", "emma", "michael", "puck", "dora");
        try (Pack pack = Standin.open()) {
            VoicePack voice = new VoicePack(pack);
            assertThat(voice.voices()).isEqualTo(PackVoice.of(Standin.FOLDER));
            assertThat(voice.firstOf(Language.ES).name()).isEqualTo("dora");
            assertThat(voice.mouthState()).isEqualTo(600);
        }
    }

    @Test
    void refusesAnotherVersionOfTheContract() {
        refuses(manifest -> manifest.put("contract_version", 2), "contract_version: found 2, expected 1");
        refuses(manifest -> manifest.remove("contract_version"), "contract_version: found '', expected a whole number");
        refuses(manifest -> manifest.put("look_ahead_frames", 4), "look_ahead_frames: found 4, expected 3");
    }

    @Test
    void refusesAPackWithoutVoicesOrWithoutOneOfALanguage() {
        refuses(manifest -> manifest.remove("voices"), "voices: found '', expected a list");
        refuses(manifest -> manifest.putArray("voices"), "voices: found '[]', expected a list");
        refuses(manifest -> ((ArrayNode) manifest.get("voices")).remove(4), "voices: found no voice of es");
        refuses(
                manifest -> ((ObjectNode) manifest.get("voices").get(0)).put("language", "tlh"),
                "voices[0].language: found 'tlh', expected one of en-US, en-GB, es");
        refuses(manifest -> ((ObjectNode) manifest.get("voices").get(1)).remove("index"), "voices[1]: found");
    }

    @Test
    void refusesAStateOfAnotherSize() {
        refuses(manifest -> manifest.put("mouth_state", 601), "input 'state' is float32[1, 600]");
        refuses(manifest -> manifest.put("mouth_state", 0), "mouth_state: found 0, expected 1 to");
    }

    @Test
    void refusesGraphsWithOtherTensors() {
        refuses(
                manifest -> {
                    JsonNode contract = manifest.get("contract");
                    ((ObjectNode) contract).remove("mouth.onnx");
                },
                "'mouth.onnx' is missing");
        swaps("mouth.onnx", "planner_tokens.onnx", "input 'phones' is missing");
    }

    /** One graph under the other's name. */
    private void swaps(String from, String to, String message) {
        refuses(
                manifest -> {
                    try {
                        Files.copy(folder.resolve(from), folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                    ObjectNode files = (ObjectNode) manifest.get("files");
                    files.set(to, files.get(from));
                    ObjectNode contract = (ObjectNode) manifest.get("contract");
                    contract.set(to, contract.get(from));
                },
                message);
    }

    private void refuses(Consumer<ObjectNode> change, String message) {
        try (Stream<Path> files = Files.list(Standin.FOLDER)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            Path path = folder.resolve("manifest.json");
            ObjectNode manifest = (ObjectNode) JSON.readTree(path.toFile());
            change.accept(manifest);
            JSON.writeValue(path.toFile(), manifest);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        try (Pack pack = Pack.open(folder)) {
            assertThatThrownBy(() ->
                            new OnnxVoice(pack, TextToPhones.english(), Runnable::run, new VoiceCounters(), () -> 0))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(message)
                    .hasMessageContaining(folder.toString());
        }
    }
}
