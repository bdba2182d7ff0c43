package io.parley.actions;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * A certificate of one's own and its key, as PEM and as PKCS 12, by the JDK's keytool.
 *
 * @param store with the password {@link #PASSWORD}
 */
record Certificates(Path store, Path certificate, Path key) {
    static final String PASSWORD = "secret";

    static Certificates of(Path folder, String name) {
        Path store = folder.resolve(name + ".p12");
        try {
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "a",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=" + name,
                            "-ext",
                            "SAN=dns:localhost,ip:127.0.0.1",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            PASSWORD)
                    .start();
            if (!keytool.waitFor(Await.SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new AssertionError("no certificate");
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            Path certificate = folder.resolve(name + ".pem");
            Path key = folder.resolve(name + ".key");
            pem(certificate, "CERTIFICATE", keys.getCertificate("a").getEncoded());
            pem(key, "PRIVATE KEY", keys.getKey("a", PASSWORD.toCharArray()).getEncoded());
            return new Certificates(store, certificate, key);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void pem(Path file, String what, byte[] der) throws IOException {
        String text =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.UTF_8)).encodeToString(der);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }
}
