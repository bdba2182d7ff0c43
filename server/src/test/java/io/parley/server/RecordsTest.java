package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.media.RtpStats;
import org.junit.jupiter.api.Test;

/** What a call's record says of its media. */
class RecordsTest {
    @Test
    void saysWhetherTheAudioWasEncrypted() {
        assertThat(Records.media(new RtpStats(1, 1, 0, 0, 0, -1, 4.4, 0, 0, 0, true)))
                .containsEntry("encrypted", true);
        assertThat(Records.media(new RtpStats(1, 1, 0, 0, 0, -1, 4.4, 0, 0, 0, false)))
                .containsEntry("encrypted", false);
    }
}
