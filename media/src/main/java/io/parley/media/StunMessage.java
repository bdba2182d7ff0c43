package io.parley.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A STUN message (RFC 8489) as ICE needs it: Binding, short-term credentials, no more. Reading copies nothing and believes
 * nothing: every length is checked against the datagram.
 */
final class StunMessage {
    static final int HEADER_BYTES = 20;
    static final int MAGIC_COOKIE = 0x2112_A442;

    static final int BINDING_REQUEST = 0x0001;
    static final int BINDING_INDICATION = 0x0011;
    static final int BINDING_SUCCESS = 0x0101;
    static final int BINDING_ERROR = 0x0111;

    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN_ATTRIBUTES = 0x000A;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;

    /** Attributes that are looked at; a message with more is none. */
    static final int MOST_ATTRIBUTES = 32;

    private static final int HMAC_BYTES = 20;
    private static final int FINGERPRINT_XOR = 0x5354_554e;
    private static final int FIRST_OPTIONAL = 0x8000;
    /** Room for the longest of our answers: header, address of IPv6, error with reason, integrity, fingerprint. */
    private static final int LONGEST_ANSWER = 160;

    private final byte[] bytes;
    private final int length;

    private StunMessage(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** @return null for what is no well-formed message, or one whose FINGERPRINT is wrong */
    static @Nullable StunMessage read(byte[] bytes, int length) {
        StunMessage message = new StunMessage(bytes, length);
        return length >= HEADER_BYTES && length <= bytes.length && message.isSound() ? message : null;
    }

    private boolean isSound() {
        if ((bytes[0] & 0xc0) != 0 || integer(4) != MAGIC_COOKIE || number(2) != length - HEADER_BYTES) {
            return false;
        }
        int count = 0;
        int at = HEADER_BYTES;
        while (at < length) {
            if (length - at < 4 || next(at) > length || ++count > MOST_ATTRIBUTES) {
                return false;
            }
            if (number(at) == FINGERPRINT && (next(at) != length || !isFingerprint(at))) {
                return false;
            }
            at = next(at);
        }
        return true;
    }

    private boolean isFingerprint(int at) {
        return number(at + 2) == 4 && integer(at + 4) == (crc(bytes, at) ^ FINGERPRINT_XOR);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private int number(int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private int integer(int at) {
        return number(at) << 16 | number(at + 2);
    }

    /** Attributes are padded to four bytes (section 5). */
    private int next(int at) {
        return at + 4 + (number(at + 2) + 3 & ~3);
    }

    int type() {
        return number(0);
    }

    /** Where the attribute stands, of those that integrity covers and itself; -1 where there is none. */
    private int find(int type) {
        for (int at = HEADER_BYTES; at < length; at = next(at)) {
            int found = number(at);
            if (found == type) {
                return at;
            }
            if (found == MESSAGE_INTEGRITY) {
                return -1; // what follows but the fingerprint is ignored (section 14.5)
            }
        }
        return -1;
    }

    boolean has(int type) {
        return find(type) >= 0;
    }

    /** USERNAME; null where there is none. */
    @Nullable
    String username() {
        int at = find(USERNAME);
        return at < 0 ? null : new String(bytes, at + 4, number(at + 2), StandardCharsets.UTF_8);
    }

    /** Whether MESSAGE-INTEGRITY is there and was made with that password (section 14.5). */
    boolean isAuthentic(byte[] password) {
        int at = find(MESSAGE_INTEGRITY);
        if (at < 0 || number(at + 2) != HMAC_BYTES) {
            return false;
        }
        byte[] covered = Arrays.copyOf(bytes, at);
        putLength(covered, at + 4 + HMAC_BYTES);
        byte[] claimed = Arrays.copyOfRange(bytes, at + 4, at + 4 + HMAC_BYTES);
        return MessageDigest.isEqual(hmac(password, covered, at), claimed);
    }

    /** The first attribute that must be understood and is not (section 6.3.1); 0 for none. */
    int unknown() {
        for (int at = HEADER_BYTES; at < length && number(at) != MESSAGE_INTEGRITY; at = next(at)) {
            int type = number(at);
            if (type < FIRST_OPTIONAL && type != USERNAME && type != PRIORITY && type != USE_CANDIDATE) {
                return type;
            }
        }
        return 0;
    }

    private static byte[] hmac(byte[] password, byte[] covered, int length) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password, "HmacSHA1"));
            mac.update(covered, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA1", e);
        }
    }

    /** The header's length field as if the message ended there. */
    private static void putLength(byte[] message, int end) {
        message[2] = (byte) (end - HEADER_BYTES >> 8);
        message[3] = (byte) (end - HEADER_BYTES);
    }

    /** The answer that tells where the request came from. */
    byte[] success(InetSocketAddress from, byte[] password) {
        ByteBuffer answer = begin(BINDING_SUCCESS);
        byte[] address = from.getAddress().getAddress();
        answer.putShort((short) XOR_MAPPED_ADDRESS).putShort((short) (4 + address.length));
        answer.put((byte) 0).put((byte) (address.length == 4 ? 1 : 2));
        answer.putShort((short) (from.getPort() ^ MAGIC_COOKIE >>> 16));
        for (int i = 0; i < address.length; i++) {
            answer.put((byte) (address[i] ^ bytes[4 + i])); // the cookie, then the transaction's number
        }
        return finish(answer, password);
    }

    /** The answer with an error code (section 14.8). */
    byte[] error(int code, String reason, byte[] password) {
        ByteBuffer answer = begin(BINDING_ERROR);
        byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
        answer.putShort((short) ERROR_CODE).putShort((short) (4 + text.length));
        answer.putShort((short) 0).put((byte) (code / 100)).put((byte) (code % 100));
        answer.put(text).put(new byte[-text.length & 3]);
        if (code == 420) {
            answer.putShort((short) UNKNOWN_ATTRIBUTES).putShort((short) 2);
            answer.putShort((short) unknown()).putShort((short) 0);
        }
        return finish(answer, password);
    }

    private ByteBuffer begin(int type) {
        ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
        answer.putShort((short) type).putShort((short) 0).put(bytes, 4, HEADER_BYTES - 4);
        return answer;
    }

    private static byte[] finish(ByteBuffer answer, byte[] password) {
        byte[] all = answer.array();
        int covered = answer.position();
        putLength(all, covered + 4 + HMAC_BYTES);
        byte[] hmac = hmac(password, all, covered);
        answer.putShort((short) MESSAGE_INTEGRITY).putShort((short) HMAC_BYTES).put(hmac);
        int end = answer.position();
        putLength(all, end + 8);
        answer.putShort((short) FINGERPRINT).putShort((short) 4).putInt(crc(all, end) ^ FINGERPRINT_XOR);
        return Arrays.copyOf(all, answer.position());
    }

    /** XOR-MAPPED-ADDRESS of an answer; null where there is none. */
    @Nullable
    InetSocketAddress mapped() {
        int at = find(XOR_MAPPED_ADDRESS);
        int size = at < 0 ? 0 : number(at + 2) - 4;
        if (size != 4 && size != 16) {
            return null;
        }
        byte[] address = new byte[size];
        for (int i = 0; i < size; i++) {
            address[i] = (byte) (bytes[at + 8 + i] ^ bytes[4 + i]);
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), number(at + 6) ^ MAGIC_COOKIE >>> 16);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    /** The code of an ERROR-CODE; 0 where there is none. */
    int errorCode() {
        int at = find(ERROR_CODE);
        return at < 0 || number(at + 2) < 4 ? 0 : (bytes[at + 6] & 7) * 100 + (bytes[at + 7] & 0xff);
    }
}
