package io.parley.agent;

import io.parley.media.Audio;
import io.parley.media.AudioListener;
import io.parley.media.AudioPort;
import io.parley.media.AudioTick;
import io.parley.media.EchoPath;
import io.parley.media.Playout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How often the agent yields to its own echo, and how often to a caller who interrupts it through the echo, over a grid of
 * lines: with the canceller, and with one that never sees what was sent. Whole conversations in virtual time.
 */
final class EchoTurnsMain {
    private static final int[] DELAYS = {60, 180, 320, 480};
    private static final double[] LEVELS = {-10, -20, -30};
    private static final int[] ROOMS = {0, 300};
    private static final List<String> INTERRUPTIONS = List.of("cappuccino", "latte", "mocha", "espresso");

    private final Studio studio;
    private final Kitchen kitchen;
    private int calls;
    private int turns;
    private int yields;
    private int disturbed;
    private int orders;
    private int interruptions;
    private int taken;
    private int understood;

    private EchoTurnsMain(Studio studio, Kitchen kitchen) {
        this.studio = studio;
        this.kitchen = kitchen;
    }

    public static void main(String[] arguments) throws java.io.IOException {
        Path data = Files.createTempDirectory("echo-turns");
        try (Studio studio = new Studio();
                Kitchen kitchen = new Kitchen(data)) {
            kitchen.status = 201;
            System.out.println("| canceller | calls | agent's turns | yields | ducks | orders right"
                    + " | interruptions | taken | understood |");
            System.out.println("|---|---|---|---|---|---|---|---|---|");
            new EchoTurnsMain(studio, kitchen).row("with", UnaryOperator.identity());
            new EchoTurnsMain(studio, kitchen).row("without", Unaware::new);
        }
    }

    private void row(String name, UnaryOperator<CallLeg> leg) {
        for (int delay : DELAYS) {
            for (double level : LEVELS) {
                for (int room : ROOMS) {
                    // Every other line has a loudspeaker that clips.
                    EchoPath.Shape shape = new EchoPath.Shape(delay, level, room, ++calls % 2 == 0);
                    order(shape, leg);
                    interrupt(shape, leg);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %d | %d | %d |%n",
                name,
                calls,
                turns,
                yields,
                disturbed,
                orders,
                interruptions,
                taken,
                understood);
    }

    private void order(EchoPath.Shape shape, UnaryOperator<CallLeg> leg) {
        kitchen.forget();
        VirtualCall call = call(shape, leg);
        try {
            call.listen().play(Studio.recorded("latte")).listen();
        } catch (AssertionError e) {
            // The agent talks with itself without end.
        }
        turns += call.record().turns().size();
        yields += (int) call.count("yield");
        disturbed += (int) call.count("duck");
        orders += kitchen.orders().equals(List.of(Map.of("size", "large", "drink", "latte"))) ? 1 : 0;
    }

    private void interrupt(EchoPath.Shape shape, UnaryOperator<CallLeg> leg) {
        kitchen.forget();
        String says = INTERRUPTIONS.get(interruptions++ % INTERRUPTIONS.size());
        VirtualCall call = call(shape, leg).silence(1_000);
        long before = call.count("yield");
        call.play(Studio.recorded(says));
        taken += call.count("yield") > before ? 1 : 0;
        try {
            call.listen();
        } catch (AssertionError e) {
            // As above.
        }
        understood += kitchen.orders().stream().anyMatch(order -> order.containsValue(says)) ? 1 : 0;
    }

    private VirtualCall call(EchoPath.Shape shape, UnaryOperator<CallLeg> leg) {
        VirtualCall call = new VirtualCall(studio, studio.agent("coffee-shop"), kitchen.bus, leg);
        call.echo = new EchoPath(shape, 7);
        return call;
    }

    /** A leg whose conversation does not see what was sent. */
    private static final class Unaware extends ForwardingLeg implements AudioPort {
        private final short[] sent = new short[Audio.FRAME_SAMPLES];

        Unaware(CallLeg leg) {
            super(leg);
        }

        @Override
        public AudioPort audio() {
            return this;
        }

        @Override
        public Playout playout() {
            return super.audio().playout();
        }

        @Override
        public void listen(AudioListener listener) {
            super.audio().listen(new AudioListener() {
                @Override
                public void onTick(AudioTick tick) {
                    System.arraycopy(tick.played, 0, sent, 0, sent.length);
                    Arrays.fill(tick.played, (short) 0);
                    listener.onTick(tick);
                    System.arraycopy(sent, 0, tick.played, 0, sent.length);
                }

                @Override
                public void onDigit(char digit) {
                    listener.onDigit(digit);
                }
            });
        }
    }
}
