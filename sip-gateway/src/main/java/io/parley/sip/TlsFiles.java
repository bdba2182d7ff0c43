package io.parley.sip;

import io.parley.config.TlsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the configured files say: our certificate, and whom we trust. Read again when one of them has changed; connections
 * that are up keep what they began with. Any thread.
 */
final class TlsFiles {
    private static final Logger log = LoggerFactory.getLogger(TlsFiles.class);

    static {
        // Of TLS 1.2: nobody needs another handshake in a connection, and each costs us more than him. Read once, by
        // the
        // first context of the process.
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    private static final char[] IN_MEMORY = {};
    private static final String CERTIFICATE = "sip.tls.certificate";
    private static final String KEY = "sip.tls.key";
    private static final String AUTHORITIES = "sip.tls.authorities";

    private record Stamp(Path file, @Nullable FileTime modified, long bytes) {}

    private final TlsConfig config;
    private volatile SSLContext context;
    /** Of the files that are in use; a change that could not be read is none. */
    private List<Stamp> stamps;

    private String complaint = "";

    private TlsFiles(TlsConfig config) {
        this.config = config;
        this.stamps = stamps();
        this.context = read();
    }

    /** @throws SipFault naming key and file where one of them cannot be used */
    static TlsFiles read(TlsConfig config) {
        return new TlsFiles(config);
    }

    TlsConfig config() {
        return config;
    }

    /** For the next connection. */
    SSLContext context() {
        return context;
    }

    /** Reads the files again if they have changed. Blocks. @return whether other ones are in use now */
    synchronized boolean refresh() {
        List<Stamp> now = stamps();
        if (now.equals(stamps)) {
            return false;
        }
        try {
            context = read();
            stamps = now;
            complaint = "";
            log.info("TLS: the certificates were read again; connections that are up go on with theirs");
            return true;
        } catch (SipFault e) {
            String why = String.valueOf(e.getMessage());
            if (!why.equals(complaint)) { // it is tried again at every look
                log.error("TLS: the certificates in use stay, because those on disk cannot be used: {}", why);
            }
            complaint = why;
            return false;
        }
    }

    private List<Path> files() {
        return Stream.of(config.certificate(), config.key(), config.authorities())
                .filter(Objects::nonNull)
                .toList();
    }

    private List<Stamp> stamps() {
        return files().stream().map(TlsFiles::stamp).toList();
    }

    private static Stamp stamp(Path file) {
        try {
            return new Stamp(file, Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException e) {
            return new Stamp(file, null, 0);
        }
    }

    private SSLContext read() {
        try {
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(keys(), trust(), new SecureRandom());
            return made;
        } catch (GeneralSecurityException | IOException e) {
            throw new SipFault("sip.tls " + files() + ": " + e.getMessage(), e);
        }
    }

    private KeyManager @Nullable [] keys() throws GeneralSecurityException, IOException {
        Path certificate = config.certificate();
        Path key = config.key();
        if (certificate == null || key == null) {
            return null;
        }
        List<X509Certificate> chain = Pem.certificates(CERTIFICATE, certificate);
        PrivateKey secret = Pem.privateKey(KEY, key);
        requirePair(chain.get(0), secret, key);
        KeyStore store = empty();
        store.setKeyEntry("parley", secret, IN_MEMORY, chain.toArray(new X509Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, IN_MEMORY);
        return factory.getKeyManagers();
    }

    private static void requirePair(X509Certificate certificate, PrivateKey key, Path file) {
        String expected = KEY + " " + file + ": expected the key of the first certificate of " + CERTIFICATE + " ("
                + certificate.getSubjectX500Principal() + "), found ";
        try {
            if (!KeyPairs.belong(certificate.getPublicKey(), key)) {
                throw new SipFault(expected + "another");
            }
        } catch (GeneralSecurityException e) { // such as one of RSA of another size, or one too short to sign
            throw new SipFault(expected + "one that does not fit it (" + e.getMessage() + ")", e);
        }
    }

    private TrustManager @Nullable [] trust() throws GeneralSecurityException, IOException {
        Path authorities = config.authorities();
        if (authorities == null) {
            return null; // those of the JVM
        }
        KeyStore store = empty();
        int number = 0;
        for (X509Certificate authority : Pem.certificates(AUTHORITIES, authorities)) {
            store.setCertificateEntry("authority-" + number++, authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
