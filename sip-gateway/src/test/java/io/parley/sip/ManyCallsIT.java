package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.config.Trunk;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Several calls at once, the limit, and that nothing is left of any of them. */
@Timeout(150)
class ManyCallsIT {

    @ParameterizedTest
    @EnumSource(Transport.class)
    void carriesEightCallsAtOnce(Transport transport) {
        try (TestGateway gateway = new TestGateway()) {
            try (Sipp sipp =
                    Sipp.start(new Sipp.Call("long", "tone", transport, 8, 50, 8), gateway.address(transport))) {
                Eventually.isTrue("eight calls are up", Duration.ofSeconds(5), () -> gateway.gateway.liveCalls() == 8);
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
                Eventually.isTrue("every line is taken", Duration.ofSeconds(5), () -> gateway.gateway.liveCalls() == 4);
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

    /** The bar's row 22 and the leak of 6 KB a call that others had: what came is gone, also in the stack. */
    @Test
    void nothingIsLeftOfThreeHundredCalls() {
        try (TestGateway gateway = new TestGateway()) {
            gateway.call("basic", "tone", Transport.TCP);
            gateway.agent.calls.clear();
            gateway.call(new Sipp.Call("basic", "tone", Transport.UDP, 200, 50, 50));
            gateway.call(new Sipp.Call("basic", "tone", Transport.TCP, 50, 50, 50));
            gateway.call(new Sipp.Call("cancel", "never", Transport.UDP, 25, 50, 50));
            gateway.call(new Sipp.Call("refused-404", "unknown", Transport.UDP, 25, 50, 50));
            assertThat(gateway.agent.calls).hasSize(275);
            ParleyStack stack = gateway.gateway.endpoint().stack();
            // Timer J and the stack's linger: 32 s and 8 s.
            Eventually.isTrue(
                    "every transaction is gone",
                    Duration.ofSeconds(60),
                    () -> stack.getServerTransactionTableSize() == 0 && stack.getClientTransactionTableSize() == 0);
            assertThat(gateway.gateway.endpoint().network().openStreams()).isZero();
            assertThat(StackThreads.ofConnections()).isEmpty();
        }
    }
}
