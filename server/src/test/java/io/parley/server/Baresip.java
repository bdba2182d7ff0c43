package io.parley.server;

import io.parley.media.AudioFiles;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** baresip as a caller: its microphone is a recording, what it hears goes into a file. */
final class Baresip implements AutoCloseable {
    private static final Path MODULES = Path.of("/usr/lib/baresip/modules");
    /** Ends by itself after this, whatever happens. */
    private static final int SECONDS = 60;

    private final Path folder;
    private final Process process;

    /** @param microphone 16 kHz */
    Baresip(String uri, short[] microphone) {
        Path program = Outside.program("baresip");
        if (!Files.isDirectory(MODULES)) {
            Outside.missing("baresip's modules in " + MODULES);
        }
        try {
            folder = Files.createTempDirectory("baresip");
            Path speech = folder.resolve("microphone.wav");
            AudioFiles.write(speech, microphone);
            Files.createDirectories(folder.resolve("heard"));
            Files.writeString(folder.resolve("config"), config(speech));
            Files.writeString(folder.resolve("accounts"), "<sip:ann@127.0.0.1>;regint=0;audio_codecs=pcmu/8000/1\n");
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
                module aufile.so
                module aubridge.so
                module sndfile.so
                module_tmp account.so
                module_app menu.so
                sip_listen 127.0.0.1:0
                audio_player aubridge,nobody
                audio_source aufile,%s
                audio_alert aubridge,nobody
                ausrc_srate 16000
                snd_path %s
                rtp_ports 40000-40999
                """.formatted(MODULES, speech, folder.resolve("heard"));
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
