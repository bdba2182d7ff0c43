package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parley.config.StyleKey;
import io.parley.media.Audio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What styles and markup do to the sound of the pack's voices, measured on the audio. */
@Timeout(120)
class StylesOnPackIT {
    private static final String TEXT = "Your order is ready, and the driver will be there soon.";

    private static Booth booth;

    /** The voices of the pack. */
    private enum Who {
        HEART,
        EMMA,
        MICHAEL,
        PUCK,
        DORA;

        short[] says(Style style) {
            return Utterances.samples(
                    says(this == DORA ? "Su pedido está listo, y el chófer llegará pronto." : TEXT, style));
        }

        Utterance says(String text, Style style) {
            return booth.say(name().toLowerCase(Locale.ROOT), text, style);
        }

        double[] at(StyleKey key, ToDoubleFunction<short[]> measured, double... values) {
            return Arrays.stream(values)
                    .map(value -> measured.applyAsDouble(says(Style.NEUTRAL.with(key, value))))
                    .toArray();
        }
    }

    @BeforeAll
    static void open() {
        booth = new Booth();
    }

    @AfterAll
    static void close() {
        booth.close();
    }

    @Test
    void menSpeakLowerThanWomen() {
        for (Who man : List.of(Who.MICHAEL, Who.PUCK)) {
            for (Who woman : List.of(Who.HEART, Who.EMMA, Who.DORA)) {
                assertThat(Acoustics.semitones(
                                Acoustics.pitch(man.says(Style.NEUTRAL)), Acoustics.pitch(woman.says(Style.NEUTRAL))))
                        .as("%s over %s", woman, man)
                        .isGreaterThan(5);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWhisperHasNoPitch(Who who) {
        double voiced = Acoustics.harmonicity(who.says(Style.NEUTRAL));
        double whispered = Acoustics.harmonicity(who.says(Style.named("whisper")));

        assertThat(voiced).isGreaterThan(0.3);
        assertThat(whispered).isLessThan(0.3).isLessThan(0.65 * voiced);
    }

    @ParameterizedTest
    @EnumSource
    void warmthTiltsTheSpectrum(Who who) {
        double[] brightness = who.at(StyleKey.WARMTH, Acoustics::brightness, -1, -0.5, 0, 0.5, 1);
        for (int i = 1; i < brightness.length; i++) {
            assertThat(brightness[i - 1] - brightness[i]).as("step " + i).isGreaterThan(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void energyIsHeardAsLoudness(Who who) {
        double[] decibels = who.at(StyleKey.ENERGY, Acoustics::decibels, -6, 0, 3);

        assertThat(decibels[1] - decibels[0]).isBetween(3.0, 8.0);
        assertThat(decibels[2] - decibels[1]).isBetween(0.7, 4.0);
    }

    @ParameterizedTest
    @EnumSource
    void pitchFollowsItsFactor(Who who) {
        double[] hertz = who.at(StyleKey.PITCH, Acoustics::pitch, 0.8, 1, 1.25);

        assertThat(hertz[0] / hertz[1]).isCloseTo(0.8, within(0.04));
        assertThat(hertz[2] / hertz[1]).isCloseTo(1.25, within(0.06));
    }

    @ParameterizedTest
    @EnumSource
    void monotoneMovesLessAndLivelyMore(Who who) {
        double[] semitones = who.at(StyleKey.SPREAD, Acoustics::range, 0.3, 1, 1.6);

        assertThat(semitones[0]).isLessThan(0.6 * semitones[1]);
        assertThat(semitones[2]).isGreaterThan(1.2 * semitones[1]);
    }

    @ParameterizedTest
    @EnumSource
    void rateMakesSpeechShorter(Who who) {
        double[] samples = who.at(StyleKey.RATE, speech -> speech.length, 0.8, 1, 1.25);

        assertThat(samples[0] / samples[1]).isCloseTo(1.25, within(0.06));
        assertThat(samples[2] / samples[1]).isCloseTo(0.8, within(0.04));
    }

    @ParameterizedTest
    @EnumSource
    void notesAreSungAtTheirPitch(Who who) {
        for (String note : List.of("A2", "A3")) {
            double sung = Acoustics.pitch(who.says(Style.NEUTRAL.sung(Melody.parse(note + ":300"))));

            assertThat(Acoustics.semitones(note.equals("A2") ? 110 : 220, sung))
                    .as("semitones from " + note)
                    .isCloseTo(0, within(0.5));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DORA")
    void anEmphasisedWordIsLongerLouderAndHigher(Who who) {
        short[] plain = fifthWord(who, "I would like the blue one please.");
        short[] strong = fifthWord(who, "I would like the <emphasis level=\"strong\">blue</emphasis> one please.");

        assertThat(strong.length / (double) plain.length).isGreaterThan(1.15);
        assertThat(Acoustics.decibels(strong) - Acoustics.decibels(plain)).isGreaterThan(1);
        assertThat(Acoustics.semitones(Acoustics.pitch(plain), Acoustics.pitch(strong)))
                .isGreaterThan(0.5);
    }

    @ParameterizedTest
    @EnumSource
    void aQuestionForYesOrNoEndsHigherThanAStatementAndOneForAPlaceDoesNot(Who who) {
        boolean spanish = who == Who.DORA;
        String words = spanish ? "Es para mañana" : "It is for tomorrow";
        String where = spanish ? "Dónde está mañana" : "Where is it tomorrow";

        assertThat(Acoustics.semitones(end(who, words + "."), end(who, words + "?")))
                .isGreaterThan(1);
        assertThat(Acoustics.semitones(end(who, where + "."), end(who, where + "?")))
                .isBetween(-1.5, 1.5);
    }

    /** Without the rise of lists emma's and puck's items fall by 1.7 semitones. */
    @ParameterizedTest
    @EnumSource
    void theItemsOfAListDoNotFallAndItsLastEndsLower(Who who) {
        List<String> lists = who == Who.DORA
                ? List.of("Tenemos café, leche, y zumo.", "Puede elegir rojo, verde, azul o amarillo.")
                : List.of(
                        "We have espresso, latte, and cappuccino.",
                        "You can choose red, green, blue, or yellow.",
                        "Your order is a burger, a salad, two lemonades, and a coffee.");
        List<End> items = new ArrayList<>();
        List<End> last = new ArrayList<>();
        lists.forEach(text -> ends(who, text, items, last));

        assertThat(median(items, End::move)).isGreaterThan(-1);
        assertThat(median(items, End::height) - median(last, End::height)).isGreaterThan(0.5);
    }

    /**
     * How an item ends, in semitones.
     *
     * @param move from its last stressed vowel to its end
     * @param height of its end over the sentence
     */
    private record End(double move, double height) {}

    private static void ends(Who who, String text, List<End> items, List<End> last) {
        Utterance utterance = who.says(text, Style.NEUTRAL);
        short[] speech = Utterances.samples(utterance);
        int vowel = 0;
        char before = Alignment.SILENCE;
        for (int at = 0; at <= speech.length; at += VoicePack.HOP / 4) {
            char phone = utterance.alignment().phoneAt(at);
            if (phone != before) {
                vowel = before == Phones.PRIMARY || before == Phones.SECONDARY ? at : vowel;
                if (phone == ',') {
                    end(speech, vowel, at + Acoustics.FRAME, items);
                }
            }
            before = phone;
        }
        end(speech, vowel, speech.length, last);
    }

    /** Nothing where too little of it has a pitch. */
    private static void end(short[] speech, int from, int to, List<End> ends) {
        double[] pitches = Acoustics.pitches(Arrays.copyOfRange(speech, from, Math.min(speech.length, to)));
        int quarter = pitches.length / 4;
        if (quarter > 0) {
            double first = Acoustics.median(Arrays.stream(pitches).limit(quarter));
            double end = Acoustics.median(Arrays.stream(pitches).skip(pitches.length - quarter));
            ends.add(new End(Acoustics.semitones(first, end), Acoustics.semitones(Acoustics.pitch(speech), end)));
        }
    }

    private static double median(List<End> ends, ToDoubleFunction<End> of) {
        return Acoustics.median(ends.stream().mapToDouble(of));
    }

    /** Pitch of the last 0.4 s of sound. */
    private static double end(Who who, String text) {
        short[] speech = Acoustics.untilItDiesAway(Utterances.samples(who.says(text, Style.NEUTRAL)));
        return Acoustics.pitch(Arrays.copyOfRange(speech, speech.length - Audio.SAMPLE_RATE / 5, speech.length));
    }

    private static short[] fifthWord(Who who, String text) {
        Utterance utterance = who.says(text, Style.NEUTRAL);
        List<Utterance.Unit> units = utterance.units();
        return Arrays.copyOfRange(
                Utterances.samples(utterance),
                units.get(4).firstSample(),
                units.get(5).firstSample());
    }
}
