package io.parley.server.cli;

import io.parley.agent.voice.OnnxVoice;
import io.parley.agent.voice.Style;
import io.parley.agent.voice.TextToPhones;
import io.parley.agent.voice.Utterance;
import io.parley.agent.voice.VoiceCounters;
import io.parley.media.Audio;
import io.parley.media.AudioFiles;
import io.parley.models.Pack;
import io.parley.server.Home;
import io.parley.server.ServerFault;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
    public Integer call() throws InterruptedException {
        log.apply(Level.WARN);
        Style how = style();
        short[] samples = speak(Home.ofThisProcess(), String.join(" ", words), how);
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

    private static short[] speak(Home home, String text, Style style) throws InterruptedException {
        ExecutorService lane = Executors.newSingleThreadExecutor();
        try (Pack pack = Pack.open(home.models("voice-en"));
                OnnxVoice voice =
                        new OnnxVoice(pack, TextToPhones.english(), lane, new VoiceCounters(), System::nanoTime)) {
            Utterance utterance = voice.speak(text, style);
            CountDownLatch done = new CountDownLatch(1);
            utterance.onProgress(() -> {
                if (utterance.done()) {
                    done.countDown();
                }
            });
            done.await();
            if (utterance.error() != null) {
                throw new ServerFault("the voice failed: " + utterance.error(), utterance.error());
            }
            short[] samples = new short[utterance.available()];
            utterance.copy(0, samples, 0, samples.length);
            if (samples.length == 0) {
                throw new UsageFault("TEXT: found '" + text + "', expected something that can be said in English");
            }
            return samples;
        } finally {
            lane.shutdown();
            lane.awaitTermination(5, java.util.concurrent.TimeUnit.SECONDS);
        }
    }
}
