package io.parley.sip.rfc4475;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.1.1">RFC 4475, section 3.1.1.1</a>, a short tortuous
 * INVITE: folding, escapes, long and short header names, odd spacing: all elements should treat this as well formed.
 * Its To has a tag and there is no such dialog, so it is read and told so (RFC 3261, section 12.2.2); without the
 * tag it is a call.
 */
class WsinvIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isReadAndBelongsToNoDialog(Transport transport) throws IOException {
        refused(transport, 481);
    }

    @ParameterizedTest
    @PlainTransports
    void isACallWithoutItsTag(Transport transport) throws IOException {
        // Without a cookie in its branch the same Call-ID would make it the same transaction again.
        String invite = text().replaceFirst(" ;   tag    = 1918181833n", "").replace("ndaksdj@", transport + "@");
        call(transport, invite);
        assertThat(number()).isEqualTo("vivekg");
    }
}
