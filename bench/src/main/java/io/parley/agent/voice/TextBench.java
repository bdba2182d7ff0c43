package io.parley.agent.voice;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Text to phones, in each language: a sentence with a number, an amount and a time of day. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TextBench {
    private static final Map<Language, String> TEXTS = Map.of(
            Language.EN_US, "Your order 4711 comes to $23.40, and the driver will be with you at 5:30 pm.",
            Language.EN_GB, "Your order 4711 comes to £23.40, and the driver will be with you at 5:30 pm.",
            Language.ES, "Su pedido 4711 cuesta 23,40 €, y el repartidor llega a las 17:30.");

    @Param
    private Language language = Language.EN_US;

    private final LetterPack letters =
            LetterPack.open(Path.of(System.getProperty("parley.home", ""), "models", "letters-en"));
    private TextToPhones front = TextToPhones.english();
    private String text = "";

    @Setup
    public void read() {
        front = letters.of(language);
        text = TEXTS.getOrDefault(language, "");
    }

    @Benchmark
    public List<Clause> textToPhones() {
        return front.clauses(text);
    }

    @TearDown
    public void close() {
        letters.close();
    }
}
