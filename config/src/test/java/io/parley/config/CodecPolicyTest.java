package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which codecs calls may have, as it is written. */
@Timeout(10)
class CodecPolicyTest {
    private @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "[opus, gsm]|media.codecs[1]: found 'gsm', expected one of opus, g722, pcmu or pcma",
                "[OPUS]|media.codecs[0]: found 'OPUS', expected one of opus, g722, pcmu or pcma",
                "[pcmu, pcmu]|media.codecs[1]: found 'pcmu', expected auto, or a list of opus, g722, pcmu and pcma",
                "[]|media.codecs: expected auto, or a list of opus, g722, pcmu and pcma",
                "opus|media.codecs: found 'opus', expected auto, or a list of opus, g722, pcmu and pcma"
            })
    void whatIsWrongIsNamed(String written, String problem) {
        Path file = folder.resolve("parley.yaml");
        Cases.write(file, "parley: 1\nmedia: { codecs: " + written + " }");

        assertThatThrownBy(() -> ParleyConfig.load(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("parley.yaml")
                .hasMessageContaining(problem);
    }

    @Test
    void theDefaultLeavesTheChoiceToUs() {
        assertThat(CodecPolicy.DEFAULT.isDefault()).isTrue();
    }
}
