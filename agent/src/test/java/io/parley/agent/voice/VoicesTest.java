package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.StyleKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several voices of one pack, and whose turn it is. */
@Timeout(60)
class VoicesTest extends StandinVoices {
    private static final String TEXT = "Thank you for calling.";

    private final List<Language> asked = new ArrayList<>();
    private long now;
    private final OnnxVoice heart = closing(new OnnxVoice(
            pack,
            language -> {
                asked.add(language);
                return TextToPhones.english();
            },
            lane,
            counters,
            () -> now));

    @Test
    void eachVoiceSoundsLikeItself() {
        assertThat(said(heart))
                .isEqualTo(said(heart.as(Persona.named("heart"))))
                .isNotEqualTo(said(heart.as(Persona.named("michael"))));
        assertThat(said(heart.as(Persona.named("emma")))).isNotEqualTo(said(heart.as(Persona.named("puck"))));
        assertThat(asked).contains(Language.EN_US, Language.EN_GB);
    }

    @Test
    void anUnknownVoiceIsThePacksFirst() {
        assertThat(said(heart.as(Persona.named("nobody")))).isEqualTo(said(heart));
    }

    @Test
    void aClauseInAnotherTongueIsSaidByThePacksFirstVoiceOfIt() {
        assertThat(said(heart.as(Persona.named("dora"))))
                .as("English from a Spanish voice")
                .isEqualTo(said(heart));
        Rendering rendering = heart.rendering();
        PackVoice emma = heart.voices().get(1);
        Clause spanish = new Clause(Language.ES, "si.", new int[3], List.of(new Clause.Word("si", 0, 2)));
        assertThat(rendering.sayer(emma, spanish).name()).isEqualTo("dora");
        assertThat(rendering.sayer(emma, Clauses.of("jˈɛs."))).isEqualTo(emma);
    }

    @Test
    void promptsOfOneVoiceAreNotSpokenByAnother() {
        PromptCache prompts = new PromptCache(heart);
        prompts.warm(List.of(TEXT), Style.NEUTRAL);
        lane.runAll();
        short[] michael = samples(prompts.as(Persona.named("michael")).speak(TEXT, Map.of(), Style.NEUTRAL));
        assertThat(michael).isEqualTo(said(heart.as(Persona.named("michael"))));
        assertThat(prompts.size()).isEqualTo(2);
        assertThat(samples(prompts.speak(TEXT, Map.of(), Style.NEUTRAL))).isEqualTo(said(heart));
    }

    @Test
    void aRelayHandsTheVoiceOn() {
        RelayVoice relay = new RelayVoice(List.of(heart, heart));
        assertThat(samples(relay.as(Persona.named("puck")).speak(TEXT, Style.NEUTRAL)))
                .isEqualTo(said(heart.as(Persona.named("puck"))));
    }

    @Test
    void theOneWhoseAudioRunsOutFirstIsNext() {
        Utterance ahead = heart.speak(TEXT, Style.NEUTRAL);
        for (int i = 0; i < 5; i++) {
            lane.runOne();
        }
        int rendered = ahead.available();
        assertThat(rendered).isGreaterThan(VoicePack.SAMPLE_RATE / 4);
        Utterance late = heart.speak(TEXT, Style.NEUTRAL);
        lane.runOne();
        assertThat(late.available()).as("the one with nothing to hear").isPositive();
        lane.runOne();
        lane.runOne();

        assertThat(ahead.available()).isEqualTo(rendered);
        assertThat(late.available()).isGreaterThan(Rendering.FIRST_CHUNK * VoicePack.HOP);
        lane.runAll();
        assertThat(Utterances.samples(ahead)).isEqualTo(Utterances.samples(late));
    }

    @Test
    void whisperSongAndLoudnessReachTheMouth() {
        Style sung = Style.NEUTRAL.sung(Melody.parse("A3:300"));
        assertThat(said(Style.named("whisper"))).isNotEqualTo(said(Style.NEUTRAL));
        assertThat(said(sung)).hasSizeGreaterThan(said(Style.NEUTRAL).length * 11 / 10);
        assertThat(level(said(Style.NEUTRAL.with(StyleKey.ENERGY, -12)))).isLessThan(0.5 * level(said(Style.NEUTRAL)));
    }

    @Test
    void everySampleKnowsItsPhoneAndItsWord() {
        Utterance utterance = done(heart.speak("Yes. No.", Style.NEUTRAL));
        StringBuilder phones = new StringBuilder();
        for (int at = 0; at < utterance.available(); at += VoicePack.HOP / 4) {
            char phone = utterance.alignment().phoneAt(at);
            if (phones.length() == 0 || phones.charAt(phones.length() - 1) != phone) {
                phones.append(phone);
            }
        }
        assertThat(phones.toString().strip()).isEqualTo("jˈɛs.nˈO.");
        int no = utterance.units().get(1).firstSample();
        assertThat(utterance.alignment().clauseStart(utterance.available())).isEqualTo(no);
        assertThat(utterance.alignment().clauseStart(no - 1)).isZero();
    }

    @Test
    void whatIsTooFastForTheVoiceIsClampedAndCounted() {
        said(Style.named("fast").paced(9));
        assertThat(counters.get(VoiceCounter.CLAMPED)).isPositive();
    }

    private short[] said(OnnxVoice voice) {
        return samples(voice.speak(TEXT, Style.NEUTRAL));
    }

    private short[] said(Style style) {
        return samples(heart.speak(TEXT, style));
    }

    private static double level(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / samples.length);
    }
}
