package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.CallLeg;
import io.parley.config.RegistrarConfig;
import io.parley.config.Secret;
import io.parley.config.Transport;
import io.parley.config.UserSpec;
import io.parley.testkit.Eventually;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Telephones register, call and are called. RFC 3261, section 10.3 and 22; RFC 8760. */
@Timeout(90)
class RegistrarIT {
    private static TestGateway gateway;

    static Peers peers(RegistrarConfig.Calls calls, RegistrarConfig.Digest... digests) {
        RegistrarConfig none = RegistrarConfig.NONE;
        List<UserSpec> users = List.of(
                new UserSpec("ann", new Secret("ANN", null), null),
                new UserSpec("bob", null, Digest.MD5.ha1("bob", "parley", "builder")));
        RegistrarConfig config = new RegistrarConfig(
                users,
                none.realm(),
                none.addresses(),
                List.of(digests),
                calls,
                none.minExpires(),
                none.maxExpires(),
                2,
                3,
                false);
        return new Peers(List.of(), config, secret -> secret.read(Map.of("ANN", "secret")));
    }

    @BeforeAll
    static void start() {
        gateway = new TestGateway(TestGateway.Options.standard()
                .peers(peers(
                        RegistrarConfig.Calls.DIGEST, RegistrarConfig.Digest.SHA_256, RegistrarConfig.Digest.MD5)));
    }

    @BeforeEach
    void reset() {
        gateway.forgetUsers("ann", "bob");
        gateway.reset();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static InetSocketAddress udp() {
        return gateway.address(Transport.UDP);
    }

    private static Softphone ann() {
        return Softphone.ann(gateway);
    }

    @ParameterizedTest
    @CsvSource({"register, UDP", "register, TCP", "register-too-brief, UDP", "register-too-brief, TCP"})
    void takesSipp(String scenario, Transport transport) {
        // SIPp, like many a telephone, stops at a digest that it does not know.
        try (TestGateway plain = new TestGateway(TestGateway.Options.standard()
                .peers(peers(RegistrarConfig.Calls.DIGEST, RegistrarConfig.Digest.MD5)))) {
            Sipp.run(Sipp.Call.once(scenario, "ann", transport), plain.address(transport));
            assertThat(plain.gateway.bindings()).isZero();
        }
    }

    @Test
    void bindsForAsLongAsItIsAsked() {
        try (Softphone ann = ann()) {
            String ok = ann.registers("Contact: " + ann.contact(), "Expires: 120");
            assertThat(ok).startsWith("SIP/2.0 200");
            assertThat(RawPeer.header(ok, "Contact")).isEqualTo(ann.contact() + ";expires=120");
            assertThat(gateway.gateway.bindings()).isEqualTo(1);
            assertThat(gateway.count(SipCounter.REGISTRATIONS)).isEqualTo(1);
            String nobody = ann.registers("Contact: " + ann.contact() + ";expires=0");
            assertThat(nobody).startsWith("SIP/2.0 200").doesNotContain("Contact:");
        }
    }

    @Test
    void shortensWhatIsTooLong() {
        try (Softphone ann = ann()) {
            String ok = ann.registers("Contact: " + ann.contact(), "Expires: 999999");
            assertThat(RawPeer.header(ok, "Contact")).endsWith(";expires=3600");
        }
    }

    @Test
    void keepsThePathAndTellsIt() {
        try (Softphone ann = ann()) {
            String path = "<sip:edge@192.0.2.8;lr>";
            String ok = ann.registers("Contact: " + ann.contact(), "Path: " + path, "Supported: path");
            assertThat(RawPeer.header(ok, "Path")).isEqualTo(path);
            assertThat(gateway.best("ann").path()).containsExactly(path);
        }
    }

    @Test
    void keepsAsManyTelephonesOfAUserAsItMay() {
        try (Softphone ann = ann()) {
            ann.registers("Contact: <sip:ann@10.0.2.1>");
            ann.registers("Contact: <sip:ann@10.0.2.2>;q=0.5");
            String third = ann.registers("Contact: <sip:ann@10.0.2.3>;q=0.7");
            assertThat(third).contains("10.0.2.2", "10.0.2.3").doesNotContain("10.0.2.1>");
            assertThat(gateway.best("ann").contact()).isEqualTo("sip:ann@10.0.2.3");
            assertThat(ann.registers("Contact: <sip:a@10.0.2.1>, <sip:b@10.0.2.1>, <sip:c@10.0.2.1>"))
                    .startsWith("SIP/2.0 400");
        }
    }

    /** Bob's password is known as an MD5 hash alone; who is asked cannot tell. */
    @Test
    void takesTheDigestThatATelephoneChooses() {
        try (Softphone bob = new Softphone(udp(), "bob", "builder")) {
            String challenge = bob.ask(bob.register());
            assertThat(challenge.indexOf("algorithm=SHA-256"))
                    .as("the better one first")
                    .isPositive()
                    .isLessThan(challenge.indexOf("algorithm=MD5"));
            String md5 = challenge.replaceFirst("(?m)^WWW-Authenticate:.*SHA-256.*\r\n", "");
            String credentials = bob.credentials(md5, "REGISTER", bob.uri(), 1);
            assertThat(bob.ask(bob.register("Contact: " + bob.contact(), credentials)))
                    .startsWith("SIP/2.0 200");
        }
    }

    @ParameterizedTest
    @CsvSource({"Contact: *|Expires: 60", "Contact: *", "Contact: *, <sip:ann@10.0.2.1>|Expires: 0"})
    void refusesAStarThatMeansNothing(String lines) {
        try (Softphone ann = ann()) {
            assertThat(ann.registers(lines.split("\\|"))).startsWith("SIP/2.0 400");
        }
    }

    @Test
    void answersAWrongPasswordAsItAnswersANobody() {
        try (Softphone wrong = new Softphone(udp(), "ann", "wrong");
                Softphone nobody = new Softphone(udp(), "eve", "secret")) {
            String one = wrong.registers("Contact: " + wrong.contact());
            String other = nobody.registers("Contact: " + nobody.contact());
            assertThat(shape(one))
                    .isEqualTo(shape(other))
                    .startsWith("SIP/2.0 401")
                    .doesNotContain("stale");
            assertThat(gateway.count(SipCounter.PASSWORDS_REFUSED)).isEqualTo(2);
        }
    }

    /** What tells one answer from another: everything but what is drawn, or was sent. */
    private static String shape(String answer) {
        return answer.replaceAll("nonce=\"[^\"]*\"", "nonce").replaceAll("(?m)^(Via|From|To|Call-ID|CSeq):.*\r\n", "");
    }

    @Test
    void looksAtNoMorePasswordsOfOneWhoHasBeenWrongTooOften() {
        try (Softphone wrong = new Softphone(udp(), "ann", "wrong")) {
            for (int i = 0; i < Penalties.BURST; i++) {
                assertThat(wrong.registers()).startsWith("SIP/2.0 401");
            }
            assertThat(wrong.registers()).startsWith("SIP/2.0 403");
            Softphone right = new Softphone(udp(), "ann", "secret");
            assertThat(right.registers()).as("from another address").startsWith("SIP/2.0 200");
            right.close();
            Softphone bob = new Softphone(udp(), "bob", "builder", wrong.peer.socket.getLocalAddress());
            assertThat(bob.registers()).as("another user's is looked at").startsWith("SIP/2.0 401");
            bob.close();
        }
    }

    @Test
    void takesNoCredentialsTwice() {
        try (Softphone ann = ann()) {
            String challenge = ann.ask(ann.register());
            String credentials = ann.credentials(challenge, "REGISTER", ann.uri(), 1);
            assertThat(ann.ask(ann.register(credentials))).startsWith("SIP/2.0 200");
            assertThat(ann.ask(ann.register(credentials)))
                    .startsWith("SIP/2.0 401")
                    .contains("stale=true");
            String next = ann.credentials(challenge, "REGISTER", ann.uri(), 2);
            assertThat(ann.ask(ann.register(next))).startsWith("SIP/2.0 200");
        }
    }

    @Test
    void takesNoNonceOfSomebodyElse() {
        try (Softphone ann = ann();
                Softphone elsewhere = ann()) {
            String challenge = ann.ask(ann.register());
            String credentials = elsewhere.credentials(challenge, "REGISTER", elsewhere.uri(), 1);
            assertThat(elsewhere.ask(elsewhere.register(credentials))).startsWith("SIP/2.0 401");
        }
    }

    @Test
    void registersNobodyForSomebodyElse() {
        try (Softphone ann = ann()) {
            String challenge = ann.ask(ann.register());
            String credentials = ann.credentials(challenge, "REGISTER", ann.uri(), 1);
            assertThat(ann.ask(ann.request("REGISTER", ann.uri(), "bob", "Contact: " + ann.contact(), credentials)))
                    .startsWith("SIP/2.0 403");
            assertThat(gateway.best("bob")).isNull();
        }
    }

    @Test
    void answersARetransmissionAsBefore() {
        try (Softphone ann = ann()) {
            String challenge = ann.ask(ann.register());
            String request = ann.register(ann.credentials(challenge, "REGISTER", ann.uri(), 1));
            assertThat(ann.ask(request)).startsWith("SIP/2.0 200");
            assertThat(ann.ask(request)).startsWith("SIP/2.0 200");
            assertThat(gateway.count(SipCounter.REGISTRATIONS)).isEqualTo(1);
        }
    }

    @Test
    void asksACallerForHisPassword() {
        try (Softphone ann = ann()) {
            String challenge = ann.calls("tone", null);
            assertThat(challenge).startsWith("SIP/2.0 407");
            String credentials = ann.credentials(challenge, "INVITE", ann.number("tone"), 1);
            assertThat(ann.calls("tone", credentials)).startsWith("SIP/2.0 200");
            assertThat(gateway.agent.only().info.trunk()).isEqualTo("users");
            assertThat(gateway.agent.only().info.caller()).isEqualTo("ann");
        } finally {
            gateway.gateway.endpoint().registry().calls().forEach(c -> c.deliver(new CallEvent.Fault()));
        }
    }

    @Test
    void lendsNobodyTheCredentialsForAnotherNumber() {
        try (Softphone ann = ann()) {
            String challenge = ann.calls("tone", null);
            String credentials = ann.credentials(challenge, "INVITE", ann.number("tone"), 1);
            assertThat(ann.calls("goodbye", credentials)).startsWith("SIP/2.0 403");
            assertThat(gateway.agent.calls).isEmpty();
        }
    }

    /** The agent calls a registered telephone, which hangs up; and puts a caller through to it. */
    @ParameterizedTest
    @PlainTransports
    void callsAUserWhereHeIsRegistered(Transport transport) {
        try (Sipp phone = Sipp.answering("called-and-hangs-up", transport, 1)) {
            phone.listensWith(transport);
            String contact = TestPhone.uri("ann", phone.address(), transport);
            try (Softphone ann = ann()) {
                gateway.gateway
                        .registrarOrNull()
                        .location()
                        .bind(
                                "ann",
                                List.of(new Location.Wish(contact, 1_000, Duration.ofMinutes(1))),
                                new Hop(
                                        phone.address().getAddress(),
                                        phone.address().getPort(),
                                        transport.name().toLowerCase(Locale.ROOT)),
                                List.of(),
                                "c",
                                1,
                                System.nanoTime());
                OurCall call = OurCall.to(gateway, "ann");
                Eventually.isTrue(
                        () -> "it is over: " + call.events, Duration.ofSeconds(20), () -> call.events.size() == 2);
                assertThat(call.events).containsExactly("answered", "ended caller-hung-up");
            }
            phone.succeeds();
        }
    }

    @Test
    void callsNobodyWhoIsNotRegistered() {
        assertThat(gateway.gateway.callUser("ann", (CallLeg leg) -> {}).failed())
                .isTrue();
        assertThat(gateway.gateway.callUser("eve", (CallLeg leg) -> {}).failed())
                .isTrue();
    }

    @Test
    void leadsTransfersToTheTelephone() {
        try (Softphone ann = ann()) {
            Registrar registrar = gateway.gateway.registrarOrNull();
            Messages messages = gateway.gateway.endpoint().services().messages();
            assertThat(registrar.locate(messages.uri("sip:ann@parley"), messages))
                    .isNull();
            ann.registers("Contact: " + ann.contact());
            String there = ann.contact().replaceAll("[<>]", "");
            assertThat(registrar.locate(messages.uri("sip:ann@Parley"), messages))
                    .isEqualTo(there);
            assertThat(registrar.locate(messages.uri("sip:ann@127.0.0.1"), messages))
                    .isEqualTo(there);
            assertThat(registrar.locate(messages.uri("sip:ann@example.org"), messages))
                    .isEqualTo("sip:ann@example.org");
            assertThat(registrar.locate(messages.uri("sip:eve@parley"), messages))
                    .isEqualTo("sip:eve@parley");
        }
    }

    @Test
    void takesARegisteredTelephoneAtItsWordWhereThatIsConfigured() {
        try (TestGateway trusting = new TestGateway(TestGateway.Options.standard()
                        .peers(peers(RegistrarConfig.Calls.REGISTERED, RegistrarConfig.Digest.MD5)));
                Softphone ann = Softphone.ann(trusting);
                Softphone other = Softphone.ann(trusting)) {
            assertThat(ann.calls("never", null)).startsWith("SIP/2.0 407");
            ann.registers("Contact: " + ann.contact());
            assertThat(ann.calls("unknown", null)).startsWith("SIP/2.0 4").doesNotContain("407 ");
            assertThat(other.calls("unknown", null)).as("from elsewhere").startsWith("SIP/2.0 407");
        }
    }

    /** A REGISTER in a dialog would be one that nobody reads. */
    @Test
    void refusesARegisterInACall() {
        try (TestGateway trusting = new TestGateway(TestGateway.Options.standard()
                        .peers(peers(RegistrarConfig.Calls.DIGEST, RegistrarConfig.Digest.MD5)));
                Softphone ann = Softphone.ann(trusting)) {
            String challenge = ann.calls("tone", null);
            String ok = ann.calls("tone", ann.credentials(challenge, "INVITE", ann.number("tone"), 1));
            assertThat(ok).startsWith("SIP/2.0 200");
            String register = ann.request("REGISTER", ann.uri(), "tone")
                    .replace("<sip:tone@parley>", "<sip:tone@parley>;tag=" + RawPeer.toTag(ok));
            assertThat(ann.ask(register)).startsWith("SIP/2.0 481");
            trusting.gateway.endpoint().registry().calls().forEach(c -> c.deliver(new CallEvent.Fault()));
        }
    }

    @Test
    void isNoRegistrarWithoutUsers() {
        try (TestGateway plain = new TestGateway();
                Softphone ann = new Softphone(plain.address(Transport.UDP), "ann", "secret")) {
            assertThat(ann.ask(ann.register())).startsWith("SIP/2.0 405");
        }
    }
}
