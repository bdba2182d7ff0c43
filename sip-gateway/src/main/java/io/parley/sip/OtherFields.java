package io.parley.sip;

import gov.nist.javax.sip.message.SIPMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Header fields that the stack's parser never sees, because it writes some of them so that it cannot read them again: they
 * ride on the message as they came. As many and as long as {@link RawChecks} lets a message have. Immutable.
 */
record OtherFields(List<RawMessage.Field> fields) {
    private static final OtherFields NONE = new OtherFields(List.of());
    private static final Set<String> READ = Set.of(
            "privacy",
            "diversion",
            "history-info",
            "reason",
            "user-to-user",
            "referred-by",
            "b",
            "replaces",
            "rseq",
            "refer-to",
            "r");

    /** Beside those, agents may ask for fields by name ({@link io.parley.config.TrunkPolicy#headers}). */
    static OtherFields of(RawMessage raw) {
        return new OtherFields(raw.fields().stream()
                .filter(field -> READ.contains(field.name())
                        || field.name().startsWith("x-")
                        || field.name().startsWith("p-"))
                .toList());
    }

    static OtherFields of(SIPMessage message) {
        return message.getApplicationData() instanceof OtherFields fields ? fields : NONE;
    }

    /** The values of that name in their order; without those that are no UTF-8 (RFC 3261, section 25.1). */
    List<String> values(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return fields.stream()
                .filter(field -> field.name().equals(lower))
                .flatMap(field -> Stream.ofNullable(utf8(field.value())))
                .toList();
    }

    /** How often that name stands there, in whatever form. */
    long count(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).count();
    }

    /** Bytes kept one to one, read as UTF-8. */
    private static @Nullable String utf8(String latin) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(latin.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
