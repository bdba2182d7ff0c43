package io.parley.media;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;

/** Somebody else's DTLS client with use_srtp, on a thread of its own. */
final class DtlsFarEnd implements DatagramTransport {
    static final int GCM = 7;
    static final int SHA1_80 = 1;
    static final int SHA1_32 = 2;

    final DtlsIdentity identity;
    private final BlockingQueue<byte[]> inbox = new LinkedBlockingQueue<>();
    private final Consumer<byte[]> wire;
    /** Theirs first: what they send with. */
    final CompletableFuture<SrtpKeys> keys = new CompletableFuture<>();

    final CompletableFuture<Fingerprint> shown = new CompletableFuture<>();

    /** What RFC 7627 calls it; without, there is nothing to take keys from. */
    boolean extendedMasterSecret = true;

    DtlsFarEnd(Consumer<byte[]> wire) {
        this(DtlsIdentity.make(new SecureRandom(), Instant.EPOCH), wire);
    }

    DtlsFarEnd(DtlsIdentity identity, Consumer<byte[]> wire) {
        this.identity = identity;
        this.wire = wire;
    }

    void arrived(byte[] datagram) {
        inbox.add(datagram);
    }

    /** Begins; {@link #keys} tells what came of it. */
    void connect(int... profiles) {
        Thread thread = new Thread(() -> {
            try {
                new DTLSClientProtocol().connect(new Client(profiles), this);
            } catch (IOException | RuntimeException e) {
                keys.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private final class Client extends DefaultTlsClient {
        private final int[] profiles;
        private int agreed;

        Client(int... profiles) {
            super(identity.crypto());
            this.profiles = profiles;
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.DTLSv12.only();
        }

        @Override
        public boolean shouldUseExtendedMasterSecret() {
            return extendedMasterSecret;
        }

        @Override
        public int getHandshakeTimeoutMillis() {
            return 20_000;
        }

        @Override
        @SuppressWarnings({"rawtypes", "NonApiType"})
        public Hashtable getClientExtensions() throws IOException {
            Hashtable extensions = TlsExtensionsUtils.ensureExtensionsInitialised(super.getClientExtensions());
            if (profiles.length > 0) {
                TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profiles, new byte[0]));
            }
            return extensions;
        }

        @Override
        @SuppressWarnings({"rawtypes", "NonApiType"})
        public void processServerExtensions(Hashtable extensions) throws IOException {
            super.processServerExtensions(extensions);
            UseSRTPData answer = TlsSRTPUtils.getUseSRTPExtension(extensions);
            agreed = answer == null ? 0 : answer.getProtectionProfiles()[0];
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new TlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
                    shown.complete(Fingerprint.of(
                            certificate.getCertificate().getCertificateAt(0).getEncoded()));
                }

                @Override
                public TlsCredentials getClientCredentials(CertificateRequest request) {
                    return identity.signer(
                            new TlsCryptoParameters(context),
                            new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
                }
            };
        }

        @Override
        public void notifyHandshakeComplete() throws IOException {
            super.notifyHandshakeComplete();
            SrtpSuite suite = agreed == GCM ? SrtpSuite.AEAD_AES_128_GCM : SrtpSuite.AES_CM_128_HMAC_SHA1_80;
            byte[] all = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * suite.materialBytes());
            keys.complete(new SrtpKeys(key(suite, all, 0), key(suite, all, 1), ""));
        }

        private SrtpKey key(SrtpSuite suite, byte[] all, int side) {
            byte[] key = Arrays.copyOfRange(all, side * suite.keyBytes, (side + 1) * suite.keyBytes);
            byte[] own = Arrays.copyOf(key, suite.materialBytes());
            System.arraycopy(all, 2 * suite.keyBytes + side * suite.saltBytes, own, suite.keyBytes, suite.saltBytes);
            return new SrtpKey(suite, own);
        }
    }

    @Override
    public int getReceiveLimit() {
        return 1_500;
    }

    @Override
    public int getSendLimit() {
        return 1_200;
    }

    @Override
    public int receive(byte[] to, int at, int most, int waitMillis) throws IOException {
        try {
            byte[] datagram = inbox.poll(waitMillis, TimeUnit.MILLISECONDS);
            if (datagram == null) {
                return -1;
            }
            System.arraycopy(datagram, 0, to, at, datagram.length);
            return datagram.length;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void send(byte[] from, int at, int length) {
        wire.accept(Arrays.copyOfRange(from, at, at + length));
    }

    @Override
    public void close() {}
}
