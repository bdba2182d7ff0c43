package io.parley.agent.voice;

import io.parley.models.Pack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Speaks each line of a file into a WAV file of its own: {@code SayMain PACK LINES FOLDER [STYLE]}. Used by
 * training/voice-check.
 */
final class SayMain {
    private SayMain() {}

    public static void main(String[] args) throws IOException {
        Style style = args.length > 3 ? Style.named(args[3]) : Style.NEUTRAL;
        ExecutorService lane = Executors.newSingleThreadExecutor();
        try (Pack pack = Pack.open(Path.of(args[0]));
                OnnxVoice voice =
                        new OnnxVoice(pack, TextToPhones.english(), lane, new VoiceCounters(), System::nanoTime)) {
            List<String> lines = Files.readAllLines(Path.of(args[1]));
            for (int i = 0; i < lines.size(); i++) {
                short[] samples = Utterances.finished(voice.speak(lines.get(i), style));
                Files.write(Path.of(args[2], String.format("%02d.wav", i)), wav(samples));
            }
        } finally {
            lane.shutdown();
        }
    }

    static byte[] wav(short[] samples) {
        int bytes = 2 * samples.length;
        ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes()).putInt(36 + bytes).put("WAVEfmt ".getBytes()).putInt(16);
        wav.putShort((short) 1)
                .putShort((short) 1)
                .putInt(16_000)
                .putInt(32_000)
                .putShort((short) 2);
        wav.putShort((short) 16).put("data".getBytes()).putInt(bytes);
        wav.asShortBuffer().put(samples);
        return wav.array();
    }
}
