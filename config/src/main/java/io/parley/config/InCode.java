package io.parley.config;

import io.parley.config.BrokenRules.Broken;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Holds agents that a program makes to everything that holds for files, and tells what is wrong by the program's own
 * words: a problem's key is a method such as {@code slot("drink")}. Any thread.
 */
public final class InCode {
    private InCode() {}

    /**
     * Makes a part of an agent.
     *
     * @param file stands for the program, where a file's problems have the file
     * @param method what the program called to make it
     * @param record its constructor
     * @throws ConfigException with everything that the record refuses
     */
    public static <T> T part(Path file, String method, Supplier<T> record) {
        try {
            return record.get();
        } catch (BrokenRules e) {
            throw new ConfigException(e.broken().stream()
                    .map(broken -> new ConfigProblem(file, 0, key(method, broken), broken.value(), broken.expected()))
                    .toList());
        }
    }

    private static String key(String method, Broken broken) {
        return broken.key().isEmpty() ? method : method + " " + broken.key();
    }

    /**
     * Makes an agent of parts, and holds the parts against each other.
     *
     * @param methods what the program called for a key of the files, such as {@code tasks.order.tell}
     * @param record its constructor
     * @throws ConfigException with everything that is wrong
     */
    public static AgentSpec agent(Path file, UnaryOperator<String> methods, Supplier<AgentSpec> record) {
        Problems problems = new Problems(file);
        List<ConfigProblem> all = new ArrayList<>();
        try {
            AgentSpec agent = record.get();
            tasks(problems, agent);
            new AgentReferences(
                            problems,
                            problems,
                            agent.slots().keySet(),
                            new ActionsLoader.Actions(agent.actions().keySet(), agent.actions(), true))
                    .check(agent.tasks());
            new TextReferences(problems, agent.slots()).check(agent.tasks().values());
            if (problems.none()) {
                return agent;
            }
        } catch (BrokenRules e) {
            e.broken().forEach(broken -> problems.at(broken.key(), broken.value(), broken.expected()));
        }
        problems.list()
                .forEach(found -> all.add(
                        new ConfigProblem(file, 0, methods.apply(found.key()), found.value(), found.expected())));
        throw new ConfigException(all);
    }

    private static void tasks(Problems problems, AgentSpec agent) {
        if (agent.tasks().isEmpty()) {
            problems.at("tasks", "", AgentLoader.TASKS);
        }
        Set<String> opened = new HashSet<>();
        agent.tasks().values().stream().map(TaskSpec::needs).forEach(opened::add);
        agent.tasks().values().stream()
                .filter(task -> agent.tasks().size() > 1 && task.examples().isEmpty() && !opened.contains(task.name()))
                .forEach(task -> problems.at("tasks." + task.name() + ".examples", "", TaskLoader.EXAMPLES));
    }
}
