package io.parley.agent.voice;

import io.parley.models.Pack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Speaks what stands in the lines of the standard input, each into a WAV file of its own: {@code CallersMain PACK}, lines
 * of file, voice, rate, pitch, spread and text with tabs between them. Used by training/ear, where the voices of the pack
 * become callers.
 */
final class CallersMain {
    private static final int COLUMNS = 6;

    private CallersMain() {}

    public static void main(String[] args) throws IOException {
        ExecutorService lane = Executors.newSingleThreadExecutor();
        try (Pack pack = Pack.open(Path.of(args[0]));
                OnnxVoice voice =
                        new OnnxVoice(pack, TextToPhones.english(), lane, new VoiceCounters(), System::nanoTime)) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                say(voice, line.split("\t", COLUMNS));
            }
        } finally {
            lane.shutdown();
        }
    }

    private static void say(OnnxVoice voice, String[] columns) throws IOException {
        Style style = new Style(
                "caller",
                Double.parseDouble(columns[2]),
                Double.parseDouble(columns[3]),
                Double.parseDouble(columns[4]),
                0,
                0,
                0,
                1,
                List.of(),
                "",
                1);
        short[] samples =
                Utterances.finished(voice.as(Persona.named(columns[1])).speak(columns[5], style));
        Files.write(Path.of(columns[0]), SayMain.wav(samples));
    }
}
