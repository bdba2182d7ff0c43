package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class IdentifiersTest {
    private final AtomicLong clock = new AtomicLong(1_800_000_000_000L);
    private final Identifiers identifiers = new Identifiers(new Random(7), clock::get);

    @Test
    void callIdsSortByTime() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(identifiers.callId());
            clock.addAndGet(1 + i * 37L);
        }
        assertThat(ids).isSorted().allMatch(id -> id.matches("[0-9a-z]{26}"));
    }

    @Test
    void nothingRepeats() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(identifiers.tag())).isTrue();
            assertThat(seen.add(identifiers.branch())).isTrue();
            assertThat(seen.add(identifiers.sipCallId())).isTrue();
            assertThat(seen.add(identifiers.callId())).isTrue();
        }
    }

    /** RFC 3261, section 8.1.1.7. */
    @Test
    void branchesCarryTheMagicCookie() {
        assertThat(identifiers.branch()).startsWith("z9hG4bK").hasSize(20);
    }

    @Test
    void sessionIdsFitIntoAnyParser() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(identifiers.sessionId()).isBetween(0L, (1L << 62) - 1);
        }
    }
}
