package io.parley.server.cli;

import picocli.CommandLine.Command;

/** {@code ./parley bench}. */
@Command(
        name = "bench",
        description = "The measurements that the README quotes, in real calls on this machine.",
        subcommands = {
            BenchLatencyCommand.class,
            BenchUnderstandingCommand.class,
            BenchMediaCommand.class,
            BenchSoakCommand.class
        })
final class BenchCommand {}
