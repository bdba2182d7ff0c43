package io.parley.server.cli;

import io.parley.config.ConfigProblem;
import io.parley.server.Home;
import io.parley.server.check.Checker;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./parley check}. */
@Command(
        name = "check",
        description = "Check agents, their actions and calls, and configurations, without running them.")
final class CheckCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LogOptions log = new LogOptions();

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description =
                    "An agent's file, its folder, a folder of agents, a script of a call, or a configuration such as"
                            + " parley.yaml.")
    private List<Path> paths = List.of();

    @Override
    public Integer call() {
        log.apply(Level.WARN);
        Checker.Result result = new Checker(Home.ofThisProcess(), System.getenv()).check(paths);
        PrintWriter out = Output.of(spec);
        result.problems().stream().map(ConfigProblem::toString).forEach(out::println);
        if (!result.problems().isEmpty()) {
            out.println(
                    result.problems().size() == 1
                            ? "1 problem"
                            : result.problems().size() + " problems");
            return Exit.FAILED;
        }
        out.println("ok: " + result.summary());
        return Exit.DONE;
    }
}
