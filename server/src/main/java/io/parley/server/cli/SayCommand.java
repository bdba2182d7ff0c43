package io.parley.server.cli;

import io.parley.agent.voice.Dialect;
import io.parley.agent.voice.Melody;
import io.parley.agent.voice.PackVoice;
import io.parley.agent.voice.Style;
import io.parley.config.StyleKey;
import io.parley.config.StyleSpec;
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
            names = "--voice",
            paramLabel = "VOICE",
            description = "Who says it: heart, emma, michael, puck or dora. Default: the first of the pack.")
    private @Nullable String voice;

    @Option(
            names = "--style",
            paramLabel = "STYLE",
            defaultValue = "neutral",
            description = "How to say it: neutral, cheerful, calm, fast, whisper, pirate or sing."
                    + " Default: ${DEFAULT-VALUE}.")
    private String style = "neutral";

    @Option(names = "--rate", paramLabel = "FACTOR", description = "Speed, on top of the style: 1 is unchanged.")
    private double rate = 1;

    @Option(names = "--pitch", paramLabel = "FACTOR", description = "Pitch, on top of the style: 1 is unchanged.")
    private double pitch = 1;

    @Option(names = "--energy", paramLabel = "DB", description = "Decibels more, -12 to 6; in place of the style's.")
    private @Nullable Double energy;

    @Option(
            names = "--warmth",
            paramLabel = "AMOUNT",
            description = "-1 (bright) to 1 (dark); in place of the style's.")
    private @Nullable Double warmth;

    @Option(
            names = "--whisper",
            paramLabel = "AMOUNT",
            description = "0 (voiced) to 1 (whispered); in place of the style's.")
    private @Nullable Double whisper;

    @Option(
            names = "--pauses",
            paramLabel = "FACTOR",
            description = "Length of pauses, 0.25 to 4; in place of the style's.")
    private @Nullable Double pauses;

    @Option(
            names = "--melody",
            paramLabel = "NOTES",
            description = "Notes to sing it on, one for each syllable: 'C4:400 D4:400 E4:800'.")
    private String melody = "";

    @Override
    public Integer call() {
        log.apply(Level.WARN);
        Style how = style();
        short[] samples = speak(Home.ofThisProcess(), Dialect.of(how.dialect()).words(String.join(" ", words)), how);
        AudioFiles.write(out, samples);
        Output.of(spec).printf(Locale.ROOT, "%s: %.2f s%n", out, (double) samples.length / Audio.SAMPLE_RATE);
        return Exit.DONE;
    }

    private Style style() {
        if (!Style.names().contains(style)) {
            throw new UsageFault("--style: found '" + style + "', expected one of " + Style.names());
        }
        if (!StyleSpec.isMelody(melody)) {
            throw new UsageFault("--melody: found '" + melody + "', expected notes such as 'C4:400 D4:400 E4:800'");
        }
        Style how = Style.named(style);
        how = set(how, StyleKey.RATE, how.rate() * rate);
        how = set(how, StyleKey.PITCH, how.pitch() * pitch);
        how = set(how, StyleKey.ENERGY, energy);
        how = set(how, StyleKey.WARMTH, warmth);
        how = set(how, StyleKey.WHISPER, whisper);
        how = set(how, StyleKey.PAUSES, pauses);
        return melody.isEmpty() ? how : how.sung(Melody.parse(melody));
    }

    private static Style set(Style style, StyleKey key, @Nullable Double value) {
        if (value != null && !key.accepts(value)) {
            throw new UsageFault("--" + key.key() + ": makes " + value + ", expected " + key.expected());
        }
        return value == null ? style : style.with(key, value);
    }

    private short[] speak(Home home, String text, Style style) {
        try (CallerVoice pack = CallerVoice.open(home)) {
            List<String> names = pack.voices().stream().map(PackVoice::name).toList();
            String who = voice == null ? names.get(0) : voice;
            if (!names.contains(who)) {
                throw new UsageFault("--voice: found '" + who + "', expected one of " + names);
            }
            short[] samples = pack.say(text, who, style);
            if (samples.length == 0) {
                throw new UsageFault("TEXT: found '" + text + "', expected something that can be said");
            }
            return samples;
        }
    }
}
