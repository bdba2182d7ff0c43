package io.parley.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a file's servers of the Model Context Protocol, and actions that are tools of theirs. */
final class McpLoader {
    private static final String SERVER = "a server: command or url, and the tools that may be called";
    private static final String TOOL = "the tool: server, tool and arguments";

    private McpLoader() {}

    /** @param folder where the file lies, and programs run */
    static Map<String, McpServer> servers(YamlMap file, Path folder) {
        Map<String, McpServer> servers = new LinkedHashMap<>();
        YamlMap written = file.map("mcp-servers");
        if (written.size() > McpServer.MAX_SERVERS) {
            file.wrong("mcp-servers", written.size() + " servers", "at most " + McpServer.MAX_SERVERS + " servers");
        }
        written.values().forEach((name, value) -> server(name, value, folder).ifPresent(s -> servers.put(name, s)));
        return servers;
    }

    private static Optional<McpServer> server(String name, YamlValue value, Path folder) {
        YamlMap server = value.map(SERVER);
        List<String> command = server.textList("command");
        Map<String, String> env = server.texts("env");
        @Nullable String url = server.textOrNull("url");
        Map<String, String> headers = server.texts("headers");
        List<String> tools = server.textList("tools");
        server.finish();
        return server.usable()
                ? server.build(
                        () -> new McpServer(name, command, env, folder, url, headers, new LinkedHashSet<>(tools)))
                : Optional.empty();
    }

    static Optional<McpTool> tool(YamlValue value, Map<String, McpServer> servers) {
        YamlMap mcp = value.map(TOOL);
        Optional<YamlValue> server = mcp.required("server", "one of mcp-servers, by its name");
        Optional<String> name = server.flatMap(YamlValue::text);
        Optional<String> tool =
                mcp.required("tool", "one of the server's tools").flatMap(YamlValue::text);
        Map<String, Object> arguments = arguments(mcp);
        mcp.finish();
        if (name.isPresent() && !servers.containsKey(name.get())) {
            server.get().wrong("one of mcp-servers: " + String.join(", ", servers.keySet()));
        }
        McpServer known = name.map(servers::get).orElse(null);
        return known == null || tool.isEmpty()
                ? Optional.empty()
                : mcp.build(() -> new McpTool(known, tool.get(), arguments));
    }

    /** A list of slots that are called as the arguments are, or arguments by name. */
    static Map<String, Object> arguments(YamlMap map) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        Optional<YamlValue> written = map.value("arguments");
        if (written.filter(YamlValue::isList).isPresent()) {
            map.textList("arguments").forEach(name -> arguments.put(name, "{" + name + "}"));
        } else {
            map.map("arguments")
                    .values()
                    .forEach((name, value) -> value.tree().ifPresent(tree -> arguments.put(name, tree)));
        }
        return arguments;
    }
}
