package io.parley.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One target in a process of its own, where Jazzer instruments our code and the libraries that parse for it, and tries
 * what it thinks of for some seconds. Blocks.
 */
final class FuzzRun {
    private static final String INSTRUMENTED =
            "io.parley.**:gov.nist.**:org.jitsi.**:org.jflac.**:org.snakeyaml.**:com.jayway.**:com.fasterxml.jackson.**";
    /** Paths in a configuration are the administrator's; what helps with regular expressions costs half the speed. */
    private static final String DISABLED = "com.code_intelligence.jazzer.sanitizers.FilePathTraversal"
            + ":com.code_intelligence.jazzer.sanitizers.RegexRoadblocks";

    /** Time to start, to read the corpus and to end, beyond the time for fuzzing. */
    private static final int GRACE_SECONDS = 120;
    /** An input that does not come back. */
    private static final int HANG_SECONDS = 60;

    /** The same inputs in the same order, as far as the time reaches, so that a build says the same twice; 0 draws one. */
    private static final int SEED = Integer.getInteger("fuzz.seed", 1);

    private static final String LOG = "log.txt";
    private static final int SHOWN_LINES = 60;
    private static final Pattern RUNS = Pattern.compile("Done (\\d+) runs in (\\d+) second");
    private static final Pattern STATE = Pattern.compile("(?m)^#\\d+\\s.*?(cov: \\d+ ft: \\d+ corp: \\d+/\\S+)");
    private static final Pattern INPUT = Pattern.compile("Test unit written to (\\S+)");

    private final FuzzTarget target;
    private final Path work;

    FuzzRun(FuzzTarget target) {
        this.target = target;
        this.work = FuzzInputs.work(target);
    }

    /**
     * Fuzzes for so many seconds.
     *
     * @return what was tried, for people
     * @throws AssertionError when something was found, or nothing was tried; says how to see it again
     */
    String run(int seconds) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(work.resolve("corpus"));
        List<String> command = command();
        command.add("-max_total_time=" + seconds);
        command.add("-seed=" + SEED);
        Path dictionary = FuzzInputs.dictionary(target);
        if (Files.exists(dictionary)) {
            command.add("-dict=" + dictionary);
        }
        command.add(corpus.toString());
        command.add(FuzzInputs.seeds(target).toString());
        List<Path> more = new ArrayList<>(target.moreSeeds());
        more.add(FuzzInputs.found(target));
        more.stream().filter(Files::isDirectory).forEach(folder -> command.add(folder.toString()));
        return judge(execute(command, seconds), output());
    }

    /** Adds to the seeds what a run has learnt: the inputs that reach what no seed reaches, the shortest of them first. */
    void keep() throws IOException, InterruptedException {
        List<String> command = command();
        command.add("-merge=1");
        command.add(FuzzInputs.seeds(target).toString());
        command.add(work.resolve("corpus").toString());
        if (execute(command, GRACE_SECONDS) != 0) {
            throw new AssertionError("the corpus could not be merged:\n" + output());
        }
    }

    private int execute(List<String> command, int seconds) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve(LOG).toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        Thread atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            if (!process.waitFor(seconds + GRACE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(target.name() + " did not end; its output: " + work.resolve(LOG));
            }
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
        return process.exitValue();
    }

    private String output() throws IOException {
        return Files.readString(work.resolve(LOG), StandardCharsets.ISO_8859_1);
    }

    private List<String> command() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:-OmitStackTraceInFastThrow",
                "-Djava.awt.headless=true",
                "-Dparley.home=" + Outside.home(),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzEntry.class.getName(),
                "--target_args=" + target.getClass().getName(),
                "--instrumentation_includes=" + INSTRUMENTED,
                "--custom_hook_includes=" + INSTRUMENTED,
                "--disabled_hooks=" + DISABLED,
                "--mutator_framework=false",
                "--reproducer_path=" + work,
                "-artifact_prefix=" + work + "/",
                "-timeout=" + HANG_SECONDS,
                "-max_len=" + target.maxLength(),
                "-print_final_stats=1"));
    }

    private String judge(int exit, String log) {
        Matcher runs = RUNS.matcher(log);
        if (exit == 0 && runs.find() && Long.parseLong(runs.group(1)) > 0) {
            long perSecond = Long.parseLong(runs.group(1)) / Math.max(1, Long.parseLong(runs.group(2)));
            return target.name() + ": " + runs.group(1) + " inputs, " + perSecond + " a second, " + lastState(log);
        }
        String[] lines = log.split("\n");
        int from = Math.max(0, lines.length - SHOWN_LINES);
        Matcher input = INPUT.matcher(log);
        throw new AssertionError(String.join("\n", List.of(lines).subList(from, lines.length)) + "\n"
                + (input.find() ? reproduction(input.group(1)) : "the fuzzer ended with " + exit)
                + "\nall of its output: " + work.resolve(LOG));
    }

    private String reproduction(String input) {
        return target.name() + " fails with " + input + "\nto see it again, and to keep it:\n  mkdir -p "
                + FuzzInputs.found(target) + "\n  cp " + input + " " + FuzzInputs.found(target)
                + "\n  mvn -pl " + work.getParent().getParent().getParent().getFileName()
                + " -am test -Dtest=FuzzInputsTest -Dsurefire.failIfNoSpecifiedTests=false";
    }

    private static String lastState(String log) {
        Matcher state = STATE.matcher(log);
        String last = "no coverage";
        while (state.find()) {
            last = state.group(1);
        }
        return last;
    }
}
