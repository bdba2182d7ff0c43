package io.parley.actions;

import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.OnInterrupt;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.McpServer;
import io.parley.config.McpTool;
import io.parley.testkit.Eventually;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A bus whose actions are tools of one server. */
final class McpFixture implements AutoCloseable {
    static final Set<String> ALLOWED =
            Set.of("book_visit", "text", "prose", "refuse", "variables", "large", "hang", "crash", "not_there");

    final Vertx vertx = Vertx.vertx();
    final Path folder;
    final Path journal;
    final HttpActionBus bus = HttpActionBus.onVertx(
            vertx,
            Store.inMemory(),
            Map.of("TOKEN", "s3cret", "OTHER", "not for the server"),
            new ActionsCounters(),
            ActionObserver.NONE);

    McpFixture(Path folder) {
        this.folder = folder;
        this.journal = folder.resolve("journal");
    }

    McpServer program() {
        return new McpServer(
                "lab",
                McpToolServer.command(journal),
                Map.of("LAB_TOKEN", "${env:TOKEN}"),
                folder,
                null,
                Map.of(),
                ALLOWED);
    }

    ActionSpec tool(McpServer server, String tool, Risk risk, int retries, Map<String, Object> arguments) {
        return new ActionSpec(
                "lab." + tool,
                new McpTool(server, tool, arguments),
                Map.of("number", tool.equals("prose") ? "$.text" : "$.number"),
                Map.of(),
                null,
                risk,
                Duration.ofSeconds(20),
                retries,
                OnInterrupt.CANCEL,
                null,
                null,
                null);
    }

    ActionSpec read(McpServer server, String tool) {
        return tool(server, tool, Risk.READ, 0, Map.of());
    }

    ActionBus.Invocation start(
            ActionSpec spec, Map<String, String> arguments, @Nullable Map<String, String> confirmed) {
        return bus.run(new ActionRequest("call-1", "wish-" + spec.name() + arguments, spec, arguments, confirmed));
    }

    ActionResult run(ActionSpec spec) {
        return Await.get(start(spec, Map.of(), null).result());
    }

    ActionResult run(ActionSpec spec, Map<String, String> arguments) {
        return Await.get(start(spec, arguments, null).result());
    }

    List<String> journal() {
        try {
            return Files.exists(journal) ? Files.readAllLines(journal) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitNote(String line) {
        Eventually.isTrue("the server notes " + line, () -> journal().contains(line));
    }

    @Override
    public void close() {
        Await.get(bus.close());
        Await.get(vertx.close());
    }
}
