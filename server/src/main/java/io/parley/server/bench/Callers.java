package io.parley.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.config.AgentSpec;
import io.parley.config.AgentSpecs;
import io.parley.media.MediaCounter;
import io.parley.server.Home;
import io.parley.server.Json;
import io.parley.server.Logging;
import io.parley.server.Waiting;
import io.parley.server.phone.PhoneBooth;
import io.parley.server.phone.PhoneCall;
import io.parley.server.phone.PhoneObserver;
import io.parley.server.phone.PhoneReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.event.Level;

/**
 * The callers of {@code bench load}, as a program of its own, so that what they use is told apart from what the server uses.
 *
 * <p>{@code Callers SEED} reads orders {@code {"uri":…,"lines":…,"spread_ms":…,"measured_ms":…}}, one a line: so many lines
 * phone, each again when its call is over, begin within the spread, and are measured after it. It prints
 * {@code {"told":"begun"}} and {@code {"told":"ended"}} around the measured time, meanwhile a line for each call as {@link
 * CallerReport} reads it, and {@code {"told":"over"}}.
 */
public final class Callers {
    /** After the measured time a turn that was begun in it comes to its end. */
    private static final Duration GRACE = Duration.ofSeconds(6);

    private static final Duration LONGEST = Duration.ofMinutes(2);
    /** A caller who was refused tries again after so long. */
    private static final long AGAIN_MILLIS = 1_000;

    private static final int MOST_LINES = 256;

    private final PhoneBooth booth = PhoneBooth.open("127.0.0.1");
    private final ScheduledExecutorService lines = Executors.newScheduledThreadPool(MOST_LINES);
    private final ClosedQuestions questions;
    private final Random random;
    private final AtomicInteger names = new AtomicInteger();

    private Callers(ClosedQuestions questions, Random random) {
        this.questions = questions;
        this.random = random;
    }

    /** The agent that is phoned. */
    static AgentSpec agent(Home home) {
        return AgentSpecs.load(List.of(bench(home).resolve("agents").resolve("closed")))
                .get(0);
    }

    /** What can be said to it. */
    static List<RecordedTurn> recordings(Home home, AgentSpec agent) {
        return TurnSet.read(
                bench(home).resolve("calls"), Map.of(agent.id(), agent.slots().keySet()));
    }

    private static Path bench(Home home) {
        return home.folder().resolve("bench");
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Logging.set(Logging.Form.TEXT, Level.WARN);
        Home home = Home.ofThisProcess();
        AgentSpec agent = agent(home);
        Random random = new Random(Long.parseLong(args[0]));
        List<String> slots = List.copyOf(agent.slots().keySet());
        Callers callers = new Callers(new ClosedQuestions(slots, recordings(home, agent), random), random);
        tell(Map.of("told", "ready"));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            callers.phone(Json.read(order));
        }
        callers.lines.shutdownNow();
        callers.booth.close();
    }

    private static synchronized void tell(Map<String, Object> line) {
        System.out.println(Json.text(line));
    }

    /** The steps of this side's media thread, which is what measures. */
    private Map<String, Object> told(String what) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("told", what);
        line.put("steps", booth.counters().get(MediaCounter.STEPS));
        line.put(
                "late",
                booth.counters().get(MediaCounter.STEPS_LATE) + booth.counters().get(MediaCounter.STEPS_SKIPPED));
        return line;
    }

    private void phone(JsonNode order) throws InterruptedException {
        long spread = order.path("spread_ms").asLong();
        long measured = order.path("measured_ms").asLong();
        Hours hours = new Hours(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(spread + measured), GRACE.toNanos());
        int count = order.path("lines").asInt();
        AtomicInteger open = new AtomicInteger(count);
        Object over = new Object();
        for (int i = 0; i < count; i++) {
            long delay = spread == 0 ? 0 : random.nextInt((int) spread);
            lines.schedule(() -> again(order.path("uri").asText(), hours, open, over), delay, TimeUnit.MILLISECONDS);
        }
        lines.schedule(() -> tell(told("begun")), spread, TimeUnit.MILLISECONDS);
        lines.schedule(() -> tell(told("ended")), spread + measured, TimeUnit.MILLISECONDS);
        synchronized (over) {
            while (open.get() > 0) {
                over.wait();
            }
        }
        tell(told("over"));
    }

    /** One line: a call, and then the next. */
    private void again(String uri, Hours hours, AtomicInteger open, Object over) {
        boolean answered = !hours.past(System.nanoTime()) && call(uri, hours);
        if (hours.past(System.nanoTime())) {
            synchronized (over) {
                open.decrementAndGet();
                over.notifyAll();
            }
            return;
        }
        long pause = answered ? 0 : AGAIN_MILLIS;
        lines.schedule(() -> again(uri, hours, open, over), pause, TimeUnit.MILLISECONDS);
    }

    /** @return whether it was answered */
    private boolean call(String uri, Hours hours) {
        ClosedQuestions.Caller caller = questions.next();
        String name = "load-" + names.incrementAndGet();
        HoursCaller told = new HoursCaller(caller.script(), hours);
        long placed = System.nanoTime();
        try {
            PhoneReport report = Waiting.on(
                    PhoneCall.place(booth.phone(), uri, name, told, PhoneObserver.NONE, false), LONGEST, name);
            tell(CallerReport.of(name, report, (System.nanoTime() - placed) / 1e6, caller.says())
                    .json());
            return report.seconds() > 0;
        } catch (RuntimeException e) {
            tell(Map.of("call", name, "failed", String.valueOf(e.getMessage())));
            return false;
        }
    }
}
