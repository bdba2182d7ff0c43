package io.parley.agent;

import io.parley.media.AudioListener;
import io.parley.media.AudioPort;
import io.parley.media.AudioTick;
import io.parley.media.Playout;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call's audio of which somebody else may have a part too. On the call's context. */
public final class SwitchedAudio implements AudioPort {
    private final AudioPort port;
    private Consumer<AudioTick> besides = tick -> {};
    private @Nullable Consumer<Character> digits;

    public SwitchedAudio(AudioPort port) {
        this.port = port;
    }

    @Override
    public void listen(AudioListener listener) {
        port.listen(new AudioListener() {
            @Override
            public void onTick(AudioTick tick) {
                listener.onTick(tick);
                besides.accept(tick);
            }

            @Override
            public void onDigit(char digit) {
                if (digits == null) {
                    listener.onDigit(digit);
                } else {
                    digits.accept(digit);
                }
            }
        });
    }

    @Override
    public Playout playout() {
        return port.playout();
    }

    /** Gives every tick to somebody else as well, after the listener. */
    public void besides(Consumer<AudioTick> other) {
        besides = other;
    }

    /** Gives digits to somebody else in the listener's stead. */
    public void digits(Consumer<Character> other) {
        digits = other;
    }
}
