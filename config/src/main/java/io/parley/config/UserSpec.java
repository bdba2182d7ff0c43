package io.parley.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A telephone that may register with Parley, and call.
 *
 * @param name user part of its address of record, and user name of its digest
 * @param password where it stands; null where {@code ha1} is given
 * @param ha1 hash of {@code name:realm:password} in hexadecimal: 32 digits for MD5, 64 for SHA-256 (RFC 7616, section
 *     3.4.2); null where a password is given
 */
public record UserSpec(
        String name, @Nullable Secret password, @Nullable String ha1) {
    private static final Pattern NAME_FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");
    private static final Pattern HA1_FORM = Pattern.compile("[0-9a-f]{32}|[0-9a-f]{64}");

    public UserSpec {
        new Rules()
                .require(
                        NAME_FORM.matcher(name).matches(),
                        "name",
                        name,
                        "a user name: a letter or digit, then at most 63 letters, digits, '.', '_', '+' or '-'")
                .require(
                        (password == null) != (ha1 == null),
                        "",
                        null,
                        "password-env: NAME, password-file: PATH or ha1: HASH; one of them")
                .require(
                        ha1 == null || HA1_FORM.matcher(ha1).matches(),
                        "ha1",
                        "", // as good as the password
                        "32 hexadecimal digits (MD5) or 64 (SHA-256) in lower case")
                .check();
    }

    @Override
    public String toString() {
        return "UserSpec[" + name + "]";
    }
}
