package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.media.Audio;
import io.parley.media.AudioListener;
import io.parley.media.AudioTick;
import io.parley.media.StepLine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The agent's mouth on a line without a network; each frame sent tells which frame of the speech it was. */
@Timeout(10)
class SpeakerTest implements AudioListener {
    private static final long STEP = 20_000_000;

    private final StepLine line = new StepLine();
    private final HeardLedger ledger = new HeardLedger();
    private final List<String> ended = new ArrayList<>();
    private final Speaker speaker =
            new Speaker(line.playout(), ledger, (l, cut) -> ended.add(l.text + (cut ? " cut" : "")));
    private final List<Integer> sent = new ArrayList<>();
    private int steps;
    /** The call's context is held up: media goes on, its ticks get lost. */
    private boolean deaf;

    SpeakerTest() {
        line.listen(this);
    }

    @Test
    void saysOneLineAfterTheOtherWithoutAGap() {
        say("one two", 40);
        say("three", 40);
        step(8);

        assertThat(sent).containsExactly(1, 2, 3, 4, 1, 2, 0, 0);
        assertThat(ended).containsExactly("one two", "three");
        assertThat(speaker.speaking()).isFalse();
    }

    @Test
    void aLastFrameThatIsNotFullIsSentToo() {
        SpokenWords words = SpokenWords.of("one", 50);
        speaker.say("one", words);
        step(4);

        assertThat(sent).containsExactly(1, 2, 3, 0);
        assertThat(ended).containsExactly("one");
    }

    @Test
    void speechThatIsLateLeavesAGapAndIsNotLost() {
        SpokenWords words = SpokenWords.rendering("one two three", 40);
        speaker.say("one two three", words);
        words.render(40);
        step(4);
        words.render(80);
        step(6);

        assertThat(sent.stream().filter(f -> f > 0)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(ended).containsExactly("one two three");
    }

    @Test
    void fallsSilentWithinAStepAndGoesOnAtTheBeginningOfTheClause() {
        say("one, two three four", 200);
        step(27);
        assertThat(sent.get(26)).isEqualTo(27);
        speaker.hold();
        step(50);
        assertThat(speaker.speaking()).isTrue();
        assertThat(sent.subList(28, 77)).containsOnly(0);
        speaker.goOn();
        step(3);

        assertThat(sent.subList(77, 80)).containsExactly(11, 12, 13);
        step(60);
        assertThat(ended).containsExactly("one, two three four");
        assertThat(sent.stream().mapToInt(i -> i).max().orElseThrow()).isEqualTo(40);
    }

    @Test
    void whatIsHeldMovesNot() {
        say("one two", 400);
        step(10);
        speaker.hold();
        speaker.fill();
        step(100);

        assertThat(ended).isEmpty();
        assertThat(sent.subList(11, 110)).containsOnly(0);
        assertThat(speaker.sentMillis()).isBetween(180, 220);
    }

    @Test
    void whatIsSaidWhileItIsHeldWaits() {
        speaker.hold();
        say("one", 40);
        step(5);
        assertThat(sent).containsOnly(0);
        speaker.goOn();
        step(3);

        assertThat(sent.subList(5, 8)).containsExactly(1, 2, 0);
    }

    @Test
    void dropsEverythingAndTellsOnlyTheLineThatWasCut() {
        say("one two", 400);
        say("three", 400);
        step(10);
        speaker.drop();
        step(5);

        assertThat(ended).containsExactly("one two cut");
        assertThat(sent.subList(11, 15)).containsOnly(0);
        assertThat(speaker.speaking()).isFalse();
    }

    @Test
    void afterADropTheNextLineIsFullyCounted() {
        say("one two", 400);
        step(10);
        speaker.drop();
        speaker.countFromHere();
        say("three", 40);
        step(4);

        assertThat(ended).containsExactly("one two cut", "three");
        assertThat(speaker.sentMillis()).isEqualTo(40);
    }

    @Test
    void theLedgerKnowsWhichSamplesWereSentThoughAWordWasRepeated() {
        say("one two three four", 200);
        step(27);
        speaker.hold();
        step(10);
        speaker.goOn();
        step(5);

        HeardLedger.Sent last = ledger.last();
        assertThat(last).isNotNull();
        assertThat(last.sample() / Audio.FRAME_SAMPLES).isEqualTo(sent.get(sent.size() - 1) - 1);
    }

    @Test
    void aLineEndsThoughTicksThatToldOfItAreLost() {
        say("one two", 40);
        step(2);
        deaf = true;
        step(5);
        deaf = false;
        assertThat(speaker.speaking()).isTrue();
        step(1);

        assertThat(ended).containsExactly("one two");
        say("three", 40);
        step(3);
        assertThat(ended).containsExactly("one two", "three");
    }

    @Test
    void aHoldTakesBackWhatWasOfferedOfTheNextLineToo() {
        say("one", 60);
        say("two", 200);
        step(1);
        speaker.hold();
        step(3);
        speaker.goOn();
        step(20);

        assertThat(ended).containsExactly("one", "two");
        assertThat(sent.stream().filter(f -> f > 0)).endsWith(1, 2, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    private void say(String text, int millisPerWord) {
        speaker.say(text, SpokenWords.of(text, millisPerWord));
    }

    private void step(int count) {
        short[] silence = new short[Audio.FRAME_SAMPLES];
        for (int i = 0; i < count; i++) {
            line.step(silence, ++steps * STEP);
        }
    }

    @Override
    public void onTick(AudioTick tick) {
        if (deaf) {
            return;
        }
        sent.add((int) tick.played[0]);
        speaker.onTick(tick);
        speaker.fill();
    }

    @Override
    public void onDigit(char digit) {}
}
