package io.parley.models.recogniser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.vosk.Recognizer;

/** A Vosk recogniser, which ends its sentences itself in a pause; here they are joined. */
final class VoskRecogniser implements Recogniser {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Recognizer vosk;
    private List<SpokenWord> words = new ArrayList<>();

    VoskRecogniser(Recognizer vosk) {
        this.vosk = vosk;
    }

    @Override
    public void accept(short[] pcm, int samples) {
        if (vosk.acceptWaveForm(pcm, samples)) {
            read(vosk.getResult());
        }
    }

    @Override
    public List<SpokenWord> finish() {
        // Also lets go of the network's state and the speaker's features: the next audio meets fresh ones.
        read(vosk.getFinalResult());
        List<SpokenWord> finished = words;
        words = new ArrayList<>();
        return finished;
    }

    @Override
    public void forget() {
        vosk.getFinalResult();
        words = new ArrayList<>();
    }

    /** {@code {"result": [{"conf": 0.98, "end": 1.2, "start": 0.9, "word": "hello"}], "text": "hello"}}. */
    private void read(String json) {
        try {
            for (JsonNode word : JSON.readTree(json).path("result")) {
                words.add(new SpokenWord(
                        word.path("word").asText(), (float) word.path("conf").asDouble()));
            }
        } catch (JsonProcessingException e) {
            throw new RecogniserException("Vosk's result is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public void close() {
        vosk.close();
    }
}
