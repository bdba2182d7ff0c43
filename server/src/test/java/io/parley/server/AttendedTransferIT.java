package io.parley.server;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.CallHandler;
import io.parley.agent.CallInfo;
import io.parley.agent.CallLeg;
import io.parley.agent.CallRecord;
import io.parley.agent.Termination;
import io.parley.agent.voice.Style;
import io.parley.config.Limits;
import io.parley.config.Listen;
import io.parley.config.MediaConfig;
import io.parley.config.SipConfig;
import io.parley.config.Transport;
import io.parley.media.MediaEngine;
import io.parley.server.phone.CallerScript;
import io.parley.server.phone.CallerSpeech;
import io.parley.server.phone.Move;
import io.parley.server.phone.PhoneCall;
import io.parley.server.phone.PhoneObserver;
import io.parley.server.phone.PhoneReport;
import io.parley.server.simulate.CallerVoice;
import io.parley.server.trial.Trial;
import io.parley.server.trial.TrialCall;
import io.parley.sip.SipGateway;
import io.parley.testkit.Outside;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers who ask for a person, and the person whom the agent asks first: on real telephones, both speaking. */
@Timeout(180)
class AttendedTransferIT {
    private static final String ASKS = "Can I talk to a person?";
    private static final String BRIEF = "I have somebody on the line for Ann.";
    private static final String ANN = "Hello, this is Ann speaking. How can I help you today?";
    private static final String COFFEE = "Hello Ann, I would like to know where my order is.";
    private static final String HOURS = "When are you open?";
    private static final String OPEN = "We are open all day.";
    private static final String SORRY = "I am sorry, I could not reach anybody.";
    private static final double HEARD = 0.7;

    private static final Home HOME = new Home(Outside.home());
    private static final Map<String, TrialCall> CALLS = new HashMap<>();
    private static final Closing CLOSING = new Closing();
    private static CallerVoice voice;
    private static Desk desk;
    private static Trial trial;

    /** Neither those of the server nor those of the caller. */
    private static final MediaConfig MEDIA =
            new MediaConfig(31_000, 31_099, Duration.ofSeconds(30), Duration.ofSeconds(1));

    /** Telephones on which people do what these tests say, each under a name. */
    private static final class Desk implements CallHandler, AutoCloseable {
        private final Vertx vertx = Vertx.vertx();
        private final MediaEngine media = MediaEngine.start(MEDIA);
        private final SipGateway gateway;
        private final Map<String, List<Move>> moves = new ConcurrentHashMap<>();
        private final Map<String, Promise<PhoneReport>> reports = new ConcurrentHashMap<>();

        Desk() {
            SipConfig sip = new SipConfig(List.of(new Listen(Transport.UDP, "127.0.0.1", 0)), null);
            gateway = SipGateway.start(vertx, sip, List.of(), new Limits(8, Duration.ofMinutes(5)), media, this);
        }

        String uri(String name) {
            return "sip:" + name + "@127.0.0.1:"
                    + gateway.addresses(Transport.UDP).get(0).getPort();
        }

        void person(String name, Move... does) {
            moves.put(name, List.of(does));
            reports.put(name, Promise.promise());
        }

        PhoneReport report(String name) {
            return Waiting.on(reports.get(name).future(), Duration.ofMinutes(1), "the call of " + name);
        }

        @Override
        public int admit(CallInfo call) {
            return moves.containsKey(call.number()) ? 0 : 486;
        }

        @Override
        public void onCall(CallLeg leg) {
            String name = leg.info().number();
            PhoneCall.at(leg, new CallerScript(moves.get(name)), PhoneObserver.NONE, true)
                    .onComplete(reports.get(name));
            leg.answer();
        }

        @Override
        public void close() {
            Waiting.on(gateway.stop(Duration.ZERO), "closing the desk");
            media.close();
            Waiting.on(vertx.close(), "closing the desk");
        }
    }

    /** Everybody calls at the same time, each an agent whose person does something else. */
    @BeforeAll
    static void phone() throws IOException {
        voice = CLOSING.add("a voice", CallerVoice.open(HOME));
        desk = CLOSING.add("the desk", new Desk());
        desk.person("agrees", says("Yes, please."), says(ANN));
        desk.person("presses", new Move.Dial("1"), says(ANN));
        desk.person("declines", says("No, not now."));
        desk.person("waits");
        desk.person("asks-back", into("Yes?", Duration.ofMillis(200)), says("No, not now."));
        Path folder = Trial.temporaryFolder();
        List<Path> agents = new ArrayList<>();
        for (String person : List.of("agrees", "presses", "declines", "waits", "asks-back", "busy")) {
            agents.add(agent(folder, person));
        }
        trial = CLOSING.add("the trial", new Trial(HOME, agents, 12, step -> {}));
        Map<String, Future<TrialCall>> running = new HashMap<>();
        running.put("agrees", calls("agrees", says(ASKS), says(COFFEE)));
        running.put("presses", calls("presses", says(ASKS)));
        running.put("declines", calls("declines", says(ASKS), says(HOURS)));
        running.put("waits", leaves("waits", Duration.ofSeconds(5), says(ASKS)));
        running.put("asks-back", calls("asks-back", says(ASKS), says(HOURS)));
        running.put("busy", calls("busy", says(ASKS), says(HOURS)));
        running.forEach((name, call) -> CALLS.put(name, Served.over(call)));
    }

    private static Path agent(Path folder, String person) throws IOException {
        Path agent = Files.createDirectories(folder.resolve(person));
        Files.writeString(agent.resolve("agent.yaml"), """
                parley: 1
                numbers: [%s]
                greeting: Hello, this is the automatic reception.
                transfers: { person: { to: "%s", way: attended, ring: 6s, brief: "%s" } }
                tasks: { hours: { examples: ["when are you open"], tell: %s } }
                """.formatted(person, desk.uri(person), BRIEF, OPEN));
        return agent;
    }

    @AfterAll
    static void close() {
        CLOSING.close();
    }

    private static short[] spoken(String text) {
        return voice.say(text, "michael", Style.NEUTRAL);
    }

    private static Move into(String text, Duration speech) {
        return new Move.Play(CallerSpeech.said(text, spoken(text)), speech);
    }

    private static Move says(String text) {
        return new Move.Play(CallerSpeech.said(text, spoken(text)), null);
    }

    private static Future<TrialCall> calls(String number, Move... moves) {
        return trial.recorded(number, "caller-of-" + number, new CallerScript(List.of(moves)));
    }

    /** @param into the answer to the last move: then the caller hangs up */
    private static Future<TrialCall> leaves(String number, Duration into, Move... moves) {
        return trial.recorded(number, "caller-of-" + number, new CallerScript(List.of(moves), into));
    }

    @Test
    void whoSaysYesTalksToTheCaller() {
        TrialCall caller = CALLS.get("agrees");
        PhoneReport person = desk.report("agrees");

        assertThat(caller.count("put-through")).isEqualTo(1);
        assertThat(caller.record().termination())
                .as("whoever hangs up first")
                .isIn(Termination.transferred(), Termination.callerHungUp());
        assertThat(Likeness.of(voice.say(BRIEF, "heart", Style.NEUTRAL), person.received()))
                .isGreaterThan(HEARD);
        assertThat(Likeness.of(spoken(COFFEE), person.received())).isGreaterThan(HEARD);
        assertThat(Likeness.of(spoken(ANN), caller.report().received())).isGreaterThan(HEARD);
        assertThat(caller.record().seconds())
                .as("the whole call, with the part that the two had to themselves")
                .isGreaterThan(caller.report().seconds() - 3);
    }

    @Test
    void aKeyWillDo() {
        TrialCall caller = CALLS.get("presses");
        desk.report("presses");

        assertThat(caller.count("put-through")).isEqualTo(1);
        assertThat(Likeness.of(spoken(ANN), caller.report().received())).isGreaterThan(HEARD);
    }

    @Test
    void whoSaysNoIsLeftAloneAndTheAgentGoesOn() {
        TrialCall caller = CALLS.get("declines");

        assertThat(caller.count("put-through")).isZero();
        assertThat(replies(caller)).contains(SORRY, OPEN);
        assertThat(caller.events().stream().map(TrialCall.Event::event))
                .filteredOn(event -> event.event().equals("transfer-failed"))
                .singleElement()
                .satisfies(event -> assertThat(event.data()).containsEntry("status", 603));
        desk.report("declines");
    }

    /** People pick up with "Yes?", and mean nothing by it. */
    @Test
    void whoPicksUpWithAYesHasNotAgreed() {
        TrialCall caller = CALLS.get("asks-back");

        assertThat(caller.count("put-through")).isZero();
        assertThat(replies(caller)).contains(OPEN);
        assertThat(Likeness.of(
                        voice.say(BRIEF, "heart", Style.NEUTRAL),
                        desk.report("asks-back").received()))
                .isGreaterThan(HEARD);
    }

    @Test
    void aTelephoneThatRefusesIsTold() {
        TrialCall caller = CALLS.get("busy");

        assertThat(caller.count("transfer-failed")).isEqualTo(1);
        assertThat(replies(caller)).contains(OPEN);
    }

    @Test
    void aCallerWhoDoesNotWaitTakesThePersonsCallAlong() {
        assertThat(CALLS.get("waits").record().termination()).isEqualTo(Termination.callerHungUp());
        assertThat(CALLS.get("waits").count("put-through")).isZero();
        assertThat(desk.report("waits").termination()).as("we hang up on her").isEqualTo(Termination.agentEnded());
    }

    @Test
    void nothingIsLeft() {
        assertThat(trial.parley().liveCalls()).isZero();
        assertThat(trial.parley().sessions()).isZero();
    }

    private static String replies(TrialCall call) {
        return call.record().turns().stream().map(CallRecord.Turn::replyHeard).collect(joining(" "));
    }
}
