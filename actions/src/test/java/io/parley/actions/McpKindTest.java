package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.OnInterrupt;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.McpServer;
import io.parley.config.McpTool;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Servers over HTTP that come and go with the files that name them, in time of ours. */
class McpKindTest {
    private final List<Runnable> inFiveMinutes = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final HttpWire wire = call -> {
        asked.add(call.uri());
        return new HttpWire.Exchange() {
            @Override
            public Future<HttpWire.Result> result() {
                return Promise.<HttpWire.Result>promise().future();
            }

            @Override
            public boolean hasLeft() {
                return true;
            }

            @Override
            public void abort() {
                asked.remove(call.uri());
            }
        };
    };
    private final Timers timers = new Timers() {
        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public long after(long millis, Runnable job) {
            if (millis == McpKind.UNUSED_MS) {
                inFiveMinutes.add(job);
            }
            return 0;
        }

        @Override
        public void cancel(long timer) {}
    };
    private final McpKind kind = new McpKind(
            new BusParts(
                    timers,
                    () -> Runnable::run,
                    new MemoryStore(),
                    new Wishes(),
                    ConcurrentHashMap.newKeySet(),
                    new ActionsCounters(),
                    ActionObserver.NONE,
                    () -> 0.5),
            wire);

    private static McpServer server(String name) {
        return new McpServer(
                name,
                List.of(),
                Map.of(),
                Path.of("."),
                "https://mcp.example/" + name,
                Map.of("Authorization", "Bearer ${env:TOKEN}"),
                Set.of("book"));
    }

    private static ActionSpec book(String server) {
        return new ActionSpec(
                server + ".book",
                new McpTool(server(server), "book", Map.of()),
                Map.of(),
                Map.of(),
                null,
                Risk.READ,
                Duration.ofSeconds(5),
                0,
                OnInterrupt.KEEP,
                null,
                null,
                null);
    }

    private static TemplateReader reader() {
        return new TemplateReader(Map.of("TOKEN", "s3cret"), new Problems(Path.of("actions.yaml")));
    }

    private void read(String server) {
        assertThat(kind.read(book(server), "actions.x", reader())).isNotNull();
    }

    private void fiveMinutesPass() {
        List<Runnable> due = List.copyOf(inFiveMinutes);
        inFiveMinutes.clear();
        due.forEach(Runnable::run);
    }

    @Test
    void aServerThatNoFileNamesIsLetGoAfterAWhile() {
        read("old");
        read("new");
        kind.keepOnly(List.of(book("new")));
        assertThat(asked).containsExactly("/old", "/new");

        fiveMinutesPass();

        assertThat(asked).containsExactly("/new");
    }

    @Test
    void aServerThatAFileNamesAgainStays() {
        read("old");
        kind.keepOnly(List.of());
        kind.keepOnly(List.of(book("old")));
        fiveMinutesPass();

        assertThat(asked).containsExactly("/old");
    }

    @Test
    void aCallThatGoesOnWithAnOldFileReachesItsServer() {
        ActionKind.Ready ready = kind.read(book("old"), "actions.x", reader());
        kind.keepOnly(List.of());
        fiveMinutesPass();
        assertThat(asked).isEmpty();

        ready.prepare(new ActionRequest("call-1", "1", book("old"), Map.of(), null), null)
                .attempt();
        assertThat(asked).containsExactly("/old");
        fiveMinutesPass();
        assertThat(asked).isEmpty();
    }

    @Test
    void secretsAreNotPrinted() {
        ActionSpec spec = book("lab");

        assertThat(McpKind.readTool(spec, (McpTool) spec.kind(), "actions.x", reader())
                        .server())
                .hasToString("https://mcp.example:443");
    }
}
