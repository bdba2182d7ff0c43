package io.parley.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A server of the Model Context Protocol whose tools may become actions: a program that is started and spoken to over its
 * standard input and output, or an address (streamable HTTP). One of the two.
 *
 * @param name as the file's actions know it
 * @param command the program and its arguments; empty where it is an address. Holds <code>${env:NAME}</code> and no slots
 * @param env the program's environment, beside PATH, HOME, LANG and a few more that any program needs: it gets no other variable
 *     of ours
 * @param folder where the program runs
 * @param url null where it is a program
 * @param headers of every request to the address: credentials stand here
 * @param tools those that may be called, and no others, whatever else the server offers
 */
public record McpServer(
        String name,
        List<String> command,
        Map<String, String> env,
        Path folder,
        @Nullable String url,
        Map<String, String> headers,
        Set<String> tools) {
    /** Servers of one file. */
    static final int MAX_SERVERS = 16;

    private static final int MAX_TOOLS = 64;
    private static final int MAX_WORDS = 64;
    private static final int MAX_TOOL_NAME = 128;
    private static final String ONE = "command, the program and its arguments, or url; one of them";
    private static final String TOOL = "a tool's name, at most " + MAX_TOOL_NAME + " characters without spaces";

    public McpServer {
        command = List.copyOf(command);
        env = Frozen.map(env);
        headers = Frozen.map(headers);
        tools = Collections.unmodifiableSet(new LinkedHashSet<>(tools));
        Rules rules = new Rules()
                .require(Names.isName(name), "", name, Names.NAME)
                .require(command.isEmpty() == (url != null), url == null ? "command" : "url", null, ONE)
                .require(!tools.isEmpty(), "tools", null, "the names of the tools that may be called");
        AgentRules.atMost(rules, "command", command.size(), MAX_WORDS);
        AgentRules.atMost(rules, "tools", tools.size(), MAX_TOOLS);
        for (int i = 0; i < command.size(); i++) {
            HttpRules.fixed(rules, "command[" + i + "]", command.get(i));
        }
        env.forEach((key, value) -> {
            rules.require(key.matches("[A-Za-z_][A-Za-z0-9_]{0,63}"), "env." + key, key, "a variable's name");
            HttpRules.fixed(rules, "env." + key, value);
        });
        tools.forEach(tool ->
                rules.require(tool.length() <= MAX_TOOL_NAME && tool.matches("[\\x21-\\x7e]+"), "tools", tool, TOOL));
        if (url != null) {
            HttpRules.api(rules, url, headers);
            rules.require(env.isEmpty(), "env", null, "no variables where there is no command");
        } else {
            rules.require(headers.isEmpty(), "headers", null, "no headers where there is no url");
        }
        rules.check();
    }
}
