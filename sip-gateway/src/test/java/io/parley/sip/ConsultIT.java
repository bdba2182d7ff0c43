package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.agent.Termination;
import io.parley.config.Transport;
import io.parley.config.Trunk;
import io.parley.testkit.Eventually;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;

/** A call about a call, and the caller who takes our place in it: RFC 5589, section 7, with SIPp at both ends. */
@Timeout(60)
class ConsultIT {

    @ParameterizedTest
    @PlainTransports
    void theCallerTakesOurPlace(Transport transport) {
        try (TestGateway gateway = new TestGateway();
                Sipp person = Sipp.answering("called-told", transport, 1)) {
            person.listensWith(transport);
            InetSocketAddress at = gateway.gateway.addresses(transport).get(0);
            try (Sipp caller = Sipp.start(Sipp.Call.once("transfer-replacing", "coffee", transport), at)) {
                Eventually.isTrue("the caller is there", () -> hasAnswered(gateway));
                TestAgent.Seen seen = gateway.agent.only();
                OurCall asked = consult(gateway, seen, uri(person, transport));
                asked.happens("answered");

                seen.context.runOnContext(v -> ((MediaLeg) seen.leg)
                        .replacing((MediaLeg) asked.leg)
                        .onSuccess(status -> seen.event("replaced " + status)));

                Eventually.isTrue("the caller is gone", () -> seen.events.contains("ended transferred"));
                assertThat(seen.events).contains("replaced 200");
                asked.hangUp(); // the person's telephone does not know Replaces
                caller.succeeds();
                person.succeeds();
            }
        }
    }

    /** What nobody would hear the answer of is not asked. */
    @Test
    void whereNobodyMayAnswerFromNobodyIsCalled() {
        Trunk only = new Trunk("pbx", List.of("127.0.0.0/8"), false, 503);
        try (TestGateway gateway =
                        new TestGateway(TestGateway.Options.standard().trunks(only));
                Sipp caller = Sipp.start(
                        Sipp.Call.once("they-hang-up-first", "coffee", Transport.UDP),
                        gateway.gateway.addresses(Transport.UDP).get(0))) {
            Eventually.isTrue("the caller is there", () -> hasAnswered(gateway));
            TestAgent.Seen seen = gateway.agent.only();
            assertThatThrownBy(() -> consult(gateway, seen, "sip:x@192.0.2.1"))
                    .hasMessageContaining("'sip:x@192.0.2.1' is at no address of a trunk or a user");
            seen.context.runOnContext(v -> seen.leg.hangUp(Termination.agentEnded()));
            caller.succeeds();
        }
    }

    private static boolean hasAnswered(TestGateway gateway) {
        List<TestAgent.Seen> calls = gateway.agent.calls;
        return !calls.isEmpty() && calls.get(0).events.contains("answered");
    }

    private static OurCall consult(TestGateway gateway, TestAgent.Seen about, String uri) {
        OurCall asked = new OurCall();
        gateway.gateway
                .consult((MediaLeg) about.leg, uri, null, Map.of("X-Context", "call%3D1"), asked)
                .await();
        return asked;
    }

    private static String uri(Sipp person, Transport transport) {
        InetSocketAddress at = person.address();
        return "sip:ann@" + LocalAddresses.bracketed(LocalAddresses.text(at.getAddress())) + ":" + at.getPort()
                + ";transport=" + transport.name().toLowerCase(Locale.ROOT);
    }
}
