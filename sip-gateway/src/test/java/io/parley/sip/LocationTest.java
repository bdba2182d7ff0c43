package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RFC 3261, section 10.3. */
@Timeout(10)
class LocationTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Hop SOURCE = new Hop(LocalAddresses.literal("192.0.2.9"), 5060, "udp");

    private final Location location = new Location(2, 3);
    private long now = Long.MAX_VALUE - 1_000;
    private int calls;

    private static Location.Wish wish(int telephone, Duration expires) {
        return new Location.Wish("sip:t@192.0.2." + telephone, 1_000, expires);
    }

    private Location.Outcome bind(String user, Location.Wish... wishes) {
        return location.bind(user, List.of(wishes), SOURCE, List.of(), "c" + calls++, 1, now);
    }

    private List<String> contacts(String user) {
        return location.of(user, now).stream().map(Location.Bound::contact).toList();
    }

    @Test
    void forgetsWhatHasExpired() {
        bind("ann", wish(1, MINUTE), wish(2, MINUTE.multipliedBy(2)));
        now += MINUTE.toNanos();
        assertThat(contacts("ann")).containsExactly("sip:t@192.0.2.2");
        assertThat(location.size()).isEqualTo(1);
    }

    @Test
    void refreshesAndUnbinds() {
        bind("ann", wish(1, MINUTE));
        assertThat(bind("ann", wish(1, MINUTE.multipliedBy(3))).bound()).hasSize(1);
        assertThat(location.best("ann", now).left(now)).isEqualTo(MINUTE.multipliedBy(3));
        assertThat(bind("ann", wish(1, Duration.ZERO)).bound()).isEmpty();
        assertThat(location.size()).isZero();
    }

    @Test
    void prefersByQAndThenWhoCameLast() {
        bind("ann", wish(1, MINUTE));
        bind("ann", wish(2, MINUTE));
        assertThat(contacts("ann")).containsExactly("sip:t@192.0.2.2", "sip:t@192.0.2.1");
        bind("ann", new Location.Wish("sip:t@192.0.2.2", 100, MINUTE));
        assertThat(contacts("ann")).containsExactly("sip:t@192.0.2.1", "sip:t@192.0.2.2");
    }

    @Test
    void theTelephoneRefreshedLongestAgoMakesRoom() {
        bind("ann", wish(1, MINUTE));
        bind("ann", wish(2, MINUTE));
        bind("ann", wish(1, MINUTE));
        bind("ann", wish(3, MINUTE));
        assertThat(contacts("ann")).containsExactly("sip:t@192.0.2.3", "sip:t@192.0.2.1");
        assertThat(location.size()).isEqualTo(2);
    }

    @Test
    void takesNoMoreThanItHasRoomForUntilSomethingExpires() {
        bind("ann", wish(1, MINUTE), wish(2, MINUTE.multipliedBy(9)));
        bind("bob", wish(3, MINUTE.multipliedBy(9)));
        assertThat(bind("eve", wish(4, MINUTE)).status()).isEqualTo(503);
        assertThat(bind("ann", wish(5, MINUTE)).status())
                .as("in the place of another of hers")
                .isEqualTo(200);
        assertThat(location.size()).isEqualTo(3);
        now += MINUTE.toNanos();
        assertThat(bind("eve", wish(4, MINUTE)).status()).isEqualTo(200);
    }

    @Test
    void refusesARegisterThatWasOvertaken() {
        location.bind("ann", List.of(wish(1, MINUTE)), SOURCE, List.of(), "c", 5, now);
        Location.Outcome late = location.bind("ann", List.of(wish(1, Duration.ZERO)), SOURCE, List.of(), "c", 4, now);
        assertThat(late.status()).isEqualTo(500);
        assertThat(location.unbindAll("ann", "c", 5).status()).isEqualTo(500);
        assertThat(location.unbindAll("ann", "c", 6).status()).isEqualTo(200);
        assertThat(contacts("ann")).isEmpty();
    }

    @Test
    void knowsWhereAUserIs() {
        bind("ann", wish(1, MINUTE));
        assertThat(location.isFrom("ann", SOURCE.address(), 5060, now)).isTrue();
        assertThat(location.isFrom("ann", SOURCE.address(), 5061, now)).isFalse();
        assertThat(location.isFrom("bob", SOURCE.address(), 5060, now)).isFalse();
        assertThat(location.sources()).containsExactly(SOURCE.address());
        assertThat(location.best("bob", now)).isNull();
    }
}
