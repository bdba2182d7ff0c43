package io.parley.config;

import java.util.Map;

/**
 * A tool of a server of the Model Context Protocol. What the server says of it (its words, its hints about harm) decides
 * nothing; the types of its arguments are taken from it.
 *
 * @param tool one of those that the server's file allows
 * @param arguments the tool's arguments: a tree of maps, lists, strings, numbers, booleans, whose strings are templates. A
 *     value that is exactly {@code "{slot}"} is left out where the caller gave none
 */
public record McpTool(McpServer server, String tool, Map<String, Object> arguments) implements ActionSpec.Kind {
    public McpTool {
        arguments = HttpRules.arguments(arguments);
        new Rules()
                .require(
                        server.tools().contains(tool),
                        "tool",
                        tool,
                        "one of the tools of '" + server.name() + "': " + String.join(", ", server.tools()))
                .check();
    }
}
