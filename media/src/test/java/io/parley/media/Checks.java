package io.parley.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes the checks that a browser sends (RFC 8445, section 7.2), and wrong ones. */
final class Checks {
    /** The far end's fragment, where nothing else is said. */
    static final String FAR = "far";

    private final ByteArrayOutputStream attributes = new ByteArrayOutputStream();
    private int type = StunMessage.BINDING_REQUEST;

    /** One that nominates, of whoever knows those credentials. */
    static byte[] nominating(IceCredentials theirs) {
        return nominating(theirs, FAR);
    }

    /** @param far the fragment of whoever checks */
    static byte[] nominating(IceCredentials theirs, String far) {
        return new Checks()
                .username(theirs.ufrag() + ":" + far)
                .attribute(StunMessage.USE_CANDIDATE)
                .signed(theirs.password());
    }

    static byte[] plain(IceCredentials theirs) {
        return new Checks().username(theirs.ufrag() + ":" + FAR).signed(theirs.password());
    }

    Checks type(int other) {
        type = other;
        return this;
    }

    Checks username(String name) {
        return attribute(StunMessage.USERNAME, name.getBytes(StandardCharsets.UTF_8));
    }

    Checks attribute(int attribute, byte... value) {
        attributes.writeBytes(ByteBuffer.allocate(4)
                .putShort((short) attribute)
                .putShort((short) value.length)
                .array());
        attributes.writeBytes(Arrays.copyOf(value, value.length + 3 & ~3));
        return this;
    }

    byte[] unsigned() {
        return header(attributes.size());
    }

    private byte[] header(int length) {
        return ByteBuffer.allocate(20 + attributes.size())
                .putShort((short) type)
                .putShort((short) length)
                .putInt(StunMessage.MAGIC_COOKIE)
                .put(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
                .put(attributes.toByteArray())
                .array();
    }

    byte[] signed(String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
            byte[] hmac = mac.doFinal(header(attributes.size() + 24));
            attribute(StunMessage.MESSAGE_INTEGRITY, hmac);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        CRC32 crc = new CRC32();
        crc.update(header(attributes.size() + 8));
        return attribute(
                        StunMessage.FINGERPRINT,
                        ByteBuffer.allocate(4)
                                .putInt((int) crc.getValue() ^ 0x5354_554e)
                                .array())
                .unsigned();
    }
}
