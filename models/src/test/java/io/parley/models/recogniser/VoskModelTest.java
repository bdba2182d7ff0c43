package io.parley.models.recogniser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.models.ModelException;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class VoskModelTest {
    private static final int WAV_HEADER = 44;
    private static final int FRAME = 320;

    private static VoskModel model;
    private static short[] speech;

    @BeforeAll
    static void open() throws IOException {
        model = VoskModel.open(Outside.home().resolve("models/target/packs/dictation-en"));
        byte[] wav = Files.readAllBytes(Outside.home().resolve("models/ear-en/reference/reference.wav"));
        speech = new short[(wav.length - WAV_HEADER) / 2];
        ByteBuffer.wrap(wav, WAV_HEADER, wav.length - WAV_HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(speech);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void takesDownWhatIsSaidWithAConfidenceForEveryWord() {
        try (Recogniser recogniser = model.recogniser()) {
            hear(recogniser, speech.length);
            List<SpokenWord> words = recogniser.finish();

            assertTakenDown(words);
            assertThat(words).allSatisfy(word -> assertThat(word.confidence()).isBetween(0f, 1f));
        }
    }

    @Test
    void nothingOfWhatIsForgottenIsInWhatComesNext() {
        try (Recogniser recogniser = model.recogniser()) {
            hear(recogniser, speech.length / 2);
            recogniser.forget();
            assertThat(recogniser.finish()).isEmpty();

            hear(recogniser, speech.length);
            assertTakenDown(recogniser.finish());
            assertThat(recogniser.finish()).isEmpty();
        }
    }

    @Test
    void refusesAFolderThatIsNoPack(@TempDir Path folder) {
        assertThatThrownBy(() -> VoskModel.open(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("manifest.json: no such file");
    }

    private static void hear(Recogniser recogniser, int samples) {
        short[] frame = new short[FRAME];
        for (int at = 0; at + FRAME <= samples; at += FRAME) {
            System.arraycopy(speech, at, frame, 0, FRAME);
            recogniser.accept(frame, FRAME);
        }
    }

    /** All but the iced mocha, which the model has never heard of. */
    private static void assertTakenDown(List<SpokenWord> words) {
        assertThat(String.join(" ", words.stream().map(SpokenWord::text).toList()))
                .startsWith("can i get a large")
                .endsWith("with a bit of almond milk and brown sugar")
                .hasSizeLessThan(80);
    }
}
