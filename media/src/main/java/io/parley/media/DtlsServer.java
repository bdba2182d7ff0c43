package io.parley.media;

import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.jspecify.annotations.Nullable;

/**
 * Our side of one DTLS 1.2 handshake with {@code use_srtp} (RFC 5764): the far end's certificate must be the one that
 * signalling named. On a thread of {@link DtlsPool}.
 */
final class DtlsServer extends DefaultTlsServer {
    /** A handshake that is not over by then is given up. */
    static final int HANDSHAKE_MILLIS = 5_000;

    private static final SignatureAndHashAlgorithm ECDSA =
            new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);
    private static final SignatureAndHashAlgorithm RSA =
            new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.rsa);

    /** What may be agreed on, the best first. */
    private enum Profile {
        GCM(SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM, SrtpSuite.AEAD_AES_128_GCM),
        SHA1_80(SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80, SrtpSuite.AES_CM_128_HMAC_SHA1_80);

        private final int number;
        private final SrtpSuite suite;

        Profile(int number, SrtpSuite suite) {
            this.number = number;
            this.suite = suite;
        }
    }

    private final DtlsIdentity identity;
    private final DtlsTarget target;
    private @Nullable Profile profile;
    private boolean shown;
    private @Nullable SrtpKeys keys;
    private boolean otherFingerprint;

    DtlsServer(DtlsIdentity identity, DtlsTarget target) {
        super(identity.crypto());
        this.identity = identity;
        this.target = target;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return HANDSHAKE_MILLIS;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return new int[] {
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA // that which RFC 8827, section 6.5, asks everybody for
        };
    }

    /** Without it there would be no keys to take from the handshake (RFC 7627, section 5.4): refused at the hello. */
    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() {
        return identity.signer(new TlsCryptoParameters(context), ECDSA);
    }

    @Override
    @SuppressWarnings({"JdkObsolete", "NonApiType"}) // the library's interface is as old
    public CertificateRequest getCertificateRequest() {
        Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>(Arrays.asList(ECDSA, RSA));
        return new CertificateRequest(
                new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign}, algorithms, null);
    }

    @Override
    public void notifyClientCertificate(Certificate certificate) throws IOException {
        if (certificate.isEmpty()
                || !target.fingerprint().isOf(certificate.getCertificateAt(0).getEncoded())) {
            otherFingerprint = true;
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
        shown = true;
    }

    @Override
    @SuppressWarnings({"rawtypes", "NonApiType"})
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        UseSRTPData offered = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
        if (offered != null) {
            profile = Arrays.stream(Profile.values())
                    .filter(ours ->
                            Arrays.stream(offered.getProtectionProfiles()).anyMatch(theirs -> theirs == ours.number))
                    .findFirst()
                    .orElse(null);
        }
        if (profile == null) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
    }

    @Override
    @SuppressWarnings({"rawtypes", "NonApiType"})
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = TlsExtensionsUtils.ensureExtensionsInitialised(super.getServerExtensions());
        Profile agreed = profile;
        if (agreed != null) { // without an MKI, whatever they would like (RFC 5764, section 4.1.3)
            TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(new int[] {agreed.number}, new byte[0]));
        }
        return extensions;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        Profile agreed = profile;
        if (!shown || agreed == null) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
        keys = keys(agreed.suite);
    }

    /** RFC 5764, section 4.2: the keys of client and server, then their salts. */
    private SrtpKeys keys(SrtpSuite suite) {
        byte[] material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * suite.materialBytes());
        return new SrtpKeys(key(suite, material, 1), key(suite, material, 0), target.profile());
    }

    private static SrtpKey key(SrtpSuite suite, byte[] material, int side) {
        byte[] own = new byte[suite.materialBytes()];
        System.arraycopy(material, side * suite.keyBytes, own, 0, suite.keyBytes);
        System.arraycopy(material, 2 * suite.keyBytes + side * suite.saltBytes, own, suite.keyBytes, suite.saltBytes);
        return new SrtpKey(suite, own);
    }

    /** Null until the handshake is complete. */
    @Nullable
    SrtpKeys keys() {
        return keys;
    }

    /** It failed because the far end's certificate is not the one that was named. */
    boolean isOtherFingerprint() {
        return otherFingerprint;
    }
}
