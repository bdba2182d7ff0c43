package io.parley.server.cli;

import picocli.CommandLine.Command;

/** {@code ./parley bench}. */
@Command(
        name = "bench",
        description = "The measurements that the README quotes, in real calls on this machine.",
        subcommands = {
            BenchLatencyCommand.class,
            BenchLoadCommand.class,
            BenchMediaCommand.class,
            BenchSipCommand.class,
            BenchSoakCommand.class,
            BenchUnderstandingCommand.class,
            BenchVoicesCommand.class
        })
final class BenchCommand {}
