package io.parley.sip;

import io.parley.config.TlsConfig;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** An authority for tests, by openssl, and what it certifies. */
final class TestCertificates {
    private static final String[] NEW_KEY = {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"};

    final Path authority;
    private final Path folder;
    private int made;

    TestCertificates(String name) {
        try {
            folder = Files.createTempDirectory("certificates");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        authority = folder.resolve("authority.pem");
        openssl(
                "req",
                "-x509",
                NEW_KEY,
                "-keyout",
                folder.resolve("authority.key"),
                "-out",
                authority,
                "-days",
                "30",
                "-subj",
                "/CN=" + name);
    }

    /** For whom has that address. */
    TlsConfig of(InetAddress address) {
        return of("IP:" + address.getHostAddress());
    }

    /** @param names as openssl has them: {@code DNS:pbx.example.org} or {@code IP:192.0.2.1}, with commas between */
    TlsConfig of(String names) {
        return of(names, 30);
    }

    TlsConfig of(String names, int days) {
        return of(names.isEmpty() ? "" : "subjectAltName=" + names, days, "peer " + (made + 1));
    }

    /** Whose common name alone says who it is. */
    TlsConfig ofCommonName(String name) {
        return of("", 30, name);
    }

    private TlsConfig of(String extension, int days, String commonName) {
        Path base = folder.resolve("peer-" + made++);
        Path key = base.resolveSibling(base.getFileName() + ".key");
        Path certificate = base.resolveSibling(base.getFileName() + ".pem");
        Path request = base.resolveSibling(base.getFileName() + ".csr");
        Path extensions = base.resolveSibling(base.getFileName() + ".ext");
        try {
            Files.writeString(extensions, extension + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        openssl("req", NEW_KEY, "-keyout", key, "-out", request, "-subj", "/CN=" + commonName);
        openssl(
                "x509",
                "-req",
                "-in",
                request,
                "-CA",
                authority,
                "-CAkey",
                folder.resolve("authority.key"),
                "-CAcreateserial",
                "-days",
                "" + days,
                "-extfile",
                extensions,
                "-out",
                certificate);
        return new TlsConfig(certificate, key, authority, TlsConfig.Clients.ANYONE);
    }

    /** Trusts this authority and has no certificate. */
    TlsConfig trust() {
        return new TlsConfig(null, null, authority, TlsConfig.Clients.ANYONE);
    }

    /** Puts the certificate and key of one in the place of another's. */
    static void replace(TlsConfig old, TlsConfig by) throws IOException {
        Files.copy(by.certificate(), old.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(by.key(), old.key(), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Runs it to its end; what it printed. */
    static String openssl(Object... words) {
        return openssl(Path.of("/dev/null"), words);
    }

    /** @param typed what it reads */
    static String openssl(Path typed, Object... words) {
        List<String> command =
                new ArrayList<>(List.of(Outside.program("openssl").toString()));
        for (Object word : words) {
            if (word instanceof String[] several) {
                command.addAll(List.of(several));
            } else {
                command.add(word.toString());
            }
        }
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(typed.toFile())
                    .start();
            String printed = new String(process.getInputStream().readAllBytes());
            int status = process.waitFor();
            if (status != 0 && !command.contains("s_client")) {
                throw new AssertionError(command + ": " + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
