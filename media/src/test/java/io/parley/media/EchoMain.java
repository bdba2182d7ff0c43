package io.parley.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Tabulates what the canceller does over a grid of lines, and writes what {@code training/echo/judge.py} hears: 16 kHz WAV
 * files {@code NAME-sent}, {@code -in} and {@code -out}, where NAME is the case (st: the agent alone, dt: both, nst: the
 * caller alone), delay, level, room and loudspeaker.
 */
final class EchoMain {
    private static final int SECOND = Audio.SAMPLE_RATE;
    /** Of a sample, about -60 dBFS. */
    private static final int AUDIBLE = 30;

    private static final int[] DELAYS = {60, 180, 480};
    private static final double[] LEVELS = {-10, -20, -30};
    private static final int[] ROOMS = {0, 300};

    private EchoMain() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        short[] agent = EchoCall.agent();
        short[] caller = EchoCall.caller(2 * SECOND, agent.length);
        short[] nobody = new short[agent.length];
        System.out.println("| delay | level | room | loudspeaker | found after | ERLE, 1st s | ERLE, 2 to 10 s"
                + " | caller's SDR before | after |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (int delay : DELAYS) {
            for (double level : LEVELS) {
                for (int room : ROOMS) {
                    for (boolean clips : new boolean[] {false, true}) {
                        line(folder, agent, caller, nobody, new EchoPath.Shape(delay, level, room, clips));
                    }
                }
            }
        }
        write(folder, "nst", agent, new EchoCall(agent, caller, null));
    }

    private static void line(Path folder, short[] agent, short[] caller, short[] nobody, EchoPath.Shape shape)
            throws IOException {
        EchoCall alone = new EchoCall(agent, nobody, new EchoPath(shape, 7));
        EchoCall both = new EchoCall(agent, caller, new EchoPath(shape, 7));
        int begins = 0;
        while (Math.abs(agent[begins]) < AUDIBLE) {
            begins++;
        }
        System.out.printf(
                Locale.ROOT,
                "| %d ms | %.0f dB | %d ms | %s | %d ms | %.0f dB | %.0f dB | %.1f dB | %.1f dB |%n",
                shape.delayMillis(),
                shape.level(),
                shape.roomMillis(),
                shape.distorted() ? "clips" : "clean",
                (alone.firstFound - begins) / 16 - shape.delayMillis(),
                alone.enhancement(0, SECOND),
                alone.enhancement(2 * SECOND, 10 * SECOND),
                both.distortionBefore(3 * SECOND, 8 * SECOND),
                both.distortion(3 * SECOND, 8 * SECOND));
        String name = shape.delayMillis() + "_" + Math.round(-shape.level()) + "_" + shape.roomMillis() + "_"
                + (shape.distorted() ? "clips" : "clean");
        write(folder, "st-" + name, agent, alone);
        write(folder, "dt-" + name, agent, both);
    }

    private static void write(Path folder, String name, short[] agent, EchoCall call) throws IOException {
        AudioFiles.write(folder.resolve(name + "-sent.wav"), Arrays.copyOf(agent, call.in.length));
        AudioFiles.write(folder.resolve(name + "-in.wav"), call.in);
        AudioFiles.write(folder.resolve(name + "-out.wav"), call.out);
    }
}
