package io.parley.embed;

import io.parley.config.AgentSpec;
import io.parley.config.ConfigException;
import io.parley.config.ConfigProblem;
import io.parley.config.InCode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** What is wrong with an agent of a program, told as what is wrong with a file. */
final class Mistake {
    /** Stands where the problems of files have the file. */
    static final Path PLACE = Path.of("VoiceAgent");

    private Mistake() {}

    /** @param expected completes "expected …" */
    static ConfigException of(String method, String value, String expected) {
        return new ConfigException(List.of(new ConfigProblem(PLACE, 0, method, value, expected)));
    }

    /** A record of the configuration; what it refuses is told under the method's name. */
    static <T> T in(String method, Supplier<T> record) {
        return InCode.part(PLACE, method, record);
    }

    /** An agent, held against itself. */
    static AgentSpec agent(Collection<String> actions, Supplier<AgentSpec> record) {
        return InCode.agent(PLACE, key -> Methods.of(key, actions), record);
    }

    static String method(String name, String argument) {
        return name + "(\"" + argument + "\")";
    }
}
