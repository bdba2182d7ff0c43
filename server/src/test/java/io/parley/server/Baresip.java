package io.parley.server;

import io.parley.media.AudioFiles;
import io.parley.testkit.Outside;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** baresip as a caller: its microphone is a recording, what it hears goes into a file. */
final class Baresip implements AutoCloseable {
    private static final Path MODULES = Path.of("/usr/lib/baresip/modules");
    /** Ends by itself after this, whatever happens. */
    private static final int SECONDS = 60;

    /** What it offers; its recordings have the rate of its codec, at others it would resample. */
    enum Speaks {
        PCMU("pcmu/8000/1", 8_000),
        G722("g722/16000/1", 16_000),
        OPUS("opus/48000/2", 48_000);

        final int rate;
        private final String codec;

        Speaks(String codec, int rate) {
            this.codec = codec;
            this.rate = rate;
        }
    }

    private final Path folder;
    private final Process process;

    /** @param microphone at the rate of what it speaks */
    Baresip(String uri, Speaks speaks, short[] microphone) {
        this(uri, "<sip:ann@127.0.0.1>;regint=0", speaks, microphone);
    }

    /** @param account as baresip's file of accounts has it, without codecs */
    Baresip(String uri, String account, Speaks speaks, short[] microphone) {
        Path program = Outside.program("baresip");
        if (!Files.isDirectory(MODULES)) {
            Outside.missing("baresip's modules in " + MODULES);
        }
        try {
            folder = Files.createTempDirectory("baresip");
            Path speech = folder.resolve("microphone.wav");
            write(speech, speaks, microphone);
            Files.createDirectories(folder.resolve("heard"));
            Files.writeString(folder.resolve("config"), config(speech));
            Files.writeString(folder.resolve("accounts"), account + ";audio_codecs=" + speaks.codec + "\n");
            process = new ProcessBuilder(
                            program.toString(), "-f", folder.toString(), "-t", "" + SECONDS, "-e", "/dial " + uri)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("screen").toFile())
                    .directory(folder.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String config(Path speech) {
        return """
                module_path %s
                module g711.so
                module g722.so
                module opus.so
                module aufile.so
                module aubridge.so
                module sndfile.so
                module_tmp account.so
                module_app menu.so
                sip_listen 127.0.0.1:0
                audio_player aubridge,nobody
                audio_source aufile,%s
                audio_alert aubridge,nobody
                snd_path %s
                rtp_ports 40000-40999
                """.formatted(MODULES, speech, folder.resolve("heard"));
    }

    private static void write(Path file, Speaks speaks, short[] samples) throws IOException {
        int channels = speaks == Speaks.OPUS ? 2 : 1;
        ByteBuffer buffer = ByteBuffer.allocate(2 * channels * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (short sample : samples) {
            for (int channel = 0; channel < channels; channel++) {
                buffer.putShort(sample);
            }
        }
        byte[] bytes = buffer.array();
        AudioFormat format = new AudioFormat(speaks.rate, 16, channels, true, false);
        try (AudioInputStream audio = new AudioInputStream(new ByteArrayInputStream(bytes), format, samples.length)) {
            AudioSystem.write(audio, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }

    /** What it heard so far, 16 kHz. To be read when the call is over. */
    short[] heard() {
        try (Stream<Path> files = Files.list(folder.resolve("heard"))) {
            List<Path> decoded = files.filter(
                            file -> file.getFileName().toString().endsWith("-dec.wav"))
                    .toList();
            return decoded.isEmpty() ? new short[0] : AudioFiles.read(decoded.get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it printed. */
    String screen() {
        try {
            return Files.readString(folder.resolve("screen"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Folders.delete(folder);
    }
}
