package io.parley.agent.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.TransferSpec;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the other side's program is told of a caller. */
@Timeout(20)
class AccompanyingTest {
    private final DialogueState state =
            DialogueState.START.task("order").with("drink", "latte", 1).with("note", "half & half, 50 % Grüße", 1);

    private static TransferSpec by(String header) {
        return new TransferSpec(
                "sip:desk@example.org", TransferSpec.Way.BLIND, null, null, TransferSpec.DEFAULT_RING, header);
    }

    @Test
    void nothingUnlessTheFileSaysSo() {
        assertThat(Accompanying.headers(by(null), "c1", state)).isEmpty();
        assertThat(Accompanying.referTo(by(null), "c1", state)).isEqualTo("sip:desk@example.org");
    }

    @Test
    void aHeaderOfTheFilesChoiceHasTheTaskAndItsValues() {
        assertThat(Accompanying.headers(by("X-Context"), "c1", state))
                .isEqualTo(Map.of(
                        "X-Context",
                        "call=c1&task=order&drink=latte&note=half%20%26%20half%2C%2050%20%25%20Gr%C3%BC%C3%9Fe"));
    }

    /** RFC 7433, section 4.1. */
    @Test
    void userToUserIsHexadecimal() {
        String value = Accompanying.headers(by("User-to-User"), "c1", DialogueState.START)
                .get("User-to-User");
        assertThat(value).endsWith(";encoding=hex");
        byte[] bytes = HexFormat.of().parseHex(value.substring(0, value.indexOf(';')));
        assertThat(new String(bytes, StandardCharsets.US_ASCII)).isEqualTo("call=c1");
    }

    @Test
    void aBlindTransferTakesItAlongInItsAddress() {
        assertThat(Accompanying.referTo(by("X-Context"), "c1", DialogueState.START))
                .isEqualTo("sip:desk@example.org?X-Context=call%3Dc1");
    }

    @Test
    void whatIsTooLongIsLeftOutWhole() {
        DialogueState talkative = state.with("story", "x".repeat(200), 1).with("size", "large", 1);
        assertThat(Accompanying.headers(by("X-Context"), "c1", talkative).get("X-Context"))
                .hasSizeLessThanOrEqualTo(Accompanying.MAX_BYTES)
                .contains("size=large")
                .doesNotContain("story");
    }
}
