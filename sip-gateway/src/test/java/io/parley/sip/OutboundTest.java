package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.CallInfo;
import io.parley.agent.DialRefused;
import io.parley.config.DialCaps;
import io.parley.config.DialConfig;
import io.parley.config.DialConfig.Refusal;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.sip.address.SipURI;
import org.junit.jupiter.api.Test;

class OutboundTest {
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final long DAY = TimeUnit.DAYS.toNanos(1);

    private final SipCounters counters = new SipCounters();
    private final Messages messages = new Messages(new Identifiers(new SplittableRandom(1), () -> 0), "Test");
    private long now;

    private Outbound outbound(DialCaps caps) {
        DialConfig rules = DialConfig.DEFAULT.allowing("2*").within(caps);
        Dialling dialling = new Dialling(rules, new MemoryDialCounter(() -> now));
        return new Outbound(dialling, counters, call -> call.number(), uri -> false);
    }

    private static DialCaps caps(int perCall, int agent, int trunk, int all) {
        return new DialCaps(
                perCall,
                new DialCaps.Rate(agent, 2 * agent),
                new DialCaps.Rate(trunk, 2 * trunk),
                new DialCaps.Rate(all, 2 * all),
                Duration.ofHours(1));
    }

    private static Outbound.Wish wish(String call, String agent, String trunk, String number) {
        CallInfo info = new CallInfo(call, true, agent, "caller", null, trunk, Instant.EPOCH);
        return new Outbound.Wish(info, agent, trunk, number, false);
    }

    private static Refusal refusal(Future<Outbound.Permit> asked) {
        return ((DialRefused) asked.cause()).reason();
    }

    @Test
    void oneLegAtATimeAndSoManyForACaller() {
        Outbound outbound = outbound(caps(2, 100, 100, 100));
        Outbound.Permit first = outbound.permit(wish("a", "bank", "pbx", "200")).result();

        assertThat(refusal(outbound.permit(wish("a", "bank", "pbx", "201")))).isEqualTo(Refusal.BUSY);
        assertThat(outbound.permit(wish("b", "bank", "pbx", "201")).succeeded()).isTrue();
        first.release();
        Outbound.Permit second =
                outbound.permit(wish("a", "bank", "pbx", "201")).result();
        first.release();
        assertThat(refusal(outbound.permit(wish("a", "bank", "pbx", "201"))))
                .as("a permit is given back once")
                .isEqualTo(Refusal.BUSY);
        second.release();
        assertThat(refusal(outbound.permit(wish("a", "bank", "pbx", "200")))).isEqualTo(Refusal.CALL_CAP);
        assertThat(counters.get(SipCounter.DIALS_REFUSED)).isEqualTo(3);
    }

    /** A far end that our call about a call has reached sends us on: that is for the same caller, and for his agent. */
    @Test
    void whatALegAsksForIsAskedForByTheCallItWasDialledFor() {
        Outbound outbound = outbound(caps(2, 100, 100, 100));
        Outbound.Permit first = outbound.permit(wish("a", "bank", "pbx", "200")).result();
        CallInfo leg = new CallInfo("leg", false, "200", "parley", null, "pbx", Instant.EPOCH);
        first.places(leg);
        SipURI to = messages.uri("sip:201@192.0.2.1");
        assertThat(outbound.wish(leg, to, "pbx").agent()).isEqualTo("bank");
        Outbound.Permit second = outbound.permit(outbound.wish(leg, to, "pbx")).result();
        second.release();
        assertThat(refusal(outbound.permit(outbound.wish(leg, to, "pbx")))).isEqualTo(Refusal.CALL_CAP);
        assertThat(outbound.legs()).isEqualTo(1);
        first.release();
        assertThat(outbound.legs()).isZero();
        assertThat(refusal(outbound.permit(wish("a", "bank", "pbx", "200")))).isEqualTo(Refusal.CALL_CAP);
    }

    @Test
    void aTelephoneOfOurOwnCostsNothing() {
        Outbound outbound = outbound(caps(2, 1, 1, 1));
        for (int i = 0; i < 5; i++) {
            Outbound.Wish wish = wish("call-" + i, "bank", "users", "200");
            Outbound.Wish user = new Outbound.Wish(wish.call(), "bank", "users", "200", true);
            assertThat(outbound.permit(user).succeeded()).isTrue();
        }
        assertThat(outbound.permit(wish("b", "bank", "pbx", "200")).succeeded()).isTrue();
        assertThat(refusal(outbound.permit(wish("c", "bank", "pbx", "200")))).isEqualTo(Refusal.RATE_CAP);
    }

    @Test
    void nothingIsHeldWhenTheCounterFails() {
        DialConfig rules = DialConfig.DEFAULT.allowing("2*");
        Dialling broken = new Dialling(rules, caps -> {
            throw new IllegalStateException("on purpose");
        });
        Outbound outbound = new Outbound(broken, counters, call -> call.number(), uri -> false);
        assertThat(outbound.permit(wish("a", "bank", "pbx", "200")).failed()).isTrue();
        assertThat(outbound.busy()).isZero();
    }

    @Test
    void whereAUsersTelephoneIsMayBeNoNumberThatMayNotBeDialled() {
        Outbound outbound = outbound(caps(1, 1, 1, 1));
        CallInfo call = wish("a", "bank", "pbx", "").call();
        SipURI ann = messages.uri("sip:ann@parley");
        assertThat(outbound.leadsAstray(call, ann, messages.uri("sip:0900123456@192.0.2.1")))
                .isTrue();
        assertThat(outbound.leadsAstray(call, ann, messages.uri("sip:ann-x5@192.0.2.1")))
                .isFalse();
        assertThat(outbound.leadsAstray(call, ann, messages.uri("sip:201@192.0.2.1")))
                .isFalse();
        assertThat(outbound.leadsAstray(call, messages.uri("sip:300@parley"), messages.uri("sip:300@192.0.2.1")))
                .as("a user may have a number for a name")
                .isFalse();
    }

    @Test
    void whatIsNotAllowedIsNotCounted() {
        Outbound outbound = outbound(caps(1, 1, 1, 1));
        for (int i = 0; i < 5; i++) {
            assertThat(refusal(outbound.permit(wish("a", "bank", "pbx", "+442079460000"))))
                    .isEqualTo(Refusal.NOT_ALLOWED);
        }
        assertThat(outbound.permit(wish("a", "bank", "pbx", "200")).succeeded()).isTrue();
    }

    @Test
    void stopsAtOnceAndGoesOnWhenItIsTold() {
        Outbound outbound = outbound(caps(9, 9, 9, 9));
        outbound.stop(true);
        assertThat(refusal(outbound.permit(wish("a", "bank", "pbx", "200")))).isEqualTo(Refusal.SWITCHED_OFF);
        outbound.rules(DialConfig.DEFAULT.allowing("2*"));
        assertThat(outbound.isStopped()).as("a reload does not undo it").isTrue();
        outbound.stop(false);
        assertThat(outbound.permit(wish("a", "bank", "pbx", "200")).succeeded()).isTrue();
        outbound.rules(DialConfig.DEFAULT.allowing("2*").switched(false));
        assertThat(refusal(outbound.permit(wish("b", "bank", "pbx", "200")))).isEqualTo(Refusal.SWITCHED_OFF);
    }

    @Test
    void callsThatAreRememberedAreCapped() {
        DialCaps.Rate most = new DialCaps.Rate(100_000, 100_000);
        Outbound outbound = outbound(new DialCaps(1, most, most, most, Duration.ofHours(1)));
        for (int i = 0; i <= Outbound.REMEMBERED; i++) {
            outbound.permit(wish("call-" + i, "bank", "pbx", "200")).result().release();
        }
        assertThat(outbound.permit(wish("call-0", "bank", "pbx", "200")).succeeded())
                .as("the oldest is forgotten")
                .isTrue();
        assertThat(outbound.busy()).isEqualTo(1);
    }

    /** Whatever is asked for in whatever order, nothing leaves that no rule allows, and nothing above a cap. */
    @Test
    void noSequenceExceedsACap() {
        Outbound outbound = outbound(caps(3, 4, 6, 9));
        SplittableRandom random = new SplittableRandom(11);
        Map<String, Deque<Long>> placed = new HashMap<>();
        Map<String, Integer> perCall = new HashMap<>();
        Map<String, Outbound.Permit> open = new HashMap<>();
        List<String> numbers = List.of("200", "201", "+442079460000", "112", "desk", "*72", "2%30%30", "9200");
        int given = 0;
        for (int i = 0; i < 100_000; i++) {
            now += TimeUnit.SECONDS.toNanos(random.nextInt(120));
            String call = "call-" + random.nextInt(i / 10 + 1);
            String agent = "agent-" + random.nextInt(3);
            String trunk = "trunk-" + random.nextInt(2);
            String number = numbers.get(random.nextInt(numbers.size()));
            Future<Outbound.Permit> asked = outbound.permit(wish(call, agent, trunk, number));
            if (asked.succeeded()) {
                given++;
                assertThat(number).as("what may be called").isIn("200", "201", "2%30%30");
                assertThat(open.put(call, asked.result())).as("one at a time").isNull();
                assertThat(perCall.merge(call, 1, Integer::sum)).isLessThanOrEqualTo(3);
                within(placed, "all", 9);
                within(placed, agent, 4);
                within(placed, trunk, 6);
            }
            if (random.nextBoolean() && !open.isEmpty()) {
                String over = new ArrayList<>(open.keySet()).get(random.nextInt(open.size()));
                open.remove(over).release();
            }
        }
        assertThat(given).as("calls that were made").isGreaterThan(500);
    }

    private void within(Map<String, Deque<Long>> placed, String key, int hour) {
        Deque<Long> times = placed.computeIfAbsent(key, k -> new ArrayDeque<>());
        times.addLast(now);
        times.removeIf(time -> now - time >= DAY);
        assertThat(times).as(key + " in a day").hasSizeLessThanOrEqualTo(2 * hour);
        assertThat(times.stream().filter(time -> now - time < HOUR).count())
                .as(key + " in an hour")
                .isLessThanOrEqualTo(hour);
    }
}
