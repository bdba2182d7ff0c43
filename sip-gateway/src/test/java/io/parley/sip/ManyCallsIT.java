package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.config.Trunk;
import io.parley.testkit.Eventually;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several calls at once, and the limit. */
@Timeout(60)
class ManyCallsIT {

    @ParameterizedTest
    @PlainTransports
    void carriesEightCallsAtOnce(Transport transport) {
        try (TestGateway gateway = new TestGateway()) {
            try (Sipp sipp =
                    Sipp.start(new Sipp.Call("long", "tone", transport, 8, 50, 8), gateway.address(transport))) {
                Eventually.isTrue("eight calls are up", () -> gateway.gateway.liveCalls() == 8);
                sipp.succeeds();
            }
            gateway.isEmpty();
            assertThat(gateway.agent.calls)
                    .hasSize(8)
                    .allSatisfy(c -> assertThat(c.events).containsExactly("answered", "ended caller-hung-up"))
                    .allSatisfy(c -> assertThat(c.ticks).isGreaterThan(60));
            assertThat(gateway.agent.calls.stream().map(c -> c.context).distinct())
                    .as("each call has a context of its own")
                    .hasSize(8);
        }
    }

    @ParameterizedTest
    @CsvSource({"UDP, 503", "TCP, 503", "UDP, 486", "TCP, 486"})
    void refusesTheCallBeyondTheLimitAndNobodyElseNotices(Transport transport, int code) {
        Trunk trunk = new Trunk("desk", List.of("127.0.0.0/8"), false, code);
        try (TestGateway gateway =
                new TestGateway(TestGateway.Options.standard().lines(4).trunks(trunk))) {
            Sipp.Call four = new Sipp.Call("long", "tone", transport, 4, 50, 4);
            try (Sipp sipp = Sipp.start(four, gateway.address(transport))) {
                Eventually.isTrue("every line is taken", () -> gateway.gateway.liveCalls() == 4);
                Sipp.run(Sipp.Call.once("refused-" + code, "tone", transport), gateway.address(transport));
                sipp.succeeds();
            }
            gateway.isEmpty();
            assertThat(gateway.count(SipCounter.CALLS_REFUSED_FULL)).isOne();
            assertThat(gateway.agent.calls)
                    .hasSize(4)
                    .allSatisfy(c -> assertThat(c.info.trunk()).isEqualTo("desk"));
            gateway.agent.calls.clear();
            gateway.call("basic", "tone", transport);
        }
    }
}
