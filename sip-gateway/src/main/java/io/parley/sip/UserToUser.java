package io.parley.sip;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** User-to-User (RFC 7433): what the application of the far end says to ours. Pure. */
final class UserToUser {
    /** Two digits for each of 256 bytes: twice what ISDN carries (RFC 7434, section 4). */
    private static final int MAX_HEX = 512;

    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2})+");
    /** Protocol discriminators of ISDN (Q.931, 4.5.30): the user's own, and characters of IA5. */
    private static final int USERS_OWN = 0;

    private static final int CHARACTERS = 4;

    private UserToUser() {}

    /** The first value as text; hexadecimal digits that stand for none, as they are. Null for none that is sound. */
    static @Nullable String read(OtherFields fields) {
        List<String> values = HeaderText.list(fields, "user-to-user");
        if (values.isEmpty()) {
            return null;
        }
        String value = values.get(0);
        Map<String, String> parameters = HeaderText.parameters(value);
        String data = HeaderText.unquoted(HeaderText.split(value, ';').get(0));
        String encoding = parameters.getOrDefault("encoding", "");
        if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("hex")) {
            return null;
        }
        String purpose = parameters.getOrDefault("purpose", "");
        boolean isdn = purpose.isEmpty() || purpose.equalsIgnoreCase("isdn-uui"); // which is always hex (RFC 7434, 4)
        boolean hex = HEX.matcher(data).matches();
        if (encoding.isEmpty() && !(isdn && hex)) {
            return HeaderText.text(data, HeaderText.MAX_TEXT);
        }
        return hex && data.length() <= MAX_HEX ? decoded(data) : null;
    }

    private static String decoded(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        boolean marked = bytes[0] == USERS_OWN || bytes[0] == CHARACTERS;
        byte[] content = marked ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        String text = HeaderText.text(HeaderText.utf8(content, content.length), HeaderText.MAX_TEXT);
        return text == null ? hex : text;
    }
}
