package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.testkit.Eventually;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Well-formed requests and open connections without end: what they take is bounded, and a call that is up goes on. */
@Timeout(60)
class OverloadIT {

    @Test
    void refusesWhatWouldMakeTooManyTransactionsAndHearsTheEndOfACall() {
        GateLimits usual = GateLimits.DEFAULT;
        GateLimits few = new GateLimits(
                usual.messagesPerSecond(),
                usual.flawAnswersPerSecond(),
                usual.sources(),
                usual.connections(),
                usual.connectionsPerSource(),
                usual.idle(),
                10);
        try (TestGateway gateway =
                        new TestGateway(TestGateway.Options.standard().gate(few));
                RawPeer caller = new RawPeer(gateway.address(Transport.UDP))) {
            caller.send(caller.invite("tone", "a1"));
            String ok = caller.receive("SIP/2.0 200");
            caller.send(caller.request("ACK", "tone", 1, "a2", RawPeer.toTag(ok), "Content-Length: 0"));
            String last = "";
            for (int i = 0; i < 20; i++) { // each refusal waits 32 s for an ACK that does not come
                try (RawPeer flood = new RawPeer(gateway.address(Transport.UDP))) {
                    flood.send(flood.invite("unknown", "f" + i));
                    last = flood.receive();
                    last = last.startsWith("SIP/2.0 100") ? flood.receive() : last;
                }
            }
            assertThat(last).startsWith("SIP/2.0 503").contains("Retry-After: ");
            assertThat(gateway.count(SipCounter.REFUSED_OVERLOAD)).isBetween(8L, 12L);
            assertThat(gateway.gateway.endpoint().stack().getServerTransactionTableSize())
                    .isLessThanOrEqualTo(10);
            caller.send(caller.request("INFO", "tone", 2, "a3", RawPeer.toTag(ok), "Content-Length: 0"));
            assertThat(caller.receive("SIP/2.0 503")).contains("2 INFO");
            caller.send(caller.request("OPTIONS", "tone", 3, "a4", "", "Content-Length: 0"));
            assertThat(caller.receive("SIP/2.0 200")).contains("3 OPTIONS");
            caller.send(caller.request("BYE", "tone", 4, "a5", RawPeer.toTag(ok), "Content-Length: 0"));
            assertThat(caller.receive("SIP/2.0 200")).contains("4 BYE");
            gateway.isEmpty();
            assertThat(gateway.agent.only().events).containsExactly("answered", "ended caller-hung-up");
        }
    }

    @Test
    void closesAConnectionThatSaysNothingAndKeepsTheOneOfACall() throws IOException {
        try (TestGateway gateway =
                        new TestGateway(TestGateway.Options.standard().idle(Duration.ofSeconds(1)));
                Sipp sipp = Sipp.start(
                        new Sipp.Call("they-hang-up-first", "slow-goodbye", Transport.TCP, 1, 20, 1),
                        gateway.address(Transport.TCP));
                Socket idle = new Socket()) {
            Eventually.isTrue("the call is up", () -> gateway.gateway.liveCalls() == 1);
            idle.bind(new InetSocketAddress(Wire.loopback(), 0));
            idle.connect(gateway.address(Transport.TCP));
            idle.setSoTimeout(5_000);
            assertThat(idle.getInputStream().read()).as("closed").isEqualTo(-1);
            assertThat(gateway.count(SipCounter.CONNECTIONS_IDLE))
                    .as("the one without a call")
                    .isOne();
            TestAgent.Seen call = gateway.agent.only();
            call.leg.executor().execute(() -> call.leg.hangUp(io.parley.agent.Termination.agentEnded()));
            sipp.succeeds();
            gateway.isEmpty();
            Eventually.isTrue(
                    "nothing is left open",
                    () -> gateway.gateway.endpoint().network().openStreams() == 0);
        }
    }
}
