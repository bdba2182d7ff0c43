package io.parley.server.cli;

import io.parley.config.HttpConfig;
import io.parley.config.Listen;
import io.parley.config.ParleyConfig;
import io.parley.server.Home;
import io.parley.server.Parley;
import io.parley.server.Setup;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./parley serve}, which is also what {@code ./parley} alone does. */
@Command(
        name = "serve",
        description = "Answer calls, until it is told to stop. Without a configuration the examples are served, and"
                + " only this machine and private networks may call.")
final class ServeCommand implements Callable<Integer> {
    private static final Path USUAL = Path.of("parley.yaml");

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LogOptions log = new LogOptions();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration; without it parley.yaml of the current folder where there is one.")
    private @Nullable Path file;

    @Option(
            names = "--sip-port",
            paramLabel = "N",
            description = "Port for SIP, UDP and TCP, in place of the configured.")
    private @Nullable Integer sipPort;

    @Option(names = "--http-port", paramLabel = "N", description = "Port for HTTP, in place of the configured one.")
    private @Nullable Integer httpPort;

    @Option(
            names = "--drain",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long calls under way may take when it is told to stop. Default: ${DEFAULT-VALUE}.")
    private int drain = 20;

    @Override
    public Integer call() throws InterruptedException {
        log.apply(Level.INFO);
        PrintWriter out = Output.of(spec);
        Home home = Home.ofThisProcess();
        ParleyConfig config = configuration(home);
        Parley parley = Parley.start(Setup.of(home, config).withProgress(step -> {
            out.println(step + " …");
            out.flush();
        }));
        Announcement.of(parley, config).forEach(out::println);
        out.flush();
        parley.watchFiles(line -> {
            out.println(line);
            out.flush();
        });
        Path read = found();
        if (read != null) {
            parley.watchDial(read, line -> {
                out.println(line);
                out.flush();
            });
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(parley, out), "stop"));
        new CountDownLatch(1).await();
        return Exit.DONE;
    }

    private ParleyConfig configuration(Home home) {
        Path found = found();
        ParleyConfig config = found == null ? ParleyConfig.defaults(home.folder()) : ParleyConfig.load(found);
        return Setup.listening(config, sip(config), http(config));
    }

    private @Nullable Path found() {
        return file == null && Files.isRegularFile(USUAL) ? USUAL : file;
    }

    private List<Listen> sip(ParleyConfig config) {
        if (sipPort == null) {
            return config.sip().listen();
        }
        int port = port("--sip-port", sipPort);
        return config.sip().listen().stream()
                .map(point -> new Listen(point.transport(), point.host(), port))
                .distinct()
                .toList();
    }

    private HttpConfig http(ParleyConfig config) {
        return httpPort == null ? config.http() : config.http().at(port("--http-port", httpPort));
    }

    private static int port(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw new UsageFault(option + ": found " + port + ", expected a port from 0 (any free one) to 65535");
        }
        return port;
    }

    /** On SIGTERM and Ctrl-C. The JVM would exit with the signal's number; an orderly stop is a success. */
    private void stop(Parley parley, PrintWriter out) {
        int calls = parley.liveCalls();
        out.println(calls == 0 ? "stopping" : "stopping; waiting up to " + drain + " s for " + calls + " calls to end");
        out.flush();
        parley.stop(Duration.ofSeconds(drain));
        out.println("stopped");
        out.flush();
        Runtime.getRuntime().halt(Exit.DONE);
    }
}
