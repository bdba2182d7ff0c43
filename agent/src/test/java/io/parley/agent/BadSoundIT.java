package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Callers who are no callers, or cannot be understood. Whatever comes down the line, it is no answer: it is asked for again,
 * and then the call ends. Whole conversations in virtual time.
 */
@Timeout(600)
class BadSoundIT extends VirtualCalls {
    /** The confidence from which a value is taken without asking. */
    private static final double ACCEPTED = 0.9;
    /** Patience ends before this, whatever is heard. */
    private static final int MOST_MILLIS = 120_000;

    private static final int PIECE = 2_000;
    /** As the record keeps. */
    private static final int MOST_TURNS = 500;
    /** A caller makes a few in each turn, however long he talks. */
    private static final int MOST_EVENTS_A_MINUTE = 60;

    /** So long somebody talks without a pause; the long form is {@code -Dbadsound.minutes=30}. */
    private static final int MINUTES = Integer.getInteger("badsound.minutes", 2);

    static Stream<Arguments> sounds() {
        return Stream.of(
                sound("silence", "digits", () -> new short[PIECE * 16]),
                sound("dialled keys in the audio", "digits", () -> Sounds.keys(PIECE)),
                sound("a calling fax", "coffee-shop", () -> Sounds.callingFax(7_000)),
                sound("an answering fax", "account", () -> Sounds.answeringFax(5_000)),
                sound("a modem", "member", () -> Sounds.modem(PIECE)),
                sound("music", "amount", () -> Sounds.music(11_000)),
                sound("a roar", "appointment", () -> Sounds.roar(PIECE)),
                sound("extremes", "birthday", () -> Sounds.extremes(PIECE)),
                sound("another language", "coffee-shop", BadSoundIT::spanish),
                sound("another language", "account", BadSoundIT::spanish),
                sound("another language", "member", BadSoundIT::spanish),
                sound("somebody in the background", "digits", BadSoundIT::background),
                sound("somebody in the background", "person", BadSoundIT::background));
    }

    private static Arguments sound(String name, String agent, Supplier<short[]> sound) {
        return Arguments.of(name, agent, sound);
    }

    /** Says nothing of what the agents ask for. */
    private static short[] spanish() {
        return studio.said(
                "Buenas tardes, quisiera hablar con alguien que me entienda, porque no hablo su idioma.", "dora");
    }

    /** A television, or a child: far from the telephone. */
    private static short[] background() {
        String story = "And then the little rabbit ran back under the garden fence as fast as it could.";
        return Sounds.softer(studio.said(story, "puck"), 26);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("sounds")
    void whatIsNoAnswerIsAskedForAgainAndThenTheCallEnds(String name, String agent, Supplier<short[]> sound) {
        VirtualCall call = new VirtualCall(studio, studio.agent(agent), kitchen.bus).listen();
        short[] played = sound.get();
        while (call.ended() == null && call.millis() < MOST_MILLIS) {
            call.play(played);
        }

        assertThat(taken(call)).isEmpty();
        assertThat(troubles(call)).isEmpty();
        assertThat(kitchen.orders()).isEmpty();
        assertThat(call.record().turns())
                .anySatisfy(turn -> assertThat(turn.act()).contains("ASK"));
        assertThat(call.ended()).isEqualTo(Termination.gaveUp());
    }

    @Test
    void whoIsClippedToTheLastSampleIsUnderstoodOrAsked() {
        VirtualCall call = new VirtualCall(studio, studio.agent("coffee-shop"), kitchen.bus).listen();
        call.play(Sounds.clipped(Studio.recorded("latte"))).listen();

        assertThat(troubles(call)).isEmpty();
        assertThat(taken(call)).isSubsetOf("size=large", "drink=latte");
        assertThat(call.record().turns())
                .anySatisfy(turn -> assertThat(turn.act()).containsAnyOf("FILL", "CONFIRM", "ASK"));
        assertThat(kitchen.orders()).isSubsetOf(Map.of("size", "large", "drink", "latte"));
    }

    @Test
    void whoSpeaksClearlyIsTakenAtHisWord() {
        VirtualCall call = new VirtualCall(studio, studio.agent("coffee-shop"), kitchen.bus).listen();
        call.play(Studio.recorded("latte")).listen();

        assertThat(taken(call)).containsExactlyInAnyOrder("size=large", "drink=latte");
    }

    /** Nobody can be answered who never pauses: he is cut short and asked, and nothing piles up meanwhile. */
    @Test
    void whoNeverPausesIsCutShortAndNothingPilesUp() {
        VirtualCall call = new VirtualCall(studio, studio.agent("digits"), kitchen.bus).listen();
        String talk = "well the weather was lovely so we drove along the river until the children wanted to go home";
        short[] speech = Sounds.repeated(studio.said(talk), 60_000);
        for (int minute = 0; minute < MINUTES && call.ended() == null; minute++) {
            call.play(speech);
        }

        assertThat(troubles(call)).isEmpty();
        assertThat(taken(call)).isEmpty();
        assertThat(call.record().turns().size()).isBetween(2, MOST_TURNS);
        assertThat(call.events.size()).isLessThan(MOST_EVENTS_A_MINUTE * (1 + call.millis() / 60_000));
    }

    private static List<String> taken(VirtualCall call) {
        return call.events.stream()
                .filter(event -> event.event().equals("act"))
                .map(CallEvent::data)
                .filter(data -> data.get("sure") instanceof Double sure && sure >= ACCEPTED)
                .map(data -> data.get("slot") + "=" + data.get("value"))
                .toList();
    }

    private static List<String> troubles(VirtualCall call) {
        return call.events.stream()
                .map(CallEvent::event)
                .filter(List.of("fault", "stuck", "left")::contains)
                .toList();
    }
}
