package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.testkit.Eventually;
import io.parley.testkit.Outside;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SIPp phones the whole server: signalling by somebody else's stack, with models and conversations behind it. */
@Timeout(120)
@ExtendWith(Served.Here.class)
class SippIT {
    private static Served served;

    @BeforeAll
    static void serve(Served here) {
        served = here;
    }

    @AfterEach
    void noCallIsLeftBehind() {
        Eventually.isTrue(
                "every line is free",
                Duration.ofSeconds(5),
                () -> served.trial.parley().liveCalls() == 0);
        Eventually.isTrue(
                "every call is booked out",
                Duration.ofSeconds(5),
                () -> served.http.metric("parley_calls_live") == 0
                        && served.http.json("/calls").path("calls").isEmpty());
        Eventually.isTrue(
                "every RTP session is closed",
                Duration.ofSeconds(5),
                () -> served.http.metric("parley_media_sessions") == 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"UDP", "TCP"})
    void answersACall(Transport transport) {
        double before = hungUp();
        Sipp.run(ofTheGateway("basic"), "coffee", transport, served.sip(transport), 1);
        Eventually.isTrue("the call is counted", Duration.ofSeconds(5), () -> hungUp() == before + 1);
    }

    @Test
    void takesACancelAtAnyMoment() {
        for (int i = 0; i < 5; i++) {
            Sipp.run(own("cancel-at-once"), "coffee", Transport.UDP, served.sip(Transport.UDP), 1);
        }
    }

    @Test
    void isHeldAndResumedByReInvites() {
        double before = hungUp();
        Sipp.run(ofTheGateway("hold"), "coffee", Transport.UDP, served.sip(Transport.UDP), 1);
        Eventually.isTrue("the call is counted", Duration.ofSeconds(5), () -> hungUp() == before + 1);
    }

    @Test
    void carriesEightCallsAtOnce() {
        double before = hungUp();
        Sipp.run(ofTheGateway("long"), "coffee", Transport.UDP, served.sip(Transport.UDP), 8);
        Eventually.isTrue("the calls are counted", Duration.ofSeconds(5), () -> hungUp() == before + 8);
    }

    @Test
    void doesNotKnowEveryNumber() {
        double before = served.http.metric("parley_calls_unknown_number_total");
        Sipp.run(ofTheGateway("refused-404"), "nobody", Transport.UDP, served.sip(Transport.UDP), 1);
        assertThat(served.http.metric("parley_calls_unknown_number_total")).isEqualTo(before + 1);
    }

    private static double hungUp() {
        return served.http.metric(
                "parley_calls_total{agent=\"coffee-shop\",result=\"ok\",termination=\"caller-hung-up\",}");
    }

    private static Path ofTheGateway(String scenario) {
        return Outside.home().resolve("sip-gateway/src/test/resources/sipp/" + scenario + ".xml");
    }

    private static Path own(String scenario) {
        try {
            return Path.of(
                    SippIT.class.getResource("/sipp/" + scenario + ".xml").toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
