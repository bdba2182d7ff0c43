package io.parley.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.agent.CallRecord;
import io.parley.agent.Termination;
import io.parley.config.ConfigException;
import io.parley.config.Transport;
import io.parley.server.Waiting;
import io.parley.server.phone.PhoneBooth;
import io.parley.server.phone.PhoneObserver;
import io.parley.server.phone.PhoneReport;
import io.parley.testkit.Eventually;
import io.parley.testkit.Outside;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program with several agents, and real calls to each. */
@Timeout(180)
class VoiceAgentIT {
    private static final Map<String, Map<String, String>> ORDERS = new ConcurrentHashMap<>();
    private static final BlockingQueue<Object> TOLD = new LinkedBlockingQueue<>();
    private static final BlockingQueue<String> THREADS = new LinkedBlockingQueue<>();

    @TempDir
    private static Path folder;

    private static int port;
    private static VoiceAgent agent;
    private static PhoneBooth booth;

    @BeforeAll
    static void open() throws Exception {
        booth = PhoneBooth.open("127.0.0.1");
        agent = VoiceAgent.listen(Phones.config(folder, 0));
        port = agent.addresses(Transport.UDP).get(0).getPort();
        assertThat(call("shop", "early").termination())
                .as("before anybody answers")
                .isEqualTo(Termination.rejected(503));
        agent.onCall("shop", VoiceAgentIT::shop)
                .onCall(
                        "folder",
                        call -> call.load(Outside.home().resolve("examples/coffee-shop"))
                                .allow(Actions.call("orders.place", order -> keep(call, order.arguments()))))
                .onCall("broken*", call -> {
                    shop(call.name("broken"));
                    if (!call.isRehearsal()) {
                        throw new IllegalStateException("the customers' database is away");
                    }
                });
    }

    @AfterAll
    static void close() {
        agent.close();
        booth.close();
    }

    private static void shop(CallPlan call) {
        call.greet("Hello " + (call.isRehearsal() ? "" : call.caller()) + ", what can I get you?")
                .slot("size", Slots.choice("small", "medium", "large"))
                .slot("drink", Slots.choice("latte", "mocha"))
                .task(
                        "order",
                        task -> task.example("can I have a {size} {drink}")
                                .needs("drink")
                                .takes("size")
                                .run("orders.place")
                                .tell("Your order number is {number}."))
                .allow(Actions.call("orders.place", order -> keep(call, order.arguments()))
                        .returns("number")
                        .writes())
                .onHeard(VoiceAgentIT::told)
                .onAct(VoiceAgentIT::told)
                .onEnded(VoiceAgentIT::told);
    }

    private static Map<String, Object> keep(CallPlan call, Map<String, String> order) {
        ORDERS.put(call.caller(), order);
        return Map.of("number", ORDERS.size());
    }

    private static void told(Object event) {
        THREADS.add(Thread.currentThread().getName());
        TOLD.add(event);
    }

    private static Future<PhoneReport> order(String number, String caller) {
        return Phones.order(booth, port, number, caller, PhoneObserver.NONE);
    }

    private static PhoneReport call(String number, String caller) {
        return over(Phones.place(booth, port, number, caller, List.of(), PhoneObserver.NONE));
    }

    private static PhoneReport over(Future<PhoneReport> call) {
        return Waiting.on(call, Duration.ofMinutes(2), "the call");
    }

    /** Two callers at once: each has a plan of its own. */
    @Test
    void everyCallIsPlannedByWhoCallsAndTheProgramIsToldOfIt() throws InterruptedException {
        Future<PhoneReport> alice = order("shop", "alice");
        Future<PhoneReport> bob = order("shop", "bob");
        assertThat(over(alice).termination()).isEqualTo(Termination.agentEnded());
        assertThat(over(bob).termination()).isEqualTo(Termination.agentEnded());
        assertThat(ORDERS)
                .containsEntry("alice", Map.of("size", "large", "drink", "latte"))
                .containsEntry("bob", Map.of("size", "large", "drink", "latte"));

        CallRecord record = endOf("alice");
        assertThat(record.termination()).isEqualTo(Termination.agentEnded());
        assertThat(record.turns().get(0).reply()).contains("Hello alice");
        assertThat(record.actions()).extracting(CallRecord.ActionRun::outcome).containsExactly("ok");
        assertThat(THREADS).containsOnly("parley-events");
        List<Object> before = List.copyOf(BEFORE);
        assertThat(before)
                .filteredOn(event ->
                        event instanceof Heard heard && heard.slots().equals(Map.of("size", "large", "drink", "latte")))
                .isNotEmpty();
        assertThat(before)
                .filteredOn(event -> event instanceof Acted acted
                        && acted.act().equals("CALL")
                        && acted.data().get("action").equals("orders.place"))
                .isNotEmpty();
    }

    private static final BlockingQueue<Object> BEFORE = new LinkedBlockingQueue<>();

    private static CallRecord endOf(String caller) throws InterruptedException {
        while (true) {
            Object event = TOLD.poll(10, TimeUnit.SECONDS);
            assertThat(event).as("the end of " + caller + "'s call").isNotNull();
            if (event instanceof CallRecord record && record.call().caller().equals(caller)) {
                return record;
            }
            BEFORE.add(event);
        }
    }

    @Test
    void aFoldersAgentHasJavaInPlaceOfItsHttp() {
        assertThat(over(order("folder", "carol")).termination()).isEqualTo(Termination.agentEnded());
        assertThat(ORDERS).containsEntry("carol", Map.of("size", "large", "drink", "latte"));
    }

    /** Its sentences are rendered on the lanes that serve the callers. */
    @Test
    void callsAreTakenWhileAnotherAgentIsMadeReady() {
        CompletableFuture<Void> ready = CompletableFuture.runAsync(() -> agent.onCall("survey", VoiceAgentIT::survey));
        List<Termination> ends = new ArrayList<>();
        while (!ready.isDone()) {
            ends.add(over(Phones.glance(booth, port, "shop", "gina")).termination());
        }
        ready.join();
        assertThat(ends).isNotEmpty().containsOnly(Termination.callerHungUp());
    }

    private static void survey(CallPlan call) {
        call.name("survey")
                .greet("Hello.")
                .task("survey", task -> task.example("I want to take part").tell("Thank you."));
        for (int i = 1; i <= 60; i++) {
            String question =
                    "On a day with " + i + " customers, would you rather be one of the first or one of the last?";
            call.slot("day-" + i, Slots.choice("first", "last"), question);
        }
    }

    @Test
    void aPlanThatThrowsIsA500AndANumberWithoutOneA404() {
        assertThat(call("broken-1", "dave").termination()).isEqualTo(Termination.rejected(500));
        assertThat(call("nobody", "erin").termination()).isEqualTo(Termination.rejected(404));
        Eventually.isTrue("nothing is left of them", () -> agent.liveCalls() == 0);
    }

    @Test
    void whatIsWrongIsThrownByOnCallAndChangesNothing() {
        assertThatThrownBy(() -> agent.onCall("later", call -> call.greet("Hello.")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("VoiceAgent: task: expected at least one task");
        assertThatThrownBy(() -> agent.onCall("shop", call -> shop(call.name("another"))))
                .hasMessage("VoiceAgent: onCall: found 'shop', expected each number once");
        assertThat(call("later", "frank").termination()).isEqualTo(Termination.rejected(404));
    }
}
