package io.parley.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** {@code ./parley} itself. */
@Command(
        name = "parley",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "Parley 0.1.0",
        description = "A telephone voice agent that you host yourself.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the call, the check or the measurement failed",
            "2:wrong usage or configuration; nothing was begun"
        },
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            CallCommand.class,
            BenchCommand.class,
            NewCommand.class,
            CheckCommand.class,
            SimulateCommand.class,
            SayCommand.class
        })
final class ParleyCommand {}
