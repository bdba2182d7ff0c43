package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.CallLeg;
import io.parley.agent.DialRefused;
import io.parley.agent.Termination;
import io.parley.config.DialCaps;
import io.parley.config.DialConfig;
import io.parley.config.DialConfig.Refusal;
import io.parley.config.RegistrarConfig;
import io.parley.config.Transport;
import io.parley.config.Trunk;
import io.parley.config.TrunkPolicy;
import io.parley.testkit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sip.address.SipURI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What may be dialled, on the wire: whoever asks, nothing leaves that no rule allows. */
@Timeout(60)
class DialIT {
    private static final DialCaps.Rate MANY = new DialCaps.Rate(100, 100);

    private final TestGateway gateway = gateway();
    private final RawPeer ann = new RawPeer(gateway.address(Transport.UDP));
    private final RawPeer bob = new RawPeer(gateway.address(Transport.UDP));
    private RtpPeer audio;

    private static TestGateway gateway() {
        Trunk pbx =
                new Trunk("pbx", List.of("127.0.0.0/8"), false, 503).with(new TrunkPolicy(false, List.of(), 0, true));
        DialConfig rules = DialConfig.DEFAULT
                .allowing("2*", "users")
                .within(new DialCaps(3, MANY, MANY, new DialCaps.Rate(2, 2), Duration.ofHours(1)));
        Peers users = RegistrarIT.peers(RegistrarConfig.Calls.DIGEST, RegistrarConfig.Digest.MD5);
        Peers peers = new Peers(List.of(pbx), users.registrar(), users.secrets());
        return new TestGateway(TestGateway.Options.standard().peers(peers).dialling(Dialling.of(rules)));
    }

    @BeforeEach
    void open() throws IOException {
        audio = new RtpPeer(Wire.loopback(), 0);
    }

    @AfterEach
    void stop() {
        ann.close();
        bob.close();
        audio.close();
        gateway.close();
    }

    @Test
    void aBlindTransferToWhatIsNotAllowedSendsNoRefer() {
        String ok = calls("transfer");
        TestAgent.Seen seen = gateway.agent.only();
        Eventually.isTrue(
                "the agent is told", () -> seen.events.contains("not dialled: " + Refusal.NOT_ALLOWED.help()));
        assertThat(gateway.count(SipCounter.TRANSFERS_STARTED)).isZero();
        assertThat(gateway.count(SipCounter.DIALS_REFUSED)).isEqualTo(1);
        hangsUp("transfer", ok);
    }

    @Test
    void aCallAboutACallIsMadeToWhatIsAllowedAndOneAtATime() {
        String ok = calls("tone");
        OurCall asked = new OurCall();
        assertThat(refusal(consult("+4490123456", asked))).isEqualTo(Refusal.PREMIUM);
        assertThat(refusal(consult("x", asked))).isEqualTo(Refusal.NOT_ALLOWED);
        consult("200", asked).await();
        String invite = bob.receive("INVITE");
        assertThat(invite).startsWith("INVITE " + at("200"));
        assertThat(refusal(consult("201", new OurCall()))).isEqualTo(Refusal.BUSY);

        bob.send(RawPeer.response(invite, 486, "b"));
        bob.receive("ACK");
        asked.happens("ended rejected-486");
        OurCall again = new OurCall();
        consult("2%30%31", again).await();
        String second = bob.receive("INVITE");
        bob.send(RawPeer.response(second, 486, "b"));
        bob.receive("ACK");
        again.happens("ended rejected-486");

        assertThat(refusal(consult("200", new OurCall()))).as("two an hour").isEqualTo(Refusal.RATE_CAP);
        hangsUp("tone", ok);
    }

    @Test
    void aReferIsFollowedToWhatIsAllowedAlone() {
        String ok = calls("tone");
        ann.send(refer(ok, 2, "+4490123456"));
        assertThat(ann.receive("SIP/2.0 4")).startsWith("SIP/2.0 403");
        ann.send(refer(ok, 3, "200"));
        ann.receive("SIP/2.0 202");
        ann.send(RawPeer.response(ann.receive("NOTIFY"), 200, "x"));
        String invite = bob.receive("INVITE");
        assertThat(invite).startsWith("INVITE " + at("200"));
        bob.send(RawPeer.response(invite, 486, "b"));
        bob.receive("ACK");
        ann.send(RawPeer.response(ann.receive("NOTIFY"), 200, "x"));
        hangsUp("tone", ok);
    }

    @Test
    void theSwitchEndsTheCallsThatWeHaveMadeAndNoOther() {
        String ok = calls("tone");
        OurCall asked = new OurCall();
        consult("200", asked).await();
        String invite = bob.receive("INVITE");
        bob.send(RawPeer.response(invite, 180, "b"));
        asked.leg.executor().execute(() -> {}); // it has been heard of
        gateway.gateway.dialling(false);
        String cancel = bob.receive("CANCEL");
        bob.send(RawPeer.response(cancel, 200, "b"));
        bob.send(RawPeer.response(invite, 487, "b"));
        bob.receive("ACK");
        assertThat(refusal(consult("200", new OurCall()))).isEqualTo(Refusal.SWITCHED_OFF);
        assertThat(gateway.agent.only().ended).as("the caller is still there").isEmpty();

        gateway.gateway.dialling(true);
        assertThat(gateway.gateway.isDialling()).isTrue();
        hangsUp("tone", ok);
    }

    /** It was allowed, and is about to leave. */
    @Test
    void theSwitchStopsACallThatIsBeingPlaced() {
        String ok = calls("tone");
        SipEndpoint endpoint = gateway.gateway.endpoint();
        SipURI to = endpoint.services().messages().uri(at("200"));
        CallMaker.Plan plan = CallMaker.Plan.to(to, bob.address().getAddress(), "x", "pbx");
        gateway.gateway.dialling(false);

        OurCall placed = new OurCall();
        AtomicInteger freed = new AtomicInteger();
        new CallMaker(endpoint).place(plan, freed::incrementAndGet, placed).await();
        placed.happens("ended cancelled-487");

        SipCall caller = (SipCall) gateway.agent.only().leg;
        caller.context()
                .runOnContext(v -> new CallMaker(endpoint).follow(plan, caller, List.of(), freed::incrementAndGet));
        Eventually.isTrue("both have given back what they held", () -> freed.get() == 2);
        assertThat(gateway.count(SipCounter.CALLS_PLACED)).isZero();
        ann.send(refer(ok, 2, "200"));
        assertThat(ann.receive("SIP/2.0 ")).as("it may be allowed later").startsWith("SIP/2.0 503");
        hangsUp("tone", ok);
    }

    @Test
    void aReferThatMayNotBeDialledAnyMoreIsAnsweredForWhatItIs() {
        String ok = calls("tone");
        SipCall caller = (SipCall) gateway.agent.only().leg;
        Referral to = new Referral(at("+4490123456"), null, null);
        Future<Integer> status =
                gateway.gateway.endpoint().services().referrals().follow(caller, to);
        Eventually.isTrue("it is refused", status::isComplete);
        assertThat(status.result()).isEqualTo(403);
        hangsUp("tone", ok);
    }

    @Test
    void aTransferToAUserDoesNotFollowHisTelephoneToANumber() {
        String ok = calls("tone");
        bind("0900123456");
        Future<Integer> astray = transfer("sip:ann@parley");
        Eventually.isTrue("it is refused", astray::isComplete);
        assertThat(astray.result()).isEqualTo(403);
        assertThat(gateway.count(SipCounter.TRANSFERS_STARTED)).isZero();

        bind("ann");
        Future<Integer> there = transfer("sip:ann@parley");
        String refer = ann.receive("REFER");
        assertThat(RawPeer.header(refer, "Refer-To")).contains(at("ann"));
        ann.send(RawPeer.response(refer, 603, "x"));
        Eventually.isTrue("it is over", there::isComplete);
        assertThat(gateway.gateway.endpoint().services().outbound().busy()).isZero();
        hangsUp("tone", ok);
    }

    /** By a trunk its server dials the name, whoever bears it here. */
    @Test
    void aUserIsNoUserByATrunk() {
        String ok = calls("tone");
        MediaLeg about = (MediaLeg) gateway.agent.only().leg;
        assertThat(refusal(gateway.gateway.consult(about, "sip:ann@parley", "pbx", Map.of(), new OurCall())))
                .isEqualTo(Refusal.NOT_ALLOWED);
        hangsUp("tone", ok);
    }

    /** The agent hangs up and then puts the caller through: that comes to nothing, and holds nothing. */
    @Test
    void aTransferInACallThatEndsIsOver() {
        String ok = calls("tone");
        CallLeg caller = gateway.agent.only().leg;
        List<Future<Integer>> asked = new CopyOnWriteArrayList<>();
        OurCall agent = new OurCall() {
            @Override
            public void onHold(boolean held) {
                caller.hangUp(Termination.agentEnded());
                asked.add(caller.transfer(at("200")));
            }
        };
        caller.executor().execute(() -> caller.listen(agent));
        ann.send(ann.inviteWith(audio.description("sendonly"), "tone", 2, "h", RawPeer.toTag(ok)));
        ann.send(RawPeer.response(ann.receive("BYE"), 200, "x"));
        agent.happens("ended agent-ended");
        assertThat(asked).singleElement().matches(Future::isComplete, "has come to its end");
        assertThat(gateway.gateway.endpoint().services().outbound().busy()).isZero();
    }

    private Future<Integer> transfer(String target) {
        CallLeg leg = gateway.agent.only().leg;
        Promise<Integer> outcome = Promise.promise();
        leg.executor().execute(() -> leg.transfer(target).onComplete(outcome));
        return outcome.future();
    }

    /** Ann's telephone says that it is there. */
    private void bind(String user) {
        gateway.forgetUsers("ann");
        Hop from = new Hop(bob.address().getAddress(), bob.address().getPort(), "udp");
        Location.Wish wish = new Location.Wish(at(user), 1_000, Duration.ofMinutes(1));
        gateway.gateway
                .registrarOrNull()
                .location()
                .bind("ann", List.of(wish), from, List.of(), user, 1, System.nanoTime());
    }

    private static Refusal refusal(Future<?> refused) {
        Eventually.isTrue("it is refused", refused::isComplete);
        return ((DialRefused) refused.cause()).reason();
    }

    private Future<?> consult(String user, OurCall to) {
        MediaLeg about = (MediaLeg) gateway.agent.only().leg;
        return gateway.gateway.consult(about, at(user), null, Map.of(), to);
    }

    private String calls(String number) {
        ann.send(ann.inviteWith(audio.description("sendrecv"), number, 1, "a", ""));
        String ok = ann.receive("SIP/2.0 200");
        ann.send(ann.request("ACK", number, 1, "ack", RawPeer.toTag(ok), "Content-Length: 0"));
        TestAgent.Seen seen = gateway.agent.only();
        Eventually.isTrue("it is up", () -> seen.events.contains("answered"));
        return ok;
    }

    private void hangsUp(String number, String ok) {
        ann.send(ann.request("BYE", number, 9, "bye", RawPeer.toTag(ok), "Content-Length: 0"));
        ann.receive("SIP/2.0 200");
        gateway.isEmpty();
        assertThat(gateway.count(SipCounter.CALL_FAULTS)).isZero();
    }

    private String refer(String ok, int cseq, String user) {
        return ann.request(
                "REFER",
                "tone",
                cseq,
                "refer" + cseq,
                RawPeer.toTag(ok),
                "Refer-To: <" + at(user) + ">",
                "Content-Length: 0");
    }

    private String at(String user) {
        return TestPhone.uri(user, bob.address(), Transport.UDP);
    }
}
