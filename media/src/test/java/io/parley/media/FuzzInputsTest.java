package io.parley.media;

import io.parley.testkit.FuzzInputs;
import io.parley.testkit.FuzzTarget;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FuzzInputsTest {
    @ParameterizedTest
    @FieldSource("io.parley.media.FuzzTargets#ALL")
    void everyInputThatIsKeptIsBorne(FuzzTarget target) {
        FuzzInputs.replay(target);
    }
}
