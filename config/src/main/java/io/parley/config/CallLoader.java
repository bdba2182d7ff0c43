package io.parley.config;

import io.parley.config.CallStep.Noise;
import io.parley.config.CallStep.Sign;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads one file of {@code calls/}. */
final class CallLoader {
    static final String SUFFIX = ".yaml";

    private static final String HANG_UP = "hang-up";
    private static final String STEP =
            "one step: say, play, hear, dtmf, interrupt-at, pause, noise, each with its value, or hang-up";
    private static final String HEAR = "an act, such as { act: ASK, slot: size }";

    private final Path file;
    private final List<CallStep> steps = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();

    private CallLoader(Path file) {
        this.file = file;
    }

    /** Empty where anything is wrong, which the problems then know. */
    static Optional<CallScript> read(Problems problems) {
        return YamlFile.read(problems).flatMap(root -> new CallLoader(problems.file()).script(root, problems));
    }

    private Optional<CallScript> script(YamlMap root, Problems problems) {
        LocalDate today = root.value("today").flatMap(CallLoader::day).orElse(null);
        Map<String, List<CallAnswer>> answers = answers(root.map("answers"));
        int transfer = root.integer("transfer", CallScript.TAKEN);
        root.required("steps", "a list of steps")
                .map(value -> value.list("a list of steps"))
                .orElse(List.of())
                .forEach(this::add);
        CallExpect expect = CallExpectLoader.read(root.map("expect"));
        root.finish();
        if (!problems.none()) {
            return Optional.empty();
        }
        return root.build(() -> new CallScript(name(file), file, today, answers, transfer, steps, lines, expect));
    }

    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    private static Optional<LocalDate> day(YamlValue value) {
        return value.text().flatMap(text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeException e) {
                value.wrong("a day such as 2026-03-03");
                return Optional.empty();
            }
        });
    }

    private static Map<String, List<CallAnswer>> answers(YamlMap written) {
        Map<String, List<CallAnswer>> answers = new LinkedHashMap<>();
        String expected = "a list of answers, such as [{ status: 503 }, { after: 5s }]";
        written.values()
                .forEach((action, value) ->
                        value.items(expected, CallLoader::answer).ifPresent(list -> answers.put(action, list)));
        return answers;
    }

    private static Optional<CallAnswer> answer(YamlValue value) {
        YamlMap answer = value.map("an answer, such as { status: 503 }");
        int status = answer.integer("status", CallAnswer.OK);
        Duration after = answer.duration("after", CallAnswer.SOON);
        Object json = answer.value("json").flatMap(YamlValue::tree).orElse(null);
        String body = answer.textOrNull("body");
        boolean reset = answer.bool("reset", false);
        answer.finish();
        return answer.usable()
                ? answer.build(() -> new CallAnswer(status, after, json, body, reset))
                : Optional.empty();
    }

    private void add(YamlValue item) {
        step(item).ifPresent(step -> {
            steps.add(step);
            lines.add(item.problems().lineOf(item.path()));
        });
    }

    private Optional<CallStep> step(YamlValue item) {
        if (item.isText()) {
            return item.text().filter(HANG_UP::equals).isPresent() ? Optional.of(new CallStep.HangUp()) : refused(item);
        }
        YamlMap step = item.map(STEP);
        if (!step.usable()) {
            return Optional.empty();
        }
        List<Optional<CallStep>> kinds = List.of(
                step.value("say").flatMap(CallLoader::say),
                step.value("play").flatMap(this::play),
                step.value("hear").flatMap(CallLoader::hear),
                step.value("dtmf").flatMap(value -> value.parsed(CallStep.Dtmf::new)),
                step.value("interrupt-at").flatMap(value -> timed(value, CallStep.InterruptAt::new)),
                step.value("pause").flatMap(value -> timed(value, CallStep.Pause::new)),
                step.value("noise").flatMap(CallLoader::noise));
        step.finish();
        if (step.size() != 1) {
            return refused(item);
        }
        return kinds.stream().flatMap(Optional::stream).findFirst();
    }

    private static Optional<CallStep> refused(YamlValue item) {
        item.wrong(STEP);
        return Optional.empty();
    }

    private static Optional<CallStep> timed(YamlValue value, Function<Duration, CallStep> kind) {
        return value.duration().flatMap(time -> value.build(() -> kind.apply(time)));
    }

    private static Optional<CallStep> say(YamlValue value) {
        if (!value.isMap()) {
            return value.parsed(text -> new CallStep.Say(text, null, null));
        }
        YamlMap say = value.map("a sentence");
        Optional<String> text = say.required("text", "what the caller says").flatMap(YamlValue::text);
        Double rate = say.value("rate").flatMap(YamlValue::factor).orElse(null);
        Double pitch = say.value("pitch").flatMap(YamlValue::factor).orElse(null);
        say.finish();
        return text.flatMap(words -> say.build(() -> new CallStep.Say(words, rate, pitch)));
    }

    private static Optional<CallStep> hear(YamlValue value) {
        Optional<List<Sign>> signs = value.isList()
                ? value.items(HEAR, act -> act.parsed(name -> new Sign(name, null, null)))
                : sign(value).map(List::of);
        return signs.flatMap(list -> value.build(() -> new CallStep.Hear(list)));
    }

    private static Optional<Sign> sign(YamlValue value) {
        YamlMap hear = value.map(HEAR);
        String act = hear.textOrNull("act");
        String slot = hear.textOrNull("slot");
        String says = hear.textOrNull("says");
        hear.finish();
        return hear.usable() ? hear.build(() -> new Sign(act, slot, says)) : Optional.empty();
    }

    private static Optional<CallStep> noise(YamlValue value) {
        if (!value.isMap()) {
            return value.parsed(level -> Noise.parse(level, Noise.Kind.PINK));
        }
        YamlMap noise = value.map(Noise.EXPECTED);
        Optional<String> level = noise.required("level", Noise.EXPECTED).flatMap(YamlValue::text);
        Noise.Kind kind = noise.oneOf("kind", Noise.Kind.PINK);
        noise.finish();
        return level.flatMap(written -> value.build(() -> Noise.parse(written, kind)));
    }

    private Optional<CallStep> play(YamlValue value) {
        return value.text().flatMap(name -> {
            try {
                Path relative = Path.of(name);
                Path recording = file.resolveSibling(relative);
                if (!relative.isAbsolute() && !name.contains("..") && Files.isRegularFile(recording)) {
                    return Optional.of(new CallStep.Play(recording));
                }
            } catch (InvalidPathException e) {
                // Falls through to the same answer as a file that is not there.
            }
            value.wrong("a recording that lies beside the script");
            return Optional.empty();
        });
    }
}
