package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.RegistrationStatus.State;
import io.parley.testkit.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SIPp as a registrar with its whims. RFC 3261, section 10.2; RFC 7616, section 3.3. */
@Timeout(90)
class SippRegistrarIT {

    @ParameterizedTest
    @CsvSource({"registrar-stale, UDP", "registrar-stale, TCP", "registrar-fails, UDP", "registrar-fails, TCP"})
    void comesToTerms(String scenario, Transport transport) {
        try (Sipp sipp = Sipp.answering(scenario, transport, 1)) {
            sipp.listensWith(transport);
            try (TestGateway gateway = new TestGateway(TestGateway.Options.standard()
                    .peers(RegistersIT.peers("secret", RegistersIT.uri(sipp.address(), transport))))) {
                Eventually.isTrue(
                        () -> "it registers for long: " + RegistersIT.status(gateway),
                        Duration.ofSeconds(20),
                        () -> RegistersIT.status(gateway).state() == State.REGISTERED
                                && RegistersIT.status(gateway).expiresSeconds() > 20);
                assertThat(RegistersIT.status(gateway).reason()).isNull();
            }
            sipp.succeeds();
        }
    }
}
