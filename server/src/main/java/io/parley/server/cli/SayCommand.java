package io.parley.server.cli;

import io.parley.agent.voice.Dialect;
import io.parley.agent.voice.Style;
import io.parley.media.Audio;
import io.parley.media.AudioFiles;
import io.parley.server.Home;
import io.parley.server.simulate.CallerVoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./parley say}: the voice, into a file. */
@Command(name = "say", description = "Speak into a file: WAV, 16 kHz, mono, 16 bit.")
final class SayCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LogOptions log = new LogOptions();

    @Parameters(paramLabel = "TEXT", arity = "1..*", description = "What to say; several words are joined.")
    private List<String> words = List.of();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write.")
    private Path out = Path.of("out.wav");

    @Option(
            names = "--style",
            paramLabel = "STYLE",
            defaultValue = "neutral",
            description = "How to say it: neutral, cheerful, calm or fast. Default: ${DEFAULT-VALUE}.")
    private String style = "neutral";

    @Option(names = "--rate", paramLabel = "FACTOR", description = "Speed, on top of the style: 1 is unchanged.")
    private double rate = 1;

    @Option(names = "--pitch", paramLabel = "FACTOR", description = "Pitch, on top of the style: 1 is unchanged.")
    private double pitch = 1;

    @Override
    public Integer call() {
        log.apply(Level.WARN);
        Style how = style();
        short[] samples = speak(Home.ofThisProcess(), Dialect.of(style).words(String.join(" ", words)), how);
        AudioFiles.write(out, samples);
        Output.of(spec).printf(Locale.ROOT, "%s: %.2f s%n", out, (double) samples.length / Audio.SAMPLE_RATE);
        return Exit.DONE;
    }

    private Style style() {
        if (!Style.names().contains(style)) {
            throw new UsageFault("--style: found '" + style + "', expected one of " + Style.names());
        }
        Style named = Style.named(style);
        try {
            return new Style(style, named.rate() * rate, named.pitch() * pitch, named.pauses());
        } catch (IllegalArgumentException e) {
            throw new UsageFault("--rate, --pitch: " + e.getMessage());
        }
    }

    private static short[] speak(Home home, String text, Style style) {
        try (CallerVoice voice = CallerVoice.open(home)) {
            short[] samples = voice.say(text, style);
            if (samples.length == 0) {
                throw new UsageFault("TEXT: found '" + text + "', expected something that can be said in English");
            }
            return samples;
        }
    }
}
