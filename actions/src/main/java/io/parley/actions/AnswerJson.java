package io.parley.actions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The reader of other people's JSON: nothing lenient, nothing deep, no number without an end. */
final class AnswerJson {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_CHARS = 100;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_CHARS)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static final Configuration PATHS = Configuration.builder()
            .jsonProvider(new JacksonJsonProvider(MAPPER))
            .mappingProvider(new JacksonMappingProvider(MAPPER))
            .build();

    private AnswerJson() {}

    /** A reader of the same bounds for objects of which not every field is known. */
    static JsonMapper lenientOfFields() {
        return MAPPER.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /**
     * @return maps, lists, strings, numbers, booleans; null for JSON's null
     * @throws IOException when the bytes are no JSON, or JSON beyond our bounds
     */
    static @Nullable Object parse(byte[] body) throws IOException {
        try {
            return MAPPER.readValue(body, Object.class);
        } catch (IllegalArgumentException | ArithmeticException e) {
            // An exponent that no number has; the reader's own constraints do not count its digits.
            throw new IOException("a number beyond all bounds", e);
        }
    }
}
