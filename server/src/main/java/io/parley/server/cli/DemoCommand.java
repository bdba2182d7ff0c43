package io.parley.server.cli;

import io.parley.config.AgentSpec;
import io.parley.config.AgentSpecs;
import io.parley.config.CallExpect;
import io.parley.config.CallScript;
import io.parley.config.CallScripts;
import io.parley.server.Home;
import io.parley.server.Waiting;
import io.parley.server.bench.Percentiles;
import io.parley.server.demo.ExampleApis;
import io.parley.server.simulate.CallerVoice;
import io.parley.server.simulate.Casting;
import io.parley.server.simulate.Scene;
import io.parley.server.trial.Trial;
import io.parley.server.trial.TrialCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./parley demo}: Parley phones itself. */
@Command(
        name = "demo",
        description = "Serve the examples on free ports of this machine, phone them with recorded callers, and show the"
                + " conversations as they happen. Succeeds if the kitchen got exactly what every caller ordered.")
final class DemoCommand implements Callable<Integer> {
    private static final List<Guest> CALLERS = List.of(
            new Guest("coffee-shop", "americano", "a whole order in one breath, from an Englishman"),
            new Guest("coffee-shop", "iced-coffee", "a caller who stops to think in the middle of the sentence"),
            new Guest("coffee-shop", "cappuccino", "a caller who speaks into the greeting"));

    private static final long SEED = 1;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LogOptions log = new LogOptions();

    @Option(names = "--json", description = "One JSON object a line, a summary as the last.")
    private boolean json;

    /** @param script name of a file in the agent's {@code calls} folder */
    private record Guest(String agent, String script, String what) {}

    @Override
    public Integer call() {
        log.apply(Level.WARN);
        Lines lines = new Lines(Output.of(spec), json);
        Home home = Home.ofThisProcess();
        lines.say("Parley starts a server on this machine and phones it with recorded callers.");
        Map<String, AgentSpec> agents = new TreeMap<>();
        AgentSpecs.load(List.of(home.examples())).forEach(agent -> agents.put(agent.id(), agent));
        try (Trial trial = new Trial(home, List.of(home.examples()), CALLERS.size(), step -> lines.say(step + " …"));
                CallerVoice voice = CallerVoice.open(home)) {
            Casting casting = new Casting(voice);
            List<TrialCall> calls = new ArrayList<>();
            int right = 0;
            for (Guest guest : CALLERS) {
                AgentSpec agent = Objects.requireNonNull(agents.get(guest.agent), guest.agent);
                Scene scene = new Scene(agent, script(agent, guest.script));
                lines.say("");
                lines.say("Call " + (calls.size() + 1) + " of " + CALLERS.size() + ": " + guest.what + " ("
                        + trial.uri(agent.numbers().get(0)) + ")");
                Business before = Business.of(trial.exampleApis());
                TrialCall call = phone(trial, scene, casting, lines);
                calls.add(call);
                right += judge(scene.script(), before, Business.of(trial.exampleApis()), lines) ? 1 : 0;
            }
            double success = (double) right / CALLERS.size();
            lines.say("");
            lines.say(right + " of " + CALLERS.size() + " callers got what they asked for; ear to ear "
                    + Percentiles.text(Summaries.earToEar(
                            calls.stream().map(TrialCall::report).toList())));
            lines.tell("", "summary", Summaries.trial(calls, Map.of("task_success", success)));
            return right == CALLERS.size() ? Exit.DONE : Exit.FAILED;
        }
    }

    private static CallScript script(AgentSpec agent, String name) {
        return CallScripts.load(agent).stream()
                .filter(script -> script.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageFault(agent.folder() + ": calls/" + name + ".yaml is not there"));
    }

    private static TrialCall phone(Trial trial, Scene scene, Casting casting, Lines lines) {
        String name = scene.script().name();
        ConversationDisplay display = new ConversationDisplay(lines, name);
        return Waiting.on(
                trial.call(
                        scene.agent().numbers().get(0), name, casting.caller(scene, SEED), display, display::onServer),
                LONGEST,
                "the call " + name);
    }

    /** What the examples' business has been asked to do. */
    private record Business(List<Map<String, String>> orders, List<String> digits) {
        static Business of(ExampleApis apis) {
            return new Business(apis.orders(), apis.digits());
        }
    }

    /** Looks at the business itself, not at what the agent thinks it has done there. */
    private static boolean judge(CallScript script, Business before, Business after, Lines lines) {
        List<Map<String, String>> orders = after.orders.subList(before.orders.size(), after.orders.size());
        List<String> digits = after.digits.subList(before.digits.size(), after.digits.size());
        CallExpect.Ran ran = Objects.requireNonNull(script.expect().one());
        Map<String, String> expected = Objects.requireNonNull(ran.args());
        boolean right = "orders.place".equals(ran.action())
                ? orders.equals(List.of(expected)) && digits.isEmpty()
                : digits.equals(List.copyOf(expected.values())) && orders.isEmpty();
        String got = orders.isEmpty() ? "digits " + digits : "orders " + orders;
        String text =
                right ? "  right: the business got " + got : "  WRONG: the business got " + got + ", not " + expected;
        lines.tell(text, "judged", Map.of("call", script.name(), "right", right, "expected", expected));
        return right;
    }
}
