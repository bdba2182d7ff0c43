package io.parley.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one agent's folder. Does not throw: what is wrong stands in the problems of the two files. */
final class AgentLoader {
    static final String FILE = "agent.yaml";
    static final String ACTIONS_FILE = "actions.yaml";
    static final String TASKS = "at least one task";
    private static final String DEFAULT_GREETING = "Hello.";

    private final Path folder;
    private final Problems problems;
    private final Problems actionProblems;
    private final Map<String, String> numbersByPath = new LinkedHashMap<>();

    /**
     * @param numbers those that could be read, by their paths; also where the rest is wrong
     * @param spec empty if anything is wrong
     */
    record Loaded(
            Path folder,
            Map<String, String> numbers,
            Optional<AgentSpec> spec,
            Problems agentFile,
            Problems actionsFile) {
        String id() {
            return AgentLoader.id(folder);
        }

        List<ConfigProblem> problems() {
            List<ConfigProblem> all = new ArrayList<>(agentFile.list());
            all.addAll(actionsFile.list());
            return all;
        }
    }

    private AgentLoader(Path folder) {
        this.folder = folder;
        this.problems = new Problems(folder.resolve(FILE));
        this.actionProblems = new Problems(folder.resolve(ACTIONS_FILE));
    }

    static Loaded load(Path folder) {
        return new AgentLoader(folder).load();
    }

    /** The folder's name, also where it is written {@code .} or {@code ../coffee-shop/}. */
    static String id(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "" : name.toString();
    }

    private Loaded load() {
        Optional<YamlMap> file = YamlFile.read(problems);
        ActionsLoader.Actions actions = Files.exists(actionProblems.file())
                ? ActionsLoader.load(actionProblems)
                : new ActionsLoader.Actions(Set.of(), Map.of(), true);
        Optional<AgentSpec> spec = file.flatMap(root -> agent(root, actions));
        boolean right = problems.none() && actionProblems.none();
        return new Loaded(folder, numbersByPath, right ? spec : Optional.empty(), problems, actionProblems);
    }

    private Optional<AgentSpec> agent(YamlMap root, ActionsLoader.Actions actions) {
        List<String> numbers = numbers(root);
        Locale language = root.value("language").flatMap(AgentLoader::language).orElse(Locale.US);
        VoiceSpec voice = VoiceLoader.load(root.map("voice"));
        String greeting = root.required("greeting", "the sentence that callers hear first")
                .flatMap(YamlValue::text)
                .orElse(DEFAULT_GREETING);
        boolean disclosure = root.bool("disclosure", true);
        boolean recording = root.bool("recording", false);
        EngineKind engine = root.oneOf("engine", EngineKind.NATIVE);
        boolean paraphrases = root.bool("paraphrases", engine == EngineKind.CASCADE);
        boolean earlyGreeting = root.bool("early-greeting", false);
        Map<String, YamlValue> slotsWritten = root.map("slots").values();
        Map<String, SlotSpec> slots = new LinkedHashMap<>();
        slotsWritten.forEach((name, value) -> SlotLoader.load(name, value).ifPresent(slot -> slots.put(name, slot)));
        Map<String, TaskSpec> tasks = tasks(root);
        if (root.has("paraphrases")
                && paraphrases
                && tasks.values().stream().allMatch(task -> task.examples().isEmpty())) {
            root.wrong("paraphrases", "true", "a task with examples to compare with");
        }
        Map<String, TransferSpec> transfers = TransferLoader.load(root.map("transfers"));
        Map<Prompt, String> prompts = prompts(root.map("prompts"));
        Map<String, String> pronounce = root.texts("pronounce");
        root.finish();
        AgentReferences references = new AgentReferences(problems, actionProblems, slotsWritten.keySet(), actions);
        references.check(tasks);
        references.checkTransfers(root.map("transfers").values().keySet());
        new TextReferences(problems, slots).check(tasks.values());
        return root.build(() -> new AgentSpec(
                id(folder),
                folder,
                numbers,
                language,
                voice,
                greeting,
                disclosure,
                slots,
                tasks,
                actions.actions(),
                transfers,
                prompts,
                recording,
                engine,
                paraphrases,
                earlyGreeting,
                pronounce));
    }

    private List<String> numbers(YamlMap root) {
        List<String> all = new ArrayList<>();
        for (YamlValue item : root.list("numbers")) {
            all.add(item.textOrStandIn());
            if (item.isText()) {
                numbersByPath.put(item.path(), item.textOrStandIn());
            }
        }
        return all;
    }

    private static Optional<Locale> language(YamlValue value) {
        return value.text().flatMap(tag -> {
            try {
                return Optional.of(new Locale.Builder().setLanguageTag(tag).build());
            } catch (IllformedLocaleException e) {
                value.wrong(AgentRules.LANGUAGE);
                return Optional.empty();
            }
        });
    }

    private static Map<String, TaskSpec> tasks(YamlMap root) {
        Map<String, TaskSpec> tasks = new LinkedHashMap<>();
        Optional<YamlMap> map = root.required("tasks", TASKS).map(value -> value.map(TASKS));
        Map<String, YamlValue> written = map.map(YamlMap::values).orElse(Map.of());
        if (written.isEmpty() && map.filter(YamlMap::usable).isPresent()) {
            root.wrong("tasks", "", TASKS);
        }
        boolean alone = written.size() == 1;
        Set<String> needed = needed(written.values());
        written.forEach((name, value) -> TaskLoader.load(name, value, alone, alone || needed.contains(name))
                .ifPresent(task -> tasks.put(name, task)));
        return tasks;
    }

    /** The tasks that others need. What is wrong with their names is noted where each task is read. */
    private static Set<String> needed(Collection<YamlValue> tasks) {
        return tasks.stream()
                .filter(YamlValue::isMap)
                .flatMap(task -> task.map("a task").value("needs").stream())
                .filter(YamlValue::isText)
                .flatMap(needs -> needs.text().stream())
                .collect(Collectors.toSet());
    }

    private static Map<Prompt, String> prompts(YamlMap written) {
        Map<Prompt, String> prompts = new EnumMap<>(Prompt.class);
        for (Prompt prompt : Prompt.values()) {
            written.value(prompt.key()).flatMap(YamlValue::text).ifPresent(text -> prompts.put(prompt, text));
        }
        written.finish();
        return prompts;
    }

    /**
     * The folders of agents that a path stands for: an agent's file, its folder, or a folder of such folders. None where
     * there is nothing of the kind, or nothing that can be read.
     */
    static List<Path> folders(Path path) {
        if (Files.isRegularFile(path)) {
            Path parent = path.getParent();
            return List.of(parent == null ? Path.of(".") : parent);
        }
        if (Files.exists(path.resolve(FILE))) {
            return List.of(path);
        }
        try {
            return Folders.list(path, entry -> Files.exists(entry.resolve(FILE)), AgentSpecs.MAX_AGENTS);
        } catch (IOException e) {
            return List.of();
        }
    }
}
