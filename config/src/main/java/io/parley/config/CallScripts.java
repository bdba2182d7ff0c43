package io.parley.config;

import io.parley.config.CallScript.Expect;
import io.parley.config.CallScript.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the scripted callers of an agent. Called by {@code simulate} and {@code check}; blocks on the file system. */
public final class CallScripts {
    /** Scripts of one agent. */
    public static final int MAX_SCRIPTS = 1000;

    private static final String FOLDER = "calls";
    private static final String SUFFIX = ".yaml";
    private static final String HANG_UP = "hang-up";
    private static final String EXPECTED =
            "one step: say, play, hear, dtmf, interrupt-at, pause, each with its value, or hang-up";

    private CallScripts() {}

    /**
     * Reads every {@code calls/*.yaml} of an agent, by name, and holds it against the agent.
     *
     * @throws ConfigException with everything that is wrong in any of them
     */
    public static List<CallScript> load(AgentSpec agent) {
        List<ConfigProblem> problems = new ArrayList<>();
        List<CallScript> scripts = new ArrayList<>();
        for (Path file : files(agent.folder().resolve(FOLDER))) {
            Problems found = new Problems(file);
            read(found).ifPresent(script -> {
                new CallReferences(found, agent).check(script);
                scripts.add(script);
            });
            problems.addAll(found.list());
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return scripts;
    }

    static CallScript load(Path file) {
        Problems problems = new Problems(file);
        Optional<CallScript> script = read(problems);
        problems.throwIfAny();
        return script.orElseThrow();
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try {
            List<Path> files = Folders.list(folder, file -> file.toString().endsWith(SUFFIX), MAX_SCRIPTS);
            if (files.size() <= MAX_SCRIPTS) {
                return files;
            }
            throw unusable(folder, "at most " + MAX_SCRIPTS + " scripts");
        } catch (IOException e) {
            throw unusable(folder, "a folder that can be read (" + e.getMessage() + ")");
        }
    }

    private static ConfigException unusable(Path folder, String expected) {
        return new ConfigException(List.of(new ConfigProblem(folder, 0, "folder", "", expected)));
    }

    private static Optional<CallScript> read(Problems problems) {
        Optional<YamlMap> root = YamlFile.read(problems);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        List<Step> steps = new ArrayList<>();
        root.get()
                .required("steps", "a list of steps")
                .map(value -> value.list("a list of steps"))
                .orElse(List.of())
                .forEach(item -> step(problems.file(), item).ifPresent(steps::add));
        Expect expect = expect(root.get().map("expect"));
        root.get().finish();
        if (!problems.none()) {
            return Optional.empty();
        }
        return root.get().build(() -> new CallScript(name(problems.file()), problems.file(), steps, expect));
    }

    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    private static Optional<Step> step(Path script, YamlValue item) {
        if (item.isText()) {
            return item.text().filter(HANG_UP::equals).isPresent()
                    ? Optional.of(new CallScript.HangUp())
                    : refused(item);
        }
        YamlMap step = item.map(EXPECTED);
        if (!step.usable()) {
            return Optional.empty();
        }
        List<Optional<Step>> kinds = List.of(
                step.value("say").flatMap(value -> value.parsed(CallScript.Say::new)),
                step.value("play").flatMap(value -> play(script, value)),
                step.value("hear").flatMap(CallScripts::hear),
                step.value("dtmf").flatMap(value -> value.parsed(CallScript.Dtmf::new)),
                step.value("interrupt-at").flatMap(value -> timed(value, CallScript.InterruptAt::new)),
                step.value("pause").flatMap(value -> timed(value, CallScript.Pause::new)));
        step.finish();
        if (step.size() != 1) {
            return refused(item);
        }
        return kinds.stream().flatMap(Optional::stream).findFirst();
    }

    private static Optional<Step> refused(YamlValue item) {
        item.wrong(EXPECTED);
        return Optional.empty();
    }

    private static Optional<Step> timed(YamlValue value, Function<Duration, Step> kind) {
        return value.duration().flatMap(time -> value.build(() -> kind.apply(time)));
    }

    private static Optional<Step> hear(YamlValue value) {
        YamlMap hear = value.map("an act, such as { act: ASK, slot: size }");
        Optional<String> act = hear.required("act", "an act, such as ASK").flatMap(YamlValue::text);
        String slot = hear.textOrNull("slot");
        hear.finish();
        return act.flatMap(name -> hear.build(() -> new CallScript.Hear(name, slot)));
    }

    private static Optional<Step> play(Path script, YamlValue value) {
        return value.text().flatMap(name -> {
            try {
                Path relative = Path.of(name);
                Path file = script.resolveSibling(relative);
                if (!relative.isAbsolute() && !name.contains("..") && Files.isRegularFile(file)) {
                    return Optional.of(new CallScript.Play(file));
                }
            } catch (InvalidPathException e) {
                // Falls through to the same answer as a file that is not there.
            }
            value.wrong("a recording that lies beside the script");
            return Optional.empty();
        });
    }

    private static Expect expect(YamlMap written) {
        String action = written.textOrNull("action");
        Map<String, String> args = written.texts("args");
        String termination = written.textOrNull("termination");
        written.finish();
        return written.build(() -> new Expect(action, args, termination)).orElse(new Expect(null, Map.of(), null));
    }
}
