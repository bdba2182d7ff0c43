package io.parley.sip;

import io.parley.config.TlsConfig;
import io.parley.testkit.FreePort;
import io.parley.testkit.Outside;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** baresip with TLS and SRTP: a tone is its microphone, and what it hears goes into a file. */
final class TlsBaresip implements AutoCloseable {
    private static final Path MODULES = Path.of("/usr/lib/baresip/modules");
    private static final int HEADER = 44;
    private static final String TELEPHONE = "pcmu/8000/1";
    static final String OPUS = "opus/48000/2";
    private static final int TONE_SECONDS = 40;
    private static final String SECONDS = "40";

    /** Where it listens for TLS. */
    final InetSocketAddress address;

    private final Path folder;
    private final Process process;

    /**
     * @param tls its certificate, and whom it trusts
     * @param encryption {@code srtp}, {@code srtp-mand} or {@code srtp-mandf}, or empty for none
     * @param commands such as {@code /dial sip:…}; without any it waits, and answers at once
     */
    TlsBaresip(InetAddress host, TlsConfig tls, String encryption, String... commands) {
        this(host, tls, encryption, TELEPHONE, commands);
    }

    private TlsBaresip(InetAddress host, TlsConfig tls, String encryption, String codec, String[] commands) {
        Path program = Outside.program("baresip");
        if (!Files.isDirectory(MODULES)) {
            Outside.missing("baresip's modules in " + MODULES);
        }
        try {
            int port = FreePort.next(host);
            address = new InetSocketAddress(host, port + 1);
            folder = Files.createTempDirectory("baresip");
            Files.createDirectories(folder.resolve("heard"));
            Files.writeString(folder.resolve("config"), config(host, port, tls, tone(codec)));
            String media = encryption.isEmpty() ? "" : ";mediaenc=" + encryption;
            Files.writeString(
                    folder.resolve("accounts"),
                    "<sip:ann@" + host.getHostAddress() + ";transport=tls>;regint=0;answermode=auto;audio_codecs="
                            + codec + media + "\n");
            List<String> words = new ArrayList<>(List.of(program.toString(), "-f", folder.toString(), "-t", SECONDS));
            for (String command : commands) {
                words.addAll(List.of("-e", command));
            }
            process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("screen").toFile())
                    .directory(folder.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that speaks Opus alone. */
    static TlsBaresip withOpus(InetAddress host, TlsConfig tls, String encryption, String... commands) {
        return new TlsBaresip(host, tls, encryption, OPUS, commands);
    }

    /** It wants certificate and key in one file. */
    private String config(InetAddress host, int port, TlsConfig tls, Path tone) throws IOException {
        Path pair = folder.resolve("pair.pem");
        Files.writeString(pair, Files.readString(tls.certificate()) + Files.readString(tls.key()));
        return """
                module_path %s
                module g711.so
                module opus.so
                module aufile.so
                module aubridge.so
                module sndfile.so
                module srtp.so
                module_tmp account.so
                module_app menu.so
                sip_listen %s:%d
                sip_certificate %s
                sip_cafile %s
                audio_player aubridge,nobody
                audio_source aufile,%s
                audio_alert aubridge,nobody
                snd_path %s
                rtp_ports 41000-41999
                """.formatted(
                        MODULES, host.getHostAddress(), port, pair, tls.authorities(), tone, folder.resolve("heard"));
    }

    /** At the rate of the codec: at another it would resample. */
    private Path tone(String codec) throws IOException {
        int rate = Integer.parseInt(codec.split("/")[1]);
        int channels = Integer.parseInt(codec.split("/")[2]);
        ByteBuffer samples =
                ByteBuffer.allocate(2 * channels * rate * TONE_SECONDS).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < channels * rate * TONE_SECONDS; i++) {
            int at = i / channels;
            samples.putShort((short) (8_000 * Math.sin(2 * Math.PI * 440 * at / rate)));
        }
        Path file = folder.resolve("tone.wav");
        AudioFormat format = new AudioFormat(rate, 16, channels, true, false);
        try (AudioInputStream audio =
                new AudioInputStream(new ByteArrayInputStream(samples.array()), format, rate * TONE_SECONDS)) {
            AudioSystem.write(audio, AudioFileFormat.Type.WAVE, file.toFile());
        }
        return file;
    }

    /** The loudest sample that it has heard so far: 16 bits, behind the header of a WAV file. */
    int loudest() {
        try (Stream<Path> files = Files.list(folder.resolve("heard"))) {
            int loudest = 0;
            for (Path file :
                    files.filter(each -> each.toString().endsWith("-dec.wav")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                ByteBuffer samples = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                for (int at = HEADER; at + 1 < bytes.length; at += 2) {
                    loudest = Math.max(loudest, Math.abs(samples.getShort(at)));
                }
            }
            return loudest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
