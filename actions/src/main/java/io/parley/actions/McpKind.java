package io.parley.actions;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.McpServer;
import io.parley.config.McpTool;
import io.vertx.core.Future;
import java.io.File;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Actions of kind {@code mcp}: tools of Model Context Protocol servers, which are reached for as long as the bus lives. */
final class McpKind implements ActionKind {
    /** Servers of all files that have been read; more is a mistake. */
    static final int MAX_LINKS = 64;

    /** How long a server that no file names any more is kept: calls go on with the file that they began with. */
    static final long UNUSED_MS = 300_000;

    /** Of our own environment, what a program needs to run at all. */
    private static final List<String> INHERITED =
            List.of("PATH", "HOME", "LANG", "TMPDIR", "USER", "SystemRoot", "TEMP", "PATHEXT");

    private final BusParts parts;
    private final HttpWire wire;
    private final Map<McpServer, McpLink> links = new HashMap<>();
    /** Servers that are in use; null until somebody says so. */
    private @Nullable Set<McpServer> inUse;

    private boolean closed;

    McpKind(BusParts parts, HttpWire wire) {
        this.parts = parts;
        this.wire = wire;
    }

    /** A server as its file describes it, the environment's values put in. */
    record ReadyServer(List<String> command, Map<String, String> env, McpHttp.@Nullable Address address) {
        /** Without values: secrets may be in any. */
        @Override
        public String toString() {
            return address == null ? command.get(0) : address.toString();
        }
    }

    record ReadyTool(ReadyServer server, JsonTemplate arguments, ResultPaths results) {}

    /** Reads an action without reaching its server, for checking files. */
    static @Nullable ReadyTool readTool(ActionSpec action, McpTool mcp, String key, TemplateReader reader) {
        int problemsBefore = reader.problems().count();
        ReadyServer server = server(mcp.server(), "mcp-servers." + mcp.server().name(), reader);
        JsonTemplate arguments = JsonTemplate.read(reader, key + ".mcp.arguments", mcp.arguments());
        ResultPaths results = ResultPaths.read(key + ".result", action.result(), action.lists(), reader.problems());
        return reader.problems().count() > problemsBefore ? null : new ReadyTool(server, arguments, results);
    }

    private static ReadyServer server(McpServer server, String key, TemplateReader reader) {
        List<String> command = server.command().stream()
                .map(word -> reader.read(key + ".command", word).fixed())
                .toList();
        Map<String, String> env = new HashMap<>();
        server.env()
                .forEach((name, text) ->
                        env.put(name, reader.read(key + ".env." + name, text).fixed()));
        UrlTemplate url = server.url() == null ? null : UrlTemplate.read(reader, key + ".url", server.url());
        HeaderTemplates headers = HeaderTemplates.read(reader, key + ".headers", server.headers());
        return new ReadyServer(
                command,
                env,
                url == null ? null : new McpHttp.Address(url.origin(), url.render(Map.of()), headers.render(Map.of())));
    }

    @Override
    public @Nullable Ready read(ActionSpec action, String key, TemplateReader reader) {
        if (!(action.kind() instanceof McpTool mcp)) {
            return null;
        }
        ReadyTool ready = readTool(action, mcp, key, reader);
        if (ready == null || link(mcp.server(), ready.server()) == null) {
            if (ready != null) {
                reader.problems().add(key + ".mcp.server", mcp.server().name(), "at most " + MAX_LINKS + " servers");
            }
            return null;
        }
        boolean repeatable = action.risk() == Risk.READ;
        return (request, idempotencyKey) -> {
            JsonNode arguments = ready.arguments().render(request.arguments());
            McpAttempt.Call call = new McpAttempt.Call(mcp.tool(), arguments, repeatable, ready.results());
            return new Prepared() {
                @Override
                public String target() {
                    return "mcp:" + mcp.server().name();
                }

                @Override
                public boolean repeatable() {
                    return repeatable;
                }

                @Override
                public Attempt attempt() {
                    McpAttempt attempt = new McpAttempt(call, parts.contexts().get());
                    McpLink now = link(mcp.server(), ready.server());
                    return now == null ? attempt.without(mcp.server().name()) : attempt.startOn(now);
                }
            };
        };
    }

    private synchronized @Nullable McpLink link(McpServer server, ReadyServer ready) {
        McpLink known = links.get(server);
        if (known != null || closed || links.size() >= MAX_LINKS) {
            return known;
        }
        McpLink link =
                new McpLink(server.name(), server.tools(), transports(server, ready), parts.timers(), parts.random());
        links.put(server, link);
        link.open();
        if (inUse != null && !inUse.contains(server)) {
            closeLater(Set.of(server));
        }
        return link;
    }

    /** Closes the servers that are not in use, after {@link #UNUSED_MS}, unless they are in use again by then. */
    @Override
    public synchronized void keepOnly(Collection<ActionSpec> actions) {
        inUse = actions.stream()
                .map(ActionSpec::kind)
                .filter(McpTool.class::isInstance)
                .map(tool -> ((McpTool) tool).server())
                .collect(Collectors.toSet());
        Set<McpServer> idle = new HashSet<>(links.keySet());
        idle.removeAll(inUse);
        if (!idle.isEmpty()) {
            closeLater(idle);
        }
    }

    private void closeLater(Set<McpServer> idle) {
        parts.timers().after(UNUSED_MS, () -> closeIdle(idle));
    }

    private synchronized void closeIdle(Set<McpServer> idle) {
        for (McpServer server : idle) {
            McpLink link = inUse != null && inUse.contains(server) ? null : links.remove(server);
            if (link != null) {
                link.close();
            }
        }
    }

    private BiFunction<McpInbox, Consumer<String>, McpTransport> transports(McpServer server, ReadyServer ready) {
        McpHttp.Address address = ready.address();
        if (address != null) {
            return (inbox, gone) -> new McpHttp(wire, parts.contexts().get(), parts.timers(), address, inbox, gone);
        }
        File folder = server.folder().toAbsolutePath().toFile();
        return (inbox, gone) -> {
            ProcessBuilder command = new ProcessBuilder(ready.command()).directory(folder);
            command.environment().keySet().retainAll(INHERITED);
            command.environment().putAll(ready.env());
            return new McpStdio(server.name(), command, inbox, gone);
        };
    }

    @Override
    public synchronized Future<Void> close() {
        closed = true;
        List<Future<Void>> ends = links.values().stream().map(McpLink::close).toList();
        links.clear();
        return Future.join(ends).mapEmpty();
    }
}
