package io.parley.agent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.voice.OnnxVoice;
import io.parley.agent.voice.Style;
import io.parley.agent.voice.TextToPhones;
import io.parley.agent.voice.Utterance;
import io.parley.agent.voice.Voice;
import io.parley.agent.voice.VoiceCounters;
import io.parley.models.Pack;
import io.parley.testkit.Outside;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RememberingVoiceTest {
    private static final Style HIGH = new Style("high", 1, 1.2, 1);

    private static short[] pcm(Utterance utterance) {
        assertThat(utterance.done()).isTrue();
        short[] pcm = new short[utterance.available()];
        assertThat(utterance.copy(0, pcm, 0, pcm.length)).isEqualTo(pcm.length);
        return pcm;
    }

    @Test
    void whatWasSaidOnceSoundsTheSameAgainWithoutBeingRendered() {
        AtomicInteger rendered = new AtomicInteger();
        try (Pack pack = Pack.open(Outside.home().resolve("agent/src/test/resources/voice-standin"));
                OnnxVoice real =
                        new OnnxVoice(pack, TextToPhones.english(), new VirtualLane(), new VoiceCounters(), () -> 0)) {
            Voice voice = new RememberingVoice().over((text, style) -> {
                rendered.incrementAndGet();
                return real.speak(text, style);
            });

            Utterance first = voice.speak("A large latte, please.", Style.NEUTRAL);
            Utterance again = voice.speak("A large latte, please.", Style.NEUTRAL);

            assertThat(rendered).hasValue(1);
            assertThat(pcm(again)).isEqualTo(pcm(first)).hasSizeGreaterThan(16_000);
            assertThat(again.units()).isEqualTo(first.units()).hasSize(4);
            for (int sample : new int[] {0, 3_000, 9_000, 20_000}) {
                assertThat(again.unitAt(sample)).isEqualTo(first.unitAt(sample));
            }
            assertThat(pcm(voice.speak("A large latte, please.", HIGH))).isNotEqualTo(pcm(first));
            assertThat(rendered).hasValue(2);
        }
    }
}
