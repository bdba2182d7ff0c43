package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.SessionTimerConfig;
import io.parley.sip.Terms.Refresher;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** <a href="https://www.rfc-editor.org/rfc/rfc4028">RFC 4028</a>, as data. */
@Timeout(10)
class SessionTimerTest {
    private static final SessionTimer FRESH =
            SessionTimer.of(new SessionTimerConfig(true, Duration.ofSeconds(1800), Duration.ofSeconds(120)));
    private static final SipTimings TIMINGS = SipTimings.standard(Duration.ofHours(1));

    /** Section 9 and its table 2: what a caller asks for, and what the 200 says. */
    @ParameterizedTest
    @CsvSource({
        // knows timers, Session-Expires, refresher, Min-SE; the answer, and whether it requires the extension
        "true, 1200, , 0, 1200;refresher=uac, true",
        "true, 1200, UAC, 0, 1200;refresher=uac, true",
        "true, 1200, UAS, 0, 1200;refresher=uas, true",
        "false, 1200, , 0, 1200;refresher=uas, false",
        "true, 7200, , 0, 1800;refresher=uac, true", // less is allowed
        "true, 7200, , 3600, 3600;refresher=uac, true", // but not less than the caller's Min-SE
        "true, 900, , 3600, 900;refresher=uac, true", // and never more than was asked for
        "true, 0, , 0, 1800;refresher=uas, true", // who wants it does it
        "true, 0, , 3600, 3600;refresher=uas, true",
        "true, 0, , 999999999, , false", // longer than any call
        "false, 0, , 0, , false",
        "false, 60, , 0, , false", // a proxy's, and too small; 422 would mean nothing to this caller
    })
    void agreesToWhatACallerAsksFor(
            boolean knows, int expires, Refresher refresher, int minSe, String agreed, boolean required) {
        SessionTimer timer = FRESH.asked(new Terms(knows, expires, refresher, minSe, null));
        assertThat(value(timer.answer(), "Session-Expires")).isEqualTo(agreed);
        assertThat(value(timer.answer(), "Require")).isEqualTo(required ? "timer" : null);
    }

    @ParameterizedTest
    @CsvSource({"true, 119, true", "true, 120, false", "false, 119, false", "true, 0, false"})
    void findsAnIntervalTooSmallOnlyWhereTheCallerCanBeTold(boolean knows, int expires, boolean tooBrief) {
        assertThat(FRESH.isTooBrief(new Terms(knows, expires, null, 0, null))).isEqualTo(tooBrief);
        assertThat(FRESH.least()).isEqualTo(new Header("Min-SE", "120"));
    }

    /** Section 7.2: no Session-Expires in the 2xx, no timer; without a word of who refreshes, we do. */
    @ParameterizedTest
    @CsvSource({
        "1800, UAC, REFRESH 900 SESSION 1768",
        "1800, UAS, SESSION 1768",
        "1800, , REFRESH 900 SESSION 1768",
        "90, UAC, REFRESH 45 SESSION 60", // a third of a short interval
        "1, UAC, REFRESH 45 SESSION 60", // nobody makes us refresh twice a second
        "0, UAC, ''",
    })
    void armsWhatAnAnswerAgreesTo(int expires, Refresher refresher, String timers) {
        SessionTimer agreed = FRESH.agreed(new Terms(true, expires, refresher, 0, null));
        assertThat(render(agreed.armed(FRESH, TIMINGS))).isEqualTo(timers);
    }

    @Test
    void letsGoOfTimersThatARefreshNoLongerAsksFor() {
        SessionTimer ours = FRESH.agreed(new Terms(true, 1800, Refresher.UAC, 0, null));
        SessionTimer theirs = ours.asked(new Terms(true, 600, Refresher.UAC, 0, null));
        assertThat(render(theirs.armed(ours, TIMINGS))).isEqualTo("-REFRESH SESSION 568");
        assertThat(render(theirs.asked(Terms.NONE).armed(theirs, TIMINGS))).isEqualTo("-SESSION");
    }

    /** A call from before session timers, in which a proxy asked for them, is refreshed by us all along. */
    @Test
    void goesOnRefreshingForWhoKnowsNothingOfIt() {
        SessionTimer ours = FRESH.asked(new Terms(false, 1200, null, 0, null));
        assertThat(value(ours.asked(Terms.NONE).answer(), "Session-Expires")).isEqualTo("1200;refresher=uas");
    }

    /** Section 7.1: the first request leaves the roles open; 7.4: later ones name them by their own roles. */
    @Test
    void asksByTheRolesOfTheRequest() {
        assertThat(value(FRESH.request(true), "Session-Expires")).isEqualTo("1800");
        assertThat(value(FRESH.request(true), "Supported")).isEqualTo("timer, 100rel, replaces");
        assertThat(value(FRESH.request(true), "Min-SE")).isNull();
        assertThat(value(FRESH.request(false), "Session-Expires")).isNull();
        SessionTimer ours = FRESH.agreed(new Terms(true, 600, Refresher.UAC, 0, null));
        assertThat(value(ours.request(false), "Session-Expires")).isEqualTo("600;refresher=uac");
        SessionTimer theirs = FRESH.agreed(new Terms(true, 600, Refresher.UAS, 0, null));
        assertThat(value(theirs.request(false), "Session-Expires")).isEqualTo("600;refresher=uas");
    }

    /** Section 7.3; a far end that always wants more is not asked for ever. */
    @Test
    void asksForMoreAfterA422AndNotForEver() {
        SessionTimer once = FRESH.raised(3600);
        assertThat(value(once.request(true), "Session-Expires")).isEqualTo("3600");
        assertThat(value(once.request(true), "Min-SE")).isEqualTo("3600");
        assertThat(once.raised(3600)).as("asked for that already").isNull();
        assertThat(once.raised(4000).raised(5000).raised(6000)).isNull();
        assertThat(FRESH.raised(0)).as("no Min-SE").isNull();
        assertThat(FRESH.raised(90_000)).as("longer than a day").isNull();
    }

    @Test
    void neitherAsksNorAgreesWhereItIsOff() {
        SessionTimer off = SessionTimer.OFF;
        Terms wish = new Terms(true, 1800, Refresher.UAC, 0, true);
        assertThat(off.request(true)).containsExactly(new Header("Supported", "100rel, replaces"));
        assertThat(off.asked(wish).answer()).isEmpty();
        assertThat(off.agreed(wish).armed(off, TIMINGS)).isEmpty();
        assertThat(off.isTooBrief(new Terms(true, 1, null, 0, null))).isFalse();
        assertThat(Answers.extensions(off)).doesNotContain("timer");
    }

    private static String value(List<Header> headers, String name) {
        return headers.stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .findFirst()
                .orElse(null);
    }

    private static String render(List<CallAction> actions) {
        StringBuilder out = new StringBuilder();
        for (CallAction action : actions) {
            out.append(out.length() == 0 ? "" : " ");
            if (action instanceof CallAction.Arm arm) {
                out.append(arm.timer()).append(' ').append(arm.delay().toSeconds());
            } else if (action instanceof CallAction.Disarm disarm) {
                out.append('-').append(disarm.timer());
            }
        }
        return out.toString();
    }
}
