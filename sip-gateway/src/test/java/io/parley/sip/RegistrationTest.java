package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.sip.RegistrationAction.Arm;
import io.parley.sip.RegistrationAction.Done;
import io.parley.sip.RegistrationAction.Resolve;
import io.parley.sip.RegistrationAction.Send;
import io.parley.sip.RegistrationStatus.State;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3261, section 10.2; RFC 5626, section 4.5; RFC 7616, section 3.3; RFC 8760. */
@Timeout(10)
class RegistrationTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Challenge MD5 = new Challenge(false, "pbx", "n1", null, Digest.MD5, true, false);

    private final SplittableRandom random = new SplittableRandom(7);
    private final Registration registration = registration(null);
    private long now = Long.MAX_VALUE - 1_000; // the clock may turn over at any time

    private Registration registration(String realm) {
        return new Registration(
                new Credentials("200", "secret", realm), Duration.ofMinutes(10), RegistrationTimes.STANDARD, random);
    }

    private static Hop hop(int last) {
        return new Hop(address(last), 5060, "udp");
    }

    private static InetAddress address(int last) {
        return LocalAddresses.literal("192.0.2." + last);
    }

    /** The one REGISTER among the actions. */
    private static Send sent(List<RegistrationAction> actions) {
        return actions.stream()
                .filter(Send.class::isInstance)
                .map(Send.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError(actions));
    }

    private static Duration armed(List<RegistrationAction> actions) {
        return actions.stream()
                .filter(Arm.class::isInstance)
                .map(arm -> ((Arm) arm).delay())
                .findFirst()
                .orElseThrow(() -> new AssertionError(actions));
    }

    private Send begun(Hop... servers) {
        assertThat(registration.start()).containsExactly(new Resolve());
        return sent(registration.resolved(List.of(servers), ""));
    }

    private List<RegistrationAction> ok(Send to, Duration granted) {
        return registration.answered(reply(to, 200, granted), now);
    }

    private static RegistrationReply reply(Send to, int status, Duration granted) {
        return new RegistrationReply(to.attempt(), status, true, List.of(), granted, null, null, List.of());
    }

    private static RegistrationReply challenge(Send to, int status, boolean fromServer, Challenge... challenges) {
        return new RegistrationReply(
                to.attempt(), status, fromServer, List.of(challenges), null, null, null, List.of());
    }

    private RegistrationStatus status() {
        return registration.status("pbx", now);
    }

    private void later(Duration by) {
        now += by.toNanos();
    }

    @Test
    void asksWithoutCredentialsFirst() {
        Send first = begun(hop(1));
        assertThat(first.challenge()).isNull();
        assertThat(first.expires()).isEqualTo(Duration.ofMinutes(10));
        assertThat(status().state()).isEqualTo(State.REGISTERING);
        assertThat(status().server()).isEqualTo("udp:192.0.2.1:5060");
    }

    @Test
    void answersAChallengeOnceAndIsRegistered() {
        Send again = sent(registration.answered(challenge(begun(hop(1)), 401, true, MD5), now));
        assertThat(again.challenge()).isEqualTo(MD5);
        assertThat(again.count()).isEqualTo(1);
        Duration refresh = armed(ok(again, MINUTE));
        assertThat(refresh).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(54));
        assertThat(status()).isEqualTo(new RegistrationStatus("pbx", State.REGISTERED, null, "udp:192.0.2.1:5060", 60));
    }

    @Test
    void refreshesAtAnotherTimeEachTimeAndNeverAfterNineTenths() {
        Send again = begun(hop(1));
        for (int i = 0; i < 100; i++) {
            Duration refresh = armed(ok(again, MINUTE));
            assertThat(refresh).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(54));
            later(refresh);
            again = sent(registration.fired(now));
            assertThat(status().state()).isEqualTo(State.REGISTERED);
        }
    }

    @Test
    void usesTheNonceAgainWithTheNextCount() {
        Send again = sent(registration.answered(challenge(begun(hop(1)), 401, true, MD5), now));
        later(armed(ok(again, MINUTE)));
        Send refresh = sent(registration.fired(now));
        assertThat(refresh.challenge()).isEqualTo(MD5);
        assertThat(refresh.count()).isEqualTo(2);
    }

    @Test
    void takesAFreshNonceWhenTheOldOneIsStale() {
        Send again = sent(registration.answered(challenge(begun(hop(1)), 401, true, MD5), now));
        later(armed(ok(again, MINUTE)));
        Send refresh = sent(registration.fired(now));
        Challenge stale = new Challenge(false, "pbx", "n2", null, Digest.MD5, true, true);
        Send third = sent(registration.answered(challenge(refresh, 401, true, stale), now));
        assertThat(third.challenge()).isEqualTo(stale);
        assertThat(third.count()).isEqualTo(1);
        assertThat(ok(third, MINUTE)).hasSize(1);
    }

    @Test
    void doesNotFollowANonceThatIsAlwaysStale() {
        Challenge stale = new Challenge(false, "pbx", "n", null, Digest.MD5, true, true);
        Send send = begun(hop(1));
        for (int i = 0; i < 3; i++) {
            send = sent(registration.answered(challenge(send, 401, true, stale), now));
        }
        assertThat(registration.answered(challenge(send, 401, true, stale), now))
                .noneMatch(Send.class::isInstance);
    }

    @Test
    void givesUpForAWhileWhenThePasswordIsRefused() {
        Send again = sent(registration.answered(challenge(begun(hop(1), hop(2)), 401, true, MD5), now));
        Duration wait = armed(registration.answered(challenge(again, 401, true, MD5), now));
        assertThat(wait).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
        assertThat(status().state()).isEqualTo(State.FAILED);
        assertThat(status().reason()).isEqualTo("user name or password refused (401)");
    }

    @Test
    void answersNoChallengeFromElsewhere() {
        List<RegistrationAction> actions = registration.answered(challenge(begun(hop(1)), 401, false, MD5), now);
        assertThat(actions).noneMatch(Send.class::isInstance);
        assertThat(status().reason()).isEqualTo("a challenge came from elsewhere than the server");
    }

    @Test
    void answersNoOtherRealmThanTheConfiguredOne() {
        Registration choosy = registration("asterisk");
        choosy.start();
        Send first = sent(choosy.resolved(List.of(hop(1)), ""));
        assertThat(choosy.answered(challenge(first, 401, true, MD5), now)).noneMatch(Send.class::isInstance);
        assertThat(choosy.status("pbx", now).reason()).isEqualTo("its challenge cannot be answered (401)");
    }

    @Test
    void asksForLongerWhenItWasTooBrief() {
        Send first = begun(hop(1));
        RegistrationReply brief = new RegistrationReply(
                first.attempt(), 423, true, List.of(), null, Duration.ofHours(1), null, List.of());
        Send longer = sent(registration.answered(brief, now));
        assertThat(longer.expires()).isEqualTo(Duration.ofHours(1));
        later(armed(ok(longer, null)));
        assertThat(sent(registration.fired(now)).expires()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 600, 90_000})
    void doesNotFollowA423ThatHelpsNothing(int seconds) {
        Send first = begun(hop(1));
        Duration least = seconds == 0 ? null : Duration.ofSeconds(seconds);
        RegistrationReply brief =
                new RegistrationReply(first.attempt(), 423, true, List.of(), null, least, null, List.of());
        assertThat(registration.answered(brief, now)).noneMatch(Send.class::isInstance);
        assertThat(status().state()).isEqualTo(State.FAILED);
    }

    @ParameterizedTest
    @CsvSource({"503", "500", "408", "480", "302"})
    void asksTheNextServerWhenOneFails(int failure) {
        Send first = begun(hop(1), hop(2));
        assertThat(sent(registration.answered(reply(first, failure, null), now)).to())
                .isEqualTo(hop(2));
    }

    @ParameterizedTest
    @CsvSource({"403", "404", "600"})
    void believesARefusal(int refusal) {
        Send first = begun(hop(1), hop(2));
        assertThat(registration.answered(reply(first, refusal, null), now)).noneMatch(Send.class::isInstance);
        assertThat(status().reason()).isEqualTo("answered " + refusal);
    }

    @Test
    void asksTheNextServerWhenNothingComesAndIgnoresWhatComesLater() {
        Send first = begun(hop(1), hop(2));
        Send second = sent(registration.fired(now));
        assertThat(second.to()).isEqualTo(hop(2));
        assertThat(ok(first, MINUTE)).isEmpty();
        assertThat(ok(second, MINUTE)).hasSize(1);
        assertThat(status().server()).isEqualTo("udp:192.0.2.2:5060");
    }

    @Test
    void waitsTwiceAsLongAfterEveryRoundAndLooksTheServersUpAnew() {
        registration.start();
        long most = 30;
        for (int i = 0; i < 12; i++) {
            Send send = sent(registration.resolved(List.of(hop(1)), ""));
            Duration wait = armed(registration.answered(reply(send, 503, null), now));
            assertThat(wait).isBetween(Duration.ofSeconds(most / 2), Duration.ofSeconds(most));
            most = Math.min(1_800, 2 * most);
            later(wait);
            assertThat(registration.fired(now)).containsExactly(new Resolve());
        }
        ok(sent(registration.resolved(List.of(hop(1)), "")), MINUTE);
        assertThat(status().state()).isEqualTo(State.REGISTERED);
    }

    @Test
    void waitsAsLongAsTheServerWishes() {
        Send first = begun(hop(1));
        RegistrationReply busy = new RegistrationReply(
                first.attempt(), 503, true, List.of(), null, null, Duration.ofMinutes(5), List.of());
        assertThat(armed(registration.answered(busy, now))).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void waitsWhenThereIsNoServer() {
        registration.start();
        assertThat(armed(registration.resolved(List.of(), "nobody"))).isPositive();
        assertThat(status().reason()).isEqualTo("nobody");
        assertThat(status().server()).isNull();
    }

    @Test
    void staysRegisteredWhileARefreshFailsUntilTheBindingExpires() {
        Duration refresh = armed(ok(begun(hop(1)), MINUTE));
        later(refresh);
        registration.answered(reply(sent(registration.fired(now)), 503, null), now);
        assertThat(status().state()).isEqualTo(State.REGISTERED);
        assertThat(status().reason()).isEqualTo("answered 503");
        later(MINUTE.minus(refresh));
        assertThat(status().state()).isEqualTo(State.FAILED);
    }

    @Test
    void registersAtOnceWhenTheConnectionBreaks() {
        ok(begun(hop(1)), MINUTE);
        assertThat(sent(registration.lost(now)).to()).isEqualTo(hop(1));
        assertThat(status().state()).isEqualTo(State.REGISTERING);
        assertThat(registration.lost(now)).isEmpty();
    }

    @Test
    void leavesWithExpiresZeroAndAnswersOneChallenge() {
        ok(begun(hop(1)), MINUTE);
        Send leaving = sent(registration.stop(now));
        assertThat(leaving.expires()).isZero();
        Send again = sent(registration.answered(challenge(leaving, 401, true, MD5), now));
        assertThat(again.expires()).isZero();
        assertThat(registration.answered(reply(again, 200, Duration.ZERO), now)).containsExactly(new Done());
        assertThat(status().state()).isEqualTo(State.OFF);
    }

    @Test
    void leavesTheServerThatBoundItWhenARefreshHasFailed() {
        later(armed(ok(begun(hop(1), hop(2)), MINUTE)));
        registration.answered(reply(sent(registration.fired(now)), 403, null), now);
        Send leaving = sent(registration.stop(now));
        assertThat(leaving.to()).isEqualTo(hop(1));
        assertThat(leaving.expires()).isZero();
        assertThat(registration.answered(reply(leaving, 200, Duration.ZERO), now))
                .containsExactly(new Done());
    }

    @Test
    void leavesTheServerThatBoundItWhileItAsksAnother() {
        Send again = sent(registration.answered(challenge(begun(hop(1), hop(2)), 401, true, MD5), now));
        later(armed(ok(again, MINUTE)));
        registration.answered(reply(sent(registration.fired(now)), 503, null), now);
        Send leaving = sent(registration.stop(now));
        assertThat(leaving.to()).isEqualTo(hop(1));
        assertThat(sent(registration.answered(challenge(leaving, 401, true, MD5), now))
                        .to())
                .isEqualTo(hop(1));
    }

    @Test
    void goesBackToTheFirstServerWhenThatAnswersAgain() {
        begun(hop(1), hop(2));
        Send second = sent(registration.fired(now));
        Send again = sent(registration.answered(challenge(second, 401, true, MD5), now));
        later(armed(ok(again, MINUTE)));
        assertThat(registration.fired(now)).containsExactly(new Resolve());
        assertThat(status().state()).isEqualTo(State.REGISTERED);
        Send first = sent(registration.resolved(List.of(hop(1), hop(2)), ""));
        assertThat(first.to()).isEqualTo(hop(1));
        assertThat(first.challenge()).as("of another server").isNull();
    }

    @Test
    void staysWhereItIsWhenTheServersCannotBeLookedUp() {
        begun(hop(1), hop(2));
        later(armed(ok(sent(registration.fired(now)), MINUTE)));
        registration.fired(now);
        assertThat(sent(registration.resolved(List.of(), "no name server")).to())
                .isEqualTo(hop(2));
    }

    @Test
    void leavesOnce() {
        ok(begun(hop(1)), MINUTE);
        Send leaving = sent(registration.stop(now));
        assertThat(registration.stop(now)).isEmpty();
        registration.answered(reply(leaving, 200, Duration.ZERO), now);
        assertThat(registration.stop(now)).containsExactly(new Done());
    }

    @Test
    void leavesNoServerWhoseBindingHasExpired() {
        Duration refresh = armed(ok(begun(hop(1)), MINUTE));
        later(refresh);
        registration.answered(reply(sent(registration.fired(now)), 503, null), now);
        later(MINUTE);
        assertThat(registration.stop(now)).containsExactly(new Done());
    }

    @Test
    void leavesWithoutAWordWhereItNeverWas() {
        registration.start();
        registration.resolved(List.of(), "nobody");
        assertThat(registration.stop(now)).containsExactly(new Done());
        assertThat(registration.fired(now)).isEmpty();
    }

    @Test
    void waitsForNoAnswerWhenItLeaves() {
        ok(begun(hop(1)), MINUTE);
        registration.stop(now);
        assertThat(registration.fired(now)).containsExactly(new Done());
    }
}
