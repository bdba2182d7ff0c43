package io.parley.agent.voice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.models.Graph;
import io.parley.models.ModelException;
import io.parley.models.Pack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The graphs and tokens of a voice pack, checked for what this code expects of it: 16 kHz, frames of 200 samples, a token
 * for every phone that {@link TextToPhones} writes. Shared by all threads.
 */
final class VoicePack {
    static final int SAMPLE_RATE = 16_000;
    /** Samples of a frame: 12.5 ms. */
    static final int HOP = 200;

    static final String PHONES = "AIOQWYabdfhijklmnpstuvwzæðŋɑɒɔəɛɜɡɪɹʃʊʌʒʤʧˈˌːθᵊᵻT ,.?!;:";
    private static final short NONE = -1;

    private final Graph encoder;
    private final Graph decoder;
    private final Graph vocoder;
    private final short[] tokens = new short[Character.MAX_VALUE + 1];

    VoicePack(Pack pack) {
        expect(pack, "sample_rate", SAMPLE_RATE);
        expect(pack, "frame_hop", HOP);
        encoder = pack.graph("plan_enc.onnx");
        decoder = pack.graph("plan_dec.onnx");
        vocoder = pack.graph("voc.onnx");
        readTokens(pack.file("tokens.json"));
    }

    private static void expect(Pack pack, String key, int value) {
        if (pack.number(key) != value) {
            throw new ModelException(pack.folder().resolve("manifest.json") + ": " + key + ": found " + pack.number(key)
                    + ", expected " + value);
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

    Graph encoder() {
        return encoder;
    }

    Graph decoder() {
        return decoder;
    }

    Graph vocoder() {
        return vocoder;
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
