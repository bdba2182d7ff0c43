package io.parley.agent.voice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.models.Graph;
import io.parley.models.ModelException;
import io.parley.models.Pack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The graphs and tokens of a voice pack, checked for what this code expects of it: 16 kHz, frames of 200 samples, version 1 of the
 * contract, a voice for every language, a token for every phone that {@link TextToPhones} writes. Shared by all threads.
 */
final class VoicePack {
    static final int SAMPLE_RATE = 16_000;
    /** Samples of a frame: 12.5 ms. */
    static final int HOP = 200;
    /** Frames by which a phone is heard before its token begins: 50 ms, measured at the first sounds of 800 clauses. */
    static final int EARLY = 4;

    static final String PHONES = "AIOQWYabdfhijklmnpstuvwzæðŋɑɒɔəɛɜɡɪɹʃʊʌʒʤʧˈˌːθᵊᵻT ,.?!;:";
    private static final short NONE = -1;

    /** The contract that this code speaks. */
    private static final int CONTRACT = 1;

    private static final String WHO = "version " + CONTRACT + " of the voice's contract";
    /** No mouth has a larger state: half a second of everything it is given. */
    private static final int MOST_STATE = 1 << 20;

    private final Graph tokenPlanner;
    private final Graph framePlanner;
    private final Graph mouth;
    private final int mouthState;
    private final List<PackVoice> voices;
    private final short[] tokens = new short[Character.MAX_VALUE + 1];

    /** @throws ModelException naming what differs from the contract */
    VoicePack(Pack pack) {
        expect(pack, "contract_version", CONTRACT);
        expect(pack, "sample_rate", SAMPLE_RATE);
        expect(pack, "frame_hop", HOP);
        expect(pack, "look_ahead_frames", Mouth.DELAY);
        voices = PackVoice.of(pack);
        mouthState = pack.number("mouth_state");
        if (mouthState < 1 || mouthState > MOST_STATE) {
            throw new ModelException(
                    pack.place("mouth_state") + ": found " + mouthState + ", expected 1 to " + MOST_STATE);
        }
        tokenPlanner = pack.graph(
                "planner_tokens.onnx",
                WHO,
                List.of("phones int64 1 S", "voice int64 1"),
                List.of("hidden float32 1 S 192", "durations float32 1 S"));
        framePlanner = pack.graph(
                "planner_frames.onnx",
                WHO,
                List.of(
                        "hidden float32 1 S 192",
                        "token int64 1 T",
                        "position float32 1 T 6",
                        "voice int64 1",
                        "style float32 1 T 4",
                        "melody float32 1 T"),
                List.of("mel float32 1 T 80", "f0 float32 1 T"));
        mouth = pack.graph(
                "mouth.onnx",
                WHO,
                List.of(
                        "mel float32 1 T 80",
                        "f0 float32 1 T",
                        "source float32 1 200T",
                        "noise float32 1 200T",
                        "whisper float32 1 T",
                        "voice int64 1",
                        "state float32 1 " + mouthState),
                List.of("audio float32 1 200T", "next float32 1 " + mouthState));
        readTokens(pack.file("tokens.json"));
    }

    private static void expect(Pack pack, String key, int value) {
        if (pack.number(key) != value) {
            throw new ModelException(pack.place(key) + ": found " + pack.number(key) + ", expected " + value);
        }
    }

    private void readTokens(Path file) {
        Arrays.fill(tokens, NONE);
        try {
            JsonNode map = new ObjectMapper().readTree(file.toFile()).path("tokens");
            map.properties().forEach(entry -> {
                if (entry.getKey().length() == 1) {
                    tokens[entry.getKey().charAt(0)] = entry.getValue().shortValue();
                }
            });
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        }
        for (char phone : PHONES.toCharArray()) {
            if (tokens[phone] == NONE) {
                throw new ModelException(
                        file + ": tokens: '" + phone + "' is missing, expected every phone of " + PHONES);
            }
        }
    }

    Graph tokenPlanner() {
        return tokenPlanner;
    }

    Graph framePlanner() {
        return framePlanner;
    }

    Graph mouth() {
        return mouth;
    }

    /** Floats of the mouth's state. */
    int mouthState() {
        return mouthState;
    }

    /** At least one, in the manifest's order. */
    List<PackVoice> voices() {
        return voices;
    }

    /** Who says a clause of a language where the speaker does not: the first voice of that language. */
    PackVoice firstOf(Language language) {
        return voices.stream()
                .filter(voice -> voice.language() == language)
                .findFirst()
                .orElseThrow();
    }

    /**
     * @throws IllegalArgumentException if the voice has no such phone
     */
    int token(char phone) {
        if (tokens[phone] == NONE) {
            throw new IllegalArgumentException("phone '" + phone + "' is unknown to the voice pack");
        }
        return tokens[phone];
    }
}
