package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class JsonTest {
    @Test
    void writesOneLineInTheGivenOrder() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("z", "two\nlines");
        value.put("a", List.of(1, true, 0.5));
        value.put("none", null);
        assertThat(Json.text(value)).isEqualTo("{\"z\":\"two\\nlines\",\"a\":[1,true,0.5],\"none\":null}");
    }

    @Test
    void tellsWhereATextIsNoJson() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.read("{\"a\": }"))
                .withMessageContaining("line 1, column 7");
    }
}
