package io.parley.agent.voice;

import io.parley.models.Pack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** What tests of voices share: the stand-in pack, a lane that the test works, and voices that are closed after each. */
abstract class StandinVoices {
    static Pack pack;

    final Jobs lane = new Jobs();
    final VoiceCounters counters = new VoiceCounters();
    private final List<OnnxVoice> voices = new ArrayList<>();

    @BeforeAll
    static void openPack() {
        pack = Standin.open();
    }

    @AfterAll
    static void closePack() {
        pack.close();
    }

    @AfterEach
    void closeVoices() {
        voices.forEach(OnnxVoice::close);
    }

    /** The pack's first voice. */
    final OnnxVoice voice() {
        return closing(new OnnxVoice(pack, TextToPhones.english(), lane, counters, System::nanoTime));
    }

    final OnnxVoice closing(OnnxVoice voice) {
        voices.add(voice);
        return voice;
    }

    /** The same once the lane has nothing more to do. */
    final Utterance done(Utterance utterance) {
        lane.runAll();
        return utterance;
    }

    /** All samples of an utterance that is spoken to its end. */
    final short[] samples(Utterance utterance) {
        return Utterances.samples(done(utterance));
    }
}
