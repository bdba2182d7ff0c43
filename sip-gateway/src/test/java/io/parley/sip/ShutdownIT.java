package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.Limits;
import io.parley.config.Listen;
import io.parley.config.SipConfig;
import io.parley.config.Transport;
import io.parley.testkit.Eventually;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;

/** Starting and stopping. */
@Timeout(60)
class ShutdownIT {

    @ParameterizedTest
    @PlainTransports
    void refusesNewCallsAndLetsTheOthersEndByThemselves(Transport transport) {
        try (TestGateway gateway = new TestGateway()) {
            try (Sipp sipp =
                    Sipp.start(new Sipp.Call("long", "tone", transport, 2, 50, 2), gateway.address(transport))) {
                Eventually.isTrue("two calls are up", () -> gateway.gateway.liveCalls() == 2);
                InetSocketAddress address = gateway.address(transport);
                Future<Void> stopped = gateway.gateway.stop(Duration.ofSeconds(20));
                Sipp.run(Sipp.Call.once("refused-503", "tone", transport), address);
                sipp.succeeds();
                stopped.await();
            }
            assertThat(gateway.agent.calls)
                    .hasSize(2)
                    .allSatisfy(c -> assertThat(c.events).containsExactly("answered", "ended caller-hung-up"));
            assertThat(gateway.count(SipCounter.CALLS_REFUSED_DRAINING)).isOne();
        }
    }

    @ParameterizedTest
    @PlainTransports
    void hangsUpWhatIsLeftAfterTheTimeToDrain(Transport transport) {
        try (TestGateway gateway = new TestGateway();
                Sipp sipp = Sipp.start(
                        Sipp.Call.once("they-hang-up-first", "tone", transport), gateway.address(transport))) {
            Eventually.isTrue(
                    "the call is up",
                    () -> gateway.agent.calls.size() == 1
                            && gateway.agent.only().events.contains("answered"));
            gateway.gateway.stop(Duration.ofMillis(100)).await();
            sipp.succeeds();
            assertThat(gateway.agent.only().events).containsExactly("answered", "ended shutdown");
            gateway.isEmpty();
        }
    }

    @Test
    void leavesNoThreadBehind() {
        List<String> before = StackThreads.all();
        try (TestGateway gateway = new TestGateway()) {
            gateway.call("basic", "tone", Transport.TCP);
            assertThat(StackThreads.all()).hasSizeGreaterThan(before.size());
        }
        Eventually.isTrue("every thread of the stack has ended", () -> before.containsAll(StackThreads.all()));
    }

    @Test
    void namesTheListeningPointThatIsTaken() {
        List<String> before = StackThreads.all();
        try (TestGateway gateway = new TestGateway()) {
            InetSocketAddress taken = gateway.address(Transport.UDP);
            Listen listen = new Listen(Transport.UDP, taken.getAddress().getHostAddress(), taken.getPort());
            assertThatThrownBy(() -> start(gateway, listen))
                    .isInstanceOf(SipFault.class)
                    .hasMessageContaining("udp:" + taken.getAddress().getHostAddress() + ":" + taken.getPort())
                    .hasMessageContaining("in use");
        }
        Eventually.isTrue("the failed start left no thread", () -> before.containsAll(StackThreads.all()));
    }

    private static SipGateway start(TestGateway beside, Listen listen) {
        return SipGateway.start(
                beside.vertx,
                new SipConfig(List.of(listen), null),
                List.of(),
                new Limits(1, Duration.ofMinutes(1)),
                beside.media,
                beside.agent);
    }
}
