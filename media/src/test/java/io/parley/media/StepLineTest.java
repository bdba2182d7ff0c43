package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StepLineTest {
    private static final long STEP = 20_000_000;

    private final StepLine line = new StepLine();
    private final List<String> heard = new ArrayList<>();

    @Test
    void theListenerHearsTheCallerAndWhatIsPlayedInTheSameStep() {
        line.listen(listener());
        line.playout().offer(frame(7), 0, 1, 4);

        AudioTick tick = line.step(frame(3), STEP);

        assertThat(heard).containsExactly("3 over 7");
        assertThat(tick.played).containsOnly((short) 7);
        assertThat(tick.utterance).isEqualTo(1);
        assertThat(tick.unit).isEqualTo(4);
        assertThat(tick.concealed).isFalse();
    }

    @Test
    void whatIsOfferedInAStepIsPlayedInTheNext() {
        line.listen(new AudioListener() {
            @Override
            public void onTick(AudioTick tick) {
                heard.add(tick.caller[0] + " over " + tick.played[0]);
                line.playout().offer(frame(tick.caller[0]), 0, 1, 0);
            }

            @Override
            public void onDigit(char digit) {}
        });
        for (int i = 1; i <= 3; i++) {
            line.step(frame(i), i * STEP);
        }

        assertThat(heard).containsExactly("1 over 0", "2 over 1", "3 over 2");
    }

    @Test
    void timeAndPacketsGoOnStepByStep() {
        line.step(frame(0), STEP);
        AudioTick tick = line.step(frame(0), 2 * STEP);

        assertThat(tick.arrivalNanos).isEqualTo(2 * STEP);
        assertThat(tick.sentNanos).isEqualTo(2 * STEP);
        assertThat(tick.sentSequence).isEqualTo(1);
        assertThat(tick.sentTimestamp).isEqualTo(Audio.FRAME_SAMPLES);
        assertThat(tick.callerTimestamp).isEqualTo(Audio.FRAME_SAMPLES);
        for (int i = 0; i < 0x10000; i++) {
            tick = line.step(frame(0), STEP);
        }
        assertThat(tick.sentSequence).isEqualTo(1);
    }

    @Test
    void anEmptyRingPlaysSilenceOfNoUtterance() {
        line.playout().offer(frame(7), 0, 1, 0);
        line.step(frame(0), STEP);
        AudioTick tick = line.step(frame(0), STEP);

        assertThat(tick.played).containsOnly((short) 0);
        assertThat(tick.utterance).isZero();
    }

    @Test
    void theCallersFrameIsCopied() {
        short[] caller = frame(3);
        AudioTick tick = line.step(caller, STEP);
        Arrays.fill(caller, (short) 9);

        assertThat(tick.caller).containsOnly((short) 3);
    }

    @Test
    void digitsReachTheListenerAndNobodyElse() {
        line.dial('1');
        line.listen(listener());
        line.dial('2');
        line.dial('#');

        assertThat(heard).containsExactly("2", "#");
    }

    private AudioListener listener() {
        return new AudioListener() {
            @Override
            public void onTick(AudioTick tick) {
                heard.add(tick.caller[0] + " over " + tick.played[0]);
            }

            @Override
            public void onDigit(char digit) {
                heard.add(String.valueOf(digit));
            }
        };
    }

    private static short[] frame(int value) {
        short[] frame = new short[Audio.FRAME_SAMPLES];
        Arrays.fill(frame, (short) value);
        return frame;
    }
}
